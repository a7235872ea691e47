package intake

import (
	"cmp"
	"context"
	"fmt"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// members compares a batch of members and writes what has changed.
func (s *step) members(b batch[Member]) error {
	keys := make([]string, len(b.rows))
	var guardians []string
	for i := range b.rows {
		keys[i] = identity.CardKey(b.rows[i].Card)
		if card := b.rows[i].GuardianCard.Value; card != "" {
			guardians = append(guardians, identity.CardKey(card))
		}
	}
	have, err := store.IntakeMembers(s.q, keys)
	if err != nil {
		return err
	}
	known, err := s.memberIDs(guardians)
	if err != nil {
		return err
	}
	for i := range b.rows {
		if err := s.member(&b.rows[i], have, known); err != nil {
			return err
		}
	}
	return nil
}

func (s *step) memberIDs(cardKeys []string) (map[string]int64, error) {
	if len(cardKeys) == 0 {
		return map[string]int64{}, nil
	}
	return store.IntakeMemberIDs(s.q, cardKeys)
}

// member compares one member. known are guardians' ids by card key.
func (s *step) member(row *Member, have map[string]store.IntakeMember, known map[string]int64) error {
	key := identity.CardKey(row.Card)
	old, exists := have[key]
	want := s.wantedMember(row, old, key)
	later := false // the guardian comes later in the source
	if row.GuardianCard.Given {
		guardian := identity.CardKey(row.GuardianCard.Value)
		want.GuardianID = known[guardian]
		if later = guardian != "" && want.GuardianID == 0; later {
			want.GuardianID = old.GuardianID
			s.wards = append(s.wards, ward{key, guardian})
		}
	}
	switch {
	case !exists:
		s.counts.Created++
		return s.write(func(tx *store.Tx) error {
			id, err := store.InsertIntakeMember(tx, &want)
			known[key] = id
			return err
		})
	case want != old:
		s.counts.Updated++
		return s.write(func(tx *store.Tx) error { return store.UpdateIntakeMember(tx, &want) })
	case later:
		s.counts.Updated++
		s.writes = true
	default:
		s.counts.Unchanged++
	}
	return nil
}

// wantedMember is what a member is to be: what the source says, and what stands
// here where it says nothing.
func (s *step) wantedMember(row *Member, old store.IntakeMember, key string) store.IntakeMember {
	want := old
	if old.ID == 0 {
		want = store.IntakeMember{CardKey: key, Category: defaultCategory, BranchID: s.places.branchID(""),
			Status: string(circulation.MemberActive)}
	}
	want.Card, want.Name = row.Card, row.Name
	want.Category = cmp.Or(row.Category.or(want.Category), defaultCategory)
	if row.Branch.Given {
		want.BranchID = s.places.branchID(row.Branch.Value)
	}
	want.Phone, want.Email = row.Phone.or(want.Phone), row.Email.or(want.Email)
	want.Status = string(row.Status.or(circulation.MemberStatus(want.Status)))
	if row.CardExpiresOn.Given {
		want.CardExpiresOn = row.CardExpiresOn.Value.String()
	}
	if row.SuspendedUntil.Given {
		want.SuspendedUntil = row.SuspendedUntil.Value.String()
	}
	want.Fines = row.Fines.or(want.Fines)
	if row.SourceID.Given || old.ID == 0 {
		want.SourceSystem, want.SourceID = s.options.SourceSystem, row.SourceID.Value
	}
	s.secrets(&want, row, key)
	return want
}

// secrets keeps PIN and birth date as keyed hashes only. A PIN never replaces
// one the member has set or signed in with.
func (s *step) secrets(want *store.IntakeMember, row *Member, key string) {
	if row.PIN.Given && !want.HasPIN {
		want.PINMAC = ""
		if row.PIN.Value != "" {
			want.PINMAC = string(s.keys.PINMAC(key, row.PIN.Value))
		}
	}
	if row.BirthDate.Given {
		want.BirthMAC = ""
		if day := row.BirthDate.Value; !day.IsZero() {
			y, m, d := day.Date()
			want.BirthMAC = string(s.keys.BirthMAC(key, fmt.Sprintf("%02d%02d%04d", d, m, y)))
		}
	}
}

// ward is a member whose guardian comes later in the source, by card keys.
type ward struct{ member, guardian string }

// nameGuardians links the members whose guardians came after them.
func (r *run) nameGuardians(ctx context.Context) error {
	wards := r.wards
	r.wards = nil
	for len(wards) > 0 && !r.options.DryRun {
		some := wards[:min(batchRows, len(wards))]
		wards = wards[len(some):]
		if err := r.do(ctx, KindMembers, func(s *step) error { return s.guardians(some) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *step) guardians(wards []ward) error {
	keys := make([]string, 0, 2*len(wards))
	for _, w := range wards {
		keys = append(keys, w.member, w.guardian)
	}
	ids, err := store.IntakeMemberIDs(s.q, keys)
	if err != nil {
		return err
	}
	for _, w := range wards {
		err := s.write(func(tx *store.Tx) error { return store.SetGuardian(tx, ids[w.member], ids[w.guardian]) })
		if err != nil {
			return err
		}
	}
	return nil
}
