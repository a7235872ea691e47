package messages

import (
	"net/http"
	"net/url"
	"slices"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// Text answers GET /desk/messages/texts/:kind/:channel/:language; the query names
// the step that a text is only for.
func (p *Pages) Text(v *visit.Visit) {
	t, err := p.Reminders.Text(v.Ctx(), textKey(v, v.Query("step")))
	if err != nil {
		v.Fail(err)
		return
	}
	if page, _, ok := p.textPage(v, t, t.Text, ""); ok {
		v.Show(http.StatusOK, page)
	}
}

// PreviewText answers POST /desk/messages/texts/:kind/:channel/:language/preview: the
// form as it is typed, with the text filled in; to the script of the page, that alone.
func (p *Pages) PreviewText(v *visit.Visit) {
	t, fields, ok := p.typedText(v)
	if !ok {
		return
	}
	page, _, ok := p.textPage(v, t, typedIn(fields), "")
	if !ok {
		return
	}
	page.Version = fields.Get("version")
	v.Show(http.StatusOK, page)
}

// textKey is the text that a path names.
func textKey(v *visit.Visit, step string) reminder.TextKey {
	return reminder.TextKey{Kind: v.Param("kind"), Step: step, Channel: v.Param("channel"), Language: v.Param("language")}
}

func typedIn(fields url.Values) reminder.OwnText {
	return reminder.OwnText{Subject: fields.Get("subject"), Body: fields.Get("body")}
}

// typedText reads what was posted about a text; ok is false where the answer has
// been given.
func (p *Pages) typedText(v *visit.Visit) (t *reminder.TextInForce, fields url.Values, ok bool) {
	fields, err := form.Read(v.Request)
	if err == nil {
		t, err = p.Reminders.Text(v.Ctx(), textKey(v, fields.Get("step")))
	}
	if err != nil {
		v.Fail(err)
		return nil, nil, false
	}
	return t, fields, true
}

// textPage is the form of a text as it is typed, with its preview. wrong says that
// it cannot be taken as it is; ok is false where the answer has been given.
func (p *Pages) textPage(v *visit.Visit, t *reminder.TextInForce, typed reminder.OwnText, address string) (page *view.TextForm, wrong bool, ok bool) {
	preview, err := p.Reminders.PreviewText(v.Ctx(), t.Key, typed)
	if err != nil && fault.CodeOf(err) != fault.Invalid {
		v.Fail(err)
		return nil, false, false
	}
	l := v.Language()
	page = view.NewTextForm(l, v.Desk(at, l.Text("desk_messages.texts")), t, typed, preview, err)
	page.Frame.Live = true
	page.Tabs = view.MessagesTabs(l, view.TextsPath, v.Staff.AtLeast)
	for _, code := range p.Reminders.Languages() {
		k := t.Key
		k.Language = code
		page.Others = append(page.Others, view.Tab{Path: view.TextPath(k), Label: l.Text("desk_texts.language." + code), Current: code == t.Key.Language})
	}
	var channels []string
	if slices.Contains(p.Reminders.TestChannels(), t.Key.Channel) {
		channels = []string{t.Key.Channel}
	}
	page.Test = view.NewTestForm(l, channels, t.Key.Channel, address)
	return page, err != nil, true
}
