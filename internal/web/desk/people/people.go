// Package people is the desk's pages about members: who they are, what is agreed
// with them, and what goes to them on paper.
package people

import (
	"context"
	"strconv"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/visit"
)

// door names these pages in what is written down.
const door = "desk"

// mayLift is the role that ends a suspension, as the table of routes has it.
const mayLift = "supervisor"

// Library is what these pages ask of the library.
type Library interface {
	SearchMembers(ctx context.Context, text, after string, limit int) (*library.FoundMembers, error)
	MemberHead(ctx context.Context, member int64) (*library.MemberHead, error)
	MemberRecord(ctx context.Context, member int64) (*library.MemberRecord, error)
	MemberTimeline(ctx context.Context, member int64, after string, limit int) (*library.Timeline, error)
	NewMember(ctx context.Context) (*library.NewMember, error)
	RegisterMember(ctx context.Context, r library.Registration) (int64, error)
	EditMember(ctx context.Context, member, version int64, r library.Registration) error
	SetMemberLanguage(ctx context.Context, c library.Clerk, member, version int64, language string) error
	BlockMember(ctx context.Context, c library.MemberChange) error
	UnblockMember(ctx context.Context, c library.MemberChange) error
	SuspendMember(ctx context.Context, c library.MemberChange, until circulation.Day) error
	ExtendCard(ctx context.Context, c library.MemberChange) (circulation.Day, error)
	ReplaceCard(ctx context.Context, c library.MemberChange, card string, birth circulation.Day, keys library.BirthKeeper) error
	SetGuardian(ctx context.Context, c library.MemberChange, card string) error
	RecordConsent(ctx context.Context, c library.Clerk, member int64, channel string, given bool, wording string) error
	AddNote(ctx context.Context, c library.Clerk, member int64, text string) error
	RemoveNote(ctx context.Context, c library.Clerk, member, note int64) error
	MemberCard(ctx context.Context, member int64) (*library.MemberCard, error)
	DeskCardToken(ctx context.Context, c library.Clerk, member int64) (string, error)
	OverdueLetter(ctx context.Context, member int64) (*library.Letter, error)
}

// Identity keeps birth dates and PINs.
type Identity interface {
	BirthMAC(cardKey, ddmmyyyy string) []byte
	ResetPIN(ctx context.Context, by *identity.StaffVisit, member int64) (string, error)
}

// Pages answers what is asked about members.
type Pages struct {
	Library  Library
	Identity Identity
}

func clerk(v *visit.Visit) library.Clerk { return library.Clerk{Staff: v.Staff.ID, Door: door} }

// member is the member a path names; where it names none, that is answered.
func member(v *visit.Visit) (id int64, ok bool) {
	id, err := strconv.ParseInt(v.Param("id"), 10, 64)
	if err != nil || id <= 0 {
		v.Refuse(fault.NotFound)
		return 0, false
	}
	return id, true
}
