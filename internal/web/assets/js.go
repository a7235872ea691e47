package assets

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
)

// imported is how one script of ours takes in another: import … from "./x.js", on
// a line of its own.
var imported = regexp.MustCompile(`(?m)^(import (?:[^"\n]* from )?")(\.[^"\n]*)(";)$`)

// script adds a script, after those that it takes in: it names them by the path
// under which they are served. above are those that wait for it.
func (s *Set) script(files fs.FS, name string, above ...string) error {
	if s.paths[name] != "" {
		return nil
	}
	for _, other := range above {
		if other == name {
			return fmt.Errorf("static/%s: takes itself in", name)
		}
	}
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	var failed error
	text = imported.ReplaceAllFunc(text, func(line []byte) []byte {
		part := imported.FindSubmatch(line)
		other := path.Join(path.Dir(name), string(part[2]))
		if err := s.script(files, other, append(above, name)...); err != nil && failed == nil {
			failed = fmt.Errorf("static/%s: %w", name, err)
		}
		return fmt.Appendf(nil, "%s%s%s", part[1], s.paths[other], part[3])
	})
	if failed != nil {
		return failed
	}
	return s.add(files, name, text)
}
