package page

import "testing"

func TestInitialsAreAllThatIsToldOfAName(t *testing.T) {
	for name, want := range map[string]string{
		"Aminah Sulastri": "A. S.", "Raden Ajeng Kartini": "R. K.", "Suharto": "S.", "  siti   (ibu) ": "S. I.",
		"": "", "🙂 123": "", "🙂 Budi": "B.", "علي حسن": "ع. ح.", "<b>Budi</b> Oetomo": "B. O.", "Ǆon Ünal": "Ǆ. Ü.",
	} {
		if got := initials(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestOnlyKioskPathsAreAKiosks(t *testing.T) {
	for path, want := range map[string]bool{"/kiosk": true, "/kiosk/loans": true, "/kiosks": false, "/": false, "/desk/kiosk": false} {
		if IsKiosk(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
}
