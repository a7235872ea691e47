package scenario

import (
	"bytes"
	"io"
	"runtime"

	"simpanbudi/internal/circulation"
)

// Run reads scenarios and writes their decisions, one per line, in the order of
// the input, and returns how many could not be decided. The input is one JSON
// object, however many lines it takes, or one object per line; blank lines are
// passed over. A line that cannot be read gives an error line and the others
// still run. The error is one of reading in or writing out.
//
// Lines are decided on all cores in batches that come and go, so that memory
// stays small however long the input.
func Run(in io.Reader, out io.Writer) (failed int, err error) {
	workers := runtime.GOMAXPROCS(0)
	var (
		work    = make(chan *batch, workers)
		ordered = make(chan *batch, 2*workers)
		stop    = make(chan struct{}) // writing failed
		written = make(chan error)
	)
	for range workers {
		go func() {
			p := newParser()
			for b := range work {
				b.decide(p)
				close(b.decided)
			}
		}()
	}
	go func() { written <- writeInOrder(out, ordered, stop, &failed) }()

	readErr := readBatches(newSource(in), stop, func(b *batch) {
		ordered <- b
		work <- b
	})
	close(work)
	close(ordered)
	if err := <-written; err != nil {
		return failed, err
	}
	return failed, readErr
}

// readBatches hands on batch after batch until the input ends or nobody can
// take the answers any more.
func readBatches(src *source, stop <-chan struct{}, handOn func(*batch)) error {
	for {
		b, err := src.next()
		if b != nil {
			handOn(b)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		select {
		case <-stop:
			return nil
		default:
		}
	}
}

func writeInOrder(out io.Writer, ordered <-chan *batch, stop chan<- struct{}, failed *int) error {
	var failure error
	for b := range ordered {
		<-b.decided
		if failure != nil {
			continue // the reader has not noticed yet
		}
		*failed += b.failed
		if _, failure = out.Write(b.answers); failure != nil {
			close(stop)
		}
	}
	return failure
}

// batch is a piece of the input and, once decided is closed, its answers.
type batch struct {
	text    []byte
	kind    batchKind
	answers []byte
	failed  int
	decided chan struct{}
}

type batchKind int

const (
	wholeLines  batchKind = iota // one scenario per line
	oneDocument                  // one scenario over several lines
	tooLong                      // the start of a line that is too long to keep
)

func (b *batch) decide(p *parser) {
	switch b.kind {
	case oneDocument:
		b.answer(p, b.text)
	case tooLong:
		b.refuse(readID(b.text), errTooLong())
	default:
		b.answers = make([]byte, 0, len(b.text)/3)
		for line := range bytes.Lines(b.text) {
			if line = trimBlanks(line); len(line) > 0 {
				b.answer(p, line)
			}
		}
	}
}

func (b *batch) answer(p *parser, text []byte) {
	if len(text) > maxLine {
		b.refuse(readID(text), errTooLong())
		return
	}
	s, err := p.parse(text)
	if err != nil {
		b.refuse(s.ID, err)
		return
	}
	d, err := s.Decide()
	if err != nil {
		b.refuse(s.ID, err)
		return
	}
	b.answers = append(AppendDecision(b.answers, s.ID, s.Facts.Zone, &d), '\n')
}

func (b *batch) refuse(id string, err error) {
	b.failed++
	b.answers = append(AppendError(b.answers, id, err), '\n')
}

func errTooLong() error {
	return &circulation.InvalidError{Code: "invalid", Message: "is longer than 1 MiB"}
}
