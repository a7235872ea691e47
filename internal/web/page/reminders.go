package page

import (
	"strings"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/reminder"
)

// RemindersPath is where a member says how they want to be reminded.
const RemindersPath = "/reminders"

// Reminders is that page.
type Reminders struct {
	Frame     Frame
	Ways      []ReminderWay
	Contacts  []ReminderContact
	NoContact bool // no channel is set up that could take a code
	Languages []ReminderLanguage
}

// ReminderWay is a channel that can be switched on and off.
type ReminderWay struct {
	Channel, Name string
	On            bool
	Word          string // the sentence that the button says
}

// ReminderContact is an address that can be changed.
type ReminderContact struct {
	Channel, Label, Type, Fill string
	Address                    string // masked; "" for none
	Verified                   bool
	Typed                      string // as it was posted, where it cannot be
	Error                      string
	Pending                    string // where a code has gone to; "" for none
	CodeError                  string
}

// ReminderLanguage is a language to be written to in.
type ReminderLanguage struct {
	Code, Name string
	Chosen     bool
}

// RemindersWrong is what was wrong with a post, by the contact it was about.
type RemindersWrong struct {
	Contact string
	Typed   string // an address that nobody can have; "" where it was the code
	Code    bool
}

// NewReminders puts it in words.
func NewReminders(l *i18n.Language, languages []*i18n.Language, own *reminder.Own, wrong RemindersWrong) *Reminders {
	p := &Reminders{Frame: Frame{Title: l.Text("reminders.title"), Here: RemindersPath, SignedIn: true}, NoContact: len(own.Contacts) == 0}
	for _, w := range own.Ways {
		p.Ways = append(p.Ways, ReminderWay{Channel: w.Channel, Name: ChannelName(l, w.Channel), On: w.On, Word: ConsentWord(l, w.Channel, !w.On)})
	}
	for _, c := range own.Contacts {
		p.Contacts = append(p.Contacts, reminderContact(l, &c, wrong))
	}
	chosen := own.Language
	if chosen == "" {
		chosen = own.Site.Language
	}
	for _, other := range languages {
		p.Languages = append(p.Languages, ReminderLanguage{other.Code, other.Name, other.Code == chosen})
	}
	return p
}

func reminderContact(l *i18n.Language, c *reminder.OwnContact, wrong RemindersWrong) ReminderContact {
	v := ReminderContact{Channel: c.Channel, Label: l.Text("contact." + c.Channel), Verified: c.Verified && c.Address != "", Pending: c.Pending,
		Type: "email", Fill: "email", Address: maskMail(c.Address)}
	if c.Channel == reminder.ContactPhone {
		v.Type, v.Fill, v.Address = "tel", "tel", maskPhone(c.Address)
	}
	if wrong.Contact != c.Channel {
		return v
	}
	if wrong.Code {
		v.CodeError = l.Text("reminders.code_wrong")
		return v
	}
	v.Typed, v.Error = wrong.Typed, l.Text("contact_wrong."+c.Channel)
	return v
}

// maskMail shows of an address what its owner knows it by.
func maskMail(address string) string {
	local, domain, found := strings.Cut(address, "@")
	if !found || local == "" {
		return ""
	}
	return string([]rune(local)[:1]) + "•••@" + domain
}

// maskPhone shows the last digits of a number.
func maskPhone(number string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
	if digits == "" {
		return ""
	}
	return "•••• " + digits[max(0, len(digits)-4):]
}

// Template names the page's file.
func (*Reminders) Template() string { return "member/reminders" }

// Around returns the page's frame.
func (p *Reminders) Around() *Frame { return &p.Frame }
