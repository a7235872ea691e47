// Package hooks is what providers of messages ask us: what became of a message.
package hooks

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// WhatsAppPath is where the WhatsApp Cloud API tells what became of messages.
const WhatsAppPath = "/hooks/whatsapp"

// MaxBody is how much a provider may tell at once, in bytes.
const MaxBody = 1 << 20

// Reminders is what these pages ask of the reminders.
type Reminders interface {
	Reported(ctx context.Context, channel string, reports []reminder.Report) error
}

// WhatsApp are what the library and Meta both know.
type WhatsApp struct {
	Secret string // of Meta's app, which signs what it posts; "": there is no such page
	Verify string // the word that Meta gives when the page is set up there; "": it is not set up now
}

// Pages are these pages.
type Pages struct {
	Reminders Reminders
	WhatsApp  WhatsApp
}

// longestChallenge is far more than what Meta asks to be given back, in bytes.
const longestChallenge = 200

// VerifyWhatsApp answers GET /hooks/whatsapp: Meta's challenge, to whoever knows the
// word. What it asks stands in the query, which is in no log.
func (p *Pages) VerifyWhatsApp(v *visit.Visit) {
	challenge := v.Query("hub.challenge")
	switch {
	case p.WhatsApp.Secret == "" || p.WhatsApp.Verify == "":
		v.Refuse(fault.NotFound)
	case v.Query("hub.mode") != "subscribe" || challenge == "" || len(challenge) > longestChallenge ||
		subtle.ConstantTimeCompare([]byte(v.Query("hub.verify_token")), []byte(p.WhatsApp.Verify)) != 1:
		refuse(v, http.StatusForbidden)
	default:
		v.Text(http.StatusOK, challenge)
	}
}

// told is what Meta posts; what else there is in it is none of ours.
type told struct {
	Entry []struct {
		Changes []struct {
			Value struct {
				Statuses []status `json:"statuses"`
			} `json:"value"`
		} `json:"changes"`
	} `json:"entry"`
}

type status struct {
	ID     string `json:"id"`
	Status string `json:"status"`
	Errors []struct {
		Code    int    `json:"code"`
		Title   string `json:"title"`
		Message string `json:"message"`
		Data    struct {
			Details string `json:"details"`
		} `json:"error_data"`
	} `json:"errors"`
}

// WhatsAppTold answers POST /hooks/whatsapp: what became of messages. It may come
// twice and in any order; whoever has not signed it is not heard.
func (p *Pages) WhatsAppTold(v *visit.Visit) {
	if p.WhatsApp.Secret == "" {
		v.Refuse(fault.NotFound)
		return
	}
	body, err := io.ReadAll(v.Request.Body)
	if large, ok := errors.AsType[*http.MaxBytesError](err); ok && large != nil {
		v.Refuse(page.TooLarge)
		return
	}
	if err != nil || !signed(body, p.WhatsApp.Secret, v.Request.Header.Get("X-Hub-Signature-256")) {
		refuse(v, http.StatusForbidden)
		return
	}
	var t told
	if err := json.Unmarshal(body, &t); err != nil {
		refuse(v, http.StatusBadRequest)
		return
	}
	var reports []reminder.Report
	for _, e := range t.Entry {
		for _, c := range e.Changes {
			for i := range c.Value.Statuses {
				reports = append(reports, c.Value.Statuses[i].report())
			}
		}
	}
	switch err := p.Reminders.Reported(v.Ctx(), reminder.WhatsApp, reports); fault.CodeOf(err) {
	case "":
		v.Text(http.StatusOK, "")
	case fault.Unavailable: // Meta comes again
		refuse(v, http.StatusServiceUnavailable)
	default:
		v.Fail(err)
	}
}

// report is a status as the reminders take it.
func (s *status) report() reminder.Report {
	r := reminder.Report{ID: s.ID, Outcome: s.Status}
	if len(s.Errors) > 0 {
		e := s.Errors[0] // the others say the same in other words
		r.Code, r.Words = e.Code, cmp.Or(e.Data.Details, e.Message, e.Title)
	}
	return r
}

// signed reports whether a body is signed by a secret, as Meta writes it.
func signed(body []byte, secret, signature string) bool {
	text, found := strings.CutPrefix(signature, "sha256=")
	given, err := hex.DecodeString(text)
	if !found || err != nil {
		return false
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return hmac.Equal(given, mac.Sum(nil))
}

// refuse answers a program without words.
func refuse(v *visit.Visit, status int) { v.Text(status, http.StatusText(status)) }
