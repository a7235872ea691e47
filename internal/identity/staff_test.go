package identity

import (
	"errors"
	"strings"
	"testing"

	"simpanbudi/internal/fault"
)

const password = "kuda besi baterai jepit"

func TestStaffAccountIsOpenedResetAndClosed(t *testing.T) {
	f := newFixture(t)
	if err := f.AddStaff(t.Context(), " Siti ", "librarian", password); err != nil {
		t.Fatal(err)
	}
	first := f.text(`select password_hash from staff where username = 'siti' and role = 'librarian' and disabled_at is null`)
	if !strings.HasPrefix(first, "$argon2id$") {
		t.Errorf("kept %q", first)
	}
	wantCode(t, f.AddStaff(t.Context(), "siti", "admin", password), fault.Conflict)
	for range 2 {
		if err := f.DisableStaff(t.Context(), "SITI"); err != nil {
			t.Fatal(err)
		}
	}
	if got := f.text(`select count(*) from staff where disabled_at is not null`); got != "1" {
		t.Error("the account is still open")
	}
	if err := f.ResetStaff(t.Context(), "siti", password+" baru", false); err != nil {
		t.Fatal(err)
	}
	if second := f.text(`select password_hash from staff where disabled_at is null`); second == first {
		t.Error("the old password still stands")
	}
	if got := f.text(`select group_concat(action || subject_id, ' ') from (select * from audit where subject = 'staff' order by id)`); got != "staff.added1 staff.disabled1 staff.reset1" {
		t.Errorf("audited %q", got)
	}
}

func TestStaffFaultsSayWhatToDo(t *testing.T) {
	f := newFixture(t)
	for name, c := range map[string]struct {
		err  error
		want fault.Code
	}{
		"empty name":      {f.AddStaff(t.Context(), "", "admin", password), fault.Invalid},
		"name with space": {f.AddStaff(t.Context(), "siti aminah", "admin", password), fault.Invalid},
		"long name":       {f.AddStaff(t.Context(), strings.Repeat("s", 33), "admin", password), fault.Invalid},
		"unknown role":    {f.AddStaff(t.Context(), "siti", "king", password), fault.Invalid},
		"short password":  {f.AddStaff(t.Context(), "siti", "admin", "kudabes"), fault.Invalid},
		"same characters": {f.AddStaff(t.Context(), "siti", "admin", "abababababababab"), fault.Invalid},
		"named after":     {f.AddStaff(t.Context(), "siti", "admin", "Siti dan kudanya"), fault.Invalid},
		"control":         {f.AddStaff(t.Context(), "siti", "admin", password+"\x00"), fault.Invalid},
		"not text":        {f.AddStaff(t.Context(), "siti", "admin", password+"\xff"), fault.Invalid},
		"too long":        {f.AddStaff(t.Context(), "siti", "admin", strings.Repeat(password, 40)), fault.Invalid},
		"reset nobody":    {f.ResetStaff(t.Context(), "nobody", password, false), fault.NotFound},
		"disable nobody":  {f.DisableStaff(t.Context(), "nobody"), fault.NotFound},
	} {
		e, ok := errors.AsType[*fault.Error](c.err)
		if !ok || e.Code != c.want || e.Hint == "" || e.Err == nil {
			t.Errorf("%s: %v, want %s with its cause and a hint", name, c.err, c.want)
		}
	}
	if got := f.text(`select count(*) from staff`); got != "0" {
		t.Errorf("%s accounts were made", got)
	}
}
