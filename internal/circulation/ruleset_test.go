package circulation

import (
	"errors"
	"testing"
)

func TestTheMostSpecialRuleWins(t *testing.T) {
	places := []place{{"*", "*", "*"}, {"*", "*", "T"}, {"*", "C", "*"}, {"*", "C", "T"},
		{"B", "*", "*"}, {"B", "*", "T"}, {"B", "C", "*"}, {"B", "C", "T"}}
	// Of each subset that has the last resort, the highest place that fits wins:
	// branch weighs more than category, category more than item type.
	for subset := range 1 << len(places) {
		if subset&1 == 0 {
			continue
		}
		var entries []RuleEntry
		want := place{}
		for i, at := range places {
			if subset&(1<<i) != 0 {
				entries = append(entries, RuleEntry{Branch: at.branch, Category: at.category, ItemType: at.itemType})
				want = at
			}
		}
		set, err := NewRuleSet(entries)
		if err != nil {
			t.Fatal(err)
		}
		if got := set.Match("B", "C", "T").place(); got != want {
			t.Errorf("of %v %v wins, want %v", entries, got, want)
		}
		if got := set.Match("other", "other", "other").place(); got != places[0] {
			t.Errorf("for a place without a rule %v wins", got)
		}
		if first := set.Entries()[0].place(); first != want {
			t.Errorf("the first entry is %v, want %v", first, want)
		}
	}
}

func TestABranchBeatsCategoryAndItemType(t *testing.T) {
	set, err := NewRuleSet([]RuleEntry{
		{Branch: "*", Category: "C", ItemType: "T"}, {Branch: "B", Category: "*", ItemType: "*"}, {Branch: "*", Category: "*", ItemType: "*"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := set.Match("B", "C", "T").Branch; got != "B" {
		t.Errorf("branch %s wins", got)
	}
}

func TestARuleSetHasOneRuleForAPlaceAndOneForAll(t *testing.T) {
	all := RuleEntry{Branch: "*", Category: "*", ItemType: "*"}
	for _, entries := range [][]RuleEntry{nil, {{Branch: "B", Category: "*", ItemType: "*"}}, {all, all}} {
		if _, err := NewRuleSet(entries); err == nil {
			t.Errorf("%v is taken", entries)
		} else if _, ok := errors.AsType[*InvalidError](err); !ok {
			t.Errorf("%v gives %v", entries, err)
		}
	}
}
