package channel

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"

	"simpanbudi/data"
	"simpanbudi/internal/i18n"
)

// Form describes how an HTTP gateway is asked to send a message. Texts in it may
// name {{.to}} (+62…), {{.digits}} (62…), {{.message}}, {{.subject}}, {{.token}},
// {{.basic}} (the token in base64) and {{.id}} (ours, the same at every try).
type Form struct {
	About   string            `json:"about"`
	Method  string            `json:"method"` // POST where left out
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers"`
	Fields  map[string]string `json:"form"` // a form, or …
	JSON    json.RawMessage   `json:"json"` // … a JSON body, texts in it filled in
	Success struct {
		Path   string `json:"path"`   // in the JSON answer, such as results.status; "": any 2xx is success
		Equals string `json:"equals"` // what stands there; "": anything
	} `json:"success"`
	IDPath    string   `json:"id_path"`    // where the provider's name for the message stands
	WordsPath string   `json:"words_path"` // where its words stand
	Never     []string `json:"never"`      // words, in lower case, that mean that nobody has this number
	PerDay    int      `json:"per_day"`
	Spacing   [2]int   `json:"spacing_seconds"` // between two messages, at least and at most
}

var formArguments = []string{"to", "digits", "message", "subject", "token", "basic", "id"}

// ParseForm reads a description and checks everything in it that can be checked
// without sending anything.
func ParseForm(text []byte) (*Form, error) {
	f := &Form{Method: http.MethodPost}
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.DisallowUnknownFields()
	if err := d.Decode(f); err != nil {
		return nil, fmt.Errorf("not a description of a gateway: %w", err)
	}
	if f.Method != http.MethodPost && f.Method != http.MethodGet && f.Method != http.MethodPut {
		return nil, errors.New("method: give POST, GET or PUT")
	}
	if f.Fields != nil && f.JSON != nil {
		return nil, errors.New("give form or json, not both")
	}
	if f.Spacing[0] < 0 || f.Spacing[1] < f.Spacing[0] || f.PerDay < 0 {
		return nil, errors.New("spacing_seconds and per_day: not below 0, the second not below the first")
	}
	texts := slices.Concat([]string{f.URL}, slices.Collect(maps.Values(f.Headers)), slices.Collect(maps.Values(f.Fields)))
	var body any
	if f.JSON != nil {
		if err := json.Unmarshal(f.JSON, &body); err != nil {
			return nil, err
		}
	}
	_, err := eachText(body, func(s string) (string, error) { texts = append(texts, s); return s, nil })
	for _, t := range texts {
		if _, bad := i18n.ParseOwn(t, formArguments...); bad != nil && err == nil {
			err = bad
		}
	}
	return f, err
}

// ReadForm returns a description that ships with the product by its name, or for
// "custom" the one in a file of the library's.
func ReadForm(name, file string) (*Form, error) {
	if name == "custom" {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		return ParseForm(text)
	}
	text, err := fs.ReadFile(data.Files, "gateways/"+name+".json")
	if err != nil {
		return nil, err
	}
	return ParseForm(text)
}
