package page

import (
	"html/template"
	"net/url"
	"strings"
	"unicode/utf8"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// Share is how a receipt is taken along: a code that opens it again, and a message to
// somebody.
type Share struct {
	QR       template.HTML // "": the site's address is not known, or the receipt is not kept
	WhatsApp string        // the address of a message ready to be sent; "": nothing was renewed
}

// Offer fills in how to take the receipt along. base is where members reach the site,
// "" where that is not known. The code's address opens nothing without signing in.
func (p *Receipt) Offer(l *i18n.Language, r *library.Receipt, base string) {
	if base != "" && p.Kept {
		p.Share.QR = code(base+ReceiptPath(r.Ref), l.Text("share.qr_label"))
	}
	if text := shareText(l, r); text != "" {
		// No page of ours asks this host for anything; the member's click does.
		p.Share.WhatsApp = "https://wa.me/?text=" + strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
	}
}

// What still makes a message that is read, and an address that every browser takes.
const (
	mostShared   = 15
	longestTitle = 80 // characters
)

// shareText is the receipt as a message: titles and dates of what is renewed, and
// nothing that is personal or leads to a page; "" where nothing is renewed.
func shareText(l *i18n.Language, r *library.Receipt) string {
	var lines []string
	for i := range r.Lines {
		n := &r.Lines[i]
		if n.NewDueAt.IsZero() || n.Result != library.ResultRenewed && n.Result != library.ResultAlreadyRenewed {
			continue
		}
		lines = append(lines, l.Text("share.line", "title", oneTitle(n.Title), "date", dueDate(l, n.NewDueAt, n.ByHours)))
	}
	if len(lines) == 0 {
		return ""
	}
	if more := len(lines) - mostShared; more > 0 {
		lines = append(lines[:mostShared], l.Count("share.more", more))
	}
	return l.Text("share.head") + "\n" + strings.Join(lines, "\n")
}

// oneTitle is a title on one line of bearable length.
func oneTitle(title string) string {
	title = strings.Join(strings.Fields(title), " ")
	if utf8.RuneCountInString(title) <= longestTitle {
		return title
	}
	return strings.TrimSpace(string([]rune(title)[:longestTitle-1])) + "…"
}
