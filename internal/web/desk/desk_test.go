package desk_test

import (
	"net/url"
	"testing"

	"simpanbudi/internal/web/desk/desktest"
)

func TestStaffSignInAndOut(t *testing.T) {
	d := desktest.New(t)
	d.Get("/desk").Goes("/desk/sign-in")
	d.As("librarian").Get("/desk").Wants(200, "Layanan", "Petugas").Lacks("Pengaturan")
	d.Post("/desk/sign-out", nil).Goes("/desk/sign-in")
	d.Get("/desk").Goes("/desk/sign-in")
	d.Post("/desk/sign-in", url.Values{"username": {"librarian"}, "password": {"salah"}}).Wants(401, `value="librarian"`).Lacks("salah")
}
