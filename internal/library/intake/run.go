package intake

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// The faults for which an import writes nothing.
const (
	BadRows        fault.Code = "bad_rows"             // rows that cannot be taken; the report lists them
	NeedsLoans     fault.Code = "complete_needs_loans" // a complete import without loans would close all
	TooManyMissing fault.Code = "too_many_missing"     // more than one open loan in ten would be closed
)

// Run takes a source over into db. It checks every row first; with a bad row it
// writes nothing and returns the fault [BadRows] with the report that lists
// them, unless o.SkipBadRows. What was written when ctx ends stays; running
// again finishes the rest. now is the library's time of the import.
func Run(ctx context.Context, db *store.DB, keys *identity.Keys, now time.Time, src Source, o Options) (Report, error) {
	o.SourceSystem = cmp.Or(o.SourceSystem, "csv")
	o.Door = cmp.Or(o.Door, "import")
	r := &run{db: db, keys: keys, now: now, src: src, options: o,
		report: Report{DryRun: o.DryRun, Counts: map[string]Counts{}, Warnings: src.Warnings()},
		met:    map[int64]struct{}{}, moved: map[int64]struct{}{}, metHolds: map[int64]struct{}{}, titles: newTitleMemory(nil)}
	err := r.all(ctx)
	return r.report, err
}

// run is one import under way.
type run struct {
	db      *store.DB
	keys    *identity.Keys
	now     time.Time
	src     Source
	options Options
	report  Report
	places  *places
	bad     map[string]*bitmap // rows left out, by kind and position in the walk
	older   bitmap             // loan rows whose copy has a newer row in the source
	quiet   bool               // the last batch changed nothing: the next is only compared at first

	highestLoan, highestHold int64              // ids there were before
	met                      map[int64]struct{} // loans that the source has, and those closed for one
	moved                    map[int64]struct{} // loans whose source id names another loan now
	metHolds                 map[int64]struct{}
	titles                   *titleMemory
	wards                    []ward
}

func (r *run) all(ctx context.Context) error {
	if r.options.Complete && r.src.Loans() == nil {
		return fault.New(NeedsLoans, "a complete import closes what is missing from the loans, so it needs them: add loans.csv")
	}
	if err := r.prepare(ctx); err != nil {
		return err
	}
	if err := r.check(ctx); err != nil {
		return err
	}
	if err := r.refuse(); err != nil {
		return err
	}
	if r.options.Complete {
		if err := r.compare(ctx); err != nil {
			return err
		}
	}
	if err := r.begin(ctx); err != nil {
		return err
	}
	if err := r.take(ctx); err != nil {
		return err
	}
	if r.options.Complete {
		if err := r.closeMissing(ctx); err != nil {
			return err
		}
	}
	return r.finish(ctx)
}

// prepare reads what every row is measured against.
func (r *run) prepare(ctx context.Context) error {
	return r.db.Snapshot(ctx, func(q store.Queryer) (err error) {
		if r.places, err = loadPlaces(q, r.options.Zone); err != nil {
			return err
		}
		r.highestLoan, r.highestHold, err = store.HighestIDs(q)
		return err
	})
}

// refuse ends the import where rows are bad that may not be left out.
func (r *run) refuse() error {
	bad := r.report.BadRows()
	switch {
	case bad == 0:
		return nil
	case !r.options.SkipBadRows:
		return fault.New(BadRows, fmt.Sprintf("%s cannot be taken, so nothing was written: correct them, "+
			"or take the good rows with --skip-bad-rows", rowCount(bad))).With("rows", bad)
	case r.options.Complete && r.report.Counts[KindLoans].Bad > 0:
		return fault.New(BadRows, fmt.Sprintf("%s of the loans cannot be taken, so nothing was written: with --complete "+
			"a loan that is left out would be closed; correct them", rowCount(r.report.Counts[KindLoans].Bad))).With("rows", bad)
	}
	return nil
}

func rowCount(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

// begin notes the import and makes the branches, categories and item types
// that the source names and nobody has made yet.
func (r *run) begin(ctx context.Context) error {
	r.report.Warnings = append(r.report.Warnings, r.places.warnings()...)
	if r.options.DryRun {
		r.places.pretend()
		return nil
	}
	return r.db.Write(ctx, func(tx *store.Tx) (err error) {
		if r.report.Import, err = store.BeginImport(tx, r.now, r.options.Complete); err != nil {
			return err
		}
		return r.places.create(tx)
	})
}

// take walks the source once more and takes the rows over, in an order in which
// each kind finds what it refers to.
func (r *run) take(ctx context.Context) error {
	if err := inBatches(ctx, r, KindClosures, r.src.Closures(), (*step).closures); err != nil {
		return err
	}
	if err := inBatches(ctx, r, KindMembers, r.src.Members(), (*step).members); err != nil {
		return err
	}
	if err := r.nameGuardians(ctx); err != nil {
		return err
	}
	if err := inBatches(ctx, r, KindItems, r.src.Items(), (*step).items); err != nil {
		return err
	}
	if err := inBatches(ctx, r, KindLoans, r.src.Loans(), (*step).moves); err != nil {
		return err
	}
	if err := inBatches(ctx, r, KindLoans, r.src.Loans(), (*step).loans); err != nil {
		return err
	}
	return inBatches(ctx, r, KindHolds, r.src.Holds(), (*step).holds)
}

// finish notes that the import is done.
func (r *run) finish(ctx context.Context) error {
	if r.options.DryRun {
		return nil
	}
	counts, err := json.Marshal(r.report.Counts)
	if err != nil {
		return err
	}
	return r.db.Write(ctx, func(tx *store.Tx) error {
		if err := store.FinishImport(tx, r.report.Import, r.now, string(counts)); err != nil {
			return err
		}
		return store.AppendAudit(tx, r.audit("import.finished", "import", r.report.Import, string(counts)))
	})
}

func (r *run) audit(action, subject string, id int64, detail string) store.AuditRow {
	return store.AuditRow{At: r.now, Actor: "system", Door: r.options.Door,
		Action: action, Subject: subject, SubjectID: id, Detail: detail}
}

func (r *run) progress(phase, kind string, done, total int) {
	if r.options.Progress != nil {
		r.options.Progress(Progress{Phase: phase, Kind: kind, Done: done, Total: total})
	}
}
