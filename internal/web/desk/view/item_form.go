package view

import (
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// ItemForm is a copy to be added or changed.
type ItemForm struct {
	Action                                    string
	Submit                                    string
	Barcode, CallNumber, Branch, Type, Status Field
	Renewable, Note                           Field
	Version                                   string // "" for a new copy
	Other                                     string // the path of the copy that has the barcode already
}

// NewItemForm returns the form for a copy as it was typed, with what is wrong. One
// branch and one type of items need no choosing.
func NewItemForm(l *i18n.Language, action string, f library.ItemForm, s *library.Shelves, done *library.Catalogued) *ItemForm {
	v := &ItemForm{Action: action, Submit: l.Text("desk_catalogue.keep"),
		Barcode:    Field{Name: "barcode", Label: l.Text("desk_catalogue.barcode"), Value: f.Barcode, Required: true},
		CallNumber: Field{Name: "call_number", Label: l.Text("desk_catalogue.call_number"), Value: f.CallNumber},
		Branch:     Field{Name: "branch", Label: l.Text("desk_catalogue.branch"), Kind: "choice", Required: true},
		Type:       Field{Name: "item_type", Label: l.Text("desk_catalogue.item_type"), Kind: "choice", Required: true},
		Status:     Field{Name: "status", Label: l.Text("desk_catalogue.status"), Kind: "choice", Required: true},
		Renewable:  Field{Name: "renewable", Label: l.Text("desk_catalogue.renewable"), Kind: "tick", Ticked: f.Renewable},
		Note:       Field{Name: "note", Label: l.Text("desk_catalogue.note"), Hint: l.Text("desk_catalogue.note_hint"), Kind: "area", Value: f.Note},
	}
	for _, b := range s.Branches {
		v.Branch.Options = append(v.Branch.Options, Option{Value: strconv.FormatInt(b.ID, 10), Label: b.Name, Selected: b.ID == f.Branch})
	}
	for _, t := range s.ItemTypes {
		v.Type.Options = append(v.Type.Options, Option{Value: t.Code, Label: t.Name, Selected: t.Code == f.ItemType})
	}
	for _, status := range library.ItemStatuses() {
		v.Status.Options = append(v.Status.Options, Option{Value: string(status), Label: l.Text("item_status." + string(status)), Selected: status == f.Status})
	}
	if done != nil {
		if done.Other != 0 {
			v.Other = ItemPath(done.Other)
		}
		catalogueWrong(l, done, &v.Barcode, &v.CallNumber, &v.Branch, &v.Type, &v.Status, &v.Note)
	}
	return v
}

// Of makes it the form of a copy that is there already, in the version shown.
func (v *ItemForm) Of(version int64) *ItemForm {
	v.Version = strconv.FormatInt(version, 10)
	return v
}
