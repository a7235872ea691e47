package main

import (
	"bytes"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	// Scripts and tests run the program as a process of its own.
	testscript.Main(m, map[string]func(){"simpanbudi": func() { os.Exit(runProcess()) }})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fails": fails, "listening": listening, "get": get, "lines": lines,
		},
	})
}

// fails CODE COMMAND…: the command ends with this exit code and says why in
// exactly one line on standard error.
func fails(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: fails CODE COMMAND…")
	}
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); !errors.As(err, &exit) {
		ts.Fatalf("%v did not fail: %v", args[1:], err)
	}
	if got := strconv.Itoa(exit.ExitCode()); got != args[0] {
		ts.Fatalf("%v ended with %s, want %s: %s", args[1:], got, args[0], ts.ReadFile("stderr"))
	}
	if said := ts.ReadFile("stderr"); strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "simpanbudi: ") {
		ts.Fatalf("%v says %q on standard error, want one line", args[1:], said)
	}
}

// lines N FILE: the file (or stdout) has that many lines.
func lines(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: lines N FILE")
	}
	if got := strconv.Itoa(strings.Count(ts.ReadFile(args[1]), "\n")); got != args[0] {
		ts.Fatalf("%s has %s lines, want %s", args[1], got, args[0])
	}
}

var listeningOn = regexp.MustCompile(`"url":"(http[^"]*)"`)

// listening LOG: waits until the server that logs to the file accepts requests,
// and sets $URL.
func listening(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		text, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			ts.Fatalf("%v", err)
		}
		if bytes.Contains(text, []byte("\nsimpanbudi: ")) {
			break // it has given up
		}
		if found := listeningOn.FindSubmatch(text); found != nil {
			ts.Setenv("URL", string(found[1]))
			return
		}
	}
	ts.Fatalf("the server does not listen: %s", ts.ReadFile(args[0]))
}

// get PATH: fetches a page from $URL; its status line and text are stdout.
func get(ts *testscript.TestScript, neg bool, args []string) {
	res, err := http.Get(ts.Getenv("URL") + args[0])
	if neg {
		if err == nil {
			ts.Fatalf("get %s: answered with %s", args[0], res.Status)
		}
		return
	}
	ts.Check(err)
	defer func() { _ = res.Body.Close() }()
	ts.Check(res.Write(ts.Stdout()))
}
