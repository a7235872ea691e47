package reminder

import (
	"context"

	"simpanbudi/internal/schedule"
	"simpanbudi/internal/store"
)

// PlanJob is the job "reminders".
func (s *Service) PlanJob(ctx context.Context, r schedule.Run) (schedule.Done, error) {
	on, err := s.switchedOn(ctx)
	if err != nil || !on {
		return schedule.Done{}, err
	}
	p, err := s.Plan(ctx, PlanOptions{At: r.At, DryRun: r.DryRun, Items: r.Items})
	done := schedule.Done{Counts: map[string]int64{"looked_at": int64(p.Loans), "notices": int64(p.Notices), "messages": int64(p.Messages),
		"waiting_for_window": int64(p.Waiting), "declined": int64(p.Declined)}}
	for i := range p.Items {
		done.Items = append(done.Items, p.Items[i])
	}
	return done, err
}

// DeliverJob is the job "deliver". A dry run tells what waits.
func (s *Service) DeliverJob(ctx context.Context, r schedule.Run) (schedule.Done, error) {
	if r.DryRun {
		return s.waiting(ctx, r)
	}
	d, err := s.Deliver(ctx)
	return schedule.Done{Counts: map[string]int64{"sent": int64(d.Sent), "later": int64(d.Later), "failed": int64(d.Failed),
		"uncertain": d.Uncertain}}, err
}

// switchedOn reports whether the library wants its members to be reminded.
func (s *Service) switchedOn(ctx context.Context) (on bool, err error) {
	err = s.db.Read(ctx, func(q store.Queryer) error {
		places, err := s.o.Library.Places(q)
		if err == nil {
			on = places.Site.Settings["reminders"] == "on"
		}
		return err
	})
	return on, err
}

// WaitingMessage is a message that may go out, for a dry run. It names nobody.
type WaitingMessage struct {
	Message int64  `json:"message"`
	Kind    string `json:"kind"`
	Channel string `json:"channel"`
}

// waiting tells what would be sent now, if no provider refused it and no window,
// pace or bound held it back.
func (s *Service) waiting(ctx context.Context, r schedule.Run) (schedule.Done, error) {
	done := schedule.Done{Counts: map[string]int64{}}
	err := s.db.Read(ctx, func(q store.Queryer) error {
		for _, c := range s.o.Channels {
			rows, err := store.DueMessages(q, c.Name(), r.At, listed)
			if err != nil {
				return err
			}
			done.Counts["waiting"] += int64(len(rows))
			for _, m := range rows {
				done.Items = append(done.Items, WaitingMessage{m.ID, m.Kind, m.Channel})
			}
		}
		return nil
	})
	return done, err
}

// listed bounds what a dry run lists of a channel.
const listed = 100000
