// Package static holds what pages load beside their text: style sheets and the
// icon. They are served under names that carry a hash of their content.
package static

import "embed"

// Files are the files by their path in this folder.
//
//go:embed css/*.css *.svg
var Files embed.FS
