package view

import (
	"net/url"
	"strings"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/page"
)

// StepsPath is the page of the steps at which members are reminded.
const StepsPath = MessagesPath + "/steps"

// StepsOf is the page of a category's steps.
func StepsOf(category string) string {
	return StepsPath + "?" + url.Values{"category": {category}}.Encode()
}

// Steps are when members of a category are reminded.
type Steps struct {
	page.Desk
	Tabs       []Tab
	Stale      string
	Categories []Tab
	Category   string
	Everybody  bool
	Own        bool   // false: those for everybody hold
	When       string // from when on a change holds
	Version    string
	Rows       []StepRow
	Add        string // path of the form for a new one
}

// StepRow is a step in words.
type StepRow struct {
	Key, Sentence string
	Edit          string // path of its form
	Texts         []TextLink
}

// Template names the page's file.
func (*Steps) Template() string { return "desk/steps" }

// NewSteps puts the steps of a category in words.
func NewSteps(l *i18n.Language, d page.Desk, b *reminder.StepBook, c *reminder.CategorySteps, may func(string) bool) *Steps {
	p := &Steps{Desk: d, Tabs: MessagesTabs(l, StepsPath, may), Category: c.Category, Everybody: c.Category == reminder.EveryCategory,
		Own: c.Own, When: stepsWhen(l, b), Version: c.Version, Add: stepForm(c.Category, "")}
	for i := range b.Categories {
		o := &b.Categories[i]
		p.Categories = append(p.Categories, Tab{Path: StepsOf(o.Category), Label: categoryName(l, o), Current: o.Category == c.Category})
	}
	for i := range c.Steps {
		s := &c.Steps[i]
		p.Rows = append(p.Rows, StepRow{Key: s.Key(), Sentence: StepSentence(l, s, b.Order), Edit: stepForm(c.Category, s.Key()), Texts: stepTexts(l, s)})
	}
	return p
}

// stepsWhen says from when on changes hold.
func stepsWhen(l *i18n.Language, b *reminder.StepBook) string {
	if !b.On || b.Next.IsZero() {
		return l.Text("desk_steps.when_off")
	}
	return l.Text("desk_steps.when", "at", l.DateTime(b.Next))
}

func categoryName(l *i18n.Language, c *reminder.CategorySteps) string {
	if c.Category == reminder.EveryCategory {
		return l.Text("desk_steps.everybody")
	}
	return c.Name
}

func stepForm(category, key string) string {
	q := url.Values{"category": {category}}
	if key != "" {
		q.Set("step", key)
	}
	return StepsPath + "/edit?" + q.Encode()
}

// stepTexts lead to what is said at a step, by each channel that has texts of ours.
func stepTexts(l *i18n.Language, s *reminder.StepInForce) (list []TextLink) {
	kind := reminder.KindReminder
	if s.Letter {
		kind = reminder.KindLetter
	}
	for _, channel := range reminder.TextChannels(kind) {
		list = append(list, TextLink{Label: l.Text("desk_messages.channel." + channel),
			Path: TextPath(reminder.TextKey{Kind: kind, Step: s.Key(), Channel: channel, Language: l.Code})})
	}
	return list
}

// StepSentence says when a step is and by which channels it is told; order is the
// library's.
func StepSentence(l *i18n.Language, s *reminder.StepInForce, order []string) string {
	when := StepWhen(l, s.Key())
	switch {
	case s.OpenDays && s.Days < 0:
		when = l.Count("desk_steps.before_open", -s.Days)
	case s.OpenDays && s.Letter:
		when = l.Count("desk_steps.letter_after_open", s.Days)
	case s.OpenDays:
		when = l.Count("desk_steps.after_open", s.Days)
	}
	if s.Letter {
		return when
	}
	channels := s.Channels
	if len(channels) == 0 {
		channels = order
	}
	words := make([]string, len(channels))
	for i, c := range channels {
		words[i] = l.Text("desk_steps.by." + c)
	}
	through := strings.Join(words, l.Text("desk_steps.then"))
	if len(s.Channels) == 0 {
		return l.Text("desk_steps.through_order", "when", when, "channels", through)
	}
	return l.Text("desk_steps.through", "when", when, "channels", through)
}
