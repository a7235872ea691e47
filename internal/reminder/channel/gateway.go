package channel

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/i18n"
)

// Gateway is any provider that is asked over HTTP.
type Gateway struct {
	form   *Form
	url    string
	token  string
	client *http.Client
}

// NewGateway returns the channel. address stands in the place of the description's
// URL where it is not ""; token is the secret that the description names.
func NewGateway(f *Form, address, token string) (*Gateway, error) {
	at := orElse(address, f.URL)
	u, err := url.Parse(at)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil, errors.New("the gateway's URL is not one such as https://gateway.example/send")
	}
	return &Gateway{form: f, url: at, token: token, client: &http.Client{
		// A redirect would take the token elsewhere.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// Name is "gateway".
func (*Gateway) Name() string { return "gateway" }

// longestAnswer bounds what is read of an answer.
const longestAnswer = 64 << 10

// Send asks the gateway to send a message.
func (g *Gateway) Send(ctx context.Context, m *Message) Result {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	r, err := g.request(ctx, m)
	if err != nil {
		return Result{Outcome: Never, Words: Clip(g.hide(err.Error()))}
	}
	answer, err := g.client.Do(r)
	if err != nil {
		return Result{Outcome: lost(err), Words: Clip(g.hide(err.Error()))}
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(answer.Body, longestAnswer))
	if err != nil {
		return Result{Outcome: Unknown, Words: Clip(g.hide(err.Error()))} // half an answer
	}
	return g.judge(answer, body)
}

// lost tells whether a request that got no answer can have reached the provider.
func lost(err error) Outcome {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return Later
	}
	return Unknown
}

func (g *Gateway) request(ctx context.Context, m *Message) (*http.Request, error) {
	args := []string{"to", m.To, "digits", strings.TrimPrefix(m.To, "+"), "message", m.Body, "subject", m.Subject, "token", g.token,
		"basic", base64.StdEncoding.EncodeToString([]byte(g.token)), "id", strconv.FormatInt(m.ID, 10)}
	fill := func(text string) (string, error) {
		own, err := i18n.ParseOwn(text, formArguments...)
		return own.Fill(args...), err
	}
	body, kind, err := g.body(fill)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, g.form.Method, g.url, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	for name, value := range g.form.Headers {
		filled, err := fill(value)
		if err != nil {
			return nil, err
		}
		r.Header.Set(name, filled)
	}
	return r, nil
}

func (g *Gateway) body(fill func(string) (string, error)) (body, kind string, err error) {
	if g.form.JSON != nil {
		var v any
		if err := json.Unmarshal(g.form.JSON, &v); err != nil {
			return "", "", err
		}
		if v, err = eachText(v, fill); err != nil {
			return "", "", err
		}
		text, err := json.Marshal(v)
		return string(text), "application/json", err
	}
	if len(g.form.Fields) == 0 {
		return "", "", nil
	}
	fields := url.Values{}
	for name, value := range g.form.Fields {
		filled, err := fill(value)
		if err != nil {
			return "", "", err
		}
		fields.Set(name, filled)
	}
	return fields.Encode(), "application/x-www-form-urlencoded", nil
}

// judge reads an answer: what passes by itself is tried later, what cannot is not.
func (g *Gateway) judge(answer *http.Response, body []byte) Result {
	var v any
	_ = json.Unmarshal(body, &v) // what is no JSON has no paths
	r := Result{ID: at(v, g.form.IDPath), Words: Clip(g.hide(orElse(at(v, g.form.WordsPath), strconv.Itoa(answer.StatusCode))))}
	r.Wait = retryAfter(answer.Header.Get("Retry-After"))
	code := answer.StatusCode
	switch {
	case code >= 200 && code < 300 && g.succeeded(v):
		r.Outcome = Sent
	case g.hopeless(r.Words):
		r.Outcome = Never
	case code >= 500, code == http.StatusTooManyRequests, code == http.StatusRequestTimeout, code >= 200 && code < 300,
		code == http.StatusUnauthorized, code == http.StatusForbidden, code == http.StatusPaymentRequired, code == http.StatusNotFound, code/100 == 3:
		r.Outcome = Later // busy, or for the library to put right
	default:
		r.Outcome = Never
	}
	return r
}

func (g *Gateway) succeeded(v any) bool {
	path := g.form.Success.Path
	if path == "" {
		return true
	}
	got := at(v, path)
	return got != "" && (g.form.Success.Equals == "" || got == g.form.Success.Equals)
}

func (g *Gateway) hopeless(words string) bool {
	words = strings.ToLower(words)
	return slices.ContainsFunc(g.form.Never, func(w string) bool { return strings.Contains(words, w) })
}

// hide keeps the token out of what is kept.
func (g *Gateway) hide(words string) string {
	if g.token == "" {
		return words
	}
	return strings.ReplaceAll(words, g.token, "…")
}

// retryAfter reads how many seconds a provider asks to wait.
func retryAfter(header string) time.Duration {
	seconds, err := strconv.Atoi(strings.TrimSpace(header))
	if err != nil || seconds < 0 || seconds > 24*60*60 {
		return 0
	}
	return time.Duration(seconds) * time.Second
}
