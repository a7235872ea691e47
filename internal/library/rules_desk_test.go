package library_test

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func parseRules(t testing.TB, text string) []circulation.RuleEntry {
	t.Helper()
	entries, err := circulation.ParseRules([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func TestAPreviewSaysWhatOtherRulesWouldDo(t *testing.T) {
	h := monday(t)
	lost := h.Member("umum").Loan(librarytest.Due("2026-11-23"), librarytest.Renewed(1))
	gained := h.Member("guru").Loan(librarytest.Due("2026-11-23"), librarytest.Renewed(2))
	moved := h.Member("umum").Loan(librarytest.Due("2026-11-24"))
	h.Member("umum").Loan(librarytest.Due("2026-11-24"), librarytest.In("lost"))

	effect, err := h.Library.PreviewRules(t.Context(), parseRules(t, `[{"rule":{"renewals_allowed":1,"renewal":"P3D"}},
		{"category":"guru","rule":{"renewals_allowed":3,"max_total":null}}]`))
	if err != nil {
		t.Fatal(err)
	}
	if effect.Open != 4 || effect.Renewable != 2 || effect.Lost.Count != 1 || effect.Gained.Count != 1 || effect.Moved.Count != 1 {
		t.Fatalf("%+v", effect)
	}
	l, g, m := effect.Lost.Examples[0], effect.Gained.Examples[0], effect.Moved.Examples[0]
	if l.Loan != lost.ID || l.Title == "" || !l.Refusal.Has(circulation.LimitReached) || l.Rule == nil || l.Before.IsZero() || !l.After.IsZero() {
		t.Errorf("lost: %+v", l)
	}
	if g.Loan != gained.ID || g.After.IsZero() || !g.Before.IsZero() || !g.Refusal.Has(circulation.LimitReached) {
		t.Errorf("gained: %+v", g)
	}
	if m.Loan != moved.ID || !m.After.Before(m.Before) {
		t.Errorf("moved: %+v", m)
	}
	wantInt(t, "rules", h.Int(`select count(*) from rules`), 1)

	_, err = h.Library.PreviewRules(t.Context(), nil)
	wantFault(t, err, fault.Invalid)
}

// askedAlone asks about a loan by itself, as "simpanbudi explain loan" does.
func askedAlone(t testing.TB, h *librarytest.House, barcode string) (allowed bool, due string) {
	t.Helper()
	e, err := h.Library.ExplainLoan(t.Context(), barcode, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		Allowed bool   `json:"allowed"`
		DueAt   string `json:"due_at"`
	}
	if err := json.Unmarshal(e.Decision, &d); err != nil {
		t.Fatal(err)
	}
	return d.Allowed, d.DueAt
}

// Whatever is lent, the preview counts what asking about each loan by itself,
// before and after, comes to.
func TestAPreviewCountsWhatAskingAboutEachLoanComesTo(t *testing.T) {
	h := monday(t)
	east := h.Branch("timur", "Asia/Jayapura")
	h.Closed("2026-11-30", "2026-12-01")
	for _, c := range []string{"umum", "guru"} {
		h.Member(c)
	}
	rule := func(r *rapid.T, name string) string {
		draw := func(field string, values ...string) string {
			return `"` + field + `":` + rapid.SampledFrom(values).Draw(r, name+" "+field)
		}
		return "{" + draw("renewal", `"P7D"`, `"P3D"`, `"PT30H"`) + "," + draw("renewals_allowed", "1", "2", "null") + "," +
			draw("max_total", `"P14D"`, "null") + "," + draw("window", "null", `"P1D"`) + "," + draw("overdue", `"allow"`, `"block_loan"`, `"block_member"`) + "," +
			draw("overdue_grace_days", "0", "2") + "," + draw("holds_block", `"never"`, `"copy"`, `"title"`, `"title_if_short"`) + "," +
			draw("closed_days", `"ignore"`, `"next_open_day"`, `"previous_open_day"`) + "," + draw("fines_limit", "null", "1000") + "," +
			draw("renew_from", `"later"`, `"today"`) + "," + draw("once_per_day", "true", "false") + "}"
	}
	rules := func(r *rapid.T, name string) string {
		text := `[{"rule":` + rule(r, name) + `}`
		if rapid.Bool().Draw(r, name+" guru") {
			text += `,{"category":"guru","rule":` + rule(r, name+" guru") + `}`
		}
		if rapid.Bool().Draw(r, name+" timur") {
			text += `,{"branch":"timur","item_type":"majalah","rule":` + rule(r, name+" timur") + `}`
		}
		return text + "]"
	}
	rapid.Check(t, func(r *rapid.T) {
		h.Exec(`delete from holds`)
		h.Exec(`delete from loans`)
		var loans []*librarytest.Loan
		titles := []*librarytest.Title{h.Title(), h.Title()}
		for range 3 {
			m := h.Member(rapid.SampledFrom([]string{"umum", "guru"}).Draw(r, "category"))
			if rapid.IntRange(0, 3).Draw(r, "standing") == 0 {
				m.Owes(2000)
			}
			if rapid.IntRange(0, 5).Draw(r, "card") == 0 {
				m.Expires("2026-11-28")
			}
			for range rapid.IntRange(0, 3).Draw(r, "loans") {
				item := rapid.SampledFrom(titles).Draw(r, "title").Copy().Type(rapid.SampledFrom([]string{"book", "majalah"}).Draw(r, "type"))
				if rapid.Bool().Draw(r, "east") {
					item.AtBranch(east)
				}
				if rapid.IntRange(0, 4).Draw(r, "hold") == 0 {
					h.Member("umum").HoldTitle(item.Title)
				}
				if rapid.IntRange(0, 6).Draw(r, "copy hold") == 0 {
					h.Member("umum").HoldCopy(item)
				}
				if rapid.IntRange(0, 3).Draw(r, "spare") == 0 {
					item.Title.Copy()
				}
				due := dayOf("2026-11-23") + circulation.Day(rapid.IntRange(-4, 4).Draw(r, "due"))
				loans = append(loans, m.Loan(librarytest.Of(item), librarytest.Due(due.String()), librarytest.Renewed(rapid.IntRange(0, 2).Draw(r, "renewed")),
					librarytest.In(rapid.SampledFrom([]string{"open", "open", "open", "lost", "claimed_returned"}).Draw(r, "status"))))
			}
		}
		h.Rules(rules(r, "before"))
		next := rules(r, "after")
		effect, err := h.Library.PreviewRules(t.Context(), parseRules(t, next))
		if err != nil {
			r.Fatal(err)
		}
		type answer struct {
			allowed bool
			due     string
		}
		ask := func() (list []answer) {
			for _, loan := range loans {
				var a answer
				a.allowed, a.due = askedAlone(t, h, loan.Item.Barcode)
				list = append(list, a)
			}
			return list
		}
		before := ask()
		h.Rules(next)
		after := ask()
		want := library.RulesEffect{Open: len(loans)}
		for i := range loans {
			b, a := before[i], after[i]
			if b.allowed {
				want.Renewable++
			}
			switch {
			case b.allowed && !a.allowed:
				want.Lost.Count++
			case !b.allowed && a.allowed:
				want.Gained.Count++
			case b.allowed && b.due != a.due:
				want.Moved.Count++
			}
		}
		if effect.Open != want.Open || effect.Renewable != want.Renewable || effect.Lost.Count != want.Lost.Count ||
			effect.Gained.Count != want.Gained.Count || effect.Moved.Count != want.Moved.Count {
			r.Fatalf("preview %+v, one by one %+v", effect, want)
		}
	})
}

func TestRulesAreSavedOneByOneAndTheTrailSaysWhatTheyWere(t *testing.T) {
	h := monday(t)
	c := clerk(h)
	book, err := h.Library.RuleBook(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	general := book.Rules[0].RuleEntry
	general.Rule.OverdueGraceDays = 3
	entries, err := book.With(general, false)
	if err != nil {
		t.Fatal(err)
	}
	guru := parseRules(t, `[{"category":"guru","rule":{"loan":"P14D"}}]`)[0]
	entries = append(entries, guru)
	if err := h.Library.SaveRules(t.Context(), c, book.Version, entries); err != nil {
		t.Fatal(err)
	}
	// The other desk is late, and nothing of its is written.
	wantFault(t, h.Library.SaveRules(t.Context(), c, book.Version, entries), fault.Conflict)

	if book, err = h.Library.RuleBook(t.Context()); err != nil || len(book.Rules) != 2 {
		t.Fatal(book, err)
	}
	kept := h.Int(`select id from rules where category = '*'`)
	if entries, err = book.Without(library.Place{Branch: "*", Category: "guru", ItemType: "*"}); err != nil {
		t.Fatal(err)
	}
	if err := h.Library.SaveRules(t.Context(), c, book.Version, entries); err != nil {
		t.Fatal(err)
	}
	wantInt(t, "the rule that did not change", h.Int(`select id from rules`), kept)

	history, more, err := h.Library.RulesHistory(t.Context(), 0, 10)
	if err != nil || more || len(history) != 3 {
		t.Fatal(history, more, err)
	}
	removed, added, changed := history[0], history[1], history[2]
	if added.Action != "rule.added" && changed.Action == "rule.added" {
		added, changed = changed, added
	}
	if removed.Action != "rule.removed" || removed.Before.CategoryName != "guru" || removed.After != nil {
		t.Errorf("%+v", removed)
	}
	if added.Action != "rule.added" || added.Before != nil || added.After.Rule.Loan.Days != 14 {
		t.Errorf("%+v", added)
	}
	if changed.Action != "rule.changed" || changed.Before.Rule.OverdueGraceDays != 0 || changed.After.Rule.OverdueGraceDays != 3 || changed.Who != "penyelia" {
		t.Errorf("%+v", changed)
	}
	if history, more, err = h.Library.RulesHistory(t.Context(), removed.ID, 1); err != nil || !more || len(history) != 1 {
		t.Error(history, more, err)
	}
	h.Rule(`{}`) // by the command line
	history, _, err = h.Library.RulesHistory(t.Context(), 0, 3)
	if err != nil || history[0].Action != "rules.loaded" || history[0].Rules != 1 {
		t.Fatal(history, err)
	}
	if n := history[1]; n.Action != "rule.changed" || n.Door != "cli" || n.Who != "" || n.Before.Rule.OverdueGraceDays != 3 || n.After.Rule.OverdueGraceDays != 0 {
		t.Errorf("a load tells the same differences: %+v", n)
	}
	if n := history[2]; n.Action != "rule.removed" || n.Before.CategoryName == "" {
		t.Errorf("%+v", n)
	}
	h.Rule(`{}`) // once more: nothing is another one
	if history, _, err = h.Library.RulesHistory(t.Context(), 0, 2); err != nil || history[1].Action != "rules.loaded" {
		t.Error(history, err)
	}
}

func TestTheGeneralRuleStays(t *testing.T) {
	h := monday(t)
	book, err := h.Library.RuleBook(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = book.Without(library.Place{Branch: "*", Category: "*", ItemType: "*"})
	wantFault(t, err, fault.Invalid)
	_, err = book.Without(library.Place{Branch: "*", Category: "guru", ItemType: "*"})
	wantFault(t, err, fault.Conflict)
	_, err = book.With(book.Rules[0].RuleEntry, true)
	wantFault(t, err, fault.Invalid)
	wantFault(t, h.Library.SaveRules(t.Context(), clerk(h), book.Version, nil), fault.Invalid)
}

func TestEveryPresetCanBeSaved(t *testing.T) {
	h := monday(t)
	for _, name := range library.Presets() {
		entries, err := library.Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		book, err := h.Library.RuleBook(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := h.Library.SaveRules(t.Context(), clerk(h), book.Version, entries); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if book, err = h.Library.RuleBook(t.Context()); err != nil || len(book.Rules) != len(entries) {
			t.Errorf("%s: %d rules, error %v", name, len(book.Rules), err)
		}
	}
	_, err := library.Preset("../locales/id/rules")
	wantFault(t, err, fault.NotFound)
}
