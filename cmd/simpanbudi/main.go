// Command simpanbudi lets members of a public library renew their own loans.
// One binary, one database file: it serves the pages, takes over members and
// loans from the system a library already runs, and keeps the file safe.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // Windows has no zone database of its own
)

func main() { os.Exit(runProcess()) }

// runProcess runs the program on the process's own arguments and streams and
// returns the exit code: 0 done, 1 failed, 2 wrong usage.
func runProcess() int {
	// Without this a reader that goes away (| head) would kill the process in
	// the middle of what it does, a server included.
	signal.Ignore(syscall.SIGPIPE)
	return run(os.Args[1:], streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
}

// untilStopped gives a command that asks for it a context that ends at the
// first SIGINT or SIGTERM; a second one ends the process at once, as the first
// does where a command has nothing to bring to an end.
func untilStopped() (context.Context, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, nil
}
