package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"sync"

	"simpanbudi/internal/config"
	"simpanbudi/internal/demo"
	"simpanbudi/internal/server"
)

// demoDB is the demonstration library where --db names none.
const demoDB = "data/demo.db"

type serveCommand struct {
	Addr    string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen; port 0 takes a free one (${default})."`
	BaseURL string `name:"base-url" placeholder:"URL" help:"Where members reach the site, such as https://perpanjang.example.id; links in messages and QR codes lead there. Outranks the setting base_url."`
	Demo    bool   `help:"Serve a believable library made anew at each start, in data/demo.db or the file of --db, and print cards to try."`
	TLSCert string `name:"tls-cert" and:"tls" type:"path" placeholder:"FILE" help:"Certificate chain (PEM); with --tls-key it switches TLS on."`
	mailFlags
	TLSKey string `name:"tls-key" and:"tls" type:"path" placeholder:"FILE" help:"Key of the certificate (PEM)."`
}

// Help is shown by "serve --help" under the summary.
func (serveCommand) Help() string {
	return `The database is made and brought up to date where needed. What the command line
changes while the server runs is in force at the next request. SIGINT or SIGTERM
lets running requests finish and stops within ten seconds.

Every flag can also be an environment variable, and every setting of
"simpanbudi settings list" too: SIMPANBUDI_ADDR, SIMPANBUDI_LIBRARY_NAME, ...
A value can come from a file named by a variable with _FILE at its end.`
}

// Validate refuses a base URL that no link could be built on.
func (s *serveCommand) Validate() error {
	if _, err := config.BaseURL(s.BaseURL); err != nil {
		return fmt.Errorf("--base-url: %w", err)
	}
	return nil
}

// Run serves until the context ends.
func (s *serveCommand) Run(ctx context.Context, c *call) (err error) {
	log := newLog(c.Err)
	path, guide, err := s.library(ctx, c)
	if err != nil {
		return err
	}
	h, err := c.open(ctx, path, making, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	base, err := s.base(ctx, h)
	if err != nil {
		return err
	}
	code, err := h.who.SetUpCode(ctx)
	if err != nil {
		return err
	}
	reminders, err := c.reminders(ctx, h, s.mailFlags, s.BaseURL, log)
	if err != nil {
		return err
	}
	jobs := c.jobs(h, reminders, log)
	handler, sessions, err := s.handler(h, base, tasks{reminders, jobs}, log)
	if err != nil {
		return err
	}
	defer sessions.Close()
	// What goes on beside the pages ends before the database is closed.
	working, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() { h.lib.KeepMovingDueDates(working) })
	defer running.Wait()
	defer stop()
	// Compressing files and, for a demonstration, hashing passwords takes memory
	// that serving does not need.
	debug.FreeOSMemory()
	server.TuneMemory(os.Getenv)
	return server.Run(ctx, server.Options{
		Handler: handler, Addr: s.Addr, TLSCert: s.TLSCert, TLSKey: s.TLSKey, Log: log,
		Ready: func(address string) {
			c.printSetUp(code, log)
			if s.Demo {
				s.standHere(ctx, h, address, log)
			} else if base == "" {
				log.Info("neither --base-url nor the setting base_url says where members reach the site: no links and no QR codes are offered")
			}
			c.print(guide, log)
			running.Go(func() { jobs.Start(working) })
		},
	})
}

// library returns the file to serve. A demonstration is made anew first; its
// clock is not looked at, as it has no past to compare with.
func (s *serveCommand) library(ctx context.Context, c *call) (path string, guide *demo.Guide, err error) {
	if !s.Demo {
		return c.database(), nil, nil
	}
	c.clockIsMachines = false
	path = orElse(c.DB, demoDB)
	guide, err = demo.Make(ctx, path, c.now())
	return path, guide, err
}

// standHere tells a demonstration where it is reached, so that the links in its
// messages lead back to it, also in those that another process sends.
func (s *serveCommand) standHere(ctx context.Context, h *house, address string, log *slog.Logger) {
	if err := h.lib.SetSetting(ctx, "base_url", orElse(s.BaseURL, address)); err != nil {
		log.Warn("messages will have no links", "error", err)
	}
}

// printSetUp tells whoever sees the console how to set up the desk, once.
func (c *call) printSetUp(code string, log *slog.Logger) {
	if code == "" {
		return
	}
	_, err := fmt.Fprintf(c.Out, "no staff account yet: open /desk and give the code %s\n", code)
	if err = errors.Join(err, c.Out.Flush()); err != nil && !brokenPipe(err) {
		log.Warn("the code of the set-up could not be printed", "error", err)
	}
}

// print tells a visitor of the demonstration what to try, once it can be tried.
func (c *call) print(guide *demo.Guide, log *slog.Logger) {
	if guide == nil {
		return
	}
	if err := errors.Join(guide.WriteText(c.Out), c.Out.Flush()); err != nil && !brokenPipe(err) {
		log.Warn("the cards to try could not be printed", "error", err)
	}
}
