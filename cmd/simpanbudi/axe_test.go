package main

import (
	_ "embed" // axe-core
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// axe-core 4.14.1 (MPL-2.0), for tests only.
//
//go:embed testdata/axe/axe.min.js
var axeCore string

// axe looks for what keeps people out of the page that is shown, in the light and
// in the dark; at 320 px nothing may need scrolling sideways.
func (d *device) axe(state string) {
	d.t.Helper()
	d.t.Logf("axe: %s, %s", state, d.path())
	for _, scheme := range []string{"light", "dark"} {
		d.prefers(scheme, "reduce")
		for _, found := range d.violations() {
			d.t.Errorf("%s, %s (%s): %s", state, d.path(), scheme, found)
		}
	}
	d.width(320)
	d.noSidewaysScroll()
	d.width(360)
}

// violations returns what axe finds in the page as it is shown now.
func (d *device) violations() []violation {
	d.t.Helper()
	if !js[bool](d, `"axe" in window`) {
		d.do(chromedp.Evaluate[chromedp.Void](axeCore))
	}
	return js[[]violation](d, runAxe)
}

// violation is one rule that a page breaks, and where.
type violation struct {
	ID, Help string
	Where    []string
}

func (v violation) String() string {
	return fmt.Sprintf("%s: %s\n\t%s", v.ID, v.Help, strings.Join(v.Where, "\n\t"))
}

const runAxe = `axe.run(document, {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	rules: { "target-size": { enabled: true } },
	resultTypes: ["violations"],
}).then(r => r.violations.map(v => ({
	ID: v.id, Help: v.help,
	Where: v.nodes.map(n => n.target.join(" ") + ": " + n.failureSummary.replaceAll("\n", " ")),
})))`
