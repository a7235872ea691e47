// Package static holds what pages load beside their text: style sheets, the
// typeface, icons, and vendored files with their licences. They are served under
// names that carry a hash of their content. Under packed/ lie compressed copies of
// what is vendored, made ahead because that takes seconds; it ships as that copy alone.
package static

import "embed"

// Files are the files by their path in this folder.
//
//go:embed css fonts icons js packed icon.svg
var Files embed.FS
