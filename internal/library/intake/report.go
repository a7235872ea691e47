package intake

import "time"

// The kinds of rows, as [Report] counts them and [Progress] names them.
const (
	KindMembers  = "members"
	KindItems    = "items"
	KindLoans    = "loans"
	KindHolds    = "holds"
	KindClosures = "closures"
)

// Kinds lists every kind in the order in which an import takes them.
var Kinds = [...]string{KindClosures, KindMembers, KindItems, KindLoans, KindHolds}

// Options says how an import runs.
type Options struct {
	DryRun       bool           // report what would happen and write nothing; holds on titles joined or split now are foreseen roughly
	Complete     bool           // the source holds all open loans: close the others
	Force        bool           // close more than one open loan in ten all the same
	SkipBadRows  bool           // write the good rows although there are bad ones
	SourceSystem string         // whose ids SourceID are; "" is "csv"
	Door         string         // for the audit trail; "" is "import"
	Zone         *time.Location // the library's zone; nil: as the setting time_zone says
	Progress     func(Progress) // called now and then from the importing goroutine; may be nil
}

// Progress is how far an import has come.
type Progress struct {
	Phase string // "check", "compare", "write" or "close"
	Kind  string // of the rows in hand
	Done  int    // rows of that kind
	Total int    // rows of that kind; 0 while unknown, which is in phase "check"
}

// Counts is what became of the rows of one kind.
type Counts struct {
	Read      int `json:"read"`      // rows in the source, bad ones too
	Created   int `json:"created"`   //
	Updated   int `json:"updated"`   //
	Unchanged int `json:"unchanged"` // said nothing new; renewals made here that the source now has are here too
	Kept      int `json:"kept"`      // said something else than what stands here, which stays
	Closed    int `json:"closed"`    // loans closed, holds cancelled
	Reopened  int `json:"reopened"`  //
	Bad       int `json:"bad"`       // rows that could not be read
}

// Report is what an import did, or would do.
type Report struct {
	DryRun      bool
	Import      int64             // the import's id in the database; 0 where nothing was written
	Counts      map[string]Counts // by kind; a kind the source does not have is missing
	Bad         []BadRow          // the first [MaxBadListed] bad rows; Counts has their number
	Differences []Difference      // every one
	Warnings    []Warning
}

// MaxBadListed bounds how many bad rows a report lists: a file of another kind
// altogether has as many as it has lines.
const MaxBadListed = 10_000

// BadRows returns how many rows could not be read.
func (r Report) BadRows() int {
	n := 0
	for _, c := range r.Counts {
		n += c.Bad
	}
	return n
}

// Changed returns how many rows were created or changed in any way.
func (r Report) Changed() int {
	n := 0
	for _, c := range r.Counts {
		n += c.Created + c.Updated + c.Closed + c.Reopened
	}
	return n
}

// Warning is something left out or made up without harm.
type Warning struct {
	File   string
	Column string // "" where it is about no column
	Code   string // unknown_column, new_branch, …
	Text   string // English, for the console
}
