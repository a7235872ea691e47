package reminder

import (
	"cmp"
	"context"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// Outbox is how sending goes.
type Outbox struct {
	Held     bool // nothing goes out until staff let it
	On       bool // the library wants its members to be reminded
	Channels []ChannelState
	Failed   []Failed
}

// ChannelState is how a channel goes.
type ChannelState struct {
	Name         string
	Ready        bool // it is set up
	Waiting      int
	Oldest       time.Time // of what waits, in the library's zone; zero: nothing does
	Sent, Failed int       // today
}

// Failed is a message that could not be delivered.
type Failed struct {
	ID      int64
	Kind    string
	Channel string
	Member  int64  // 0: a test to a colleague
	Name    string // of the member
	Address string // "" for none
	Words   string // of the provider
	At      time.Time
}

// mostFailed is how many failed messages are shown at once.
const mostFailed = 50

// Outbox returns it as of now.
func (s *Service) Outbox(ctx context.Context) (*Outbox, error) {
	box := &Outbox{}
	err := s.db.Read(ctx, func(q store.Queryer) error {
		places, err := s.o.Library.Places(q)
		if err != nil {
			return err
		}
		zone := places.Site.Zone
		box.Held, box.On = places.Site.Settings["sending"] == "held", places.Site.Settings["reminders"] == "on"
		states, err := s.states(q, zone, circulation.DayOf(s.moment(), zone).String())
		if err != nil {
			return err
		}
		box.Channels = states
		rows, err := store.FailedMessages(q, 1<<62, mostFailed)
		for i := range rows {
			r := &rows[i]
			box.Failed = append(box.Failed, Failed{ID: r.ID, Kind: r.Kind, Channel: r.Channel, Member: r.MemberID, Name: r.Name,
				Address: r.Address, Words: r.Words, At: r.Settled.In(zone)})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return box, nil
}

// order is in which order channels are told of.
var order = []string{WhatsApp, Gateway, Email, Hand, Log}

// states are the channels that are set up or have something to tell.
func (s *Service) states(q store.Queryer, zone *time.Location, day string) ([]ChannelState, error) {
	by := map[string]*ChannelState{Hand: {Name: Hand, Ready: true}}
	of := func(name string) *ChannelState {
		if by[name] == nil {
			by[name] = &ChannelState{Name: name}
		}
		return by[name]
	}
	for _, c := range s.o.Channels {
		of(c.Name()).Ready = true
	}
	queue, err := store.Queue(q)
	if err != nil {
		return nil, err
	}
	for _, r := range queue {
		c := of(r.Channel)
		c.Waiting, c.Oldest = r.N, r.Oldest.In(zone)
	}
	counts, err := store.ChannelsOn(q, day)
	if err != nil {
		return nil, err
	}
	for _, r := range counts {
		c := of(r.Channel)
		c.Sent, c.Failed = r.Sent, r.Failed
	}
	var list []ChannelState
	for _, c := range by {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b ChannelState) int {
		return cmp.Or(slices.Index(order, a.Name)-slices.Index(order, b.Name), cmp.Compare(a.Name, b.Name))
	})
	return list, nil
}
