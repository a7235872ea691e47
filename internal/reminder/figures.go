package reminder

import (
	"cmp"
	"context"
	"slices"
	"time"

	"simpanbudi/internal/store"
)

// Figures are how a channel goes, for whoever watches over the server.
type Figures struct {
	Channel      string
	Sent, Failed int           // ever
	Waiting      int           // now
	Oldest       time.Duration // how long what waits longest has waited
	Uncertain    int           // messages kept whose sender died before an answer came
}

// Figures returns those of every channel that is set up or has something to tell.
func (s *Service) Figures(ctx context.Context) (list []Figures, err error) {
	by := map[string]*Figures{Hand: {Channel: Hand}}
	of := func(name string) *Figures {
		if by[name] == nil {
			by[name] = &Figures{Channel: name}
		}
		return by[name]
	}
	for _, c := range s.o.Channels {
		of(c.Name())
	}
	err = s.db.Read(ctx, func(q store.Queryer) error {
		counts, err := store.ChannelsOn(q, "")
		if err != nil {
			return err
		}
		for _, r := range counts {
			f := of(r.Channel)
			f.Sent, f.Failed = r.Sent, r.Failed
		}
		queue, err := store.Queue(q)
		if err != nil {
			return err
		}
		for _, r := range queue {
			f := of(r.Channel)
			f.Waiting, f.Oldest = r.N, max(0, s.moment().Sub(r.Oldest))
		}
		uncertain, err := store.Uncertain(q)
		for channel, n := range uncertain {
			of(channel).Uncertain = n
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, f := range by {
		list = append(list, *f)
	}
	slices.SortFunc(list, func(a, b Figures) int { return cmp.Compare(a.Channel, b.Channel) })
	return list, nil
}
