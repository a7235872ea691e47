package view

import (
	"net/url"
	"strconv"
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/page"
)

// StepForm changes a step, or adds one.
type StepForm struct {
	page.Desk
	Tabs     []Tab
	Heading  string
	Stale    string
	Hidden   []Hidden
	When     Field
	Days     Field
	OpenDays Field
	Channels []Field
	Back     string
	Effect   StepEffect
}

// StepEffect says what a step would mean.
type StepEffect struct {
	Sentence string // "" before it is asked for
	Messages string
	When     string
}

// StepChannelFields are the names under which the channels of a step are posted, in
// their order.
var StepChannelFields = []string{"channel1", "channel2", "channel3"}

// When a step is, as a form says it.
var stepWhens = []string{"before", "on", "after", "letter"}

// Template names the page's file.
func (*StepForm) Template() string { return "desk/step_form" }

// TypedStep is a step as a form has it.
func TypedStep(s *reminder.StepInForce) url.Values {
	when, days, _ := strings.Cut(s.Key(), "-")
	v := url.Values{"when": {when}, "days": {days}}
	if s.OpenDays {
		v.Set("open_days", "on")
	}
	for i, c := range s.Channels {
		if i < len(StepChannelFields) {
			v.Set(StepChannelFields[i], c)
		}
	}
	return v
}

// StepTyped reads a step from a form; ok is false where the days are no number.
func StepTyped(v url.Values) (s reminder.StepInForce, ok bool) {
	days, err := strconv.Atoi(strings.TrimSpace(v.Get("days")))
	ok = err == nil && days > 0
	switch v.Get("when") {
	case "before":
		s.Step = circulation.Step{Days: -days}
	case "on":
		ok = true
	case "letter":
		s.Step = circulation.Step{Days: days, Letter: true}
	default:
		s.Step = circulation.Step{Days: days}
	}
	s.OpenDays = v.Get("open_days") != "" && s.Days != 0
	for _, name := range StepChannelFields {
		if c := v.Get(name); c != "" {
			s.Channels = append(s.Channels, c)
		}
	}
	return s, ok
}

// NewStepForm is the form of a category's step as it is typed; wrong says what
// cannot be taken.
func NewStepForm(l *i18n.Language, d page.Desk, c *reminder.CategorySteps, typed url.Values, wrong error) *StepForm {
	p := &StepForm{Desk: d, Heading: l.Text("desk_steps.add"), Back: StepsOf(c.Category),
		Hidden: []Hidden{{"category", c.Category}, {"version", c.Version}, {"step", typed.Get("step")}}}
	if key := typed.Get("step"); key != "" {
		p.Heading = l.Text("desk_steps.change", "step", StepWhen(l, key))
	}
	p.When = Field{Name: "when", Label: l.Text("desk_steps.field_when"), Kind: "choice", Required: true}
	for _, w := range stepWhens {
		p.When.Options = append(p.When.Options, Option{Value: w, Label: l.Text("desk_steps.when_is." + w)})
	}
	Choose(p.When.Options, typed.Get("when"))
	p.Days = Field{Name: "days", Label: l.Text("desk_steps.field_days"), Hint: l.Text("desk_steps.hint_days",
		"before", l.Number(reminder.EarliestStep), "after", l.Number(int64(reminder.LatestStep))), Kind: "number", Value: typed.Get("days")}
	p.OpenDays = Field{Name: "open_days", Label: l.Text("desk_steps.field_open"), Hint: l.Text("desk_steps.hint_open"), Kind: "tick", Ticked: typed.Get("open_days") != ""}
	for i, name := range StepChannelFields {
		f := Field{Name: name, Label: l.Text("desk_steps.field_channel." + strconv.Itoa(i+1)), Kind: "choice", Required: true,
			Options: []Option{{Label: l.Text("desk_steps.channel_none")}}}
		if i == 0 {
			f.Options[0].Label = l.Text("desk_steps.channel_order")
		}
		for _, c := range reminder.StepChannels {
			f.Options = append(f.Options, Option{Value: c, Label: l.Text("desk_messages.channel." + c)})
		}
		Choose(f.Options, typed.Get(name))
		p.Channels = append(p.Channels, f)
	}
	p.say(l, wrong)
	return p
}

// say puts what is wrong beside its field.
func (p *StepForm) say(l *i18n.Language, wrong error) {
	args := fault.ArgsOf(wrong)
	switch args["why"] {
	case reminder.StepFar:
		p.Days.Error = l.Text("desk_steps.wrong_far", "before", l.Number(reminder.EarliestStep), "after", l.Number(int64(reminder.LatestStep)))
	case reminder.StepTaken:
		p.Days.Error = l.Text("desk_steps.wrong_taken")
	case reminder.StepChannel:
		p.Channels[0].Error = l.Text("desk_steps.wrong_channel")
	}
}

// Tell says what a step would mean.
func (p *StepForm) Tell(l *i18n.Language, s *reminder.StepInForce, order []string, e *reminder.StepsEffect) {
	p.Effect.Sentence = StepSentence(l, s, order)
	if !e.Known {
		p.Effect.Messages = l.Text("desk_steps.effect_unknown")
		return
	}
	p.Effect.When = l.Text("desk_steps.effect_when", "at", l.DateTime(e.At))
	p.Effect.Messages = l.Count("desk_steps.effect", e.Then, "now", l.Number(int64(e.Now)))
}
