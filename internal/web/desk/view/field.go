package view

// Field is one field of a form at the desk: what it is called, what was typed and
// what is wrong with it. Templates show it by {{template "desk_field" .}}, a
// choice of few options that need explaining by {{template "desk_radio" .}}.
type Field struct {
	Name     string // posted under it
	ID       string // of the element, where a page has several of that name; "" is Name
	Label    string
	Hint     string
	Error    string // what is wrong with Value and what to do; "" where nothing is
	Value    string // as it was typed
	Kind     string // text (also ""), date, number, email, tel, password, search, area, choice or tick
	Options  []Option
	Ticked   bool
	Required bool
	Fill     string // autocomplete; "" is off
}

// Option is one choice of a field.
type Option struct {
	Value, Label string
	Hint         string // more about it; shown by desk_radio only
	Selected     bool
}

// Wrong reports whether any of the fields has an error.
func Wrong(fields ...Field) bool {
	for i := range fields {
		if fields[i].Error != "" {
			return true
		}
	}
	return false
}

// Choose marks the option of a value as the one selected.
func Choose(options []Option, value string) []Option {
	for i := range options {
		options[i].Selected = options[i].Value == value
	}
	return options
}
