package main

import "simpanbudi/internal/bench"

// benchClientCommand is the other side of bench: it asks for pages from a process
// of its own. Nobody types it.
type benchClientCommand struct{}

// Run does one errand of bench.
func (*benchClientCommand) Run(c *call) error { return bench.RunClient(c.In, c.Out) }
