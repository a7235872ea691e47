package channel

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// CloudAPI is where the WhatsApp Cloud API of Meta is asked, in the version that
// the library has tried its templates with.
const CloudAPI = "https://graph.facebook.com/v23.0"

// WhatsAppOptions say from which number messages go.
type WhatsAppOptions struct {
	Base     string // "" is CloudAPI
	Phone    string // the id of the library's number
	Token    string
	Template string // the name of the approved template for reminders
}

// WhatsApp is the Cloud API. To whom has not written within a day it takes approved
// templates only, so a reminder is a template with five texts (greeting, library,
// how many loans, the first title, its due date) and a button that carries the
// token of the signed link.
type WhatsApp struct {
	o      WhatsAppOptions
	client *http.Client
}

var digits = regexp.MustCompile(`^[0-9]{1,20}$`)

// NewWhatsApp returns the channel.
func NewWhatsApp(o WhatsAppOptions) (*WhatsApp, error) {
	o.Base = orElse(o.Base, CloudAPI)
	u, err := url.Parse(o.Base)
	if err != nil || u.Host == "" || !digits.MatchString(o.Phone) || o.Token == "" || o.Template == "" {
		return nil, errors.New("WhatsApp wants the id of the library's number, a token and the name of a template")
	}
	return &WhatsApp{o: o, client: &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}, nil
}

// Name is "whatsapp".
func (*WhatsApp) Name() string { return "whatsapp" }

type templateText struct {
	Type string `json:"type"`
	Text string `json:"text"`
}

type templatePart struct {
	Type       string         `json:"type"`
	SubType    string         `json:"sub_type,omitempty"`
	Index      string         `json:"index,omitempty"`
	Parameters []templateText `json:"parameters"`
}

// Send sends a template. A kind without loans goes as the body alone.
func (w *WhatsApp) Send(ctx context.Context, m *Message) Result {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	text, err := json.Marshal(w.body(m))
	if err != nil {
		return Result{Outcome: Never, Words: Clip(err.Error())}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(w.o.Base, "/")+"/"+w.o.Phone+"/messages", bytes.NewReader(text))
	if err != nil {
		return Result{Outcome: Never, Words: Clip(w.hide(err.Error()))}
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+w.o.Token)
	answer, err := w.client.Do(r)
	if err != nil {
		return Result{Outcome: lost(err), Words: Clip(w.hide(err.Error()))}
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(answer.Body, longestAnswer))
	if err != nil {
		return Result{Outcome: Unknown, Words: Clip(w.hide(err.Error()))}
	}
	return w.judge(answer, body)
}

func (w *WhatsApp) body(m *Message) map[string]any {
	parts := []templatePart{{Type: "body", Parameters: []templateText{
		{"text", plain(m.Greeting)}, {"text", plain(m.Library)}, {"text", strconv.Itoa(m.Loans)}, {"text", plain(m.First)}, {"text", plain(m.Due)}}}}
	if token := m.Link[strings.LastIndexByte(m.Link, '/')+1:]; token != "" {
		parts = append(parts, templatePart{Type: "button", SubType: "url", Index: "0", Parameters: []templateText{{"text", token}}})
	}
	return map[string]any{
		"messaging_product": "whatsapp", "recipient_type": "individual", "to": strings.TrimPrefix(m.To, "+"), "type": "template",
		"template": map[string]any{"name": w.o.Template, "language": map[string]string{"code": m.Language}, "components": parts},
	}
}

// plain is a text as template parameters take it: no line breaks, no tabs, no runs
// of spaces, and never empty.
func plain(s string) string { return orElse(strings.Join(strings.Fields(s), " "), "-") }

// Meta's codes for what cannot arrive: nobody on WhatsApp has the number, it is the
// library's own, or it is none. All others pass by themselves or when the library has
// put something right.
var hopelessCodes = []int{131026, 131021, 131009}

func (w *WhatsApp) judge(answer *http.Response, body []byte) Result {
	var v struct {
		Messages []struct {
			ID string `json:"id"`
		} `json:"messages"`
		Error struct {
			Code    int    `json:"code"`
			Message string `json:"message"`
			Data    struct {
				Details string `json:"details"`
			} `json:"error_data"`
		} `json:"error"`
	}
	broken := json.Unmarshal(body, &v) != nil
	r := Result{Wait: retryAfter(answer.Header.Get("Retry-After")),
		Words: Clip(w.hide(strings.TrimSpace(strconv.Itoa(answer.StatusCode) + " " + orElse(v.Error.Data.Details, v.Error.Message))))}
	switch {
	case answer.StatusCode/100 == 2 && !broken && len(v.Messages) > 0:
		r.Outcome, r.ID = Sent, v.Messages[0].ID
	case answer.StatusCode/100 == 2:
		r.Outcome = Unknown // taken, it seems, but nothing was said of it
	case slices.Contains(hopelessCodes, v.Error.Code):
		r.Outcome = Never
	default:
		r.Outcome = Later
	}
	return r
}

func (w *WhatsApp) hide(words string) string { return strings.ReplaceAll(words, w.o.Token, "…") }
