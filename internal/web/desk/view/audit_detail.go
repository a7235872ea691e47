package view

import (
	"encoding/json"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// tell puts the detail of a line in words: what is known here, in this order.
// What is not is for programs.
func (n *AuditLine) tell(l *i18n.Language, e *library.AuditEntry) {
	d := detail{l: l, e: e}
	n.Reason = d.text("reason")
	n.PassedOver = d.words("passed_over", "passed_over.")
	was, now := d.instant("old_due_at"), d.instant("new_due_at")
	if now == "" {
		now = d.instant("due_at")
	}
	switch {
	case was != "" && now != "" && was != now:
		n.add(l.Text("desk_work.due_from_to", "old", was, "new", now))
	case now != "":
		n.add(l.Text("desk_work.due_on", "date", now))
	}
	n.add(d.state("was", ""), d.state("from", "to"))
	if until := d.day("suspended_until"); until != "" {
		n.add(l.Text("desk_work.suspended", "date", until))
	}
	if until := d.day("until"); until != "" {
		n.add(l.Text("desk_work.until", "date", until))
	}
	if days, ok := d.number("late_days"); ok && days > 0 {
		n.add(l.Count("desk_work.days_late", int(days)))
	}
	for _, key := range []string{"fine", "amount"} {
		if rupiah, ok := d.number(key); ok && rupiah > 0 {
			n.add(l.Rupiah(rupiah))
		}
	}
	n.add(d.text("legal_basis"), d.channel(), d.choice("outcome", "call_outcome."), d.choice("role", "desk.role."))
	if e.Subject == "message" {
		n.add(d.choice("message", "desk_messages.kind."), d.choice("by", "desk_messages.channel."), d.choice("language", "desk_texts.language."),
			d.choice("how", "desk_messages.how."))
		if step := d.text("step"); step != "" {
			n.add(StepWhen(l, step))
		}
	}
	n.add(d.setting(), d.words("fields", "audit_field."), d.text("preset"), d.day("date"))
	for _, key := range []string{"n", "loans", "rules"} {
		if rows, ok := d.number(key); ok {
			n.add(l.Count("desk_work.rows", int(rows)))
		}
	}
}

func (n *AuditLine) add(texts ...string) {
	for _, text := range texts {
		if text != "" {
			n.Details = append(n.Details, text)
		}
	}
}

// detail reads what a line says beside who, what and when.
type detail struct {
	l *i18n.Language
	e *library.AuditEntry
}

func (d *detail) text(key string) string {
	s, _ := d.e.Detail[key].(string)
	return s
}

func (d *detail) number(key string) (int64, bool) {
	n, ok := d.e.Detail[key].(json.Number)
	if !ok {
		return 0, false
	}
	i, err := n.Int64()
	return i, err == nil
}

// instant is a moment that was written as seconds, as a day in the record's zone.
func (d *detail) instant(key string) string {
	if seconds, ok := d.number(key); ok && seconds > 0 {
		return d.l.Date(time.Unix(seconds, 0).In(d.e.Zone))
	}
	return ""
}

// day is a day, or a moment as text, as a day in words.
func (d *detail) day(key string) string {
	text := d.text(key)
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return d.l.Date(at.In(d.e.Zone))
	}
	if day, err := circulation.ParseDay(text); err == nil {
		return d.l.Day(day)
	}
	return ""
}

// state is the state a record had, and has; days are told as days.
func (d *detail) state(from, to string) string {
	word := func(key string) string {
		text := d.text(key)
		if day, err := circulation.ParseDay(text); err == nil {
			return d.l.Day(day)
		}
		return d.known("record_state.", text)
	}
	was, is := word(from), word(to)
	switch {
	case was != "" && is != "":
		return d.l.Text("desk_work.from_to", "old", was, "new", is)
	case was != "":
		return d.l.Text("desk_work.it_was", "old", was)
	}
	return is
}

func (d *detail) choice(key, family string) string { return d.known(family, d.text(key)) }

// channel is the way a member is or may be reached.
func (d *detail) channel() string {
	if value := d.text("channel"); d.l.Has("call_channel." + value) {
		return d.choice("channel", "call_channel.")
	}
	return d.choice("channel", "desk_members.channel.")
}

// known is the word for a value, or the value where there is none.
func (d *detail) known(family, value string) string {
	if value != "" && d.l.Has(family+value) {
		return d.l.Text(family + value)
	}
	return value
}

// words is a list of values in words.
func (d *detail) words(key, family string) string {
	list, _ := d.e.Detail[key].([]any)
	var words []string
	for _, v := range list {
		if s, ok := v.(string); ok {
			words = append(words, d.known(family, s))
		}
	}
	return strings.Join(words, ", ")
}

// setting is a setting with its new value, where that was kept.
func (d *detail) setting() string {
	name := d.text("name")
	if name == "" || d.e.Subject != "setting" {
		return name
	}
	if key := "setting." + name + ".label"; d.l.Has(key) {
		name = d.l.Text(key)
	}
	if value := d.text("value"); value != "" {
		name += ": " + d.known("setting."+d.text("name")+".", value)
	}
	return name
}
