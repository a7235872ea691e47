package config

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
)

const longestPattern = 200

func pattern(v string) error {
	_, err := Pattern(v)
	return err
}

// Pattern reads a regular expression (RE2, so that it takes no longer than the text
// it reads) that is to fit a whole code, whatever its case; nil for "".
func Pattern(v string) (*regexp.Regexp, error) {
	if v == "" {
		return nil, nil
	}
	if len(v) > longestPattern {
		return nil, fmt.Errorf("give at most %d characters", longestPattern)
	}
	// On its own first: "a)(b" would only be whole with what is put around it.
	if _, err := syntax.Parse(v, syntax.Perl); err != nil {
		var wrong *syntax.Error
		if errors.As(err, &wrong) {
			return nil, fmt.Errorf("not a regular expression such as [0-9]{8}: %s: %s", wrong.Code, wrong.Expr)
		}
		return nil, err
	}
	return regexp.Compile(`(?i)^(?:` + v + `)$`)
}
