package scenario

import "encoding/json"

// readID finds the id in a scenario that could not be read, so that its error
// line can be told from the others. It takes the text as far as it goes and
// returns "" where it meets no id.
func readID(data []byte) string {
	depth, isName := 0, false
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '{', '[':
			depth++
			isName = depth == 1 && data[i] == '{'
		case '}', ']':
			depth--
		case ',':
			isName = depth == 1
		case '"':
			end := stringEnd(data, i)
			if end < 0 {
				return ""
			}
			if isName && string(data[i:end]) == `"id"` {
				return stringAfterColon(data[end:])
			}
			isName = false
			i = end - 1
		}
	}
	return ""
}

// stringEnd returns the position after the string that starts at start, -1
// where it does not end.
func stringEnd(data []byte, start int) int {
	for i := start + 1; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

func stringAfterColon(data []byte) string {
	start, colon := 0, false
	for start < len(data) && (data[start] == ' ' || data[start] == '\t' || data[start] == '\n' ||
		data[start] == '\r' || data[start] == ':' && !colon) {
		colon = colon || data[start] == ':'
		start++
	}
	if !colon || start == len(data) || data[start] != '"' {
		return ""
	}
	end := stringEnd(data, start)
	if end < 0 {
		return ""
	}
	var id string
	if json.Unmarshal(data[start:end], &id) != nil {
		return ""
	}
	return id
}
