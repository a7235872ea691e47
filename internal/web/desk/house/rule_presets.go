package house

import (
	"net/http"

	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
	"simpanbudi/internal/wording"
)

// RulePresets answers GET /desk/rules/presets.
func (p *Pages) RulePresets(v *visit.Visit) {
	book, err := p.Library.RuleBook(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	page := &view.RulePresets{Desk: v.Desk(atRules, l.Text("desk_house.presets_title")), Version: book.Version}
	for _, name := range library.Presets() {
		entries, err := library.Preset(name)
		if err != nil {
			v.Fail(err)
			return
		}
		general := &entries[len(entries)-1]
		page.Presets = append(page.Presets, view.RulePreset{Name: name, Label: l.Text("desk_house.preset." + name),
			Short: wording.InShort(l, general), Source: general.Source, Rules: l.Count("desk_house.preset_rules", len(entries))})
	}
	v.Show(http.StatusOK, page)
}
