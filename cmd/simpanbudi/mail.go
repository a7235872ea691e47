package main

import (
	"fmt"

	"simpanbudi/internal/reminder/channel"
)

// mailFlags say how mail goes out.
type mailFlags struct {
	SMTP     string `name:"smtp" placeholder:"URL" help:"Mail server, such as smtp://user:password@mail.example.go.id:587; smtps:// for TLS from the first byte. Better given as SIMPANBUDI_SMTP or SIMPANBUDI_SMTP_FILE: a command line can be read by others."`
	MailFrom string `name:"mail-from" placeholder:"ADDRESS" help:"Whom mail is from, such as \"Perpustakaan Kudus <perpustakaan@example.go.id>\"."`
}

// email returns the channel, nil where mail is not set up.
func (m mailFlags) email() (channel.Channel, error) {
	if m.SMTP == "" && m.MailFrom == "" {
		return nil, nil
	}
	server, err := channel.ParseSMTP(m.SMTP)
	if err != nil {
		return nil, &usageError{err: fmt.Errorf("--smtp: %w", err), help: "simpanbudi serve --help"}
	}
	from, err := channel.ParseSender(m.MailFrom)
	if err != nil {
		return nil, &usageError{err: fmt.Errorf("--mail-from: %w", err), help: "simpanbudi serve --help"}
	}
	return channel.NewEmail(server, from, nil), nil
}
