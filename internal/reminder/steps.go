package reminder

import (
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// everyCategory has the steps of members whose category has none of its own.
const everyCategory = "*"

// stepSet is the steps of each category, and each step's channels.
type stepSet struct {
	byCategory map[string][]circulation.Step
	channels   map[string]map[string]string // by category and key
	last       int                          // days of the latest step of all, at least 0
}

func readSteps(q store.Queryer) (*stepSet, error) {
	rows, err := store.Steps(q)
	if err != nil {
		return nil, err
	}
	return setOf(rows), nil
}

func setOf(rows []store.StepRow) *stepSet {
	s := &stepSet{byCategory: map[string][]circulation.Step{}, channels: map[string]map[string]string{}}
	for _, r := range rows {
		step := circulation.Step{Days: r.Days, Letter: r.Letter, OpenDays: r.OpenDays}
		s.byCategory[r.Category] = append(s.byCategory[r.Category], step)
		if s.channels[r.Category] == nil {
			s.channels[r.Category] = map[string]string{}
		}
		s.channels[r.Category][step.Key()] = r.Channels
		s.last = max(s.last, r.Days)
	}
	for _, steps := range s.byCategory {
		circulation.SortSteps(steps)
	}
	return s
}

// of returns the steps of a category, and the channels of each by its key.
func (s *stepSet) of(category string) ([]circulation.Step, map[string]string) {
	if steps, ok := s.byCategory[category]; ok {
		return steps, s.channels[category]
	}
	return s.byCategory[everyCategory], s.channels[everyCategory]
}

// latestDue is the last due day that needs a notice by a day, in any branch.
func (s *stepSet) latestDue(calendars []*circulation.Calendar, by circulation.Day) circulation.Day {
	last := by
	for _, steps := range s.byCategory {
		for _, calendar := range calendars {
			last = max(last, circulation.LatestDue(steps, calendar, by))
		}
	}
	return last
}
