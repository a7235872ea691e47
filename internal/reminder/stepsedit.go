package reminder

import (
	"context"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// How far from a due day a step may be. What is late longer than oldest is not told
// of any more.
const (
	EarliestStep = 30
	LatestStep   = oldest
)

// Mistakes in a step, as the argument "why" of the fault says; "field" is days or
// channels.
const (
	StepFar     = "far"     // too far from the due day
	StepTaken   = "taken"   // another step is on that day
	StepChannel = "channel" // a channel that is none, or stands there twice
)

// StepChange is a change of a category's steps.
type StepChange struct {
	Category string
	Version  string      // of the steps as they were shown
	Old      string      // key of the step that is changed or taken away; "" for a new one
	Step     StepInForce // what it is to be
	Remove   bool
}

func wrongStep(field, why string) error {
	return fault.New(fault.Invalid, "correct the step").With("field", field).With("why", why)
}

// apply returns a category's steps as a change makes them. What it names is the
// category's own step or, where it has none, everybody's: those are copied first.
func (c *CategorySteps) apply(ch *StepChange) ([]StepInForce, error) {
	list := slices.Clone(c.Steps)
	if ch.Old != "" {
		i := slices.IndexFunc(list, func(s StepInForce) bool { return s.Key() == ch.Old })
		switch {
		case i >= 0:
			list = slices.Delete(list, i, i+1)
		case ch.Remove || slices.ContainsFunc(list, ch.Step.same):
			return list, nil // a button pressed twice
		default:
			return nil, fault.New(fault.Conflict, "the step is gone")
		}
	}
	if ch.Remove {
		return list, nil
	}
	s := ch.Step
	if s.Days < -EarliestStep || s.Days > LatestStep || s.Letter && s.Days < 1 {
		return nil, wrongStep("days", StepFar)
	}
	if s.Days == 0 {
		s.OpenDays = false
	}
	if s.Letter {
		s.Channels = nil
	}
	for i, channel := range s.Channels {
		if !slices.Contains(StepChannels, channel) || slices.Contains(s.Channels[:i], channel) {
			return nil, wrongStep("channels", StepChannel)
		}
	}
	if ch.Old == "" && slices.ContainsFunc(list, s.same) {
		return list, nil // a button pressed twice
	}
	// Of two on a day only the later in order would ever be told.
	if slices.ContainsFunc(list, func(o StepInForce) bool { return o.Days == s.Days }) {
		return nil, wrongStep("days", StepTaken)
	}
	return append(list, s), nil
}

// same reports whether two steps are one.
func (s StepInForce) same(o StepInForce) bool {
	return s.Step == o.Step && slices.Equal(s.Channels, o.Channels)
}

// ChangeSteps makes a change. A category that had no steps of its own has them then.
// Steps that somebody has changed meanwhile are fault.Conflict, a category that is
// none fault.NotFound; fault.Invalid says what is wrong with the step.
func (s *Service) ChangeSteps(ctx context.Context, by library.Clerk, ch StepChange) error {
	return s.putSteps(ctx, by, ch.Category, ch.Version, func(c *CategorySteps) ([]StepInForce, error) { return c.apply(&ch) })
}

// RestoreSteps goes back to the steps of a new library, for a category to those of
// everybody. fault.Conflict as ChangeSteps.
func (s *Service) RestoreSteps(ctx context.Context, by library.Clerk, category, version string) error {
	return s.putSteps(ctx, by, category, version, func(*CategorySteps) (list []StepInForce, err error) {
		if category == everyCategory {
			for _, step := range DefaultSteps() {
				list = append(list, StepInForce{Step: step})
			}
		}
		return list, nil
	})
}

func (s *Service) putSteps(ctx context.Context, by library.Clerk, category, version string, change func(*CategorySteps) ([]StepInForce, error)) error {
	return s.db.Write(ctx, func(tx *store.Tx) error {
		book, err := s.stepBook(tx)
		if err != nil {
			return err
		}
		c := book.Of(category)
		if c == nil {
			return fault.New(fault.NotFound, "there is no such category")
		}
		list, err := change(c)
		if err != nil {
			return err
		}
		rows := stepRows(category, list)
		if _, now := stepsOf(rows, category); now == c.Version {
			return nil // it is so already
		}
		if c.Version != version {
			return fault.New(fault.Conflict, "the steps were changed meanwhile")
		}
		if err := store.PutSteps(tx, category, rows); err != nil {
			return err
		}
		return audit(tx, by, s.moment(), "message.steps_changed", "message", 0, map[string]any{"category": category, "steps": keysOf(list)})
	})
}

// stepRows are steps as they are stored, in their order.
func stepRows(category string, list []StepInForce) (rows []store.StepRow) {
	slices.SortFunc(list, func(a, b StepInForce) int { return a.Days - b.Days })
	for _, s := range list {
		rows = append(rows, store.StepRow{Category: category, Days: s.Days, Letter: s.Letter, OpenDays: s.OpenDays, Channels: strings.Join(s.Channels, ",")})
	}
	return rows
}

func keysOf(list []StepInForce) []string {
	keys := make([]string, len(list))
	for i := range list {
		keys[i] = list[i].Key()
	}
	return keys
}

// effectWithin is how long a look at the effect of a change may take. A library
// with very many loans asks the command line: jobs run reminders --dry-run.
const effectWithin = 3 * time.Second

// StepsEffect is how many messages the next planning makes, about: as things are, and
// after a change.
type StepsEffect struct {
	At        time.Time // of the next planning, in the library's zone
	Now, Then int
	Known     bool // false: there are too many loans to count them here
}

// StepsEffect looks at what a change would do, and writes nothing.
func (s *Service) StepsEffect(ctx context.Context, ch StepChange) (*StepsEffect, error) {
	var e StepsEffect
	var now, then *stepSet
	err := s.db.Read(ctx, func(q store.Queryer) error {
		book, err := s.stepBook(q)
		if err != nil {
			return err
		}
		if e.At = book.Next; e.At.IsZero() {
			places, err := s.o.Library.Places(q)
			if err != nil {
				return err
			}
			e.At = (circulation.DayOf(s.moment(), places.Site.Zone) + 1).Start(places.Site.Zone)
		}
		c := book.Of(ch.Category)
		if c == nil {
			return fault.New(fault.NotFound, "there is no such category")
		}
		list, err := c.apply(&ch)
		if err != nil {
			return err
		}
		rows, err := store.Steps(q)
		if err != nil {
			return err
		}
		now = setOf(rows)
		rows = slices.DeleteFunc(slices.Clone(rows), func(r store.StepRow) bool { return r.Category == ch.Category })
		then = setOf(append(rows, stepRows(ch.Category, list)...))
		return nil
	})
	if err != nil {
		return nil, err
	}
	short, cancel := context.WithTimeout(ctx, effectWithin)
	defer cancel()
	for _, look := range []struct {
		steps *stepSet
		n     *int
	}{{now, &e.Now}, {then, &e.Then}} {
		p, err := s.Plan(short, PlanOptions{At: e.At, DryRun: true, steps: look.steps})
		if short.Err() != nil && ctx.Err() == nil {
			return &StepsEffect{At: e.At}, nil
		}
		if err != nil {
			return nil, err
		}
		*look.n = p.Messages
	}
	e.Known = true
	return &e, nil
}
