package reminder

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/store"
)

// Report is what a provider says of a message after it has taken it.
type Report struct {
	ID      string // the provider's name for the message
	Outcome string // one of the Reports; others are passed over
	Code    int    // of an error; 0 for none
	Words   string // of the provider
}

// What a provider may report.
const (
	ReportSent      = "sent"
	ReportDelivered = "delivered"
	ReportRead      = "read"
	ReportFailed    = "failed"
)

var reported = []string{ReportSent, ReportDelivered, ReportRead, ReportFailed}

// reportBatch is how many reports are booked in one write.
const reportBatch = 100

// Reported books what a provider says became of messages, in whatever order and
// however often it does. What has failed after all goes to the member's next channel.
// A message that is not known is another program's; while one is just being sent it
// may be that one, and the answer is fault.Unavailable: to come again.
func (s *Service) Reported(ctx context.Context, by string, reports []Report) error {
	again := false
	for batch := range slices.Chunk(reports, reportBatch) {
		err := s.db.Write(ctx, func(tx *store.Tx) error {
			t := settling{s: s, tx: tx, now: s.moment()}
			var err error
			if t.places, err = s.o.Library.Places(tx); err != nil {
				return err
			}
			for i := range batch {
				known, err := t.reported(by, &batch[i])
				if err != nil {
					return err
				}
				if !known && !again {
					if again, err = store.IsSending(tx, by); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if again {
		return fault.New(fault.Unavailable, "a message is being sent whose name is not known yet")
	}
	return nil
}

// reported books one report; known is false for a message that is not ours.
func (t *settling) reported(by string, r *Report) (known bool, err error) {
	if r.ID == "" || !slices.Contains(reported, r.Outcome) {
		return true, nil
	}
	id, found, err := store.MessageNamed(t.tx, by, r.ID)
	if err != nil || !found {
		return false, err
	}
	outcome, words := r.Outcome, channel.Clip(r.Words)
	if outcome == ReportFailed {
		outcome = string(channel.Never)
		if r.Code != 0 {
			words = strings.TrimSpace(strconv.Itoa(r.Code) + " " + words)
		}
	}
	news, err := store.AddReport(t.tx, id, t.now, outcome, words)
	if err != nil || !news || r.Outcome != ReportFailed {
		return true, err
	}
	return true, t.bounced(id, words)
}

// bounced gives what a message had to tell to the next channel, though its provider
// had taken it. What has arrived all the same is left: the member has it.
func (t *settling) bounced(id int64, words string) error {
	m, found, err := store.Message(t.tx, id)
	if err != nil || !found || m.State != "sent" {
		return err
	}
	arrived, err := store.HasArrived(t.tx, id)
	if err != nil || arrived {
		return err
	}
	replaced, err := store.IsReplaced(t.tx, id)
	if err != nil {
		return err
	}
	next, ok, err := t.next(&m)
	if err != nil {
		return err
	}
	state := "failed"
	switch {
	case ok || replaced:
		state = "moved"
	case m.Kind == KindTest: // there is nothing for staff to do about it
		state = "withdrawn"
	}
	if _, err := store.FailSent(t.tx, id, state, words, t.now); err != nil {
		return err
	}
	if err := store.CountChannel(t.tx, m.Channel, t.day(), 0, 1, t.now); err != nil || replaced {
		return err
	}
	if !ok {
		return store.FailNotices(t.tx, id, t.now)
	}
	to, _, err := store.JoinMessage(t.tx, &next)
	if err != nil {
		return err
	}
	return store.RetellNotices(t.tx, id, to)
}
