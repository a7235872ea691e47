package reminder

// SetBatch makes runs look at fewer loans at a time, so that they can be stopped
// in the middle of a small library.
func (s *Service) SetBatch(n int) { s.batch = n }
