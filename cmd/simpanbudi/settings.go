package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"simpanbudi/internal/config"
)

type settingsCommand struct {
	List settingsListCommand `cmd:"" help:"Print every setting: its name, the value in force, where that comes from, what it means."`
	Get  settingsGetCommand  `cmd:"" help:"Print the value in force."`
	Set  settingsSetCommand  `cmd:"" help:"Change a setting; it is in force at the next request."`
}

type settingsListCommand struct{}

// Run prints one setting a line.
func (settingsListCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, reading, func(h *house) error {
		list, err := h.lib.SettingsList(ctx)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
		for _, s := range list {
			value := s.Value
			if value == "" {
				value = `""`
			}
			_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", s.Name, value, s.From, s.Meaning)
		}
		return table.Flush()
	})
}

// settingName is an argument that must name a setting.
type settingName string

// Validate refuses a name that no setting has.
func (n settingName) Validate() error {
	if _, ok := config.Find(string(n)); !ok {
		return fmt.Errorf(`there is no setting %q: "simpanbudi settings list" has them`, string(n))
	}
	return nil
}

type settingsGetCommand struct {
	Name settingName `arg:"" help:"As in settings list."`
}

// Run prints the value and nothing else, for scripts.
func (s *settingsGetCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, reading, func(h *house) error {
		site, err := h.lib.Site(ctx)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(c.Out, site.Settings[string(s.Name)])
		return err
	})
}

type settingsSetCommand struct {
	Name  settingName `arg:"" help:"As in settings list."`
	Value string      `arg:"" help:"The new value; give \"\" for none."`
}

// Run stores the value, and says so where the environment outranks it.
func (s *settingsSetCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, making, func(h *house) error {
		if err := h.lib.SetSetting(ctx, string(s.Name), s.Value); err != nil {
			return err
		}
		setting, _ := config.Find(string(s.Name))
		if _, outranked := h.env(setting.EnvName()); outranked {
			_, _ = fmt.Fprintf(c.Err, "simpanbudi: stored, but %s in the environment outranks it; unset it\n", setting.EnvName())
		}
		return nil
	})
}
