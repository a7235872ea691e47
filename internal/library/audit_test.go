package library_test

import (
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func trail(t *testing.T, house *librarytest.House, f library.AuditFilter) []library.AuditEntry {
	t.Helper()
	var all []library.AuditEntry
	before := library.ListKey{}
	for {
		page, err := house.Library.Audit(t.Context(), f, before, 3)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, page.Entries...)
		if before = page.Next; page.Next == (library.ListKey{}) {
			return all
		}
	}
}

// noted is a row of the trail as somebody's doing on a day at nine.
func noted(house *librarytest.House, on, actor string, who int64, door, action, subject string, id int64, detail string) {
	house.Exec(`insert into audit (at, actor, actor_id, door, action, subject, subject_id, detail) values (?, ?, ?, ?, ?, ?, ?, ?)`,
		librarytest.At(on+"T09:00").Unix(), actor, who, door, action, subject, id, detail)
}

func TestTheTrailIsFiltered(t *testing.T) {
	house := monday(t)
	sari := clerkOf(house).Staff
	loan := house.Member("umum").Loan()
	noted(house, "2026-11-20", "librarian", sari, "desk", "loan.renewed", "loan", loan.ID, `{"passed_over":["too_soon"],"reason":"pindah rumah"}`)
	noted(house, "2026-11-21", "member", loan.Member.ID, "web", "loan.renewed", "loan", loan.ID, `{}`)
	noted(house, "2026-11-22", "librarian", sari, "desk", "member.paid", "member", loan.Member.ID, `{"amount":500}`)
	noted(house, "2026-11-22", "librarian", sari+1, "desk", "item.changed", "item", loan.Item.ID, `{}`)
	noted(house, "2026-11-23", "system", 0, "cli", "setting.changed", "setting", 0, `{"name":"contact"}`)
	day := func(d int) circulation.Day { return circulation.NewDay(2026, time.November, d) }
	for name, c := range map[string]struct {
		f    library.AuditFilter
		want []string
	}{
		"everything":            {library.AuditFilter{}, []string{"setting.changed", "item.changed", "member.paid", "loan.renewed", "loan.renewed"}},
		"somebody's":            {library.AuditFilter{Staff: sari}, []string{"member.paid", "loan.renewed"}},
		"by a door":             {library.AuditFilter{Door: "web"}, []string{"loan.renewed"}},
		"about members":         {library.AuditFilter{Kind: "member"}, []string{"member.paid"}},
		"about loans":           {library.AuditFilter{Kind: "loan"}, []string{"loan.renewed", "loan.renewed"}},
		"somebody's loans":      {library.AuditFilter{Kind: "loan", Staff: sari}, []string{"loan.renewed"}},
		"of a day":              {library.AuditFilter{From: day(22), To: day(22)}, []string{"item.changed", "member.paid"}},
		"since":                 {library.AuditFilter{From: day(23)}, []string{"setting.changed"}},
		"until":                 {library.AuditFilter{To: day(20)}, []string{"loan.renewed"}},
		"passed over":           {library.AuditFilter{PassedOver: true}, []string{"loan.renewed"}},
		"passed over by nobody": {library.AuditFilter{PassedOver: true, Door: "web"}, nil},
	} {
		list := trail(t, house, c.f)
		var got []string
		for i, e := range list {
			got = append(got, e.Action)
			if i > 0 && (e.At.After(list[i-1].At)) {
				t.Errorf("%s: not newest first", name)
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %v", name, got)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: %v", name, got)
			}
		}
	}
	first := trail(t, house, library.AuditFilter{PassedOver: true})[0]
	if first.ActorName != "sari" || first.Record.Name != loan.Item.Title.Name || first.Record.Member != loan.Member.ID ||
		first.Record.MemberName != loan.Member.Name || first.Detail["reason"] != "pindah rumah" {
		t.Errorf("%+v", first)
	}
	for field, f := range map[string]library.AuditFilter{"kind": {Kind: "x"}, "door": {Door: "x"}, "to": {From: day(3), To: day(2)}} {
		_, err := house.Library.Audit(t.Context(), f, library.ListKey{}, 3)
		wantFault(t, err, fault.Invalid)
		if fault.ArgsOf(err)["field"] != field {
			t.Errorf("%v does not name %s", err, field)
		}
	}
}

func TestARareThingIsLookedForInStretches(t *testing.T) {
	house := monday(t)
	noted(house, "2026-11-01", "member", 1, "kiosk", "loan.renewed", "loan", 1, `{}`)
	house.Exec(`insert into audit (at, actor, door, action, subject) with recursive n(i) as (select 1 union all select i + 1 from n where i < 20500)
		select ?1 + i, 'member', 'web', 'loan.renewed', 'loan' from n`, librarytest.At("2026-11-20T00:00").Unix())

	page, err := house.Library.Audit(t.Context(), library.AuditFilter{Door: "kiosk"}, library.ListKey{}, 3)
	if err != nil || len(page.Entries) != 0 || page.Looked.IsZero() || page.Next == (library.ListKey{}) {
		t.Fatalf("%+v (%v)", page, err)
	}
	page, err = house.Library.Audit(t.Context(), library.AuditFilter{Door: "kiosk"}, page.Next, 3)
	if err != nil || len(page.Entries) != 1 || !page.Looked.IsZero() || page.Next != (library.ListKey{}) {
		t.Errorf("further back: %+v (%v)", page, err)
	}
}

func TestTheTimelineOfACopyAndOfAMember(t *testing.T) {
	house := monday(t)
	item, other := house.Item(), house.Item()
	loan := house.Member("umum").Loan(librarytest.Of(item))
	stranger := house.Member("umum").Loan(librarytest.Of(other))
	hold := loan.Member.HoldCopy(item)
	house.Exec(`update holds set assigned_item_id = ? where id = ?`, item.ID, hold)
	noted(house, "2026-11-20", "librarian", 1, "desk", "item.changed", "item", item.ID, `{}`)
	noted(house, "2026-11-21", "member", loan.Member.ID, "web", "loan.renewed", "loan", loan.ID, `{}`)
	noted(house, "2026-11-21", "member", stranger.Member.ID, "web", "loan.renewed", "loan", stranger.ID, `{}`)
	noted(house, "2026-11-22", "librarian", 1, "desk", "hold.ready", "hold", hold, `{}`)
	noted(house, "2026-11-23", "librarian", 1, "desk", "member.paid", "member", loan.Member.ID, `{}`)
	for subject, c := range map[string]struct {
		id   int64
		want int
	}{"item": {item.ID, 3}, "member": {loan.Member.ID, 3}, "loan": {loan.ID, 1}} {
		first, next, err := house.Library.AuditOf(t.Context(), subject, c.id, library.ListKey{}, 2)
		if err != nil {
			t.Fatal(err)
		}
		rest, _, err := house.Library.AuditOf(t.Context(), subject, c.id, next, 50)
		if err != nil {
			t.Fatal(err)
		}
		if next == (library.ListKey{}) {
			rest = nil
		}
		if all := append(first, rest...); len(all) != c.want || all[0].ID < all[len(all)-1].ID {
			t.Errorf("%s: %+v", subject, all)
		}
	}
}
