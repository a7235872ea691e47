package reminder

import (
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// Text is a message in words.
type Text struct {
	Subject string // of an e-mail or a letter
	Body    string
	Link    string // the first signed link, for channels with a button; "" for none
}

// Own is a text that staff have changed, "" where they have not.
type OwnText struct{ Subject, Body string }

// Kinds are the kinds of messages whose texts staff may change.
func Kinds() []string {
	return []string{KindReminder, KindLetter, KindHoldReady, KindAutoRenewed, KindCode, KindTest}
}

// Variables are the arguments that the texts of a kind may name.
func Variables(kind string) []string {
	switch kind {
	case KindCode:
		return []string{"library", "code", "minutes"}
	case KindTest:
		return []string{"library"}
	case KindHoldReady:
		return []string{"library", "greeting", "title", "date", "place", "contact", "stop"}
	}
	return []string{"library", "greeting", "loans", "contact", "stop"}
}

// DefaultText is the text of a kind as it ships, for a channel: e-mail and letters
// have room, telephones have not.
func DefaultText(l *i18n.Language, kind, channel string) OwnText {
	body := "message." + kind + ".body"
	if short := "message." + kind + ".short"; channel != Email && channel != Hand && l.Has(short) {
		body = short
	}
	// The arguments come back as they were, to be filled in later.
	return OwnText{Subject: raw(l, "message."+kind+".subject"), Body: raw(l, body)}
}

func raw(l *i18n.Language, key string) string {
	var args []string
	for _, name := range l.Args(key) {
		args = append(args, name, "{{."+name+"}}")
	}
	return l.Text(key, args...)
}

// words puts one outgoing message into a language.
type words struct {
	*i18n.Language
	base string // where links lead; "" for none
	stop string // the address that ends reminders by this channel; "" for none
}

// digest is what a digest says: the greeting, and each one's loans.
func (w words) digest(d *Digest, kind string) (args []string, link string) {
	var people []string
	var names []string
	for i := range d.People {
		p := &d.People[i]
		names = append(names, p.FirstName)
		var lines []string
		if len(d.People) > 1 {
			lines = append(lines, w.Text("message.person", "name", p.FirstName))
		}
		for k := range p.Loans {
			lines = append(lines, "• "+w.loan(&p.Loans[k], kind))
		}
		if url := w.url(p.Token); url != "" && kind == KindReminder {
			lines = append(lines, w.Text("message.link", "url", url))
			if link == "" {
				link = url
			}
		}
		people = append(people, strings.Join(lines, "\n"))
	}
	greeting := w.Text("message.hello", "name", strings.Join(names, ""))
	if len(names) > 1 {
		last := len(names) - 1
		greeting = w.Text("message.hello_family", "names", strings.Join(names[:last], ", ")+w.Text("message.and")+names[last])
	}
	return []string{"library", d.Library, "greeting", greeting, "loans", strings.Join(people, "\n\n"),
		"contact", w.contact(d.Contact), "stop", w.stopping()}, link
}

func (w words) contact(contact string) string {
	if contact == "" {
		return ""
	}
	return w.Text("message.contact", "contact", contact)
}

func (w words) stopping() string {
	if w.stop == "" {
		return ""
	}
	return w.Text("message.stop", "url", w.stop)
}

func (w words) url(token string) string {
	if w.base == "" || token == "" {
		return ""
	}
	return w.base + "/r/" + token
}

// loan is one loan: until when, and whether it can be renewed.
func (w words) loan(t *Told, kind string) string {
	date := w.due(&t.Loan)
	if kind == KindAutoRenewed {
		return w.Text("message.loan_until", "title", t.Loan.Title, "date", date)
	}
	said := w.until(&t.Loan, date)
	if kind == KindLetter {
		return said
	}
	return said + " " + w.renewing(t)
}

func (w words) until(loan *library.Loan, date string) string {
	switch days := loan.DaysLeft; {
	case loan.Overdue && days < 0:
		return w.Count("message.loan_passed", -days, "title", loan.Title, "date", date)
	case loan.Overdue:
		return w.Text("message.loan_passed_today", "title", loan.Title, "date", date)
	case days == 0:
		return w.Text("message.loan_today", "title", loan.Title, "date", date)
	case days == 1:
		return w.Text("message.loan_tomorrow", "title", loan.Title, "date", date)
	default:
		return w.Count("message.loan_later", days, "title", loan.Title, "date", date)
	}
}

func (w words) due(loan *library.Loan) string {
	if loan.ByHours {
		return w.DateTime(loan.DueAt)
	}
	return w.Date(loan.DueAt)
}

// renewing says whether and until when the loan can be renewed, or why not, in
// the same words as the member's page.
func (w words) renewing(t *Told) string {
	d := &t.Loan.Decision
	switch t.Renewal {
	case CanRenew:
		if t.Loan.ByHours {
			return w.Text("message.can_renew", "date", w.DateTime(d.DueAt))
		}
		return w.Text("message.can_renew", "date", w.Date(d.DueAt))
	case RenewsOn:
		return w.Text("message.renews_on", "date", w.Date(d.Reasons[0].OpensAt))
	}
	var reasons []string
	for _, r := range d.Reasons {
		reasons = append(reasons, w.reason(r, t.Loan.Rule))
	}
	return w.Text("message.bring_back", "reasons", strings.Join(reasons, " "))
}

func (w words) reason(r circulation.Reason, rule *circulation.RuleEntry) string {
	key, n := "reason."+string(r.Code)+".text", r.Queue
	var opens, total string
	if !r.OpensAt.IsZero() {
		opens = w.Date(r.OpensAt)
	}
	if rule != nil {
		if r.Code == circulation.LimitReached && rule.Rule.RenewalsAllowed != nil {
			if n = *rule.Rule.RenewalsAllowed; n == 0 {
				key = "reason." + string(r.Code) + ".none"
			}
		}
		if rule.Rule.MaxTotal != nil {
			total = w.Period(*rule.Rule.MaxTotal)
		}
	}
	return w.Count(key, n, "date", opens, "total", total)
}

// compose puts a message together from the text of its kind: the library's own,
// else the one that ships.
func (w words) compose(kind, channel string, own OwnText, args []string) (Text, error) {
	t := DefaultText(w.Language, kind, channel)
	if own.Body != "" {
		t = own
	}
	allowed := Variables(kind)
	subject, err := i18n.ParseOwn(t.Subject, allowed...)
	if err != nil {
		return Text{}, err
	}
	body, err := i18n.ParseOwn(t.Body, allowed...)
	if err != nil {
		return Text{}, err
	}
	return Text{Subject: oneLine(subject.Fill(args...)), Body: tidy(body.Fill(args...))}, nil
}

// oneLine keeps a title out of a message's head.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// tidy closes up what is left empty where an argument was "".
func tidy(s string) string {
	lines := strings.Split(s, "\n")
	var kept []string
	for _, line := range lines {
		line = strings.TrimRight(line, " ")
		if line == "" && (len(kept) == 0 || kept[len(kept)-1] == "") {
			continue
		}
		kept = append(kept, line)
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}
