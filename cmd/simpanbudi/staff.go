package main

import "context"

type staffCommand struct {
	Add     staffAddCommand     `cmd:"" help:"Make a staff account; the password is asked for, or read from standard input."`
	Reset   staffResetCommand   `cmd:"" help:"Set a new password; it is asked for, or read from standard input."`
	Disable staffDisableCommand `cmd:"" help:"Close a staff account."`
}

type staffAddCommand struct {
	Username string `arg:"" help:"The name to sign in with."`
	Role     string `required:"" enum:"librarian,supervisor,admin" placeholder:"librarian|supervisor|admin" help:"What the account may do."`
}

// Run makes the account.
func (s *staffAddCommand) Run(ctx context.Context, c *call) error {
	password, err := c.password(ctx, s.Username)
	if err != nil {
		return err
	}
	return c.with(ctx, making, func(h *house) error { return h.who.AddStaff(ctx, s.Username, s.Role, password) })
}

type staffResetCommand struct {
	Username     string `arg:"" help:"The account."`
	WithoutCodes bool   `name:"without-codes" help:"Also switch its one-time codes off, for who has lost the device that makes them."`
}

// Run replaces the password of an account and signs it out everywhere.
func (s *staffResetCommand) Run(ctx context.Context, c *call) error {
	password, err := c.password(ctx, s.Username)
	if err != nil {
		return err
	}
	return c.with(ctx, changing, func(h *house) error { return h.who.ResetStaff(ctx, s.Username, password, s.WithoutCodes) })
}

type staffDisableCommand struct {
	Username string `arg:"" help:"The account."`
}

// Run closes an account: it can no longer sign in, and who is signed in with it no
// longer is.
func (s *staffDisableCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, changing, func(h *house) error { return h.who.DisableStaff(ctx, s.Username) })
}
