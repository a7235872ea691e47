// Package static holds what pages load beside their text: style sheets, the
// typeface, icons, and vendored files with their licences. They are served under
// names that carry a hash of their content.
package static

import "embed"

// Files are the files by their path in this folder.
//
//go:embed css fonts icons js vendor icon.svg
var Files embed.FS
