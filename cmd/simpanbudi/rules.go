package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"simpanbudi/data"
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
)

type rulesCommand struct {
	List rulesListCommand `cmd:"" help:"Print the rules in force as a rules file, most special first."`
	Load rulesLoadCommand `cmd:"" help:"Put a preset or a rules file in the place of all rules."`
}

type rulesListCommand struct{}

// Run prints what "rules load" reads.
func (rulesListCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, reading, func(h *house) error {
		entries, err := h.lib.Rules(ctx)
		if err != nil {
			return err
		}
		text, err := circulation.MarshalRules(entries)
		if err != nil {
			return err
		}
		_, err = c.Out.Write(text)
		return err
	})
}

type rulesLoadCommand struct {
	From string `arg:"" name:"preset-or-file" help:"kudus, jakarta, diy, sumsel, university, school, or a JSON file."`
}

// Run checks the whole file before anything is written.
func (r *rulesLoadCommand) Run(ctx context.Context, c *call) error {
	text, err := rulesText(r.From)
	if err != nil {
		return err
	}
	entries, err := circulation.ParseRules(text)
	if err != nil {
		return fault.Wrap(fmt.Errorf("%s: %w", r.From, err), fault.Invalid, "correct this field and load the file again; the rules are as before")
	}
	var made []string
	err = c.with(ctx, making, func(h *house) (err error) {
		if made, err = h.lib.NewBranches(ctx, entries); err != nil {
			return err
		}
		return h.lib.LoadRules(ctx, entries)
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.Out, "%d rules in force\n", len(entries))
	for _, code := range made { // a mistyped one would never be in force
		_, _ = fmt.Fprintf(c.Out, "the branch %q is new and is made\n", code)
	}
	return err
}

// rulesText returns the preset of that name, otherwise the file.
func rulesText(from string) ([]byte, error) {
	text, err := data.Preset(from)
	if err == nil {
		return text, nil
	}
	text, err = os.ReadFile(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Wrap(fmt.Errorf("%s is neither a preset nor a file", from), fault.NotFound, "the presets are "+strings.Join(data.Presets(), ", "))
	}
	return text, fault.Wrap(err, fault.Unavailable, "give a rules file that can be read")
}
