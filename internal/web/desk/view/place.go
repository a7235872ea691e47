package view

import "strconv"

// Modes of the counter: what a barcode in the box does.
const (
	ModeLend   = "lend" // to who is open; with nobody open, it shows who has it
	ModeReturn = "return"
	ModeRenew  = "renew"
)

// Place is the part of a counter's page that an answer replaces where scripts run:
// everything but the box itself.
type Place struct {
	Path   string // at which this can be asked for again
	Title  string
	Mode   string
	Member string // id of who is open; "" for nobody
	AsOf   string // when the page was made, in UTC seconds: see library.LoanAsOf
	Typed  string // what was looked for, to be looked for elsewhere too
	Modes  []ModeLink
	Done   string // where Esc leads
	Print  string // where F9 leads
	Told   *Told
}

// ModeLink leads to the counter in a mode.
type ModeLink struct {
	Path, Label, Key string
	Current          bool
	Lend, Return     bool // which icon; renew where neither
}

// Told is what the desk answers, in colour, icon and words.
type Told struct {
	Tone     string // ok, warn or stop
	Ask      bool   // it has to be acknowledged, though it is no error; a stop always has
	Title    string
	Lines    []string
	Reasons  []Refusal
	Links    []Link
	Buttons  []Button
	Override *Override // how to pass over the reasons; nil where nobody may
}

// Link leads on from what was told.
type Link struct {
	Path, Label string
	Live        bool // to another state of the counter
}

// Button posts a small form.
type Button struct {
	Action, Label string
	Fields        []Hidden
	Live          bool
}

// Refusal is one thing that stands against lending or renewing, as staff are told.
type Refusal struct {
	Code       string
	Text, Next string
}

// Override is the form that passes over reasons.
type Override struct {
	Action  string
	Fields  []Hidden // what it is about, and which reasons are passed over
	Summary string
	Reason  Field
	Due     *Field // where a due date has to be given by hand
	Submit  string
	Open    bool // it was posted and something is wrong with it
}

// OK, Warn and Stop make what is told.
func OK(title string, lines ...string) *Told   { return newTold("ok", title, lines) }
func Warn(title string, lines ...string) *Told { return newTold("warn", title, lines) }
func Stop(title string, lines ...string) *Told { return newTold("stop", title, lines) }

func newTold(tone, title string, lines []string) *Told {
	t := &Told{Tone: tone, Title: title}
	for _, line := range lines {
		if line != "" {
			t.Lines = append(t.Lines, line)
		}
	}
	return t
}

// IsOK, IsWarn and IsStop are for the templates.
func (t *Told) IsOK() bool   { return t.Tone == "ok" }
func (t *Told) IsWarn() bool { return t.Tone == "warn" }
func (t *Told) IsStop() bool { return t.Tone == "stop" }

func idText(id int64) string { return strconv.FormatInt(id, 10) }
