package reminder_test

import (
	"slices"
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/reminder"
)

func TestANewLibraryHasTheDefaultSteps(t *testing.T) {
	_, s := plans(t, "2026-11-23T09:00")
	book, err := s.StepBook(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var steps []circulation.Step
	for _, step := range book.Of(reminder.EveryCategory).Steps {
		steps = append(steps, step.Step)
	}
	if !slices.Equal(steps, reminder.DefaultSteps()) {
		t.Errorf("%+v", steps)
	}
}
