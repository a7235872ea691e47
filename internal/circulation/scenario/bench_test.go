package scenario

import (
	"bytes"
	"io"
	"os"
	"testing"
)

// BenchmarkScenarioRun decides the contract's own example, which spells out
// every field in about 1 kB; b.N is the number of lines.
func BenchmarkScenarioRun(b *testing.B) {
	example, err := os.ReadFile("testdata/contract.json")
	if err != nil {
		b.Fatal(err)
	}
	line := append(bytes.ReplaceAll(bytes.TrimSpace(example), []byte("\n"), []byte(" ")), '\n')
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	b.ResetTimer()
	failed, err := Run(&repeated{line: line, left: b.N}, io.Discard)
	if err != nil || failed > 0 {
		b.Fatalf("%d failed, error %v", failed, err)
	}
}

// repeated is an input of the same line again and again, as a pipe gives it.
type repeated struct {
	line, rest []byte
	left       int
}

func (r *repeated) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(r.rest) == 0 {
			if r.left == 0 {
				break
			}
			r.rest, r.left = r.line, r.left-1
		}
		k := copy(p[n:], r.rest)
		n, r.rest = n+k, r.rest[k:]
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}
