package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

const decidedM = `{"id":"m","allowed":true,"due_at":"2026-11-30T23:59:59+07:00",` +
	`"renewals_used":0,"renewals_left":2,"reasons":[],"notes":[]}` + "\n"

const notJSON = `{"id":"","error":{"code":"invalid","field":"","message":"is not valid JSON"}}` + "\n"

func run(t *testing.T, in io.Reader) (out string, failed int) {
	t.Helper()
	var answers bytes.Buffer
	failed, err := Run(in, &answers)
	if err != nil {
		t.Fatal(err)
	}
	return answers.String(), failed
}

func TestOneScenarioPerLine(t *testing.T) {
	in, want := readFile(t, "testdata/run/lines.in"), readFile(t, "testdata/run/lines.out")
	for name, r := range map[string]io.Reader{
		"at once":              strings.NewReader(in),
		"byte by byte":         iotest.OneByteReader(strings.NewReader(in)),
		"Windows line ends":    strings.NewReader(strings.ReplaceAll(in, "\n", "\r\n")),
		"no last line end":     strings.NewReader(strings.TrimSuffix(in, "\n")),
		"with byte order mark": strings.NewReader("\ufeff" + in),
		"after blank lines":    strings.NewReader("\n \r\n\n" + in),
	} {
		got, failed := run(t, r)
		if got != want || failed != 4 {
			t.Errorf("%s: %d failed\n got %s\nwant %s", name, failed, got, want)
		}
	}
}

func TestOneScenarioOverSeveralLines(t *testing.T) {
	pretty := strings.ReplaceAll(minimal, `,"`, ",\n  \"")
	pretty = strings.ReplaceAll(pretty, "{", "{\n")
	for name, in := range map[string]string{
		"pretty":            pretty,
		"first line longer": strings.ReplaceAll(minimal, `,"loan"`, ",\n\n\"loan\""),
		"blank lines round": "\n\n" + pretty + "\n\n",
		"Windows line ends": "\ufeff" + strings.ReplaceAll(pretty, "\n", "\r\n"),
	} {
		if got, failed := run(t, strings.NewReader(in)); got != decidedM || failed != 0 {
			t.Errorf("%s: %d failed, got %s", name, failed, got)
		}
	}
	broken := strings.Replace(pretty, `"loan":`, `"loan"`, 1)
	want := strings.Replace(notJSON, `""`, `"m"`, 1)
	if got, failed := run(t, strings.NewReader(broken)); got != want || failed != 1 {
		t.Errorf("broken: %d failed, got %s, want %s", failed, got, want)
	}
}

func TestABrokenFirstLineLeavesTheOthersAlone(t *testing.T) {
	for _, first := range []string{`{`, `{"id":`, `{"id":"m"`, `}`, `x`, `{"id":"m",}`, "\xff", `"`} {
		in := first + "\n" + minimal + "\n" + minimal + "\n"
		got, failed := run(t, strings.NewReader(in))
		if !strings.HasSuffix(got, decidedM+decidedM) || strings.Count(got, "\n") != 3 || failed != 1 {
			t.Errorf("%q: %d failed, got %s", first, failed, got)
		}
	}
	// Nor does one that looks like the start of a very long object.
	in := "{\n" + strings.Repeat(minimal+"\n", 10000)
	if got, failed := run(t, strings.NewReader(in)); got != notJSON+strings.Repeat(decidedM, 10000) || failed != 1 {
		t.Errorf("%d failed, %d bytes", failed, len(got))
	}
}

func TestNothingInNothingOut(t *testing.T) {
	for _, in := range []string{"", "\n", " \r\n\t\n", "\ufeff", "\ufeff\n"} {
		if got, failed := run(t, strings.NewReader(in)); got != "" || failed != 0 {
			t.Errorf("%q: %d failed, got %s", in, failed, got)
		}
	}
}

func TestALineThatIsTooLongIsRefusedAndTheOthersRun(t *testing.T) {
	pad := func(n int) string { return strings.Replace(minimal, `}}`, `}}`+strings.Repeat(" ", n), 1) }
	tooLong := strings.Replace(minimal, `"loan"`, `"x":"`+strings.Repeat("x", maxLine)+`","loan"`, 1)
	refused := `{"id":"m","error":{"code":"invalid","field":"","message":"is longer than 1 MiB"}}` + "\n"
	for name, c := range map[string]struct {
		in, want string
		failed   int
	}{
		"first":      {tooLong + "\n" + minimal, refused + decidedM, 1},
		"last":       {minimal + "\n" + tooLong, decidedM + refused, 1},
		"between":    {minimal + "\n" + tooLong + "\r\n" + minimal + "\n", decidedM + refused + decidedM, 1},
		"two":        {tooLong + "\n" + tooLong + "\n", refused + refused, 2},
		"just right": {pad(maxLine-len(minimal)) + "\n" + minimal, decidedM + decidedM, 0},
		"much":       {minimal + "\n" + strings.Repeat("x", 20*maxLine) + "\n" + minimal, decidedM + strings.Replace(refused, `"m"`, `""`, 1) + decidedM, 1},
	} {
		for way, in := range map[string]io.Reader{
			"":           strings.NewReader(c.in),
			" in thirds": iotest.HalfReader(strings.NewReader(c.in)),
		} {
			if got, failed := run(t, in); got != c.want || failed != c.failed {
				t.Errorf("%s%s: %d failed, got %.300s", name, way, failed, got)
			}
		}
	}
}

func TestAnswersComeInTheOrderOfTheInput(t *testing.T) {
	const n = 50000
	var in strings.Builder
	for i := range n {
		in.WriteString(strings.Replace(minimal, `"m"`, fmt.Sprintf(`"%d"`, i), 1) + "\n")
	}
	got, failed := run(t, strings.NewReader(in.String()))
	if failed != 0 {
		t.Fatalf("%d failed", failed)
	}
	i := 0
	for line := range strings.Lines(got) {
		if !strings.HasPrefix(line, fmt.Sprintf(`{"id":"%d",`, i)) {
			t.Fatalf("answer %d is %s", i, line)
		}
		i++
	}
	if i != n {
		t.Errorf("%d answers of %d", i, n)
	}
}

func TestAnAnswerComesBeforeTheNextQuestion(t *testing.T) {
	in, questions := io.Pipe()
	answers, out := io.Pipe()
	go func() {
		_, err := Run(in, out)
		out.CloseWithError(err)
	}()
	for range 3 {
		if _, err := io.WriteString(questions, minimal+"\n"); err != nil {
			t.Fatal(err)
		}
		answer := make([]byte, len(decidedM))
		if _, err := io.ReadFull(answers, answer); err != nil || string(answer) != decidedM {
			t.Fatalf("got %s, error %v", answer, err)
		}
	}
	if err := questions.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAFailingOutputEndsTheRun(t *testing.T) {
	failure := errors.New("disk full")
	endless := &repeated{line: []byte(minimal + "\n"), left: 1 << 40}
	if _, err := Run(endless, failingWriter{failure}); !errors.Is(err, failure) {
		t.Errorf("got %v", err)
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

func TestAFailingInputIsReportedAfterWhatItGave(t *testing.T) {
	failure := errors.New("cable pulled")
	var out bytes.Buffer
	_, err := Run(io.MultiReader(strings.NewReader(minimal+"\n"), iotest.ErrReader(failure)), &out)
	if !errors.Is(err, failure) || out.String() != decidedM {
		t.Errorf("got %v after %s", err, out.String())
	}
}

func FuzzScenario(f *testing.F) {
	for line := range strings.Lines(readFile(f, "testdata/run/lines.in")) {
		f.Add([]byte(line))
	}
	f.Add([]byte(readFile(f, "testdata/contract.json")))
	f.Add([]byte(`{"id":"\ud83d`))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := Parse(text)
		if err == nil {
			_, err = s.Decide()
		}
		if err != nil && strings.HasPrefix(shortError(err), "not an") {
			t.Fatal(err)
		}
		if err != nil {
			return
		}
		// What was read means the same when it is written and read again.
		again, err := s.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if a, b := shortDecision(text), shortDecision(again); a != b {
			t.Errorf("%s\nagain %s\nfrom %s\nand %s", a, b, text, again)
		}
	})
}
