package intake

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// WriteText writes the report for a person at a console: a table of counts,
// then every warning, bad row and difference on a line of its own.
func (r Report) WriteText(w io.Writer) error {
	out := bufio.NewWriter(w)
	if r.DryRun {
		fmt.Fprintln(out, "Dry run: nothing was written.")
	}
	r.writeCounts(out)
	if len(r.Warnings) > 0 {
		fmt.Fprintf(out, "\nWarnings: %d\n", len(r.Warnings))
	}
	for _, warning := range r.Warnings {
		fmt.Fprintf(out, "  %s: %s (%s)\n", warning.File, warning.Text, warning.Code)
	}
	if bad := r.BadRows(); bad > 0 {
		fmt.Fprintf(out, "\nBad rows: %d\n", bad)
	}
	for i := range r.Bad {
		fmt.Fprintf(out, "  %v\n", &r.Bad[i])
	}
	if len(r.Bad) == MaxBadListed {
		fmt.Fprintln(out, "  More bad rows are not listed.")
	}
	if len(r.Differences) > 0 {
		fmt.Fprintf(out, "\nDifferences: %d\n", len(r.Differences))
	}
	for i := range r.Differences {
		fmt.Fprintf(out, "  %s\n", r.Differences[i].text())
	}
	return out.Flush()
}

func (r Report) writeCounts(w io.Writer) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tread\tcreated\tupdated\tunchanged\tkept\tclosed\treopened\tbad\t")
	for _, kind := range Kinds {
		if c, ok := r.Counts[kind]; ok {
			fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", kind,
				c.Read, c.Created, c.Updated, c.Unchanged, c.Kept, c.Closed, c.Reopened, c.Bad)
		}
	}
	_ = table.Flush() // its errors come again when w is flushed
}

// differenceTexts say what stands now, in words.
var differenceTexts = map[string]string{
	KeptOurs:        "renewed here, and the files say nothing new: the renewal made here stays",
	SourceWins:      "the files say something new, which stands now",
	StaysClosed:     "open in the files, but closed here: stays closed",
	Reopened:        "closed as returned elsewhere, but open in the files: open again",
	ClosedElsewhere: "not in the files: closed as returned elsewhere",
	LentElsewhere:   "the copy is lent anew in the files: the older loan is closed as returned elsewhere",
	OlderLoan:       "the copy has a newer loan: this older row is left out",
	LoanMoved:       "the files give this source_id to another loan: the older loan is closed as returned elsewhere",
	HoldCancelled:   "not in the files: cancelled",
	HoldStaysClosed: "waiting in the files, but ended here: stays ended",
	HoldReopened:    "cancelled before, but waiting in the files again: waits again",
}

// text is the difference in one line.
func (d *Difference) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: ", d.Kind)
	if d.Barcode != "" {
		fmt.Fprintf(&b, "barcode %s", d.Barcode)
	} else {
		fmt.Fprintf(&b, "hold %d", d.Hold)
	}
	if d.SourceID != "" {
		fmt.Fprintf(&b, ", source_id %s", d.SourceID)
	}
	if d.Line > 0 {
		fmt.Fprintf(&b, ", line %d", d.Line)
	}
	if !d.OurDue.IsZero() {
		fmt.Fprintf(&b, ", here %s", d.state(d.OurDue, d.OurRenewals))
	}
	if !d.SourceDue.IsZero() {
		fmt.Fprintf(&b, ", in the files %s", d.state(d.SourceDue, d.SourceRenewals))
	}
	fmt.Fprintf(&b, ": %s", differenceTexts[d.Kind])
	return b.String()
}

func (d *Difference) state(due time.Time, renewals int) string {
	if renewals < 0 {
		return "due " + d.inZone(due)
	}
	return fmt.Sprintf("due %s (renewals %d)", d.inZone(due), renewals)
}
