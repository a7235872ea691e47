package main

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// send posts fields from the page that is shown, as one of its forms would, and
// waits for the page that answers.
func (d *device) send(path string, fields ...string) {
	d.t.Helper()
	list, err := json.Marshal(append([]string{}, fields...))
	if err != nil {
		d.t.Fatal(err)
	}
	d.goes(fmt.Sprintf(`(() => {
		const form = document.createElement("form"), fields = %s;
		form.method = "post";
		form.action = %q;
		for (let i = 0; i < fields.length; i += 2) {
			const field = document.createElement("input");
			field.name = fields[i];
			field.value = fields[i + 1];
			form.append(field);
		}
		document.body.append(form);
		form.submit();
	})()`, list, path))
}

// goes runs a script that leads to another page, and waits for it.
func (d *device) goes(script string) {
	d.t.Helper()
	js[bool](d, `Boolean(window.left = true)`)
	d.do(chromedp.Evaluate[chromedp.Void](script))
	d.until(`!window.left && document.readyState !== "loading"`)
}

// deskStates does what leads to pages that no link leads to, and to forms that are
// refused, and looks at each.
func (d *device) deskStates(p *process, seen map[string]bool) {
	d.t.Helper()
	look := func(state string, steps ...string) {
		d.t.Helper()
		d.send(steps[0], steps[1:]...)
		d.deskAxe(state, seen)
	}
	look("an account's password", "/desk/staff/new", "name", "Bu Nur", "username", "nur", "role", "librarian")
	look("a wrong account", "/desk/staff/new", "username", "N !", "password", "x")
	look("a kiosk's code", "/desk/kiosks", "name", "Lobi")
	look("a PIN", "/desk/members/1/pin")
	look("a wrong member", "/desk/members/new", "card", "", "email", "x", "birth_date", "31")
	look("a block without a reason", "/desk/members/1/block", "version", "0")
	look("a wrong title", "/desk/titles/new", "title", "")
	look("a wrong closure", "/desk/closures/preview", "kind", "closed")
	look("a closure's effect", "/desk/closures/preview", "kind", "closed", "closed_from", "2031-03-05", "closed_name", "Uji")
	in := func(days int) string { return time.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	look("many due dates move", "/desk/closures/preview", "kind", "closed", "closed_from", in(1), "closed_to", in(10), "closed_name", "Uji")
	d.goes(`document.querySelector("form[action='/desk/closures'] button").click()`)
	d.deskAxe("moved", seen)
	look("no holiday ticked", "/desk/closures/preview", "kind", "holidays", "year", "2026")
	look("a wrong password", "/desk/account/password", "old", "x", "password", "y", "again", "z")
	look("nothing found", "/desk/members", "q", "tidak ada yang bernama begini")

	d.open(p.URL + "/desk/members/8/account")
	d.goes(`(() => { const form = document.querySelector("form[action$='/pay']"); form.noValidate = true; form.querySelector("input:not([type=hidden])").value = ""; form.requestSubmit(); })()`)
	d.deskAxe("a wrong payment", seen)
	d.open(p.URL + "/desk/members/8/account")
	d.goes(`document.querySelector("form[action$='/pay']").requestSubmit()`)
	d.deskAxe("paid", seen)

	d.open(p.URL + "/desk/rules/edit")
	d.goes(`(() => { const form = document.getElementById("rule"); form.elements["rule.loan"].value = "x"; form.noValidate = true; form.requestSubmit(); })()`)
	d.deskAxe("a wrong rule", seen)
	d.open(p.URL + "/desk/rules/edit")
	d.goes(`(() => { const form = document.getElementById("rule"); form.elements["rule.renewals_allowed"].value = "0"; form.requestSubmit(); })()`)
	d.deskAxe("a rule's effect", seen)

	d.open(p.URL + "/desk/members/1")
	d.goes(`(() => { const link = document.querySelector(".loans-at-desk .more a"); location.assign(link.href); })()`)
	d.deskAxe("a loan", seen)
	d.send("/desk/members/1/loans/"+d.path()[strings.LastIndex(d.path(), "/")+1:]+"/due-date", "due", "x")
	d.deskAxe("a wrong due date", seen)
	d.open(p.URL + "/desk/members/1")
	d.send("/desk/members/1/renew", "loan", js[string](d, `document.querySelector("[name=all]").value`))
	for _, path := range []string{"/desk/receipts/" + js[string](d, `new URLSearchParams(location.search).get("receipt")`),
		"/desk/members/1/slip", "/desk/today/late-1", "/desk/today/late-1/letters"} {
		d.open(p.URL + path)
		d.deskAxe("", seen)
	}
	d.open(p.URL + "/desk/members/1")
	d.until(`document.activeElement.id === "code"`)
	d.press(kb.F8)
	d.until(`document.getElementById("lock").open`)
	d.deskAxe("covered", seen)
	d.send("/desk/lock", "back", "/desk/today")
	d.deskAxe("locked", seen)
	d.send("/desk/unlock", "password", "salah")
	d.deskAxe("not unlocked", seen)
	d.send("/desk/kiosks", "name", "Lobi dua")
	d.deskAxe("posted while locked", seen)
	d.send("/desk/unlock", "password", "beringin-teduh-sekali", "back", "/desk/kiosks", "kept", js[string](d, `document.querySelector("[name=kept]").value`))
	d.deskAxe("to be sent now", seen)
	d.open(p.URL + "/desk/members/999999")
	d.deskAxe("not found", seen)
	d.imported(p)
	d.open(p.URL + "/desk/today")
}

// imported takes over a file that differs, so that the day's page has differences.
func (d *device) imported(p *process) {
	d.t.Helper()
	dir := d.t.TempDir()
	files := map[string]string{
		"members.csv": "card,name\nIMP1,Impor Satu\n",
		"items.csv":   "barcode,title\nIMPB1,Buku Impor\n",
		"loans.csv":   "card,barcode,borrowed_at,due_at\nIMP1,3319001001,2020-01-01,2020-01-08\n",
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			d.t.Fatal(err)
		}
	}
	p.run(d.t, "import", "csv", dir)
}

// run runs another command on the server's database.
func (p *process) run(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.Command("simpanbudi", append(args, "--db", filepath.Join("data", "demo.db"))...)
	cmd.Dir = p.Dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
}

// oneTimeCodes switches them on and goes by them, from the picture to recovery.
func (d *device) oneTimeCodes(p *process, seen map[string]bool) {
	d.t.Helper()
	d.open(p.URL + "/desk/account/codes")
	d.deskAxe("before", seen)
	d.send("/desk/account/codes")
	d.deskAxe("a picture", seen)
	secret := js[string](d, `document.querySelector("p.secret").innerText`)
	d.send("/desk/account/codes/confirm", "password", "x", "code", "000000")
	d.deskAxe("a wrong code", seen)
	d.send("/desk/account/codes/confirm", "password", "beringin-teduh-sekali", "code", appCode(d.t, secret, time.Now()))
	d.deskAxe("recovery codes", seen)
	d.open(p.URL + "/desk/account/codes")
	d.deskAxe("switched on", seen)
	d.send("/desk/sign-out")
	d.deskAxe("signed out", seen)
	d.send("/desk/kiosks", "name", "Lobi tiga")
	d.deskAxe("posted after the session", seen)
	d.send("/desk/sign-in", "username", "admin", "password", "salah")
	d.deskAxe("a wrong password", seen)
	d.staffSignIn(p, "admin", "beringin-teduh-sekali")
	d.deskAxe("the code", seen)
	d.send("/desk/code", "code", "000000")
	d.deskAxe("a wrong code", seen)
}

// appCode is what an authenticator shows (RFC 6238).
func appCode(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	key, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.Join(strings.Fields(secret), ""))
	if err != nil {
		t.Fatal(err)
	}
	m := hmac.New(sha1.New, key)
	_ = binary.Write(m, binary.BigEndian, at.Unix()/30)
	sum := m.Sum(nil)
	from := sum[19] & 15
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(sum[from:])&0x7fffffff%1_000_000)
}
