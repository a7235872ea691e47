package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// maxPasswordLine bounds what is read where a password is expected.
const maxPasswordLine = 4 << 10

// password asks for a new password without showing it, twice, on a terminal,
// and otherwise reads one line of standard input.
func (c *call) password(ctx context.Context, of string) (string, error) {
	f, ok := c.In.(*os.File)
	if !ok || !isTerminal(f) {
		return passwordLine(c.In)
	}
	first, err := c.hidden(ctx, f, "New password for "+of+": ")
	if err != nil {
		return "", err
	}
	again, err := c.hidden(ctx, f, "Again: ")
	if err != nil {
		return "", err
	}
	if first != again {
		return "", errors.New("the two passwords differ: run the command again")
	}
	return first, nil
}

// hidden reads a line that is not shown. An interrupted question gives the
// terminal its echo back.
func (c *call) hidden(ctx context.Context, f *os.File, prompt string) (string, error) {
	before, err := term.GetState(int(f.Fd()))
	if err != nil {
		return "", err
	}
	_, _ = io.WriteString(c.Err, prompt)
	type answer struct {
		text []byte
		err  error
	}
	typed := make(chan answer, 1)
	go func() {
		text, err := term.ReadPassword(int(f.Fd()))
		typed <- answer{text, err}
	}()
	select {
	case a := <-typed:
		_, _ = io.WriteString(c.Err, "\n")
		return string(a.text), a.err
	case <-ctx.Done():
		_, _ = io.WriteString(c.Err, "\n")
		return "", errors.Join(errors.New("interrupted: nothing has been changed"), term.Restore(int(f.Fd()), before))
	}
}

func passwordLine(in io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(in, maxPasswordLine)).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", err
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", errors.New("no password on standard input: give it as one line")
	}
	return line, nil
}
