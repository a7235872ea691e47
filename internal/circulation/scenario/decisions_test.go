package scenario

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
)

// TestDecisions runs testdata/decisions, which holds contract.md's rules
// sentence by sentence; its README tells the form.
func TestDecisions(t *testing.T) {
	example := readFile(t, "testdata/contract.json")
	files, err := filepath.Glob("testdata/decisions/*.txt")
	if err != nil || len(files) < 5 {
		t.Fatalf("found %d files, error %v", len(files), err)
	}
	for _, file := range files {
		if filepath.Base(file) == "README.txt" {
			continue
		}
		topic := strings.TrimSuffix(filepath.Base(file), ".txt")
		for block := range strings.SplitSeq(strings.TrimSpace(readFile(t, file)), "\n\n") {
			lines := strings.Split(block, "\n")
			if len(lines) != 3 {
				t.Fatalf("%s: a case has %d lines: %s", file, len(lines), block)
			}
			t.Run(topic+"/"+lines[0], func(t *testing.T) {
				got := shortDecision(layOver(t, example, lines[1]))
				if got != lines[2] {
					t.Errorf("\n got %s\nwant %s", got, lines[2])
				}
			})
		}
	}
}

func readFile(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// layOver returns the example with the fields of the patch in place of its own.
func layOver(t *testing.T, example, patch string) []byte {
	t.Helper()
	var whole, part map[string]any
	for text, into := range map[string]*map[string]any{example: &whole, patch: &part} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
	}
	merge(whole, part)
	text, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func merge(whole, part map[string]any) {
	for name, value := range part {
		inner, isObject := value.(map[string]any)
		outer, wasObject := whole[name].(map[string]any)
		if isObject && wasObject {
			merge(outer, inner)
		} else {
			whole[name] = value
		}
	}
}

// shortDecision decides a scenario and writes the outcome on one line.
func shortDecision(text []byte) string {
	s, err := Parse(text)
	if err != nil {
		return shortError(err)
	}
	d, err := s.Decide()
	if err != nil {
		return shortError(err)
	}
	words := []string{"no", "-"}
	if d.Allowed {
		words[0] = "yes"
	}
	if !d.DueAt.IsZero() {
		words[1] = strings.TrimSuffix(d.DueAt.In(s.Facts.Zone).Format(time.RFC3339), "T23:59:59+07:00")
	}
	for _, r := range d.Reasons {
		word := string(r.Code)
		if r.Queue > 0 {
			word += fmt.Sprintf("(%d)", r.Queue)
		}
		if !r.OpensAt.IsZero() {
			word += "(" + r.OpensAt.In(s.Facts.Zone).Format(time.RFC3339) + ")"
		}
		words = append(words, word)
	}
	if len(d.Notes) > 0 {
		words = append(words, ";")
	}
	for _, n := range d.Notes {
		words = append(words, string(n))
	}
	return strings.Join(words, " ")
}

func shortError(err error) string {
	bad, ok := errors.AsType[*circulation.InvalidError](err)
	switch {
	case !ok:
		return "not an InvalidError: " + err.Error()
	case bad.Code == "invalid":
		return "error " + bad.Field
	}
	return "error " + bad.Code + " " + bad.Field
}
