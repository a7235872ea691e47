package demo

import (
	"fmt"
	"math/rand/v2"
)

// branches of the demonstration library.
const (
	mainBranch  = "main"
	smallBranch = "jekulo"
)

// copyOf is one copy of a title.
type copyOf struct {
	Title, Author, ISBN, CallNumber string
	ItemType, Branch, Barcode       string
	OnlyCopy                        bool // no other copy of the title at any branch
}

// shelf hands out copies that are not lent yet.
type shelf struct {
	copies []copyOf
	order  []int // in which they are taken, mixed, so that loans are of many authors
	taken  map[int]bool
}

// newShelf stocks one copy of every title at the main branch, and more of some.
func newShelf() (*shelf, error) {
	rows, err := table("demo/titles.csv", 5)
	if err != nil {
		return nil, err
	}
	s := &shelf{taken: map[int]bool{}}
	for i, row := range rows {
		second, elsewhere := i%5 == 2, i%6 == 3 && row[4] != "reference"
		only := !second && !elsewhere
		s.add(row, mainBranch, only)
		if second {
			s.add(row, mainBranch, false)
		}
		if elsewhere {
			s.add(row, smallBranch, false)
		}
	}
	s.order = rand.New(rand.NewPCG(2, 300)).Perm(len(s.copies))
	return s, nil
}

func (s *shelf) add(row []string, branch string, only bool) {
	s.copies = append(s.copies, copyOf{
		Title: row[0], Author: row[1], ISBN: row[2], CallNumber: row[3], ItemType: row[4],
		Branch: branch, Barcode: fmt.Sprintf("3319%06d", 1001+len(s.copies)), OnlyCopy: only,
	})
}

// take returns a copy of the type at the branch; only asks for a title of
// which there is no other copy, so that a queue must wait for this one.
func (s *shelf) take(itemType, branch string, only bool) (*copyOf, error) {
	for _, i := range s.order {
		c := &s.copies[i]
		if s.taken[i] || c.ItemType != itemType || c.Branch != branch || only && !c.OnlyCopy {
			continue
		}
		s.taken[i] = true
		return c, nil
	}
	return nil, fmt.Errorf("no %s left at %s", itemType, branch)
}
