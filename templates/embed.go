// Package templates holds the pages as html/template files, in folders by who
// sees them. They carry no words of their own: {{t "key"}} stands for a text of
// the locale files and is filled in when a page is parsed for a language.
package templates

import "embed"

// Files are the templates by their path in this folder.
//
//go:embed *.html */*.html */*/*.html
var Files embed.FS
