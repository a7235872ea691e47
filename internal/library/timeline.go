package library

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// Timeline is what happened to a member, the newest first.
type Timeline struct {
	Head       MemberHead
	Happenings []Happening
	Next       string // where the next page begins; "" where this is the last one
}

// Kinds of happenings.
const (
	HappenedLent       = "lent"
	HappenedClosed     = "closed" // not by a return here; How is the loan's state
	HappenedReturned   = "returned"
	HappenedRenewed    = "renewed"
	HappenedLoan       = "loan" // something else with a loan; How is the action
	HappenedHold       = "hold"
	HappenedHoldClosed = "hold_closed" // How is the hold's state
	HappenedMoney      = "money"       // How is payment, waiver or charge
	HappenedSanction   = "sanction"
	HappenedNote       = "note"
	HappenedConsent    = "consent" // How is the channel
	HappenedCall       = "call"    // How is the channel
	HappenedNotice     = "notice"  // How is the kind of notice
	HappenedMember     = "member"  // something with the record; How is the action
)

// Happening is one of them. What is not said of its kind is empty.
type Happening struct {
	Kind           string
	At             time.Time // in the library's zone
	How            string
	State          string // of a notice: waiting, sent, failed or dropped
	Title          string // of the book
	Text           string // a note, a reason, words that were agreed to
	Given          bool   // of a consent
	Until          time.Time
	SuspendedUntil circulation.Day
	Amount         int64  // rupiah
	Ref            string // of a receipt
	By             string // the colleague
	Door           string
	Undone         bool // taken back since
}

// MemberTimeline returns a page of it; after is the Next of the page before, "" for
// the first. fault.NotFound for nobody.
func (l *Library) MemberTimeline(ctx context.Context, member int64, after string, limit int) (*Timeline, error) {
	t := &Timeline{}
	limit = min(max(limit, 1), maxFound)
	err := l.reading(ctx, func(q store.Queryer, p *policy) (err error) {
		t.Head.Now = l.moment()
		t.Head.Today = circulation.DayOf(t.Head.Now, p.zone)
		if t.Head.Member, _, err = readMember(q, member); err != nil {
			return err
		}
		at, kind, seq := readMoment(after)
		rows, err := store.MemberTimeline(q, member, at, kind, seq, limit+1)
		if err != nil {
			return err
		}
		if len(rows) > limit {
			last := &rows[limit-1]
			t.Next = strconv.FormatInt(last.At.Unix(), 10) + "-" + last.Kind + "-" + strconv.FormatInt(last.Seq, 10)
			rows = rows[:limit]
		}
		for i := range rows {
			t.Happenings = append(t.Happenings, p.happening(&rows[i]))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

// readMoment reads where a page begins; what makes no sense is the beginning.
func readMoment(text string) (at time.Time, kind string, seq int64) {
	parts := strings.Split(text, "-")
	if len(parts) == 3 {
		seconds, err := strconv.ParseInt(parts[0], 10, 64)
		seq, errSeq := strconv.ParseInt(parts[2], 10, 64)
		if err == nil && errSeq == nil {
			return time.Unix(seconds, 0), parts[1], seq
		}
	}
	return time.Unix(1<<40, 0), "", 0
}

func (p *policy) happening(r *store.Happening) Happening {
	h := Happening{Kind: r.Kind, At: r.At.In(p.zone), How: r.Code, Title: r.Title, Text: r.Text, Until: inZone(r.Until, p.zone),
		Amount: r.Amount, Ref: r.Ref, By: r.By, Door: r.Door, Undone: r.Undone}
	switch r.Kind {
	case HappenedSanction:
		h.Text = ""
		_ = h.SuspendedUntil.UnmarshalText([]byte(r.Text)) // the database has checked nothing; none is shown then
	case HappenedConsent:
		h.How, h.Given = strings.TrimRight(r.Code, "+-"), strings.HasSuffix(r.Code, "+")
	case HappenedNotice:
		h.How, h.State, _ = strings.Cut(r.Code, ":")
	case HappenedLoan, HappenedMember:
		var detail struct {
			Reason string          `json:"reason"`
			Until  circulation.Day `json:"until"`
			To     circulation.Day `json:"to"`
		}
		_ = json.Unmarshal([]byte(r.Text), &detail) // of another form: it says no more than that it happened
		h.Text, h.SuspendedUntil = detail.Reason, max(detail.Until, detail.To)
	}
	return h
}
