package visit

import (
	"bytes"
	"mime"
	"net/http"
	"strconv"
	"time"
)

// Download answers with a file that is the visitor's own, to be saved under a name.
func (v *Visit) Download(kind, name string, text []byte) {
	h := v.Writer.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h["Cache-Control"] = noStore
	h.Set("Content-Length", strconv.Itoa(len(text)))
	v.Writer.WriteHeader(http.StatusOK)
	_, _ = v.Writer.Write(text) // whoever asked may be gone
	v.Abort()
}

// Feed answers a program that comes again and again. It may keep what it got for
// itself, and is told in a few bytes where nothing has changed.
func (v *Visit) Feed(kind, etag string, text []byte) {
	h := v.Writer.Header()
	h.Set("Content-Type", kind)
	h.Set("ETag", etag)
	h.Set("Cache-Control", "private, no-cache") // no-cache: ask before using it again
	http.ServeContent(v.Writer, v.Request, "", time.Time{}, bytes.NewReader(text))
	v.Abort()
}

// FailPlainly is Fail for a program that reads no pages: one line of words.
func (v *Visit) FailPlainly(err error) {
	status, p := v.problem(v.note(err), RetryAfter(err))
	line := p.Text
	for _, more := range []string{p.Wait, p.Reference} {
		if more != "" {
			line += " " + more
		}
	}
	v.Plain(status, line)
}
