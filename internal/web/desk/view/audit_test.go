package view

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
)

// actions are the texts in the rooms that write audit rows that look like an
// action: loan.renewed. Names of files look the same.
func actions(t *testing.T) []string {
	t.Helper()
	action, file := regexp.MustCompile(`^[a-z]+\.[a-z_]+$`), regexp.MustCompile(`\.(json|csv|db|key|html|css|md|svg|sql)$`)
	var found []string
	l := allLanguages(t)[0]
	for _, room := range []string{"library", "library/intake", "identity", "store", "reminder"} {
		names, err := filepath.Glob("../../../" + room + "/*.go")
		if err != nil || len(names) == 0 {
			t.Fatal(room, err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for n := range ast.Preorder(f) {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					continue
				}
				// Keys of texts look the same.
				if text, err := strconv.Unquote(lit.Value); err == nil && action.MatchString(text) && !file.MatchString(text) && !l.Has(text) {
					found = append(found, text)
				}
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func TestEveryActionOfTheAuditTrailHasItsWords(t *testing.T) {
	found := actions(t)
	for _, must := range []string{"loan.renewed", "loan.lent", "member.paid", "setting.changed", "hold.cancelled_elsewhere", "import.finished", "staff.added"} {
		if !slices.Contains(found, must) {
			t.Errorf("%s is not found in the code any more", must)
		}
	}
	for _, l := range allLanguages(t) {
		for _, action := range found {
			if !l.Has("audit." + action) {
				t.Errorf("%s: there is no text audit.%s (data/locales/%s/desk_work.json)", l.Code, action, l.Code)
			}
		}
	}
}

func TestEveryValueOfTheAuditTrailHasItsWords(t *testing.T) {
	var keys []string
	for _, c := range circulation.AllCodes() {
		keys = append(keys, "passed_over."+string(c))
	}
	for _, c := range circulation.AllCheckoutCodes() {
		keys = append(keys, "passed_over."+string(c))
	}
	for _, kind := range library.AuditKinds {
		keys = append(keys, "audit_kind."+kind)
	}
	for _, door := range library.AuditDoors {
		keys = append(keys, "door."+door)
	}
	for _, actor := range []string{"member", "librarian", "automatic", "system"} {
		keys = append(keys, "audit_actor."+actor)
	}
	for _, o := range library.CallOutcomes {
		keys = append(keys, "call_outcome."+o)
	}
	for _, c := range library.CallChannels {
		keys = append(keys, "call_channel."+c)
	}
	for _, k := range []string{library.LinePayment, library.LineWaiver, library.LineCharge} {
		keys = append(keys, "account_line."+k)
	}
	for _, l := range allLanguages(t) {
		for _, key := range keys {
			if !l.Has(key) {
				t.Errorf("%s: there is no text %s", l.Code, key)
			}
		}
	}
}

// The kinds of differences are those of package intake, which pages do not know.
func TestEveryKindOfDifferenceHasItsWords(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "../../../library/intake/difference.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	kinds := 0
	for n := range ast.Preorder(f) {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			continue
		}
		for _, v := range spec.Values {
			kind, err := strconv.Unquote(v.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			kinds++
			for _, l := range allLanguages(t) {
				if !l.Has("import_difference." + kind) {
					t.Errorf("%s: there is no text import_difference.%s", l.Code, kind)
				}
			}
		}
	}
	if kinds < 11 {
		t.Errorf("only %d kinds found", kinds)
	}
}

func TestALineOfTheAuditTrailInWords(t *testing.T) {
	zone := time.FixedZone("WIB", 7*3600)
	entry := func(action, subject, detail string) library.AuditEntry {
		e := library.AuditEntry{At: time.Date(2026, 11, 23, 9, 0, 0, 0, zone), Actor: "librarian", ActorID: 3, ActorName: "Sari", Door: "desk",
			Action: action, Subject: subject, SubjectID: 7, Zone: zone}
		d := json.NewDecoder(strings.NewReader(detail))
		d.UseNumber()
		if err := d.Decode(&e.Detail); err != nil {
			t.Fatal(err)
		}
		return e
	}
	id := allLanguages(t)[0]
	for _, c := range []struct {
		entry  library.AuditEntry
		what   string
		said   string
		reason string
		over   string
	}{
		{entry("loan.renewed", "loan", `{"renewal":1,"old_due_at":1795453199,"new_due_at":1796057999,"passed_over":["limit_reached","card_expired"],"reason":"tugas sekolah"}`),
			"Diperpanjang", "jatuh tempo Senin, 23 November 2026 menjadi Senin, 30 November 2026", "tugas sekolah", "jatah perpanjangan habis, kartu habis"},
		{entry("member.waived", "member", `{"line":1,"amount":2500,"reason":"banjir di desa"}`), "Dibebaskan dari pembayaran", "Rp2.500", "banjir di desa", ""},
		{entry("item.status_changed", "item", `{"from":"available","to":"damaged"}`), "Keadaan eksemplar diubah", "tersedia menjadi rusak", "", ""},
		{entry("member.card_extended", "member", `{"from":"2026-11-30","to":"2027-11-30"}`), "Masa kartu diperpanjang", "Senin, 30 November 2026 menjadi Selasa, 30 November 2027", "", ""},
		{entry("member.called", "member", `{"call":1,"channel":"phone","outcome":"promised"}`), "Anggota dihubungi", "telepon|Akan mengembalikan atau memperpanjang", "", ""},
		{entry("member.edited", "member", `{"fields":["phone","odd"]}`), "Data anggota diubah", "telepon, odd", "", ""},
		{entry("odd.thing", "odd", `{"x":[1],"reason":7,"fine":"y"}`), "odd.thing", "", "", ""},
	} {
		n := auditLine(id, &c.entry)
		if n.What != c.what || strings.Join(n.Details, "|") != c.said || n.Reason != c.reason || n.PassedOver != c.over || n.Who != "Sari" || n.Door != "meja layanan" {
			t.Errorf("%s: %+v", c.entry.Action, n)
		}
	}
}

// Numbers of staff and of members have nothing to do with each other.
func TestALineNamesTheMemberUnlessItWasThey(t *testing.T) {
	l := allLanguages(t)[0]
	for actor, want := range map[string]string{"librarian": "Rahma", "member": ""} {
		e := library.AuditEntry{Actor: actor, ActorID: 1, ActorName: "Siti", Door: "desk", Action: "loan.renewed", Subject: "loan",
			Record: library.AuditRecord{Name: "Bumi Manusia", Item: 4, Member: 1, MemberName: "Rahma"}}
		if line := NewAuditLines(l, []library.AuditEntry{e})[0]; line.Member != want {
			t.Errorf("done by a %s, the line names %q, not %q", actor, line.Member, want)
		}
	}
}
