package store

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strconv"
)

// assignAll copies the values of a row to where a caller wants them, with the
// conversions of [database/sql.Rows.Scan] that this house uses.
func assignAll(into []any, values []driver.Value) error {
	if len(into) != len(values) {
		return fmt.Errorf("a row of %d columns read into %d variables", len(values), len(into))
	}
	for i, to := range into {
		if err := assign(to, values[i]); err != nil {
			return fmt.Errorf("column %d: %w", i+1, err)
		}
	}
	return nil
}

func assign(to any, v driver.Value) (err error) {
	switch to := to.(type) {
	case *int64:
		*to, err = whole(v)
	case *int:
		var n int64
		n, err = whole(v)
		*to = int(n)
	case *string:
		*to, err = text(v)
	case *bool:
		var b driver.Value
		if b, err = driver.Bool.ConvertValue(v); err == nil {
			*to = b.(bool)
		}
	case *[]byte:
		switch v := v.(type) {
		case []byte:
			*to = bytes.Clone(v)
		case nil:
			*to = nil
		default:
			var s string
			s, err = text(v)
			*to = []byte(s)
		}
	case **int:
		return pointer(to, v)
	case **int64:
		return pointer(to, v)
	case **string:
		return pointer(to, v)
	case *any:
		*to = v
	case sql.Scanner:
		return to.Scan(v)
	default:
		return fmt.Errorf("a %T cannot be read into a %T", v, to)
	}
	return err
}

// pointer leaves a null a nil.
func pointer[T any](to **T, v driver.Value) error {
	if *to = nil; v == nil {
		return nil
	}
	*to = new(T)
	return assign(*to, v)
}

func whole(v driver.Value) (int64, error) {
	if n, ok := v.(int64); ok {
		return n, nil
	}
	s, err := text(v)
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(s, 10, 64)
}

func text(v driver.Value) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case []byte:
		return string(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	}
	return "", fmt.Errorf("a %T is neither a text nor a number", v)
}
