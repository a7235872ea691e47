package page

import "strings"

// ReceiptPath is the path of a receipt.
func ReceiptPath(ref string) string { return "/receipts/" + ref }

// PINPath is the path of the page that sets a PIN, with the receipt that is to
// be opened afterwards; a reference is nothing personal.
func PINPath(next string) string {
	if ref, ok := strings.CutPrefix(next, ReceiptPath("")); ok {
		return "/pin?receipt=" + ref
	}
	return "/pin"
}

// longestRef is more than any reference, also when typed with dashes.
const longestRef = 32

// IsRef reports whether a text could be the reference of a receipt.
func IsRef(s string) bool {
	return s != "" && len(s) <= longestRef && strings.IndexFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '-'
	}) < 0
}

// SafeNext returns a path to go on to after signing in: a receipt's, else "".
func SafeNext(path string) string {
	if ref, ok := strings.CutPrefix(path, ReceiptPath("")); ok && IsRef(ref) {
		return path
	}
	return ""
}
