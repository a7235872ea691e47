package assets

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// sheets returns the style sheets as they are served, by name: each file of
// css/, and for each folder css/NAME/ one sheet css/NAME.css of its files in the
// order of their names, so that a page loads one file and nobody edits a long one.
func sheets(files fs.FS) (map[string]string, error) {
	list := map[string]string{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".css" {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if folder := path.Dir(name); path.Dir(folder) == "css" {
			name = folder + ".css"
		}
		list[name] += thin(string(text))
		return nil
	})
	return list, err
}

var (
	comments = regexp.MustCompile(`(?s)/\*.*?\*/`)
	indents  = regexp.MustCompile(`\s*\n\s*`)
	address  = regexp.MustCompile(`url\("([^"]*)"\)`)
)

// thin takes out what only our own eyes need.
func thin(css string) string {
	return strings.TrimLeft(indents.ReplaceAllString(comments.ReplaceAllString(css, ""), "\n"), "\n")
}

// addressed puts the names under which files are served into a sheet. An address
// is written as seen from static/css: url("../fonts/x.woff2").
func (s *Set) addressed(name, css string) (string, error) {
	var missing error
	css = address.ReplaceAllStringFunc(css, func(found string) string {
		file := path.Join("css", address.FindStringSubmatch(found)[1])
		if s.paths[file] == "" && missing == nil {
			missing = fmt.Errorf("static/%s: there is no %s", name, file)
		}
		return `url("` + s.paths[file] + `")`
	})
	return css, missing
}
