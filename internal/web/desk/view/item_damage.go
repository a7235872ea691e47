package view

import (
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// DamageForm marks a copy as damaged, or puts it back in service.
type DamageForm struct {
	Action, Was, Damaged string
	Hint, Lent, Submit   string
	Reason               Field
}

// NewDamageForm returns it with a reason as it was typed and what is wrong with it;
// nil where the copy cannot be damaged, being lost or withdrawn, or where another
// system keeps the record.
func NewDamageForm(l *i18n.Language, i *library.ItemAtDesk, reason, wrong string) *DamageForm {
	f := &DamageForm{Action: ItemPath(i.Item.ID) + "/damaged", Was: i.Item.Status, Damaged: "yes",
		Hint: l.Text("desk_catalogue.damage_hint"), Submit: l.Text("desk_catalogue.damage_do"),
		Reason: Field{Name: "reason", ID: "damage-reason", Label: l.Text("desk_catalogue.damage_reason"), Value: reason, Error: wrong}}
	switch status := circulation.ItemStatus(i.Item.Status); {
	case i.Mirror, status == circulation.ItemLost, status == circulation.ItemWithdrawn:
		return nil
	case status == circulation.ItemDamaged:
		f.Damaged, f.Hint, f.Submit = "no", l.Text("desk_catalogue.mend_hint"), l.Text("desk_catalogue.mend_do")
		f.Reason.Label = l.Text("desk_catalogue.mend_reason")
	case i.Lent != nil:
		f.Lent = l.Text("desk_catalogue.damage_lent")
	}
	return f
}
