package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// At the desk the camera does what the scanner does: a card opens its member. The
// box has the focus again, and the camera is let go of.
func TestTheDeskReadsACardWithTheCamera(t *testing.T) {
	p := serve(t, "--demo")
	c := p.card(t, "semuanya bisa diperpanjang")
	desk := counter(t, p, false, cameraOn(filmOf(t, c.Number))...)
	if loaded := desk.loaded("zxing"); loaded != 0 {
		t.Errorf("%d files of the reader were fetched before anybody asked for the camera", loaded)
	}
	js[bool](desk, `delete window.BarcodeDetector`)
	desk.do(chromedp.Click(chromedp.CSS(`#camera [data-open]`)))
	desk.until(`document.querySelector(".member-head")`)
	if shown := desk.text(".member-head"); !strings.Contains(shown, c.Number) {
		t.Errorf("the member's page says %q", shown)
	}
	desk.until(`document.querySelector("#camera .viewer").hidden && !document.querySelector("#camera video").srcObject`)
	if at := js[string](desk, `document.activeElement.id`); at != "code" {
		t.Errorf("the focus is at %q", at)
	}
	desk.violationFree("the camera has read a card")
}

// Where there is no camera, words say so and the box goes on.
func TestADeskWithoutACameraSaysSo(t *testing.T) {
	p := serve(t, "--demo")
	desk := counter(t, p, false)
	js[bool](desk, `navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error("none")), true`)
	desk.do(chromedp.Click(chromedp.CSS(`#camera [data-open]`)))
	desk.until(`document.querySelector("#camera [role=status]").textContent.includes("belum dapat dipakai")`)
	desk.wedge(p.card(t, "tidak ada pinjaman").Number)
	desk.until(`document.querySelector(".member-head")`)
}
