package config

import (
	"testing"
	"time"
)

func TestClockStartsWhereItIsToldAndRunsOn(t *testing.T) {
	machine := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	start := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	now := Clock(start, func() time.Time { return machine })
	if got := now(); !got.Equal(start) {
		t.Errorf("at the start: %v, want %v", got, start)
	}
	machine = machine.Add(90 * time.Minute)
	if got, want := now(), start.Add(90*time.Minute); !got.Equal(want) {
		t.Errorf("90 minutes on: %v, want %v", got, want)
	}
}

func TestClockWithoutAStartIsTheMachines(t *testing.T) {
	machine := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	if got := Clock(time.Time{}, func() time.Time { return machine })(); !got.Equal(machine) {
		t.Errorf("got %v, want %v", got, machine)
	}
}
