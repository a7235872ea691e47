package reminder

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/config"
	"simpanbudi/internal/library"
	"simpanbudi/internal/schedule/spec"
	"simpanbudi/internal/store"
)

// StepChannels are the channels that a step may name.
var StepChannels = []string{WhatsApp, Gateway, Email, Hand}

// DefaultSteps are the steps of a new library.
func DefaultSteps() []circulation.Step {
	return []circulation.Step{{Days: -3}, {Days: -1}, {Days: 0}, {Days: 1}, {Days: 3}, {Days: 7}, {Days: 14}, {Days: 21, Letter: true}}
}

// StepBook is when members are told, by their category.
type StepBook struct {
	Categories []CategorySteps // that of everybody first
	Order      []string        // the library's channels that are set up, in order
	On         bool            // the library wants its members to be reminded
	Next       time.Time       // when reminders are planned next, in the library's zone; zero: never
}

// CategorySteps are the steps of members of a category.
type CategorySteps struct {
	Category string // "*": everybody whose category has none of its own
	Name     string // as people call it; "" for everybody
	Own      bool   // false: those for everybody hold
	Steps    []StepInForce
	Version  string // names the category's own steps
}

// StepInForce is a step with the channels it names; none: the library's.
type StepInForce struct {
	circulation.Step
	Channels []string
}

// EveryCategory names the steps of members whose category has none of its own.
const EveryCategory = everyCategory

// Of returns the steps of a category, nil for none there is.
func (b *StepBook) Of(category string) *CategorySteps {
	for i := range b.Categories {
		if b.Categories[i].Category == category {
			return &b.Categories[i]
		}
	}
	return nil
}

// Find returns the step of that key, nil where there is none.
func (c *CategorySteps) Find(key string) *StepInForce {
	for i := range c.Steps {
		if c.Steps[i].Key() == key {
			return &c.Steps[i]
		}
	}
	return nil
}

// StepBook returns it.
func (s *Service) StepBook(ctx context.Context) (b *StepBook, err error) {
	err = s.db.Read(ctx, func(q store.Queryer) error {
		b, err = s.stepBook(q)
		return err
	})
	return b, err
}

func (s *Service) stepBook(q store.Queryer) (*StepBook, error) {
	places, err := s.o.Library.Places(q)
	if err != nil {
		return nil, err
	}
	names, err := store.CategoryNames(q)
	if err != nil {
		return nil, err
	}
	rows, err := store.Steps(q)
	if err != nil {
		return nil, err
	}
	b := &StepBook{Order: s.reachOf(places).order, On: places.Site.Settings["reminders"] == "on", Next: nextPlan(places, s.moment())}
	b.Categories = []CategorySteps{{Category: everyCategory, Own: true}}
	for code, name := range names {
		b.Categories = append(b.Categories, CategorySteps{Category: code, Name: name})
	}
	slices.SortFunc(b.Categories[1:], func(x, y CategorySteps) int {
		return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.Category, y.Category))
	})
	for i := range b.Categories {
		c := &b.Categories[i]
		c.Steps, c.Version = stepsOf(rows, c.Category)
		if c.Own = c.Own || len(c.Steps) > 0; !c.Own {
			c.Steps = b.Categories[0].Steps
		}
	}
	return b, nil
}

// stepsOf are a category's own steps in their order, and what names them.
func stepsOf(rows []store.StepRow, category string) (list []StepInForce, version string) {
	sum := sha256.New()
	for _, r := range rows {
		if r.Category == category {
			list = append(list, StepInForce{circulation.Step{Days: r.Days, Letter: r.Letter, OpenDays: r.OpenDays}, config.Words(r.Channels)})
			fmt.Fprintln(sum, r.Days, r.Letter, r.OpenDays, r.Channels)
		}
	}
	return list, hex.EncodeToString(sum.Sum(nil)[:8])
}

// nextPlan is when reminders are planned next.
func nextPlan(p *library.Places, now time.Time) time.Time {
	schedule, err := spec.Parse(p.Site.Settings["schedule_reminders"])
	if err != nil {
		return time.Time{}
	}
	return schedule.Next(now.In(p.Site.Zone))
}
