package store

import (
	"errors"
	"slices"
	"testing"
)

func TestPiecesAreTheWholeList(t *testing.T) {
	for _, n := range []int{0, 1, pieceRows, pieceRows + 1, 3*pieceRows + 7} {
		list := make([]int, n)
		for i := range list {
			list[i] = i
		}
		var got []int
		err := inPieces(list, func(piece []int) error {
			if len(piece) > pieceRows {
				t.Errorf("%d rows: %d at once", n, len(piece))
			}
			got = append(got, piece...)
			return nil
		})
		if err != nil || !slices.Equal(got, list) {
			t.Errorf("%d rows became %d: %v", n, len(got), err)
		}
	}
}

func TestAPieceThatFailsIsTheLast(t *testing.T) {
	failed, calls := errors.New("failed"), 0
	err := inPieces(make([]int, 3*pieceRows), func([]int) error {
		calls++
		return failed
	})
	if !errors.Is(err, failed) || calls != 1 {
		t.Errorf("%d calls: %v", calls, err)
	}
}
