package view

import (
	"net/url"
	"strings"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/page"
)

// TextsPath is the page of the texts of messages.
const TextsPath = MessagesPath + "/texts"

// TextPath is where a text is changed.
func TextPath(k reminder.TextKey) string {
	path := TextsPath + "/" + k.Kind + "/" + k.Channel + "/" + k.Language
	if k.Step != "" {
		path += "?" + url.Values{"step": {k.Step}}.Encode()
	}
	return path
}

// Texts are the texts of messages that staff may change.
type Texts struct {
	page.Desk
	Tabs []Tab
	Rows []TextRow
	Test TestForm
}

// TextRow is a message by a channel, with its text in each language.
type TextRow struct {
	Kind, Channel string
	Languages     []TextLink
}

// TextLink leads to a text.
type TextLink struct {
	Label, Lang, Path string
	Own               bool // the library's own
}

// TestForm sends a test message.
type TestForm struct {
	Channel Field // a choice; empty where the text has said it
	Address Field
	None    string // why none can be sent; "" where one can
	Result  string // what became of the last one; "" before there was one
	Tone    string // ok or warn
	Words   string // of the provider
}

// Template names the page's file.
func (*Texts) Template() string { return "desk/texts" }

// NewTexts puts the list in words; those of one kind, step and channel are a row.
func NewTexts(l *i18n.Language, d page.Desk, list []reminder.TextState, may func(string) bool) *Texts {
	p := &Texts{Desk: d, Tabs: MessagesTabs(l, TextsPath, may)}
	last := reminder.TextKey{}
	for _, t := range list {
		row := t.Key
		row.Language = ""
		if len(p.Rows) == 0 || row != last {
			p.Rows = append(p.Rows, TextRow{Kind: TextName(l, t.Key), Channel: l.Text("desk_messages.channel." + t.Key.Channel)})
			last = row
		}
		r := &p.Rows[len(p.Rows)-1]
		r.Languages = append(r.Languages, TextLink{Label: l.Text("desk_texts.language." + t.Key.Language), Lang: t.Key.Language,
			Path: TextPath(t.Key), Own: t.Own})
	}
	return p
}

// TextName is the kind of message that a text is of, with its step where it is for
// one only.
func TextName(l *i18n.Language, k reminder.TextKey) string {
	name := orKey(l, "desk_messages.kind."+k.Kind, k.Kind)
	if k.Step != "" {
		name += ": " + StepWhen(l, k.Step)
	}
	return name
}

// StepWhen says when a step is, such as "3 hari sebelum jatuh tempo".
func StepWhen(l *i18n.Language, key string) string {
	s, ok := reminder.StepOf(key)
	if !ok {
		return key
	}
	switch {
	case s.Letter && s.Days == 0:
		return l.Text("desk_steps.letter_on")
	case s.Letter:
		return l.Count("desk_steps.letter_after", s.Days)
	case s.Days < 0:
		return l.Count("desk_steps.before", -s.Days)
	case s.Days == 0:
		return l.Text("desk_steps.on")
	}
	return l.Count("desk_steps.after", s.Days)
}

// NewTestForm is a form for a test message by one of some channels.
func NewTestForm(l *i18n.Language, channels []string, chosen, address string) TestForm {
	f := TestForm{Address: Field{Name: "address", Label: l.Text("desk_texts.test_address"), Hint: l.Text("desk_texts.test_hint"), Value: address, Required: true, Fill: "email"}}
	if len(channels) == 0 {
		f.None = l.Text("desk_texts.test_none")
		return f
	}
	f.Channel = Field{Name: "channel", ID: "test-channel", Label: l.Text("desk_messages.col_channel"), Kind: "choice", Required: true}
	for _, c := range channels {
		f.Channel.Options = append(f.Channel.Options, Option{Value: c, Label: orKey(l, "desk_messages.channel."+c, c)})
	}
	Choose(f.Channel.Options, chosen)
	return f
}

// Tested says what became of a test message.
func (f *TestForm) Tested(l *i18n.Language, t *reminder.Tested) {
	f.Tone, f.Words = "warn", strings.TrimSpace(t.Words)
	if f.Result = l.Text("desk_texts.tested."+string(t.Outcome), "address", t.Address); t.Outcome == "sent" {
		f.Tone = "ok"
	}
}
