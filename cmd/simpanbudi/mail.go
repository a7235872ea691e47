package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"simpanbudi/internal/config"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/web/hooks"
)

// mailFlags are how messages go out: what is secret, and so in no database. Each
// can also come from a file named by its variable with _FILE at its end.
type mailFlags struct {
	SMTP          string `name:"smtp" placeholder:"URL" help:"Mail server, such as smtp://user:password@mail.example.go.id:587; smtps:// for TLS from the first byte. Better given by SIMPANBUDI_SMTP or SIMPANBUDI_SMTP_FILE: a command line can be read by others."`
	MailFrom      string `name:"mail-from" placeholder:"ADDRESS" help:"Whom mail is from, such as \"Perpustakaan Kudus <perpustakaan@example.go.id>\"."`
	GatewayToken  string `name:"gateway-token" placeholder:"TOKEN" help:"Token of the HTTP gateway that the settings gateway and gateway_url describe; better by SIMPANBUDI_GATEWAY_TOKEN or …_FILE."`
	WhatsAppToken string `name:"whatsapp-token" placeholder:"TOKEN" help:"Token of the WhatsApp Cloud API, with the settings whatsapp_phone_id and whatsapp_template; better by SIMPANBUDI_WHATSAPP_TOKEN or …_FILE."`

	WhatsAppSecret string `name:"whatsapp-secret" placeholder:"SECRET" help:"Secret of the app at Meta, which signs what it posts to /hooks/whatsapp: whether messages arrived; better by SIMPANBUDI_WHATSAPP_SECRET or …_FILE."`
	WhatsAppVerify string `name:"whatsapp-verify" placeholder:"WORD" help:"The verify token that Meta gives back when /hooks/whatsapp is set up there; better by SIMPANBUDI_WHATSAPP_VERIFY or …_FILE."`
}

// hook is what the WhatsApp Cloud API signs with.
func (m mailFlags) hook() (h hooks.WhatsApp, err error) {
	if h.Secret, err = config.Secret(m.WhatsAppSecret, "WHATSAPP_SECRET", os.LookupEnv); err == nil {
		h.Verify, err = config.Secret(m.WhatsAppVerify, "WHATSAPP_VERIFY", os.LookupEnv)
	}
	return h, err
}

// channels are those that are set up; paces are how fast each may go.
func (m mailFlags) channels(ctx context.Context, h *house, log *slog.Logger) (list []channel.Channel, paces map[string]reminder.Pace, err error) {
	site, err := h.lib.Site(ctx)
	if err != nil {
		return nil, nil, err
	}
	paces = map[string]reminder.Pace{}
	for _, make := range []func(map[string]string, map[string]reminder.Pace) (channel.Channel, error){m.email, m.whatsApp, m.gateway} {
		c, err := make(site.Settings, paces)
		if err != nil {
			return nil, nil, err
		}
		if c != nil {
			list = append(list, c)
		}
	}
	return append(list, channel.NewLog(log)), paces, nil
}

func misused(flag string, err error) error {
	return &usageError{err: fmt.Errorf("--%s: %w", flag, err), help: "simpanbudi serve --help"}
}

func (m mailFlags) email(_ map[string]string, _ map[string]reminder.Pace) (channel.Channel, error) {
	address, err := config.Secret(m.SMTP, "SMTP", os.LookupEnv)
	if err != nil || address == "" && m.MailFrom == "" {
		return nil, err
	}
	server, err := channel.ParseSMTP(address)
	if err != nil {
		return nil, misused("smtp", err)
	}
	from, err := channel.ParseSender(m.MailFrom)
	if err != nil {
		return nil, misused("mail-from", err)
	}
	return channel.NewEmail(server, from, nil), nil
}

func (m mailFlags) whatsApp(settings map[string]string, _ map[string]reminder.Pace) (channel.Channel, error) {
	token, err := config.Secret(m.WhatsAppToken, "WHATSAPP_TOKEN", os.LookupEnv)
	if err != nil || token == "" {
		return nil, err
	}
	c, err := channel.NewWhatsApp(channel.WhatsAppOptions{Phone: settings["whatsapp_phone_id"], Token: token, Template: settings["whatsapp_template"]})
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "set whatsapp_phone_id and whatsapp_template, or give no token")
	}
	return c, nil
}

func (m mailFlags) gateway(settings map[string]string, paces map[string]reminder.Pace) (channel.Channel, error) {
	if settings["gateway"] == "off" {
		return nil, nil
	}
	token, err := config.Secret(m.GatewayToken, "GATEWAY_TOKEN", os.LookupEnv)
	if err != nil {
		return nil, err
	}
	form, err := channel.ReadForm(settings["gateway"], settings["gateway_file"])
	if err == nil {
		var c *channel.Gateway
		if c, err = channel.NewGateway(form, settings["gateway_url"], token); err == nil {
			paces[c.Name()] = reminder.Pace{PerDay: form.PerDay,
				Spacing: time.Duration(form.Spacing[0]) * time.Second, Random: time.Duration(form.Spacing[1]-form.Spacing[0]) * time.Second}
			return c, nil
		}
	}
	return nil, fault.Wrap(err, fault.Invalid, "correct the settings gateway, gateway_url and gateway_file, or set gateway to off")
}
