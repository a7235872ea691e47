package bench

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

// median of the rounds; the larger of the two middle ones where they are even.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	if len(sorted) == 0 {
		return 0
	}
	return sorted[len(sorted)/2]
}

// table collects the lines of the report.
type table struct{ rows [][4]string }

// add appends a figure with what it is compared to and what it should be.
func (t *table) add(what, figure, ratio, wanted string) {
	t.rows = append(t.rows, [4]string{what, figure, ratio, wanted})
}

func (t *table) write(w io.Writer) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "what\tfigure\tratio\twanted")
	for _, r := range t.rows {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", r[0], r[1], r[2], r[3])
	}
	return out.Flush()
}

func perSecond(v float64) string { return fmt.Sprintf("%.0f/s", v) }
