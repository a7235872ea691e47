package main

import (
	"context"
	"fmt"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/code128"
	"github.com/chromedp/chromedp"
)

// A tablet becomes a kiosk; somebody scans a card, types the PIN on the pad,
// renews and goes. Then the same without JavaScript.
func TestATabletIsAKiosk(t *testing.T) {
	for name, scriptOff := range map[string]bool{"with JavaScript": false, "without JavaScript": true} {
		t.Run(name, func(t *testing.T) {
			p := serve(t, "--demo")
			c := p.card(t, "semuanya bisa diperpanjang")
			tablet := kiosk(t, p, phone(t, scriptOff))

			tablet.scan(c.Number)
			tablet.expectPath("/kiosk/pin")
			tablet.noSidewaysScroll()
			for _, digit := range strings.Split(c.PIN, "") {
				key := chromedp.Click(chromedp.CSS(`.pad [data-key="` + digit + `"]`))
				if scriptOff {
					tablet.leads(key)
				} else {
					tablet.do(key)
				}
			}
			tablet.follow(`.pad .go`)
			tablet.expectPath("/kiosk/loans")
			tablet.noSidewaysScroll()
			for _, target := range ask(tablet, chromedp.Evaluate[[]float64](`[...document.querySelectorAll("button")].filter(b => b.offsetParent).map(b => b.getBoundingClientRect().height)`)) {
				if target < 44 {
					t.Errorf("a button is %.0f px high", target)
				}
			}
			tablet.follow(`li.loan form button`)
			tablet.expectPath("/kiosk/result")
			if shown := tablet.text(`main`); !strings.Contains(shown, "1 pinjaman diperpanjang") {
				t.Errorf("the result says %q", shown)
			}
			title := tablet.text(`.results h2`)
			tablet.follow(`main form[action="/kiosk/end"] button`)
			tablet.expectStart(p)
			for range 3 {
				tablet.do(chromedp.NavigateBack())
				if shown := tablet.text(`body`); strings.Contains(shown, title) || !strings.Contains(shown, "Pindai barcode") {
					t.Errorf("the back button shows %q", shown)
				}
			}
		})
	}
}

func TestAKioskAsksWhoIsThereAndThenForgets(t *testing.T) {
	p := serve(t, "--demo")
	c := p.card(t, "semuanya bisa diperpanjang")
	tablet := kiosk(t, p, phone(t, false))
	tablet.scan(c.Number)
	tablet.do(chromedp.KeyEvent(c.PIN))
	tablet.leads(chromedp.KeyEvent("\r"))
	tablet.expectPath("/kiosk/loans")

	tablet.timing("left", 23) // it asks when 20 are left
	tablet.until(`document.getElementById("leaving").open`)
	if asked := tablet.text(`#leaving`); !strings.Contains(asked, "Masih di sini?") || !strings.Contains(asked, "detik") {
		t.Errorf("it asks %q", asked)
	}
	tablet.do(chromedp.Click(chromedp.CSS(`#stay button`)))
	tablet.until(`!document.getElementById("leaving").open`)
	tablet.expectPath("/kiosk/loans")

	tablet.leads(chromedp.Evaluate[chromedp.Void](`document.body.dataset.left = "0"`))
	tablet.expectStart(p)
	tablet.open(p.URL + "/kiosk/loans")
	tablet.expectStart(p)
}

func TestNothingKeepsAnybodyOutOfAKiosk(t *testing.T) {
	p := serve(t, "--demo")
	c := p.card(t, "semuanya bisa diperpanjang")
	tablet := phone(t, false)
	tablet.open(p.URL + "/kiosk")
	tablet.axe("a device that is no kiosk")
	tablet = kiosk(t, p, tablet)
	tablet.axe("kiosk start")
	tablet.scan(c.Number)
	tablet.axe("kiosk PIN")
	tablet.do(chromedp.KeyEvent("000000"))
	tablet.leads(chromedp.KeyEvent("\r"))
	tablet.axe("kiosk wrong PIN")
	tablet.do(chromedp.KeyEvent(c.PIN))
	tablet.leads(chromedp.KeyEvent("\r"))
	tablet.axe("kiosk loans")
	tablet.timing("ask", 1000)
	tablet.until(`document.getElementById("leaving").open`)
	tablet.axe("kiosk asks who is there")
	tablet.timing("ask", 20)
	tablet.until(`!document.getElementById("leaving").open`)
	tablet.follow(`.all button`)
	tablet.axe("kiosk result")
	tablet.open(p.URL + "/kiosk/still?at=result")
	tablet.axe("kiosk asks without script")
	tablet.open(p.URL + "/kiosk/nowhere")
	tablet.axe("kiosk not found")
}

// The camera sees the barcode of a card; where the browser cannot read it, ours
// is fetched, and from nowhere but here.
func TestAKioskReadsACardWithTheCamera(t *testing.T) {
	p := serve(t, "--demo")
	c := p.card(t, "semuanya bisa diperpanjang")
	tablet := kiosk(t, p, phone(t, false, cameraOn(filmOf(t, c.Number))...))
	if loaded := tablet.loaded("zxing"); loaded != 0 {
		t.Errorf("%d files of the reader were fetched before anybody asked for the camera", loaded)
	}
	js[bool](tablet, `delete window.BarcodeDetector`)
	tablet.follow(`#camera [data-open]`)
	tablet.expectPath("/kiosk/pin")
}

// cameraOn is a browser whose camera shows a film, without asking.
func cameraOn(film string) []chromedp.ExecAllocatorOption {
	return []chromedp.ExecAllocatorOption{chromedp.Flag("use-fake-ui-for-media-stream", true),
		chromedp.Flag("use-fake-device-for-media-stream", true), chromedp.Flag("use-file-for-fake-video-capture", film)}
}

// timing sets after how many seconds the page asks or ends, which it reads anew
// at every tick.
func (d *device) timing(name string, seconds int) {
	d.t.Helper()
	js[string](d, fmt.Sprintf(`document.body.dataset.%s = "%d"`, name, seconds))
}

// loaded counts the files of that name the page has fetched.
func (d *device) loaded(name string) int {
	d.t.Helper()
	return ask(d, chromedp.Evaluate[int](`performance.getEntriesByType("resource").filter(r => r.name.includes("`+name+`")).length`))
}

// kiosk makes a device of the demonstration's library.
func kiosk(t *testing.T, p *process, d *device) *device {
	t.Helper()
	add := exec.Command("simpanbudi", "kiosk", "add", "Lobi", "--db", demoDB)
	add.Dir = p.Dir
	code, err := add.Output()
	if err != nil {
		t.Fatal(err)
	}
	d.do(chromedp.EmulateViewport(768, 1024))
	d.open(p.URL + "/kiosk")
	d.do(chromedp.SendKeys(chromedp.CSS(`input[name=code]`), strings.TrimSpace(string(code))))
	d.follow(`form[action="/kiosk/register"] button`)
	d.expectStart(p)
	return d
}

// scan does as a wedge scanner: types into what has the focus, then Enter.
func (d *device) scan(number string) {
	d.t.Helper()
	d.do(chromedp.KeyEvent(number))
	d.leads(chromedp.KeyEvent("\r"))
}

// leads does what leads to another page and waits for it.
func (d *device) leads(steps ...chromedp.Action[chromedp.Void]) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.ctx, 30*time.Second)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, steps...); err != nil {
		d.t.Fatal(err)
	}
}

func (d *device) expectStart(p *process) {
	d.t.Helper()
	if at := ask(d, chromedp.Location()); at != p.URL+"/kiosk" {
		d.t.Fatalf("the browser is at %s, not at the start", at)
	}
	if shown := d.text(`main`); !strings.Contains(shown, "Pindai barcode") {
		d.t.Errorf("the start page says %q", shown)
	}
	d.noSidewaysScroll()
}

// filmOf makes a film of a card's barcode, for a camera that shows it: a single
// picture in YUV4MPEG2, which browsers play over and over.
func filmOf(t *testing.T, number string) (file string) {
	t.Helper()
	const width, height = 640, 480
	bars, err := code128.Encode(number)
	if err != nil {
		t.Fatal(err)
	}
	scaled, err := barcode.Scale(bars, bars.Bounds().Dx()*3, 160)
	if err != nil {
		t.Fatal(err)
	}
	left, top := (width-scaled.Bounds().Dx())/2, (height-160)/2
	film := []byte("YUV4MPEG2 W640 H480 F30:1 Ip A1:1 C420jpeg\nFRAME\n")
	for y := range height {
		for x := range width {
			light := byte(255)
			if x >= left && x < left+scaled.Bounds().Dx() && y >= top && y < top+160 {
				light = color.GrayModel.Convert(scaled.At(x-left, y-top)).(color.Gray).Y
			}
			film = append(film, light)
		}
	}
	for range width * height / 2 { // no colour
		film = append(film, 128)
	}
	file = filepath.Join(t.TempDir(), "card.y4m")
	if err := os.WriteFile(file, film, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
