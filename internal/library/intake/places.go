package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"simpanbudi/internal/store"
)

// What stands where a source names nothing.
const (
	defaultCategory = "umum"
	defaultItemType = "book"
	defaultZone     = "Asia/Jakarta"
)

// places knows the branches, member categories and item types there are, and
// those that the source names besides.
type places struct {
	zone       *time.Location // the library's
	main       string         // code of the branch that is meant where none is named
	branches   map[string]branch
	zones      map[int64]*time.Location // by branch id
	categories map[string]bool
	itemTypes  map[string]bool

	newBranches, newCategories, newItemTypes map[string]string // code to the file that named it first
}

type branch struct {
	id   int64
	zone *time.Location
}

func loadPlaces(q store.Queryer, zone *time.Location) (*places, error) {
	p := &places{zone: zone, branches: map[string]branch{}, zones: map[int64]*time.Location{},
		newBranches: map[string]string{}, newCategories: map[string]string{}, newItemTypes: map[string]string{}}
	if p.zone == nil {
		stored, err := store.StoredSettings(q)
		if err != nil {
			return nil, err
		}
		if p.zone, err = time.LoadLocation(cmp.Or(stored["time_zone"], defaultZone)); err != nil {
			return nil, fmt.Errorf("the setting time_zone: %w", err)
		}
	}
	list, err := store.Branches(q)
	if err != nil {
		return nil, err
	}
	for i, b := range list {
		if i == 0 {
			p.main = b.Code
		}
		own := p.zone
		if b.TimeZone != "" {
			if own, err = time.LoadLocation(b.TimeZone); err != nil {
				return nil, fmt.Errorf("the time zone of branch %s: %w", b.Code, err)
			}
		}
		p.branches[b.Code] = branch{b.ID, own}
		p.zones[b.ID] = own
	}
	if p.categories, err = codes(store.CategoryCodes(q)); err != nil {
		return nil, err
	}
	p.itemTypes, err = codes(store.ItemTypeCodes(q))
	return p, err
}

func codes(list []string, err error) (map[string]bool, error) {
	set := make(map[string]bool, len(list))
	for _, code := range list {
		set[code] = true
	}
	return set, err
}

// nameBranch, nameCategory and nameItemType hear in the check of a code that a
// good row names, so that it can be made.
func (p *places) nameBranch(code, file string) {
	if _, known := p.branches[code]; !known && code != "" {
		first(p.newBranches, code, file)
	}
}

func (p *places) nameCategory(code, file string) {
	if code = cmp.Or(code, defaultCategory); !p.categories[code] {
		first(p.newCategories, code, file)
	}
}

func (p *places) nameItemType(code, file string) {
	if code = cmp.Or(code, defaultItemType); !p.itemTypes[code] {
		first(p.newItemTypes, code, file)
	}
}

func first(named map[string]string, code, file string) {
	if _, known := named[code]; !known {
		named[code] = file
	}
}

// warnings tells of every code that is made because a row names it: often a
// typing error, and sometimes a rule is still to be given for it.
func (p *places) warnings() []Warning {
	var list []Warning
	for _, kind := range []struct {
		named              map[string]string
		column, code, what string
	}{
		{p.newBranches, "branch", "new_branch", "branch"},
		{p.newCategories, "category", "new_category", "member category"},
		{p.newItemTypes, "item_type", "new_item_type", "item type"},
	} {
		for _, code := range slices.Sorted(maps.Keys(kind.named)) {
			list = append(list, Warning{File: kind.named[code], Column: kind.column, Code: kind.code,
				Text: fmt.Sprintf("the %s %q is new and is made", kind.what, code)})
		}
	}
	return list
}

// create makes what the source names and nobody has made.
func (p *places) create(tx *store.Tx) error {
	for _, code := range slices.Sorted(maps.Keys(p.newBranches)) {
		id, err := store.InsertBranch(tx, code)
		if err != nil {
			return err
		}
		p.branches[code], p.zones[id] = branch{id, p.zone}, p.zone
	}
	for _, code := range slices.Sorted(maps.Keys(p.newCategories)) {
		if err := store.AddCategory(tx, code); err != nil {
			return err
		}
	}
	for _, code := range slices.Sorted(maps.Keys(p.newItemTypes)) {
		if err := store.AddItemType(tx, code); err != nil {
			return err
		}
	}
	return nil
}

// pretend gives new branches ids that no branch has, for a dry run.
func (p *places) pretend() {
	id := int64(0)
	for _, code := range slices.Sorted(maps.Keys(p.newBranches)) {
		id--
		p.branches[code], p.zones[id] = branch{id, p.zone}, p.zone
	}
}

// branchID returns the id of a branch; no code is the main one.
func (p *places) branchID(code string) int64 { return p.branches[cmp.Or(code, p.main)].id }

// zoneOf returns the zone of a branch by its code; one that is yet to be made
// has the library's.
func (p *places) zoneOf(code string) *time.Location {
	if b, ok := p.branches[cmp.Or(code, p.main)]; ok {
		return b.zone
	}
	return p.zone
}

// zoneByID returns the zone of a branch by its id.
func (p *places) zoneByID(id int64) *time.Location {
	if zone, ok := p.zones[id]; ok {
		return zone
	}
	return p.zone
}
