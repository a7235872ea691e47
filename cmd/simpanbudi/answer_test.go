package main

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// answer is a response that has been read to its end.
type answer struct {
	*http.Response
	body string
}

// fetch reads what a client got, for tests in which the server may go away.
func fetch(res *http.Response, err error) (answer, error) {
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	return answer{res, string(body)}, err
}

// submit posts a form with header fields given as name, value, name, value, …
func submit(t *testing.T, who *http.Client, address string, form url.Values, header ...string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	a, err := fetch(who.Do(r))
	if err != nil {
		t.Fatal(err)
	}
	return a
}
