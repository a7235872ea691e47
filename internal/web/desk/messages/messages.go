// Package messages is what the desk sees and does of messages to members: what
// waits and what has failed, the hand list, the jobs, the steps and the texts.
package messages

import (
	"context"
	"strconv"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/schedule"
	"simpanbudi/internal/web/visit"
)

// Library is what these pages ask of the library.
type Library interface {
	ChangeSettings(ctx context.Context, by library.Clerk, changes []library.SettingChange) error
	MemberHead(ctx context.Context, member int64) (*library.MemberHead, error)
}

// Reminders is what these pages ask of the reminders.
type Reminders interface {
	Outbox(ctx context.Context) (*reminder.Outbox, error)
	Resend(ctx context.Context, by library.Clerk, id int64) error
	Withdraw(ctx context.Context, by library.Clerk, id int64) error
	MemberMessages(ctx context.Context, member, before int64, limit int) (*reminder.MemberMessages, error)
	HandList(ctx context.Context, after reminder.HandKey, limit int) ([]reminder.HandItem, *reminder.HandKey, error)
	HandTicked(ctx context.Context, limit int) ([]reminder.Ticked, error)
	HandChat(ctx context.Context, id int64) (string, error)
	HandDone(ctx context.Context, by library.Clerk, id int64, how string) error
	HandUndo(ctx context.Context, by library.Clerk, id int64) error
	Languages() []string
	Texts(ctx context.Context) ([]reminder.TextState, error)
	Text(ctx context.Context, k reminder.TextKey) (*reminder.TextInForce, error)
	PreviewText(ctx context.Context, k reminder.TextKey, t reminder.OwnText) (*reminder.Preview, error)
	SaveText(ctx context.Context, by library.Clerk, k reminder.TextKey, t reminder.OwnText, version string) error
	ResetText(ctx context.Context, by library.Clerk, k reminder.TextKey, version string) error
	TestChannels() []string
	StepBook(ctx context.Context) (*reminder.StepBook, error)
	StepsEffect(ctx context.Context, ch reminder.StepChange) (*reminder.StepsEffect, error)
	ChangeSteps(ctx context.Context, by library.Clerk, ch reminder.StepChange) error
	RestoreSteps(ctx context.Context, by library.Clerk, category, version string) error
	SendTest(ctx context.Context, by library.Clerk, m reminder.TestMessage) (*reminder.Tested, error)
}

// Jobs is what these pages ask of the schedule.
type Jobs interface {
	List(ctx context.Context) ([]schedule.State, error)
	Runs(ctx context.Context, limit int) ([]schedule.PastRun, error)
	Ask(ctx context.Context, r schedule.Request) (schedule.Outcome, error)
}

// Pages are these pages.
type Pages struct {
	Library   Library
	Reminders Reminders
	Jobs      Jobs
}

// at is the place of these pages in the desk's menu.
const at = "messages"

func clerk(v *visit.Visit) library.Clerk { return library.Clerk{Staff: v.Staff.ID, Door: "desk"} }

// id reads the record that a path names.
func id(v *visit.Visit) (int64, error) {
	n, err := strconv.ParseInt(v.Param("id"), 10, 64)
	if err != nil || n <= 0 {
		return 0, fault.New(fault.NotFound, "an id is a number")
	}
	return n, nil
}
