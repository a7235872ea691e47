package reminder

import (
	"context"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/store"
)

// TextKey names a text that staff may change: of a kind of message, by one
// channel, in one language.
type TextKey struct {
	Kind     string
	Step     string // only for messages of that step, such as after-7; "" for all of the kind
	Channel  string
	Language string
}

// stored is the kind as the table of texts has it.
func (k TextKey) stored() string {
	if k.Step == "" {
		return k.Kind
	}
	return k.Kind + "@" + k.Step
}

// TextChannels are the channels for which a kind has a text of its own. The
// WhatsApp Cloud API takes templates that Meta has approved, and no text of ours.
func TextChannels(kind string) []string {
	switch kind {
	case KindLetter:
		return []string{Hand}
	case KindCode, KindTest:
		return []string{Email, Gateway}
	}
	return []string{Email, Gateway, Hand}
}

// HasSubject reports whether messages by a channel have a subject.
func HasSubject(channel string) bool { return channel == Email }

// textChannel is the channel whose text is used: trying out shows what a gateway
// would send.
func textChannel(channel string) string {
	if channel == Log {
		return Gateway
	}
	return channel
}

// valid reports whether there is such a text.
func (k TextKey) valid(texts *i18n.Texts) bool {
	if !slices.Contains(Kinds(), k.Kind) || !slices.Contains(TextChannels(k.Kind), k.Channel) || texts.Language(k.Language) == nil {
		return false
	}
	return k.Step == "" || fits(k.Kind, k.Step)
}

// fits reports whether a kind of message tells at a step.
func fits(kind, key string) bool {
	step, ok := StepOf(key)
	return ok && (kind == KindLetter && step.Letter || kind == KindReminder && !step.Letter)
}

// NeededVariables are those that a text must name, because it says nothing without
// them, or nobody could end the messages.
func NeededVariables(l *i18n.Language, kind, channel string) []string {
	body := DefaultText(l, kind, channel).Body
	var needed []string
	for _, name := range Variables(kind) {
		if slices.Contains([]string{"loans", "code", "title", "date", "stop"}, name) && strings.Contains(body, "{{."+name+"}}") {
			needed = append(needed, name)
		}
	}
	return needed
}

// ownText is the library's own text of a message, empty where it has none: of its
// step before that of its kind.
func ownText(q store.Queryer, k TextKey) (OwnText, error) {
	for {
		row, found, err := store.MessageText(q, k.stored(), k.Channel, k.Language)
		if err != nil || found || k.Step == "" {
			return OwnText{row.Subject, row.Body}, err
		}
		k.Step = ""
	}
}

// highestStep is the step of a digest that is furthest on.
func highestStep(d *Digest) string {
	if d == nil {
		return ""
	}
	key, days := "", -1<<30
	for i := range d.People {
		for k := range d.People[i].Loans {
			if s, ok := StepOf(d.People[i].Loans[k].Step); ok && s.Days > days {
				key, days = s.Key(), s.Days
			}
		}
	}
	return key
}

// StepOf reads the key of a step; ok is false for what is none.
func StepOf(key string) (s circulation.Step, ok bool) {
	when, days, _ := strings.Cut(key, "-")
	s.Days = wholeNumber(days)
	switch when {
	case "before":
		s.Days = -s.Days
	case "letter":
		s.Letter = true
	}
	return s, s.Key() == key
}

// Languages are those that members are written to in.
func (s *Service) Languages() (codes []string) {
	for _, l := range s.o.Texts.Languages() {
		codes = append(codes, l.Code)
	}
	return codes
}

var errNoText = fault.New(fault.NotFound, "there is no such text")

// TextState is a text and whether it is the library's own.
type TextState struct {
	Key TextKey
	Own bool
}

// Texts returns every text that staff may change, those that ship first; then those
// that the library has made for single steps.
func (s *Service) Texts(ctx context.Context) (list []TextState, err error) {
	err = s.db.Read(ctx, func(q store.Queryer) error {
		rows, err := store.MessageTexts(q)
		if err != nil {
			return err
		}
		own := map[TextKey]bool{}
		for _, r := range rows {
			kind, step, _ := strings.Cut(r.Kind, "@")
			own[TextKey{Kind: kind, Step: step, Channel: r.Channel, Language: r.Language}] = true
		}
		for _, kind := range Kinds() {
			for _, channel := range TextChannels(kind) {
				for _, l := range s.o.Texts.Languages() {
					k := TextKey{Kind: kind, Channel: channel, Language: l.Code}
					list = append(list, TextState{k, own[k]})
				}
			}
		}
		for _, r := range rows {
			kind, step, found := strings.Cut(r.Kind, "@")
			if k := (TextKey{kind, step, r.Channel, r.Language}); found && k.valid(s.o.Texts) {
				list = append(list, TextState{k, true})
			}
		}
		return nil
	})
	return list, err
}

// TextInForce is a text as it stands, with what there is to know for changing it.
type TextInForce struct {
	Key       TextKey
	Text      OwnText
	Default   OwnText // what going back to the default makes of it
	Own       bool
	Version   string // names the library's own text; "" where there is none
	Changed   time.Time
	By        string // who changed it; "" where that is not known
	Variables []string
	Needed    []string
}

// Text returns a text. fault.NotFound where there is none of that name.
func (s *Service) Text(ctx context.Context, k TextKey) (*TextInForce, error) {
	if !k.valid(s.o.Texts) {
		return nil, errNoText
	}
	l := s.o.Texts.Language(k.Language)
	t := &TextInForce{Key: k, Variables: Variables(k.Kind), Needed: NeededVariables(l, k.Kind, k.Channel)}
	err := s.db.Read(ctx, func(q store.Queryer) error {
		places, err := s.o.Library.Places(q)
		if err != nil {
			return err
		}
		if t.Default, err = fallback(q, l, k); err != nil {
			return err
		}
		row, found, err := store.MessageText(q, k.stored(), k.Channel, k.Language)
		if err != nil {
			return err
		}
		if t.Text = t.Default; found {
			t.Text, t.Own, t.Version = OwnText{row.Subject, row.Body}, true, textVersion(&row)
			t.Changed, t.By = row.ChangedAt.In(places.Site.Zone), row.Staff
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

// fallback is the text that is in force where a key has none of its own.
func fallback(q store.Queryer, l *i18n.Language, k TextKey) (OwnText, error) {
	if k.Step != "" {
		k.Step = ""
		if own, err := ownText(q, k); err != nil || own.Body != "" {
			return own, err
		}
	}
	t := DefaultText(l, k.Kind, k.Channel)
	if !HasSubject(k.Channel) {
		t.Subject = ""
	}
	return t, nil
}
