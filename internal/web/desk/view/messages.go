package view

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/schedule"
	"simpanbudi/internal/web/page"
)

// The places of the pages about messages.
const (
	MessagesPath = "/desk/messages"
	HandPath     = MessagesPath + "/hand"
)

// MessagesTabs are the places about messages that somebody may go to; current is the
// path of the one they are at.
func MessagesTabs(l *i18n.Language, current string, may func(role string) bool) (tabs []Tab) {
	for _, t := range [...]struct{ path, key, role string }{
		{MessagesPath, "desk_messages.queue", "librarian"},
		{HandPath, "desk_messages.hand", "librarian"},
		{StepsPath, "desk_messages.steps", "supervisor"},
		{TextsPath, "desk_messages.texts", "supervisor"},
	} {
		if may(t.role) {
			tabs = append(tabs, Tab{Path: t.path, Label: l.Text(t.key), Current: t.path == current})
		}
	}
	return tabs
}

// Messages is how sending goes.
type Messages struct {
	page.Desk
	Tabs     []Tab
	Stale    string
	Held     bool
	Off      bool
	May      bool // hold, let go, run jobs
	Channels []ChannelRow
	Failed   []FailedRow
	Jobs     []JobRow
}

// ChannelRow is how a channel goes.
type ChannelRow struct {
	Name, Path   string // Path leads to the hand list; "" elsewhere
	Ready        bool
	Waiting, Age string
	Sent, Failed string
}

// FailedRow is a message that could not be delivered.
type FailedRow struct {
	ID, At, Kind, Channel string
	Name, Path            string // of the member; "" for a test
	Words                 string
}

// JobRow is a job and how it went last.
type JobRow struct {
	Name, Label, When    string
	State, Tone          string // "" where it has not run
	Last, Counts, Detail string
}

// NewMessages puts it in words, in the library's zone.
func NewMessages(l *i18n.Language, d page.Desk, box *reminder.Outbox, jobs []schedule.State, may func(string) bool, zone *time.Location) *Messages {
	p := &Messages{Desk: d, Tabs: MessagesTabs(l, MessagesPath, may), Held: box.Held, Off: !box.On, May: may("supervisor")}
	for i := range box.Channels {
		c := &box.Channels[i]
		row := ChannelRow{Name: orKey(l, "desk_messages.channel."+c.Name, c.Name), Ready: c.Ready, Waiting: l.Number(int64(c.Waiting)),
			Sent: l.Number(int64(c.Sent)), Failed: l.Number(int64(c.Failed))}
		if !c.Oldest.IsZero() {
			row.Age = l.DateTime(c.Oldest)
		}
		if c.Name == reminder.Hand {
			row.Path = HandPath
		}
		p.Channels = append(p.Channels, row)
	}
	for i := range box.Failed {
		f := &box.Failed[i]
		row := FailedRow{ID: strconv.FormatInt(f.ID, 10), At: l.DateTime(f.At), Kind: orKey(l, "desk_messages.kind."+f.Kind, f.Kind),
			Channel: orKey(l, "desk_messages.channel."+f.Channel, f.Channel), Name: f.Name, Words: f.Words}
		if f.Member != 0 {
			row.Path = MemberPath(f.Member) + "/messages"
		}
		p.Failed = append(p.Failed, row)
	}
	for i := range jobs {
		p.Jobs = append(p.Jobs, jobRow(l, &jobs[i], zone))
	}
	return p
}

func jobRow(l *i18n.Language, j *schedule.State, zone *time.Location) JobRow {
	row := JobRow{Name: j.Name, Label: orKey(l, "job."+j.Name, j.Name), When: when(l, j.Schedule, zone)}
	last := j.Last
	if last == nil || last.Door == "start" { // only noted, so that nothing is made up for
		return row
	}
	row.State, row.Tone = l.Text("job_state."+last.State), map[string]string{"done": "good", "failed": "late"}[last.State]
	row.Last = l.Text("desk_messages.run_by", "at", l.DateTime(last.Started.In(zone)), "door", orKey(l, "job_door."+last.Door, last.Door))
	row.Counts, row.Detail = counts(l, last.Counts), last.Error
	return row
}

// when puts the plainest of schedules in words; others stay as the setting has them.
func when(l *i18n.Language, cron string, zone *time.Location) string {
	switch cron {
	case "off":
		return l.Text("desk_messages.runs_never")
	case "* * * * *":
		return l.Text("desk_messages.runs_every_minute")
	}
	var minute, hour int
	if n, err := fmt.Sscanf(cron, "%d %d * * *", &minute, &hour); n != 2 || err != nil || strings.Join(strings.Fields(cron)[2:], "") != "***" {
		return cron
	}
	return l.Text("desk_messages.daily_at", "clock", l.Clock(time.Date(2000, 1, 1, hour, minute, 0, 0, zone)))
}

// counts are what a run has done, in one line.
func counts(l *i18n.Language, all map[string]int64) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if all[name] != 0 {
			parts = append(parts, orKey(l, "job_count."+name, name)+" "+l.Number(all[name]))
		}
	}
	return strings.Join(parts, " · ")
}

// orKey is a text, or a name where there is none for it.
func orKey(l *i18n.Language, key, name string) string {
	if l.Has(key) {
		return l.Text(key)
	}
	return name
}

// Template names the page's file.
func (*Messages) Template() string { return "desk/messages" }
