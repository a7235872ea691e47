package main

import (
	"fmt"
	"time"
)

// instant is a moment as contract.md writes it: RFC 3339 with its offset. Empty
// is no moment.
type instant struct{ time.Time }

func (i *instant) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*i = instant{}
		return nil
	}
	t, err := time.Parse(time.RFC3339, string(text))
	if err != nil {
		return fmt.Errorf("%q is not an instant such as 2026-11-23T09:00:00+07:00", text)
	}
	*i = instant{t}
	return nil
}
