package circulation

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"time"
)

// ReadBool reads true or false.
func ReadBool(r *JSONReader, into *bool) (err error) {
	*into, err = r.Bool()
	return err
}

// ReadCount reads a whole number that is not negative: a count, days or rupiah.
func ReadCount[T int | int64](r *JSONReader, into *T) error {
	n, err := r.Count()
	if err == nil && n > math.MaxInt {
		return r.Refuse("", "is too large")
	}
	*into = T(n)
	return err
}

// ReadString reads a text.
func ReadString(r *JSONReader, into *string) (err error) {
	*into, err = r.String()
	return err
}

// ReadOneOf reads one of the given words, in exact case.
func ReadOneOf[T ~string](r *JSONReader, into *T, words ...T) error {
	text, err := r.Text()
	if err != nil {
		return err
	}
	for _, w := range words {
		if string(w) == string(text) {
			*into = w
			return nil
		}
	}
	names := make([]string, len(words))
	for i, w := range words {
		names[i] = string(w)
	}
	return r.Refuse("", fmt.Sprintf("must be one of %s", strings.Join(names, ", ")))
}

// ReadDay reads a day, YYYY-MM-DD.
func ReadDay(r *JSONReader, into *Day) error {
	text, err := r.Text()
	if err != nil {
		return err
	}
	day, err := ParseDay(string(text))
	if err != nil {
		return r.Refuse("", err.Error())
	}
	*into = day
	return nil
}

// ReadDayOrNull reads a day; null is no day.
func ReadDayOrNull(r *JSONReader, into *Day) error {
	if r.Null() {
		*into = 0
		return nil
	}
	return ReadDay(r, into)
}

// ReadInstant reads an instant, RFC 3339 with its offset from UTC.
func ReadInstant(r *JSONReader, into *time.Time) error {
	text, err := r.Text()
	if err != nil {
		return err
	}
	var t time.Time
	if !looksLikeInstant(text) || t.UnmarshalText(text) != nil || t.IsZero() || t.UTC().Year() < 1 {
		return r.Refuse("", fmt.Sprintf("%.40q is not an instant such as 2026-11-23T09:00:00+07:00", text))
	}
	*into = t
	return nil
}

// looksLikeInstant holds text against the form of RFC 3339, where package time
// also takes 9:00, a comma and an offset of 99 hours.
func looksLikeInstant(text []byte) bool {
	const form = "0000-00-00T00:00:00"
	if len(text) <= len(form) || !hasForm(text[:len(form)], form) {
		return false
	}
	rest := text[len(form):]
	if rest[0] == '.' {
		fraction := rest[1:]
		if rest = bytes.TrimLeft(fraction, "0123456789"); len(rest) == len(fraction) {
			return false
		}
	}
	if string(rest) == "Z" {
		return true
	}
	return (hasForm(rest, "+00:00") || hasForm(rest, "-00:00")) &&
		string(rest[1:3]) < "24" && string(rest[4:6]) < "60"
}

// hasForm reports whether text is form with any digits in place of its zeros.
func hasForm(text []byte, form string) bool {
	if len(text) != len(form) {
		return false
	}
	for i, c := range text {
		if form[i] == '0' && '0' <= c && c <= '9' || form[i] == c {
			continue
		}
		return false
	}
	return true
}

// ReadInstantOrNull reads an instant; null is the zero instant, "never".
func ReadInstantOrNull(r *JSONReader, into *time.Time) error {
	if r.Null() {
		*into = time.Time{}
		return nil
	}
	return ReadInstant(r, into)
}

// readPeriod reads a period that has a length.
func readPeriod(r *JSONReader, into *Period) error {
	if err := readPeriodOrZero(r, into); err != nil {
		return err
	}
	if into.IsZero() {
		return r.Refuse("", "must not be zero")
	}
	return nil
}

// readPeriodOrZero reads a period; only a window may be of no length.
func readPeriodOrZero(r *JSONReader, into *Period) error {
	text, err := r.Text()
	if err != nil {
		return err
	}
	period, err := ParsePeriod(string(text))
	if err != nil {
		return r.Refuse("", err.Error())
	}
	*into = period
	return nil
}

// readOptional reads a value or null, which is nil: no limit.
func readOptional[T any](r *JSONReader, into **T, read func(*JSONReader, *T) error) error {
	if r.Null() {
		*into = nil
		return nil
	}
	value := new(T)
	if err := read(r, value); err != nil {
		return err
	}
	*into = value
	return nil
}
