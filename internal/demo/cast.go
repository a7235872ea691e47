package demo

import (
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed cast.json
var castFile []byte

//go:embed rules.json
var rulesFile []byte

// role is one member whose loans show something on purpose. Days are counted
// from today, so that the library is never out of date.
type role struct {
	Name        string `json:"name"`         // of data/demo/members.csv
	Shows       string `json:"shows"`        // printed at start; empty: not printed
	NoPIN       bool   `json:"no_pin"`       // signs in with the birth date
	Category    string `json:"category"`     // empty: as in members.csv
	Status      string `json:"status"`       // empty: active
	CardExpires *int   `json:"card_expires"` // days from today; nil: in a year or more
	Suspended   int    `json:"suspended"`    // days from today; 0: not
	Fines       int64  `json:"fines"`        // rupiah
	Guardian    string `json:"guardian"`     // a member's name
	Many        int    `json:"many"`         // so many ordinary loans
	Loans       []part `json:"loans"`
}

// part is one loan of a role.
type part struct {
	Due        int    `json:"due"`         // days from today; negative: late
	Renewals   int    `json:"renewals"`    // made in the past
	ItemType   string `json:"item_type"`   // empty: book
	Branch     string `json:"branch"`      // empty: main
	Queue      int    `json:"queue"`       // members who wait for the title
	RenewedAgo *int   `json:"renewed_ago"` // renewed here so many days ago, with a receipt; Due is the date before
}

// cast returns the roles by the member's name, in the order they are printed.
func cast() ([]role, error) {
	var roles []role
	if err := json.Unmarshal(castFile, &roles); err != nil {
		return nil, fmt.Errorf("cast.json: %w", err)
	}
	return roles, nil
}
