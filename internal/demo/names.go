package demo

import (
	"context"
	"fmt"

	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// placeNames are what people read for the codes that the import has made.
var placeNames = [...]library.PlaceName{
	{Kind: library.NamedBranch, Code: smallBranch, Name: "Perpustakaan Jekulo"},
	{Kind: library.NamedCategory, Code: "anak", Name: "Anak"},
	{Kind: library.NamedCategory, Code: "pelajar", Name: "Pelajar"},
	{Kind: library.NamedCategory, Code: "mahasiswa", Name: "Mahasiswa"},
	{Kind: library.NamedCategory, Code: "lembaga", Name: "Lembaga"},
	{Kind: library.NamedItemType, Code: "children", Name: "Buku anak"},
	{Kind: library.NamedItemType, Code: "magazine", Name: "Majalah"},
	{Kind: library.NamedItemType, Code: "reference", Name: "Rujukan"},
}

// name lets the first of the staff give them.
func name(ctx context.Context, db *store.DB, lib *library.Library) error {
	by, err := clerk(ctx, db)
	if err != nil {
		return err
	}
	for _, n := range placeNames {
		if err := lib.RenamePlace(ctx, by, n, n.Code); err != nil {
			return fmt.Errorf("the name of %s: %w", n.Code, err)
		}
	}
	return nil
}
