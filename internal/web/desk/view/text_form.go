package view

import (
	"fmt"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/page"
)

// TextForm is a text of messages, to change it.
type TextForm struct {
	page.Desk
	Tabs       []Tab
	Name       string
	Channel    string
	Others     []Tab // the same text in the other languages
	Lang       string
	Path, Step string // posted to; Step is posted with it
	Version    string
	Stale      string
	Fresh      string // what somebody else has made of it meanwhile; "" for nothing
	Own        bool
	Changed    string // when and by whom; "" where it is the one that ships
	HasSubject bool
	Subject    Field
	Body       Field
	Variables  []TextVariable
	Preview    TextPreview
	Steps      []Tab // the same for single steps
	Test       TestForm
}

// TextVariable is what a text may name.
type TextVariable struct {
	Name, Meaning string
	Needed        bool
}

// TextPreview is a text filled in.
type TextPreview struct {
	Lang    string
	Subject string
	Body    string
	About   string // of what it was made
	Wrong   string // why there is none
}

// Template names the page's file.
func (*TextForm) Template() string { return "desk/text_form" }

// NewTextForm puts a text in words as it is typed. preview may be nil where wrong
// says why.
func NewTextForm(l *i18n.Language, d page.Desk, t *reminder.TextInForce, typed reminder.OwnText, preview *reminder.Preview, wrong error) *TextForm {
	k := t.Key
	p := &TextForm{Desk: d, Name: TextName(l, k), Channel: l.Text("desk_messages.channel." + k.Channel), Lang: k.Language, Step: k.Step,
		Version: t.Version, Own: t.Own, HasSubject: reminder.HasSubject(k.Channel)}
	p.Path = TextsPath + "/" + k.Kind + "/" + k.Channel + "/" + k.Language
	if t.Own {
		p.Changed = l.Text("desk_texts.changed", "at", l.DateTime(t.Changed), "by", t.By)
	}
	for _, name := range t.Variables {
		v := TextVariable{Name: "{{." + name + "}}", Meaning: l.Text("desk_texts.var." + name)}
		for _, needed := range t.Needed {
			v.Needed = v.Needed || needed == name
		}
		p.Variables = append(p.Variables, v)
	}
	p.Subject = Field{Name: "subject", Label: l.Text("desk_texts.subject"), Value: typed.Subject, Required: true}
	p.Body = Field{Name: "body", Label: l.Text("desk_texts.body"), Kind: "area", Value: typed.Body, Required: true}
	p.Preview.Lang = k.Language
	if words := TextWrong(l, wrong); words != "" {
		p.Preview.Wrong = words + " " + l.Text("desk_texts.preview_wrong")
		if fault.ArgsOf(wrong)["field"] == "subject" {
			p.Subject.Error = words
		} else {
			p.Body.Error = words
		}
	}
	if preview != nil {
		p.Preview.Subject, p.Preview.Body = preview.Text.Subject, preview.Text.Body
		if !p.HasSubject {
			p.Preview.Subject = ""
		}
		switch {
		case preview.Real:
			p.Preview.About = l.Text("desk_texts.preview_real", "name", preview.Name, "title", preview.Title)
		default:
			p.Preview.About = l.Text("desk_texts.preview_example")
		}
	}
	return p
}

// TextWrong is what is wrong with a text in words, "" for nothing.
func TextWrong(l *i18n.Language, err error) string {
	args := fault.ArgsOf(err)
	why, _ := args["why"].(string)
	if fault.CodeOf(err) != fault.Invalid || why == "" {
		return ""
	}
	name := fmt.Sprint(args["name"])
	switch why {
	case reminder.TextTooLong:
		most, _ := args["most"].(int)
		return l.Count("desk_texts.wrong_too_long", most)
	case reminder.TextUnknown:
		return l.Text("desk_texts.wrong_unknown", "name", "{{."+name+"}}")
	case reminder.TextMalformed:
		return l.Text("desk_texts.wrong_malformed", "name", name)
	case reminder.TextNeeds:
		return l.Text("desk_texts.wrong_needs", "name", "{{."+name+"}}")
	}
	return l.Text("desk_texts.wrong_empty")
}
