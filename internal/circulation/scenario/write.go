package scenario

import (
	"bytes"
	"encoding/json"
	"strconv"
	"time"

	"simpanbudi/internal/circulation"
)

// AppendDecision appends the decision as one JSON object, in the key order of
// contract.md and without a line end. Instants are given in zone.
func AppendDecision(dst []byte, id string, zone *time.Location, d *circulation.Decision) []byte {
	dst = appendText(append(dst, `{"id":`...), id)
	dst = strconv.AppendBool(append(dst, `,"allowed":`...), d.Allowed)
	dst = appendInstant(append(dst, `,"due_at":`...), d.DueAt, zone)
	dst = strconv.AppendInt(append(dst, `,"renewals_used":`...), int64(d.RenewalsUsed), 10)
	dst = append(dst, `,"renewals_left":`...)
	if d.RenewalsLeft == circulation.NoLimit {
		dst = append(dst, "null"...)
	} else {
		dst = strconv.AppendInt(dst, int64(d.RenewalsLeft), 10)
	}
	dst = append(dst, `,"reasons":[`...)
	for i := range d.Reasons {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendReason(dst, &d.Reasons[i], zone)
	}
	dst = append(dst, `],"notes":[`...)
	for i, n := range d.Notes {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendText(dst, string(n))
	}
	return append(dst, "]}"...)
}

func appendReason(dst []byte, r *circulation.Reason, zone *time.Location) []byte {
	dst = appendText(append(dst, `{"code":`...), string(r.Code))
	dst = appendText(append(dst, `,"override":`...), string(r.Override))
	if r.Code == circulation.OnHold {
		dst = strconv.AppendInt(append(dst, `,"queue":`...), int64(r.Queue), 10)
	}
	if !r.OpensAt.IsZero() {
		dst = appendInstant(append(dst, `,"opens_at":`...), r.OpensAt, zone)
	}
	return append(dst, '}')
}

// AppendError appends the error line of a scenario that could not be decided.
func AppendError(dst []byte, id string, err error) []byte {
	bad := asInvalid(err)
	dst = appendText(append(dst, `{"id":`...), id)
	dst = appendText(append(dst, `,"error":{"code":`...), bad.Code)
	dst = appendText(append(dst, `,"field":`...), bad.Field)
	dst = appendText(append(dst, `,"message":`...), bad.Message)
	return append(dst, "}}"...)
}

// appendInstant writes RFC 3339 with the zone's offset, null for no instant.
// Fractions of a second stand only where a loan by the clock has them.
func appendInstant(dst []byte, t time.Time, zone *time.Location) []byte {
	if t.IsZero() {
		return append(dst, "null"...)
	}
	dst = t.In(zone).AppendFormat(append(dst, '"'), time.RFC3339Nano)
	return append(dst, '"')
}

func appendText(dst []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return appendEscaped(dst, s)
		}
	}
	dst = append(append(dst, '"'), s...)
	return append(dst, '"')
}

func appendEscaped(dst []byte, s string) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false) // a program reads this, not a browser
	if enc.Encode(s) != nil {
		return append(dst, `""`...)
	}
	return append(dst, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...)
}
