package page

import (
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/reminder"
)

// StopPath is the path at which messages are stopped by a token.
func StopPath(token string) string { return "/u/" + token }

// Stop is the page that the stop link of a message opens: what it stops, and
// nothing about whose messages they are.
type Stop struct {
	Frame   Frame
	Path    string
	Stopped bool
	Lead    string // what is sent, or that it is no more
	Word    string // the sentence that the button says
}

// NewStop puts it in words. sender is what the library calls itself.
func NewStop(l *i18n.Language, s *reminder.Stopping, token, sender string) *Stop {
	p := &Stop{Frame: Frame{Title: l.Text("stop.title"), Here: StopPath(token)}, Path: StopPath(token), Stopped: s.Stopped}
	p.Lead = l.Text("stop.lead", "library", sender, "channel", ChannelName(l, s.Channel))
	if s.Stopped {
		p.Lead = l.Text("stop.done", "library", sender, "channel", ChannelName(l, s.Channel))
	}
	p.Word = ConsentWord(l, s.Channel, s.Stopped)
	return p
}

// ChannelName is what a channel is called in a sentence, as consents name it.
func ChannelName(l *i18n.Language, channel string) string { return l.Text("channel." + channel) }

// ConsentWord is the sentence with which a member agrees to a channel or declines it.
func ConsentWord(l *i18n.Language, channel string, given bool) string {
	if given {
		return l.Text("reminders.word_yes", "channel", ChannelName(l, channel))
	}
	return l.Text("reminders.word_no", "channel", ChannelName(l, channel))
}

// Template names the page's file.
func (*Stop) Template() string { return "link/stop" }

// Around returns the page's frame.
func (p *Stop) Around() *Frame { return &p.Frame }
