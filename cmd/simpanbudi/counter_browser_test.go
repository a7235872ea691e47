package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Books of the demonstration's library that nobody has or waits for.
var onTheShelf = []string{"3319001004", "3319001010", "3319001017", "3319001019", "3319001020"}

// Codes that are scanned faster than answers come are handled in their order, one
// after the other; the same one twice is an echo.
func TestCodesScannedFasterThanAnswersKeepTheirOrder(t *testing.T) {
	p := serve(t, "--demo")
	c := p.card(t, "tidak ada pinjaman")
	desk := counter(t, p, false)
	desk.gate()

	desk.wedge(c.Number)
	for _, code := range onTheShelf[:2] {
		desk.wedge(code)
	}
	desk.submit(onTheShelf[2], onTheShelf[2], "", "  ") // an echo, and a scanner that sends Enter twice
	desk.until(`document.querySelectorAll("#queue li").length === 4`)
	if sent := desk.sent(); len(sent) != 1 {
		t.Errorf("sent before the first answer: %v", sent)
	}
	want := []string{c.Number, "", onTheShelf[0], onTheShelf[1], onTheShelf[2]} // "": where the card leads
	for n := 1; n <= len(want); n++ {
		desk.until(fmt.Sprintf(`sent.length === %d`, n))
		desk.release()
	}
	desk.until(`document.querySelectorAll(".loans-at-desk tbody tr").length === 3`)
	if sent := desk.sent(); !slices.Equal(sent, want) {
		t.Errorf("sent %v, not %v", sent, want)
	}
	if !strings.HasPrefix(desk.path(), "/desk/members/") || !js[bool](desk, `document.getElementById("queue").hidden`) {
		t.Errorf("at %s: %s", desk.path(), desk.text("main"))
	}
	if at := js[string](desk, `document.activeElement.id`); at != "code" {
		t.Errorf("the focus is at %q", at)
	}
}

// An error takes the focus until somebody has acknowledged it. What is scanned
// meanwhile, and what had been scanned before, is held and not lost.
func TestNobodyScansOnPastAnError(t *testing.T) {
	p := serve(t, "--demo")
	desk := counter(t, p, false)
	desk.wedge(p.card(t, "tidak ada pinjaman").Number)
	desk.until(`document.querySelector(".member-head")`)
	desk.gate()
	desk.wedge("NOPE1234")
	desk.wedge(onTheShelf[0])
	desk.do(chromedp.KeyEvent(onTheShelf[1][:4])) // half a code when the answer comes
	desk.release()
	desk.until(`document.getElementById("stop").open`)
	if at := js[bool](desk, `document.activeElement.hasAttribute("data-go")`); !at {
		t.Error("the error has not taken the focus")
	}
	desk.wedge(onTheShelf[1][4:])
	desk.wedge(onTheShelf[2])
	desk.until(`document.querySelectorAll("#stop li").length === 3`)
	if held := js[string](desk, `[...document.querySelectorAll("#stop li")].map((li) => li.textContent).join(" ")`); held != strings.Join(onTheShelf[:3], " ") {
		t.Errorf("held: %s", held)
	}
	if shown := desk.text("#stop"); !strings.Contains(shown, "NOPE1234") || !strings.Contains(shown, "Kode yang menunggu") {
		t.Errorf("the sign says %q", shown)
	}
	if sent := desk.sent(); !slices.Equal(sent, []string{"NOPE1234"}) || !js[bool](desk, `document.getElementById("stop").open`) {
		t.Errorf("scanned on past the error: %v", sent)
	}
	desk.violationFree("an error, acknowledged by nobody yet")

	desk.acknowledge()
	for n := 2; n <= 4; n++ {
		desk.until(fmt.Sprintf(`sent.length === %d`, n))
		desk.release()
	}
	desk.until(`document.querySelectorAll(".loans-at-desk tbody tr").length === 3`)

	desk.wedge("NOPE5678")
	desk.until(`sent.length === 5`)
	desk.release()
	desk.until(`document.getElementById("stop").open`)
	desk.wedge(onTheShelf[3])
	desk.until(`document.querySelectorAll("#stop li").length === 1`)
	desk.do(chromedp.Click(chromedp.CSS(`#stop [data-drop]`)))
	desk.until(`!document.getElementById("stop").open && document.getElementById("queue").hidden`)
	if sent := desk.sent(); len(sent) != 5 {
		t.Errorf("sent what was to be dropped: %v", sent)
	}
}

// Without a network a code waits, and is handled once however often it is sent.
func TestACodeThatGotNoAnswerIsTriedAgainAndCountsOnce(t *testing.T) {
	p := serve(t, "--demo")
	desk := counter(t, p, false)
	desk.wedge(p.card(t, "tidak ada pinjaman").Number)
	desk.until(`document.querySelector(".member-head")`)
	for i, lose := range []string{"before", "after"} { // it never arrived; the answer did not
		js[bool](desk, `{
			const real = window.real ?? window.fetch; window.real = real;
			window.fetch = async (...a) => {
				window.fetch = real;
				if ("`+lose+`" === "after") await real(...a);
				throw new TypeError("the network is away");
			};
		} true`)
		desk.wedge(onTheShelf[i])
		desk.until(`document.querySelector("#queue.failed li")?.textContent === "` + onTheShelf[i] + `"`)
		desk.until(`document.querySelector("#queue [data-again]").checkVisibility()`)
		desk.do(chromedp.Click(chromedp.CSS(`#queue [data-again]`)))
		desk.until(fmt.Sprintf(`document.getElementById("queue").hidden && document.querySelectorAll(".loans-at-desk tbody tr").length === %d`, i+1))
	}
	desk.open(p.URL + "/desk")
	desk.until(`document.activeElement.id === "code"`)
	desk.do(chromedp.KeyEvent("half"))
	js[bool](desk, `document.activeElement.blur() || true`)
	desk.do(chromedp.KeyEvent("way"))
	if got := js[string](desk, `document.getElementById("code").value`); got != "halfway" {
		t.Errorf("typed anywhere, the box has %q", got)
	}
}

func TestKeysOfTheCounter(t *testing.T) {
	p := serve(t, "--demo")
	desk := counter(t, p, false)
	for _, step := range []struct{ key, comes string }{
		{kb.F4, `document.querySelector("[name=mode]").value === "renew"`},
		{kb.F2, `document.querySelector("[name=mode]").value === "lend"`},
		{kb.F3, `location.pathname === "/desk/returns"`},
		{kb.Escape, `location.pathname === "/desk"`},
	} {
		desk.press(step.key)
		desk.until(step.comes)
	}
	js[bool](desk, `document.activeElement.blur() || true`)
	desk.do(chromedp.KeyEvent("?"))
	desk.until(`document.getElementById("keys").open`)
	desk.violationFree("the keys")
	desk.do(chromedp.Click(chromedp.CSS(`#choice-letters`)))
	desk.press(kb.Escape)
	desk.until(`!document.getElementById("keys").open`)
	js[bool](desk, `document.activeElement.blur() || true`)
	desk.do(chromedp.KeyEvent("?"))
	if js[bool](desk, `document.getElementById("keys").open`) {
		t.Error("the key works though it is switched off")
	}
	desk.wedge(p.card(t, "tidak ada pinjaman").Number)
	desk.until(`document.querySelector(".member-head")`)
	desk.press(kb.Escape)
	desk.until(`!document.querySelector(".member-head") && location.pathname === "/desk"`)

	// A scanner that sends no Enter, and one that is scanned into another field.
	js[bool](desk, `localStorage.setItem("desk.no-enter", "on") || true`)
	js[bool](desk, `{
		const box = document.getElementById("code");
		box.focus();
		for (const key of "3319001001") {
			box.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
			box.value += key;
			box.dispatchEvent(new InputEvent("input", { bubbles: true }));
		}
	} true`)
	desk.until(`document.getElementById("place").textContent.includes("Laskar Pelangi")`)
}

// All of it without a script.
func TestTheCounterWorksWithoutAScript(t *testing.T) {
	p := serve(t, "--demo")
	desk := counter(t, p, true)
	desk.scan(p.card(t, "tidak ada pinjaman").Number)
	desk.expectPath("/desk/members/")
	desk.scan(onTheShelf[0])
	if shown := desk.text("main"); !strings.Contains(shown, "Dipinjamkan: Edensor") {
		t.Errorf("lent: %q", shown)
	}
	desk.scan("NOPE1234")
	if shown := desk.text("main"); !strings.Contains(shown, "NOPE1234") {
		t.Errorf("unknown: %q", shown)
	}
	desk.follow(`.modes [data-key=F3]`)
	desk.scan(onTheShelf[0])
	if shown := desk.text("main"); !strings.Contains(shown, "Kembali: Edensor") || !strings.Contains(shown, "Tidak ada pinjaman") {
		t.Errorf("returned: %q", shown)
	}
}

func TestNothingKeepsStaffFromTheCounter(t *testing.T) {
	p := serve(t, "--demo", "--base-url", "http://perpustakaan.example")
	desk := counter(t, p, false)
	desk.axe("counter")
	desk.wedge("laskar")
	desk.until(`document.querySelector(".hits")`)
	desk.axe("found")
	desk.wedge(onTheShelf[0])
	desk.until(`document.querySelector(".band")`)
	desk.axe("a copy")
	desk.wedge(p.card(t, "campuran").Number)
	desk.until(`document.querySelector(".member-head")`)
	desk.axe("a member")
	desk.do(chromedp.Click(chromedp.CSS(`button[value=all]`)))
	desk.until(`document.querySelector("tr.good")`)
	desk.axe("renewed")
	desk.do(chromedp.Click(chromedp.CSS(`.loans-at-desk .more a`)))
	desk.until(`location.pathname.includes("/loans/")`)
	desk.axe("a loan")
	desk.open(p.URL + "/desk/returns")
	desk.wedge(onTheShelf[1])
	desk.until(`document.querySelector(".band")`)
	desk.axe("returns")
	desk.follow(`.modes [data-key=F9]`)
	desk.axe("a slip")
}
