package library_test

import (
	"slices"
	"strings"
	"testing"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
)

func TestWhatImportsHaveMadeGetsItsName(t *testing.T) {
	house := monday(t)
	house.Branch("jekulo", "")
	clerk := house.Clerk()
	shown := house.Text(`select name from branches where code = 'jekulo'`)
	rename := func(kind, code, before, name string) error {
		return house.Library.RenamePlace(t.Context(), clerk, library.PlaceName{Kind: kind, Code: code, Name: name}, before)
	}
	if err := rename(library.NamedBranch, "jekulo", shown, "  Cabang   Jekulo "); err != nil {
		t.Fatal(err)
	}
	wantWhy(t, rename(library.NamedBranch, "jekulo", shown, "Jekulo Baru"), library.WhyRenamed)
	if err := rename(library.NamedCategory, "umum", "Umum", "Pembaca umum"); err != nil {
		t.Fatal(err)
	}
	if err := rename(library.NamedItemType, "book", "Buku", "Buku"); err != nil { // nothing new
		t.Fatal(err)
	}
	for _, c := range [][4]string{{library.NamedItemType, "book", "Buku", " "}, {library.NamedBranch, "jekulo", "Cabang Jekulo", ""},
		{library.NamedCategory, "umum", "Pembaca umum", strings.Repeat("x", 81)}} {
		wantFault(t, rename(c[0], c[1], c[2], c[3]), fault.Invalid)
	}
	wantFault(t, rename("planet", "mars", "", "Mars"), fault.NotFound)

	names, err := house.Library.PlaceNames(t.Context())
	if err != nil || !slices.Contains(names, library.PlaceName{Kind: library.NamedBranch, Code: "jekulo", Name: "Cabang Jekulo"}) ||
		!slices.Contains(names, library.PlaceName{Kind: library.NamedCategory, Code: "umum", Name: "Pembaca umum"}) {
		t.Errorf("%+v, %v", names, err)
	}
	today, err := house.Library.Today(t.Context(), 0)
	if err != nil || today.Branches[1].Name != "Cabang Jekulo" {
		t.Errorf("in force at once: %+v, %v", today.Branches, err)
	}
	wantInt(t, "audit", house.Int(`select count(*) from audit where action = 'library.renamed'`), 2)
}
