package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Titles come from other people's files. One without a space, or with markup in
// it, must neither push the buttons off a phone's screen nor run.
func TestWhateverATitleSaysItFitsAPhone(t *testing.T) {
	dir := t.TempDir()
	day := func(days int) string { return time.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	write(t, filepath.Join(dir, "csv", "members.csv"), "card,name,pin\n1001,"+strings.Repeat("Siti", 40)+",482915\n")
	titles := []string{strings.Repeat("X", 300), strings.Repeat("كتاب", 60), `"">` + "<script>document.title='run'</script>"}
	items, loans := "barcode,title,author\n", "card,barcode,borrowed_at,due_at\n"
	for i, title := range titles {
		items += fmt.Sprintf("90000%d,\"%s\",%s\n", i, title, strings.Repeat("A", 200))
		loans += fmt.Sprintf("1001,90000%d,%s,%s\n", i, day(-2), day(5))
	}
	write(t, filepath.Join(dir, "csv", "items.csv"), items)
	write(t, filepath.Join(dir, "csv", "loans.csv"), loans)
	simpanbudi(t, dir, "import", "csv", "csv", "--db", "lib.db")
	simpanbudi(t, dir, "settings", "set", "library_name", strings.Repeat("P", 100), "--db", "lib.db")

	p := serve(t, "--db", filepath.Join(dir, "lib.db"))
	phone := phone(t, false)
	phone.open(p.URL + "/")
	phone.noSidewaysScroll()
	phone.do(chromedp.SendKeys(chromedp.CSS(`input[name=card]`), "1001"), chromedp.SendKeys(chromedp.CSS(`input[name=pin]`), "482915"))
	phone.follow(`form[action="/sign-in"] button`)
	phone.expectPath("/loans")
	phone.noSidewaysScroll()
	if shown := phone.text(`main`); !strings.Contains(shown, "<script>") {
		t.Error("the title with markup is not shown as it is")
	}
	phone.open(p.URL + "/loans/renew-all")
	phone.noSidewaysScroll()
	phone.do(chromedp.Click(chromedp.CSS(`main form[action="/loans/renew"] button`)), chromedp.WaitVisible(chromedp.CSS(`.ref`)))
	phone.expectPath("/receipts/")
	phone.noSidewaysScroll()
	phone.open(p.URL + "/history")
	phone.noSidewaysScroll()
	if title := ask(phone, chromedp.Evaluate[string](`document.title`)); title == "run" {
		t.Error("a title has run as a script")
	}
}
