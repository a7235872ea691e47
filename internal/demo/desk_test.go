package demo

import (
	"testing"

	"simpanbudi/internal/library"
	"simpanbudi/internal/phone"
)

func TestTheDayOfTheDemoHasSomethingToDo(t *testing.T) {
	h := demoAt(t, "2026-11-23T09:00:00+07:00")
	today, err := h.lib.Today(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if today.DueToday == 0 || today.Late[0] == 0 || today.ToCall == 0 || today.Expiring == 0 || len(today.Branches) < 2 {
		t.Errorf("%+v", today)
	}
	called, _, err := h.lib.CallsMade(t.Context(), library.ListKey{}, 10)
	if err != nil || len(called) != len(calls) {
		t.Errorf("called: %+v (%v)", called, err)
	}
	list, _, err := h.lib.MembersToCall(t.Context(), 0, library.ListKey{}, 50)
	if err != nil {
		t.Fatal(err)
	}
	reached := 0
	for _, c := range list {
		if c.Phone != "" && phone.E164(c.Phone) == "" {
			t.Errorf("%s is no telephone number", c.Phone)
		}
		if c.Phone != "" {
			reached++
		}
	}
	if reached == 0 || reached == len(list) {
		t.Errorf("%d of %d have a telephone", reached, len(list))
	}
}
