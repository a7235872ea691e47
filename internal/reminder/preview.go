package reminder

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// Preview is a text filled in.
type Preview struct {
	Text  Text
	Real  bool   // of a loan or hold of the library's; false: of an example
	Name  string // whose it is
	Title string
}

// leftOut stands in the place of the token of a signed link, which is not made for
// looking at.
const leftOut = "…"

// mostPreviewed is how many loans a preview tells of.
const mostPreviewed = 3

// PreviewText fills a text in with a loan of the library's that such a message could
// be about, else with an example. It sends and writes nothing; what is wrong with
// the text is told as SaveText does.
func (s *Service) PreviewText(ctx context.Context, k TextKey, t OwnText) (*Preview, error) {
	if !k.valid(s.o.Texts) {
		return nil, errNoText
	}
	t = t.clean(k.Channel)
	if err := s.check(k, t); err != nil {
		return nil, err
	}
	l := s.o.Texts.Language(k.Language)
	var p Preview
	var out Outgoing
	w := words{Language: l}
	err := s.db.Read(ctx, func(q store.Queryer) error {
		places, err := s.o.Library.Places(q)
		if err != nil {
			return err
		}
		m := sampling{s: s, q: q, now: s.moment(), places: places, key: k}
		if out, p.Real, err = m.sample(); err != nil {
			return err
		}
		if !p.Real {
			out = m.example(l)
		}
		if w.base = s.baseURL(places); w.base != "" {
			w.stop = w.base + "/u/" + leftOut
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	p.Text, p.Name, p.Title, err = w.fillIn(k, &out, t)
	return &p, err
}

// fillIn is a text filled in with what there is to tell, and whom and what that is about.
func (w words) fillIn(k TextKey, out *Outgoing, t OwnText) (text Text, name, title string, err error) {
	m, err := w.message(out)
	if err != nil {
		return Text{}, "", "", err
	}
	text, err = w.compose(k.Kind, k.Channel, t, m.args)
	text.Link = m.Link
	if d := out.Digest; d != nil {
		name = d.People[0].FirstName
	}
	if out.Hold != nil {
		name = out.Hold.FirstName
	}
	return text, name, m.First, err
}

type sampling struct {
	s      *Service
	q      store.Queryer
	now    time.Time
	places *library.Places
	key    TextKey
}

// outgoing is a message without anything to tell yet.
func (m *sampling) outgoing() Outgoing {
	return Outgoing{Kind: m.key.Kind, Channel: m.key.Channel, Language: m.key.Language, Created: m.now,
		Library: m.places.Site.LibraryName, Contact: m.places.Site.Contact, Payload: "{}"}
}

// sample is a message about something real; ok is false where there is nothing.
func (m *sampling) sample() (out Outgoing, ok bool, err error) {
	out = m.outgoing()
	switch m.key.Kind {
	case KindReminder, KindLetter, KindAutoRenewed:
		out.Digest, err = m.loans()
		return out, out.Digest != nil, err
	case KindHoldReady:
		out.Hold, err = m.hold()
		return out, out.Hold != nil, err
	}
	return out, false, nil
}

// loans are those of one member: of what a late step tells, the latest ones; else
// what is due next.
func (m *sampling) loans() (*Digest, error) {
	step, _ := StepOf(m.key.Step)
	late := m.key.Kind == KindLetter || step.Days > 0
	member, found, err := store.SampleBorrower(m.q, m.now, late)
	if err != nil || !found {
		return nil, err
	}
	my, err := m.s.o.Library.LoansIn(m.q, member, m.now)
	if err != nil {
		return nil, err
	}
	d := m.digest()
	for i := range my.Loans {
		if loan := &my.Loans[i]; loan.Overdue == late && (len(d.People) == 0 || len(d.People[0].Loans) < mostPreviewed) {
			p := d.person(member, my.Member.Name)
			p.Loans, p.Token = append(p.Loans, Told{Step: m.key.Step, Loan: *loan, Renewal: renewalOf(loan)}), leftOut
		}
	}
	if len(d.People) == 0 {
		return nil, nil
	}
	return d, nil
}

func (m *sampling) digest() *Digest {
	return &Digest{Library: m.places.Site.LibraryName, Contact: m.places.Site.Contact, Now: m.now.In(m.places.Site.Zone)}
}

func (m *sampling) hold() (*HoldReady, error) {
	id, found, err := store.SampleReadyHold(m.q, m.now)
	if err != nil || !found {
		return nil, err
	}
	h, found, err := store.FindReadyHold(m.q, id)
	if err != nil || !found {
		return nil, err
	}
	zone, _ := m.places.Branch(h.BranchID)
	return &HoldReady{FirstName: firstName(h.Name), Title: h.Title, Until: h.Until.In(zone)}, nil
}

// example is a message about nobody.
func (m *sampling) example(l *i18n.Language) Outgoing {
	out := m.outgoing()
	zone := m.places.Site.Zone
	today := circulation.DayOf(m.now, zone)
	name, title := l.Text("message.example_name"), l.Text("message.example_title")
	switch m.key.Kind {
	case KindReminder, KindLetter, KindAutoRenewed:
		days := 1
		if step, ok := StepOf(m.key.Step); ok {
			days = -step.Days
		} else if m.key.Kind == KindLetter {
			days = -21
		}
		loan := library.Loan{Title: title, Zone: zone, DueAt: (today + circulation.Day(days)).End(zone), DaysLeft: days, Overdue: days < 0,
			Decision: circulation.Decision{Allowed: true, DueAt: (today + circulation.Day(max(days, 0)+7)).End(zone)}}
		out.Digest = m.digest()
		out.Digest.People = []Person{{FirstName: name, Token: leftOut, Loans: []Told{{Step: m.key.Step, Loan: loan, Renewal: renewalOf(&loan)}}}}
	case KindHoldReady:
		out.Hold = &HoldReady{FirstName: name, Title: title, Until: (today + 5).End(zone)}
	case KindCode:
		out.Payload = `{"code":"123456","minutes":"15"}`
	}
	return out
}
