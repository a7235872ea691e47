package channel

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// eachText puts every text of a JSON value through fn.
func eachText(v any, fn func(string) (string, error)) (any, error) {
	var err error
	switch v := v.(type) {
	case string:
		return fn(v)
	case []any:
		for i := range v {
			if v[i], err = eachText(v[i], fn); err != nil {
				return nil, err
			}
		}
	case map[string]any:
		for name := range v {
			if v[name], err = eachText(v[name], fn); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}

// at is the text at a path such as results.0.id of a JSON value, "" where there is none.
func at(v any, path string) string {
	if path == "" {
		return ""
	}
	for name := range strings.SplitSeq(path, ".") {
		switch node := v.(type) {
		case map[string]any:
			v = node[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i < 0 || i >= len(node) {
				return ""
			}
			v = node[i]
		default:
			return ""
		}
	}
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case map[string]any, []any:
		text, err := json.Marshal(v)
		if err != nil {
			return ""
		}
		return string(text)
	}
	return fmt.Sprint(v)
}
