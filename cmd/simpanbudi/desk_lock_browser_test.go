package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"simpanbudi/internal/store"
)

// Where the desk has locked, or its session has ended, while codes wait to be
// handled, the page covers itself; after the password they are handled in their
// order, each once.
func TestNothingIsLostBehindTheCurtain(t *testing.T) {
	p := serve(t, "--demo")
	desk := counter(t, p, false)
	for name, closeDesk := range map[string]func(){"locked": desk.lockServer, "ended": func() { p.endSessions(t) }} {
		t.Run(name, func(t *testing.T) {
			desk.open(p.URL + "/desk")
			desk.until(`document.activeElement.id === "code"`)
			closeDesk()
			desk.submit(p.card(t, "tidak ada pinjaman").Number, onTheShelf[0], onTheShelf[1])
			desk.until(`document.getElementById("lock").open && document.activeElement.id === "lock-password"`)
			desk.do(chromedp.KeyEvent("salah" + kb.Enter))
			desk.until(`document.querySelector("#lock [role=alert]").textContent !== "" && document.activeElement.id === "lock-password"`)
			if js[bool](desk, `document.getElementById("lock-code").checkVisibility()`) {
				t.Error("a one-time code is asked for")
			}
			if n := js[int](desk, `document.querySelectorAll("#queue li").length`); n != 3 {
				t.Errorf("%d codes wait", n)
			}
			desk.do(chromedp.KeyEvent("gajah-minum-di-kali" + kb.Enter))
			desk.until(`!document.getElementById("lock").open && document.querySelectorAll(".loans-at-desk tbody tr").length === 2`)
			desk.until(`document.getElementById("queue").hidden`)

			desk.press(kb.F3) // back again, for the other case
			desk.until(`document.querySelector("[name=mode]").value === "return" || location.pathname === "/desk/returns"`)
			desk.wedge(onTheShelf[0])
			desk.until(fmt.Sprintf(`document.querySelector("#place .band")?.innerText.includes(%q) || document.getElementById("stop").open`, "Kembali"))
			desk.wedge(onTheShelf[1])
			desk.until(`document.querySelectorAll(".loans-at-desk tbody tr").length === 0`)
		})
	}
}

// A form that was filled in when the session ended is there again after signing in:
// behind the curtain where there is a script, else in hand to be sent.
func TestAFormOutlivesItsSession(t *testing.T) {
	p := serve(t, "--demo")
	desk := counter(t, p, false)
	desk.open(p.URL + "/desk/members/new")
	desk.do(chromedp.SendKeys(chromedp.CSS(`input[name=name]`), "Wahyu Setiawan"))
	p.endSessions(t)
	desk.press(kb.F8)
	desk.until(`document.getElementById("lock").open`)
	desk.do(chromedp.KeyEvent("gajah-minum-di-kali" + kb.Enter))
	desk.until(`!document.getElementById("lock").open && document.activeElement.name === "name"`)
	desk.press(kb.Enter)
	desk.until(`location.pathname.endsWith("/record") && document.readyState === "complete"`)
	if shown := desk.text("main"); !strings.Contains(shown, "Wahyu Setiawan") {
		t.Errorf("registered: %q", shown)
	}

	for i, name := range []string{"Endah Lestari", "Dwi Utami"} {
		plain := desk
		if i == 1 {
			plain = counter(t, p, true)
		}
		plain.open(p.URL + "/desk/members/new")
		plain.do(chromedp.SendKeys(chromedp.CSS(`input[name=name]`), name))
		p.endSessions(t)
		plain.press(kb.Enter)
		plain.until(`document.querySelector("form[action='/desk/sign-in']") && document.readyState === "complete"`)
		if shown := plain.text("main"); !strings.Contains(shown, "Isiannya tersimpan") {
			t.Fatalf("posted after the session: %q", shown)
		}
		plain.do(chromedp.SendKeys(chromedp.CSS(`input[name=username]`), "kepala"), chromedp.SendKeys(chromedp.CSS(`input[name=password]`), "gajah-minum-di-kali"))
		plain.press(kb.Enter)
		plain.until(`document.querySelector("[name=name][type=hidden]") && document.readyState === "complete"`)
		plain.press(kb.Enter) // the button to send it has the focus
		plain.until(`location.pathname.endsWith("/record") && document.readyState === "complete"`)
		if shown := plain.text("main"); !strings.Contains(shown, name) {
			t.Errorf("registered: %q", shown)
		}
	}
}

// lockServer locks the session without the page's knowing, as another window does.
func (d *device) lockServer() {
	d.t.Helper()
	js[bool](d, `{
		const ask = new XMLHttpRequest();
		ask.open("POST", "/desk/lock", false);
		ask.setRequestHeader("X-Desk-Script", "1");
		ask.send();
	} true`)
}

// endSessions ends all sessions of the desk, as twelve hours do.
func (p *process) endSessions(t *testing.T) {
	t.Helper()
	p.write(t, func(tx *store.Tx) error {
		for staff := range int64(4) {
			if _, err := store.DeleteStaffSessionsOf(tx, staff, 0); err != nil {
				return err
			}
		}
		return nil
	})
}
