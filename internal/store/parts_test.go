package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// Tests that need a second process start this test binary again and have it
// play a part on the same database.
const (
	partVariable = "SIMPANBUDI_STORE_TEST_PART"
	fileVariable = "SIMPANBUDI_STORE_TEST_FILE"
)

// playPart is the second process's main. Each part writes lines to standard
// output and ends when its input does, if it does not end before.
func playPart(part string) int {
	path := os.Getenv(fileVariable)
	parts := map[string]func(path string) error{
		"hold":  holdWriteLock,
		"open":  openAndWait,
		"load":  writeWithoutEnd,
		"three": writeThree,
	}
	if err := parts[part](path); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// process is a part being played.
type process struct {
	cmd   *exec.Cmd
	lines *bufio.Scanner
	stop  func() // closes its input
}

// play starts a part; wrap names a program to run it under, if any.
func play(t *testing.T, part, path string, wrap ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := append(wrap, self)
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = append(os.Environ(), partVariable+"="+part, fileVariable+"="+path)
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: cmd, lines: bufio.NewScanner(out), stop: sync.OnceFunc(func() { _ = in.Close() })}
	t.Cleanup(func() {
		p.stop()
		_ = cmd.Wait()
		if t.Failed() && complaints.Len() > 0 {
			t.Log(complaints.String())
		}
	})
	return p
}

// line waits for the next line of the part.
func (p *process) line(t *testing.T) string {
	t.Helper()
	if !p.lines.Scan() {
		t.Fatalf("the other process has ended: %v", p.lines.Err())
	}
	return p.lines.Text()
}

// say writes a line with one system call.
func say(line string) { _, _ = os.Stdout.WriteString(line + "\n") }

func awaitEndOfInput() {
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
	}
}

// holdWriteLock writes, and stays in the middle of it.
func holdWriteLock(path string) error {
	db, err := Open(context.Background(), path, Options{})
	if err != nil {
		return err
	}
	err = db.Write(context.Background(), func(tx *Tx) error {
		if err := writing("theirs")(tx); err != nil {
			return err
		}
		say("holding")
		awaitEndOfInput()
		return nil
	})
	if err != nil {
		return err
	}
	return db.Close()
}

// openAndWait keeps the database open.
func openAndWait(path string) error {
	db, err := Open(context.Background(), path, Options{})
	if err != nil {
		return err
	}
	say("open")
	awaitEndOfInput()
	return db.Close()
}

// writeThree makes three writes, one after the other, and acknowledges each.
func writeThree(path string) error {
	db, err := Open(context.Background(), path, Options{})
	if err != nil {
		return err
	}
	say("ready")
	for i := range 3 {
		if err := db.Write(context.Background(), writing(fmt.Sprint("write ", i))); err != nil {
			return err
		}
		say("acknowledged")
	}
	return db.Close()
}

// writeWithoutEnd writes from 16 goroutines until it is killed, and
// acknowledges every write by its name.
func writeWithoutEnd(path string) error {
	db, err := Open(context.Background(), path, Options{})
	if err != nil {
		return err
	}
	say("ready")
	run := os.Getpid()
	var wg sync.WaitGroup
	for g := range 16 {
		wg.Go(func() {
			for n := 0; ; n++ {
				name := fmt.Sprintf("%d/%d/%d", run, g, n)
				if err := db.Write(context.Background(), writing(name)); err != nil {
					fmt.Fprintln(os.Stderr, err)
					return
				}
				say(name)
			}
		})
	}
	wg.Wait()
	return db.Close()
}
