// Package form reads what a form has posted, and nothing else: no query, no
// files, nothing that is not text.
package form

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"unicode/utf8"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/page"
)

// Read returns the fields of a posted form. What is no form is page.MediaType,
// what is larger than the body limit page.TooLarge, and what cannot be decoded
// to UTF-8 fault.Invalid.
func Read(r *http.Request) (url.Values, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
			return nil, fault.Wrap(err, page.TooLarge, "")
		}
		return nil, fault.Wrap(err, fault.Invalid, "the form did not arrive whole")
	}
	if len(body) == 0 {
		return url.Values{}, nil
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return nil, fault.New(page.MediaType, "post application/x-www-form-urlencoded")
	}
	fields, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, fault.New(fault.Invalid, "the form is not well encoded")
	}
	for name, values := range fields {
		for _, text := range append(values, name) {
			if !utf8.ValidString(text) {
				return nil, fault.New(fault.Invalid, "the form is not in UTF-8")
			}
		}
	}
	return fields, nil
}
