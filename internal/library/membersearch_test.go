package library_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/phone"
)

// called makes a member of a name, card and telephone number.
func called(house *librarytest.House, name, card, number string) *librarytest.Member {
	m := house.Member("umum")
	house.Exec(`update members set name = ?, card = ?, card_key = ?, phone = ? where id = ?`,
		name, card, strings.ToUpper(strings.ReplaceAll(card, " ", "")), number, m.ID)
	return m
}

// names are those of all pages of a search.
func names(t *testing.T, house *librarytest.House, text string, limit int) (list []string) {
	t.Helper()
	after := ""
	for range 100 {
		found, err := house.Library.SearchMembers(t.Context(), text, after, limit)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Members) > limit {
			t.Fatalf("%q: a page of %d", text, len(found.Members))
		}
		for _, m := range found.Members {
			list = append(list, m.Name)
		}
		if after = found.Next; after == "" {
			return list
		}
	}
	t.Fatalf("%q: no end", text)
	return nil
}

func TestMembersAreFoundHoweverTheyAreTyped(t *testing.T) {
	house := monday(t)
	called(house, "Budi Santoso", "KUD 0001", "0812-3456-7890")
	called(house, "Budiman Raharjo", "KUD0002", "+62 812 3456 7891")
	called(house, "Siti Nurbaya", "22040101", "81234567892")
	called(house, "Renée Müller", "22040102", "")
	called(house, "Ma'ruf Amin", "8123", "0291 438812")
	called(house, "عمر بن الخطاب", "22040103", "")
	called(house, `"><script>alert(1)</script> OR NOT`, "22040104", "")
	gone := called(house, "Budi Yang Pergi", "KUD0009", "081234567899")
	house.Exec(`update members set erased_at = 1 where id = ?`, gone.ID)
	for text, want := range map[string][]string{
		"budi":                    {"Budi Santoso", "Budiman Raharjo"}, // whole words first
		"BUDI SAN":                {"Budi Santoso"},
		"san bud":                 {"Budi Santoso"},
		"renee muller":            {"Renée Müller"},
		"RENÉE":                   {"Renée Müller"},
		"ma'ruf":                  {"Ma'ruf Amin"},
		"عمر":                     {"عمر بن الخطاب"},
		"<script":                 {`"><script>alert(1)</script> OR NOT`},
		`"`:                       nil,
		`" OR name:*`:             nil,
		"budi NOT santoso":        nil, // words, no operators
		"budi*":                   {"Budi Santoso", "Budiman Raharjo"},
		"NEAR(budi":               nil,
		"kud0001":                 {"Budi Santoso"},
		"kud 0001":                {"Budi Santoso"},
		"KUD000":                  {"Budi Santoso", "Budiman Raharjo"},
		"KUD0009":                 nil, // erased
		"220401":                  {"Siti Nurbaya", "Renée Müller", "عمر بن الخطاب", `"><script>alert(1)</script> OR NOT`},
		"0812 3456":               {"Budi Santoso", "Budiman Raharjo", "Siti Nurbaya"},
		"62812345678":             {"Budi Santoso", "Budiman Raharjo", "Siti Nurbaya"},
		"+62 812-3456-7892":       {"Siti Nurbaya"},
		"0291":                    {"Ma'ruf Amin"},
		"812":                     {"Ma'ruf Amin", "Budi Santoso", "Budiman Raharjo", "Siti Nurbaya"}, // cards before telephones
		"029":                     {"Ma'ruf Amin"},
		"8123":                    {"Ma'ruf Amin"}, // the whole card: nobody else
		"81234":                   {"Budi Santoso", "Budiman Raharjo", "Siti Nurbaya"},
		"x\x00y":                  nil,
		"-":                       nil,
		strings.Repeat("x", 9000): nil,
		"":                        {`"><script>alert(1)</script> OR NOT`, "عمر بن الخطاب", "Ma'ruf Amin", "Renée Müller", "Siti Nurbaya", "Budiman Raharjo", "Budi Santoso"},
		"   ":                     {`"><script>alert(1)</script> OR NOT`, "عمر بن الخطاب", "Ma'ruf Amin", "Renée Müller", "Siti Nurbaya", "Budiman Raharjo", "Budi Santoso"},
	} {
		for _, limit := range []int{1, 2, 3, 50} {
			if got := names(t, house, text, limit); !slices.Equal(got, want) {
				t.Errorf("%.30q by %d: %q, not %q", text, limit, got, want)
			}
		}
	}
}

func TestACardsCodeFindsItsMember(t *testing.T) {
	house := monday(t)
	m := called(house, "Budi", "KUD0001", "")
	called(house, "Sri", "KUD00011", "")
	for _, text := range []string{"https://perpus.example/C/" + makeToken(t, m), " kud0001 "} {
		found, err := house.Library.SearchMembers(t.Context(), text, "", 20)
		if err != nil || !found.ByCard || len(found.Members) != 1 || found.Members[0].ID != m.ID || found.Next != "" {
			t.Errorf("%s: %+v, %v", text, found, err)
		}
	}
}

// The desk lends while somebody turns pages: nobody is left out or shown twice.
func TestPagesDoNotShiftWhenSomebodyIsRegistered(t *testing.T) {
	house := monday(t)
	for i := range 10 {
		called(house, fmt.Sprintf("Siti %d", i), fmt.Sprintf("K%d", i), "")
	}
	first, err := house.Library.SearchMembers(t.Context(), "siti", "", 4)
	if err != nil {
		t.Fatal(err)
	}
	called(house, "Siti Baru", "K99", "")
	second, err := house.Library.SearchMembers(t.Context(), "siti", first.Next, 4)
	if err != nil || second.Members[0].Name != "Siti 5" {
		t.Errorf("%+v, %v", second, err)
	}
	for _, place := range []string{"x", "9-9", "-1--1", "0-x", "99999999999999999999-1"} {
		if _, err := house.Library.SearchMembers(t.Context(), "siti", place, 4); err != nil {
			t.Errorf("%s: %v", place, err)
		}
	}
}

// The database keeps numbers by the rule of package phone, which it cannot ask.
func TestTheDatabaseWritesNumbersAsPackagePhoneDoes(t *testing.T) {
	house := monday(t)
	m := house.Member("umum")
	for _, number := range []string{"", "0812-3456-7890", "+62 (812) 3456.7890", "0062/812", "812 34", "62812", "+60 12", "-", "0", "00",
		"08\u00a012", "hubungi 0812"} {
		house.Exec(`update members set phone = ? where id = ?`, number, m.ID)
		if got := house.Text(`select phone_key from members where id = ?`, m.ID); got != phone.Key(number) {
			t.Errorf("%q: the database has %q, package phone %q", number, got, phone.Key(number))
		}
	}
}
