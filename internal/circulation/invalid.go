package circulation

// InvalidError says that a field of a scenario or rules file is unknown or
// impossible. Code is "invalid" or "never_open"; Field is a path such as
// "rule.renewal", without indexes, and "" where the whole text is at fault.
type InvalidError struct {
	Code    string
	Field   string
	Message string
}

// Error is the field and what is wrong with it, on one line.
func (e *InvalidError) Error() string {
	if e.Field == "" {
		return e.Message
	}
	return e.Field + ": " + e.Message
}

func invalid(field, message string) *InvalidError {
	return &InvalidError{Code: "invalid", Field: field, Message: message}
}
