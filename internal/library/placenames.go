package library

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// What has a code that imports and rules use, and a name that people read.
const (
	NamedBranch   = "branch"
	NamedCategory = "category"
	NamedItemType = "item_type"
)

// PlaceName is the name of a branch, a member category or an item type. The name of
// the first branch may be empty: it is then the library's.
type PlaceName struct{ Kind, Code, Name string }

// PlaceNames returns all of them: branches, categories, item types, each by code.
func (l *Library) PlaceNames(ctx context.Context) ([]PlaceName, error) {
	var list []PlaceName
	err := l.db.Read(ctx, func(q store.Queryer) error {
		branches, err := store.Branches(q)
		if err != nil {
			return err
		}
		for _, b := range branches {
			list = append(list, PlaceName{NamedBranch, b.Code, b.Name})
		}
		categories, err := store.CategoryNames(q)
		if err != nil {
			return err
		}
		list = append(list, byCode(NamedCategory, categories)...)
		types, err := store.ItemTypeNames(q)
		list = append(list, byCode(NamedItemType, types)...)
		return err
	})
	return list, err
}

func byCode(kind string, names map[string]string) []PlaceName {
	var list []PlaceName
	for code, name := range names {
		list = append(list, PlaceName{kind, code, name})
	}
	slices.SortFunc(list, func(a, b PlaceName) int { return cmp.Compare(a.Code, b.Code) })
	return list
}

// longestPlaceName is more than a sign at a door has room for.
const longestPlaceName = 80

// RenamePlace gives one of them another name; its code stays, so imports and rules
// go on. before is the name as the page showed it. The same name once more changes
// nothing.
//
// Errors: fault.Invalid (field name), fault.NotFound for a kind or code that is
// none, fault.Conflict (WhyRenamed).
func (l *Library) RenamePlace(ctx context.Context, c Clerk, p PlaceName, before string) error {
	write := map[string]func(*store.Tx, string, string, string) (bool, error){
		NamedBranch: store.NameBranch, NamedCategory: store.NameCategory, NamedItemType: store.NameItemType}[p.Kind]
	if write == nil {
		return fault.New(fault.NotFound, "nothing of that kind has a name")
	}
	p.Name = strings.Join(strings.Fields(p.Name), " ")
	n := utf8.RuneCountInString(p.Name)
	if n > longestPlaceName || !utf8.ValidString(p.Name) || n == 0 && (p.Kind != NamedBranch || p.Code != mainBranchCode) {
		return fault.New(fault.Invalid, "give a name of at most 80 characters").With("field", "name")
	}
	if p.Name == before {
		return nil
	}
	return l.db.Write(ctx, func(tx *store.Tx) error {
		changed, err := write(tx, p.Code, before, p.Name)
		if err != nil || !changed {
			return orConflict(err, WhyRenamed)
		}
		return auditClerk(tx, c, l.moment(), "library.renamed", "library", 0, map[string]string{
			"kind": p.Kind, "code": p.Code, "was": before, "name": p.Name})
	})
}

// mainBranchCode is the code of the branch that the first migration makes.
const mainBranchCode = "main"
