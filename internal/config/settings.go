// Package config knows the settings of a library: their names, meaning,
// defaults and what values they take. A setting's value is, in this order, the
// environment's SIMPANBUDI_<NAME>, the database's, the default.
package config

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Setting is one thing a library decides for itself.
type Setting struct {
	Name    string
	Default string
	Meaning string   // one line, for `settings list`
	Values  []string // what it takes; empty: anything check allows
	check   func(string) error
}

// Settings returns every setting in the order `settings list` shows.
func Settings() []Setting { return slices.Clone(settings) }

var settings = []Setting{
	{Name: "library_name", Default: "Perpustakaan", Meaning: "name shown on every page", check: oneLine(120)},
	{Name: "logo_file", Default: "", Meaning: "PNG, JPEG or SVG of at most 200 kB shown beside the name", check: oneLine(1000)},
	{Name: "accent", Default: "", Meaning: "the library's colour, such as #14654a; it is darkened or lightened until it can be read", check: hexColour},
	{Name: "time_zone", Default: "Asia/Jakarta", Meaning: "IANA time zone; a branch may have its own", check: timeZone},
	{Name: "language", Default: "id", Meaning: "language of pages for visitors who have not chosen and whose browser asks for none of ours", Values: []string{"id", "en", "jv"}},
	{Name: "base_url", Default: "", Meaning: "where members reach the site, such as https://perpanjang.example.id; without it no QR code and no link is offered (serve --base-url outranks it)", check: baseURL},
	{Name: "contact", Default: "", Meaning: "how members reach the library: phone, WhatsApp or address", check: oneLine(200)},
	{Name: "privacy_contact", Default: "", Meaning: "whom to ask about personal data; \"\" names the contact", check: oneLine(200)},
	{Name: "privacy_officer", Default: "", Meaning: "data protection officer (pejabat pelindungan data pribadi), with how to reach them", check: oneLine(200)},
	{Name: "record", Default: "own", Meaning: "own: this system lends and returns; mirror: SLiMS, INLISLite or another does", Values: []string{"own", "mirror"}},
	{Name: "online_renewal", Default: "on", Meaning: "off pauses renewing by members", Values: onOff},
	{Name: "birth_date_sign_in", Default: "on", Meaning: "whether a birth date signs in until a PIN is set", Values: onOff},
	{Name: "kiosk_pin", Default: "on", Meaning: "whether a kiosk asks for the PIN; off: a card alone shows and renews its loans there", Values: onOff},
	{Name: "reminders", Default: "on", Meaning: "off plans no reminders; what waits already stays", Values: onOff},
	{Name: "reminder_channels", Default: "whatsapp,gateway,email", Meaning: "channels to try in this order, of whatsapp, gateway, email, hand, log; those not set up are passed over, and the hand list is always last", check: channelList},
	{Name: "consent_required", Default: "", Meaning: "channels that need a recorded consent, such as whatsapp,email; \"\" is none: public service is the basis, and whoever declines is left alone", check: consentList},
	{Name: "gateway", Default: "off", Meaning: "HTTP gateway for messages: fonnte, waha, gowa, custom (described by gateway_file), or off; at the next start", Values: []string{"off", "fonnte", "waha", "gowa", "custom"}},
	{Name: "gateway_url", Default: "", Meaning: "where the gateway is asked, for those that the library runs itself", check: gatewayURL},
	{Name: "gateway_file", Default: "", Meaning: "JSON file that describes a gateway of one's own", check: oneLine(1000)},
	{Name: "whatsapp_phone_id", Default: "", Meaning: "id of the library's number at the WhatsApp Cloud API", check: oneLine(40)},
	{Name: "whatsapp_template", Default: "", Meaning: "name of the approved template for reminders", check: oneLine(200)},
	{Name: "email_per_day", Default: "0", Meaning: "how many e-mails go out on a day at most; 0 is no bound", check: wholeNumber(0, 1000000)},
	{Name: "email_per_minute", Default: "0", Meaning: "how many e-mails go out in a minute at most, evenly spaced; 0 is no bound", check: wholeNumber(0, 60)},
	{Name: "whatsapp_per_day", Default: "0", Meaning: "how many messages the WhatsApp Cloud API is given on a day at most; 0 is no bound", check: wholeNumber(0, 1000000)},
	{Name: "whatsapp_per_minute", Default: "0", Meaning: "how many messages the WhatsApp Cloud API is given in a minute at most, evenly spaced; 0 is no bound", check: wholeNumber(0, 60)},
	{Name: "gateway_per_day", Default: "0", Meaning: "how many messages the HTTP gateway is given on a day at most; 0 is what its description says (for those that ship: 300, 8 to 25 seconds apart)", check: wholeNumber(0, 1000000)},
	{Name: "sending", Default: "on", Meaning: "held keeps every message back, as after a restore, until staff release them", Values: []string{"on", "held"}},
	{Name: "sending_window", Default: "08:00-19:00", Meaning: "when messages may go out, in the library's zone; between 06:00 and 21:00, never at night", check: window},
	{Name: "email_window", Default: "", Meaning: "when e-mails may go out, where that is another part of the day; \"\" is sending_window", check: ownWindow},
	{Name: "whatsapp_window", Default: "", Meaning: "the same for messages by the WhatsApp Cloud API", check: ownWindow},
	{Name: "gateway_window", Default: "", Meaning: "the same for messages by the HTTP gateway", check: ownWindow},
	{Name: "send_on_closed_days", Default: "on", Meaning: "whether messages also go out on days on which the library is closed", Values: onOff},
	{Name: "keep_readers_months", Default: "24", Meaning: "for how many months a returned loan keeps its reader; then its statistics stay and the reader is forgotten; 0 keeps them", check: wholeNumber(0, 600)},
	{Name: "backup_dir", Default: "", Meaning: "folder of the nightly backups; \"\" is the folder backups beside the database", check: oneLine(1000)},
	{Name: "backup_keep", Default: "14", Meaning: "how many nightly backups are kept", check: wholeNumber(1, 1000)},
	{Name: "schedule_overdue", Default: "5 0 * * *", Meaning: "when loans that have become late are flagged (minute hour day month weekday, in the library's zone), or off", check: schedule},
	{Name: "schedule_auto_renew", Default: "35 0 * * *", Meaning: "when loans are renewed by themselves whose rule says so, or off", check: schedule},
	{Name: "schedule_holds", Default: "20 0 * * *", Meaning: "when books that nobody has come for are passed on, or off", check: schedule},
	{Name: "schedule_reminders", Default: "30 6 * * *", Meaning: "when reminders are planned, or off; they go out within the sending window", check: schedule},
	{Name: "schedule_deliver", Default: "* * * * *", Meaning: "when waiting messages are sent, or off", check: schedule},
	{Name: "schedule_cleanup", Default: "30 2 * * *", Meaning: "when old sessions and personal data past their time are removed, or off", check: schedule},
	{Name: "schedule_backup", Default: "0 3 * * *", Meaning: "when the database is backed up, or off", check: schedule},
	{Name: "card_pattern", Default: "", Meaning: "regular expression of card numbers, such as KUD[0-9]{5}; it decides where a code could be a card and a barcode", check: pattern},
	{Name: "barcode_pattern", Default: "", Meaning: "regular expression of item barcodes, such as B[0-9]{7}", check: pattern},
	{Name: "hold_slip", Default: "name", Meaning: "whom the slip in a book on the shelf names, beside the end of the card number: name (the first, and initials of the others) or initials", Values: []string{"name", "initials"}},
	{Name: "staff_totp", Default: "optional", Meaning: "admins: an admin at the desk has to set up one-time codes before anything else opens; optional: whoever wants to", Values: []string{"optional", "admins"}},
	{Name: "desk_lock_minutes", Default: "10", Meaning: "minutes without use after which the desk asks for the password again; 0: never", check: wholeNumber(0, 240)},
	{Name: "override_role", Default: "supervisor", Meaning: "who at the desk may override a refusal, with a reason: this role and those above it", Values: []string{"librarian", "supervisor", "admin"}},
	{Name: "hold_shelf_days", Default: "7", Meaning: "how many open days a book that somebody waits for is kept on the shelf for them", check: wholeNumber(1, 60)},
	{Name: "card_valid_months", Default: "12", Meaning: "by how many months the desk makes or extends a card; 0: cards do not expire", check: wholeNumber(0, 120)},
	{Name: "holds_limit", Default: "3", Meaning: "how many books a member may wait for at once", check: wholeNumber(1, 100)},
	{Name: "member_holds", Default: "off", Meaning: "whether members place and cancel holds on their own page", Values: onOff},
	{Name: "trusted_proxies", Default: "", Meaning: "addresses whose X-Forwarded-For is believed, comma-separated CIDRs", check: prefixes},
	{Name: "metrics", Default: "loopback", Meaning: "who may read /metrics", Values: []string{"loopback", "public"}},
}

var onOff = []string{"on", "off"}

// Find returns the setting of that name.
func Find(name string) (Setting, bool) {
	for _, s := range settings {
		if s.Name == name {
			return s, true
		}
	}
	return Setting{}, false
}

// Check reports what is wrong with a value, nil where nothing is.
func (s Setting) Check(value string) error {
	if len(s.Values) > 0 && !slices.Contains(s.Values, value) {
		return fmt.Errorf("%s takes one of: %s", s.Name, strings.Join(s.Values, ", "))
	}
	if s.check != nil {
		if err := s.check(value); err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	return nil
}

// EnvName returns the environment variable that overrides the setting.
func (s Setting) EnvName() string { return "SIMPANBUDI_" + strings.ToUpper(s.Name) }

// Effective returns every setting's value in force: env before stored before
// default. A value from env that makes no sense is an error; a stored one
// falls back to the default.
func Effective(stored map[string]string, env func(string) (string, bool)) (map[string]string, error) {
	values := make(map[string]string, len(settings))
	for _, s := range settings {
		values[s.Name] = s.Default
		if v, ok := stored[s.Name]; ok && s.Check(v) == nil {
			values[s.Name] = v
		}
		if env == nil {
			continue
		}
		if v, ok := env(s.EnvName()); ok {
			if err := s.Check(v); err != nil {
				return nil, fmt.Errorf("%s in the environment: %w", s.EnvName(), err)
			}
			values[s.Name] = v
		}
	}
	return values, nil
}

func timeZone(v string) error {
	if v == "" || v == "Local" {
		return fmt.Errorf("give an IANA name such as Asia/Jakarta, Asia/Makassar or Asia/Jayapura")
	}
	if _, err := time.LoadLocation(v); err != nil {
		return fmt.Errorf("unknown time zone %q; Asia/Jakarta, Asia/Makassar and Asia/Jayapura are WIB, WITA and WIT", v)
	}
	return nil
}
