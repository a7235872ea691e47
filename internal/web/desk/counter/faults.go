package counter

import (
	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/web/desk/view"
)

// faultTold puts a failure that staff can do something about in words; false where
// it is one of ours.
func faultTold(l *i18n.Language, err error) (*view.Told, bool) {
	switch code := fault.CodeOf(err); code {
	case fault.Conflict:
		why, _ := fault.ArgsOf(err)["why"].(string)
		key := "counter.why." + why
		if !l.Has(key) {
			key = "counter.why.loan_changed"
		}
		return view.Stop(l.Text(key), l.Text("counter.why_next")), true
	case fault.Mirrored, fault.ClockWrong, fault.NotFound:
		return view.Stop(l.Text("counter.fault."+string(code)), l.Text("counter.fault."+string(code)+".next")), true
	case fault.Invalid:
		field, _ := fault.ArgsOf(err)["field"].(string)
		if key := "counter.invalid." + field; field != "" && l.Has(key) {
			return view.Stop(l.Text(key)), true
		}
	}
	return nil, false
}

// invalidField is the field that an error is about, "" for none.
func invalidField(err error) string {
	if fault.CodeOf(err) != fault.Invalid {
		return ""
	}
	field, _ := fault.ArgsOf(err)["field"].(string)
	return field
}
