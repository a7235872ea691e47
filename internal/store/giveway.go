package store

import "runtime"

// pieceRows is how many rows a statement of a job has at most: half a millisecond's
// work.
const pieceRows = 50

// GiveWay lets those who wait for the processor have it, and costs next to nothing
// where nobody does. A job calls it every millisecond or so of its work. An operating
// system lets a thread that is busy go on to the end of its slice, some milliseconds,
// before one that has woken up gets its turn; with as many busy threads as cores that
// is the longest that a page takes.
func GiveWay() {
	runtime.Gosched()
	yieldCore()
}

// inPieces runs fn over a long list piece by piece, and gives way in between.
func inPieces[T any](list []T, fn func(piece []T) error) error {
	for at := 0; at < len(list); at += pieceRows {
		if at > 0 {
			GiveWay()
		}
		if err := fn(list[at:min(at+pieceRows, len(list))]); err != nil {
			return err
		}
	}
	return nil
}
