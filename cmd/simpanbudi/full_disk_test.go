//go:build unix

package main

import (
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The disk fills while members renew: they are told so in their language, keep
// reading, lose no receipt, and go on once there is room, without a restart.
func TestAFullDiskIsSaidAndGottenOver(t *testing.T) {
	dir := smallDisk(t, "8m")
	db := shelf(t, dir, 2)
	p := serve(t, "--db", db)
	member, guest := browser(t), browser(t)
	signIn(t, p, member, shelfCard(0), "/loans")
	signIn(t, p, guest, shelfCard(1), "/loans")
	fillBut(t, dir, 64<<10)

	receipts := renewUntilFull(t, p, member, "id")
	renewUntilFull(t, p, guest, "en")

	if err := os.Remove(filepath.Join(dir, "ballast")); err != nil {
		t.Fatal(err)
	}
	receipts = append(receipts, renew(t, p, member, loansOn(page(t, member, p.URL+"/loans"))[0]))
	for _, receipt := range receipts {
		page(t, member, p.URL+receipt)
	}
	if shown := page(t, member, p.URL+"/loans"); !strings.Contains(shown, "."+strconv.Itoa(len(receipts))+`"`) {
		t.Errorf("after %d renewals the page offers %v", len(receipts), loansOn(shown))
	}
	if said := strings.TrimSpace(simpanbudi(t, p.Dir, "check", "--db", db)); said != "ok" {
		t.Errorf("the check says %s", said)
	}
}

// renewUntilFull renews until the server says in the member's language that it
// has no room, and returns the paths of the receipts.
func renewUntilFull(t *testing.T, p *process, who *http.Client, language string) (receipts []string) {
	t.Helper()
	for {
		values := url.Values{"loan": loansOn(page(t, who, p.URL+"/loans"))}
		a := submit(t, who, p.URL+"/loans/renew", values, "Accept-Language", language)
		switch to := a.Header.Get("Location"); {
		case a.StatusCode == http.StatusSeeOther && strings.HasPrefix(to, "/receipts/"):
			receipts = append(receipts, to)
		case a.StatusCode == http.StatusServiceUnavailable:
			if a.Header.Get("Retry-After") == "" || !strings.Contains(a.body, `<html lang="`+language+`"`) || strings.Contains(a.body, "disk is full (13)") {
				t.Errorf("on a full disk renewing answers %s, Retry-After %q\n%s", a.Status, a.Header.Get("Retry-After"), a.body)
			}
			return receipts
		default:
			t.Fatalf("renewing answers %s to %q\n%s", a.Status, to, a.body)
		}
	}
}

// smallDisk mounts a file system of a few megabytes until the test ends.
func smallDisk(t *testing.T, size string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", dir).CombinedOutput(); err != nil {
		if os.Getenv("SIMPANBUDI_TEST_ALL") == "1" {
			t.Fatalf("no small disk can be mounted: %v: %s", err, out)
		}
		t.Skipf("only root can mount a small disk: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v: %s", err, out)
		}
	})
	return dir
}

// fillBut takes all the room of a small disk and gives so many bytes back.
func fillBut(t *testing.T, dir string, left int64) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, "ballast"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	block, size := make([]byte, 4<<10), int64(0)
	for {
		n, err := f.Write(block)
		size += int64(n)
		if err != nil {
			break
		}
	}
	if err := f.Truncate(size - left); err != nil {
		t.Fatal(err)
	}
}
