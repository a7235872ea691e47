package phone

import "testing"

func TestANumberIsTheSameHoweverItIsWritten(t *testing.T) {
	for text, want := range map[string][2]string{
		"081234567890":           {"6281234567890", "+6281234567890"},
		"0812-3456-7890":         {"6281234567890", "+6281234567890"},
		"+62 812 3456 7890":      {"6281234567890", "+6281234567890"},
		"62 812.3456.7890":       {"6281234567890", "+6281234567890"},
		"(0812) 3456/7890":       {"6281234567890", "+6281234567890"},
		"81234567890":            {"6281234567890", "+6281234567890"},
		"0062 812 3456 7890":     {"6281234567890", "+6281234567890"},
		"+60 12-345 6789":        {"60123456789", "+60123456789"},
		"0291 438 812":           {"62291438812", "+62291438812"},
		"0812":                   {"62812", ""},
		"":                       {"", ""},
		"-":                      {"", ""},
		"hubungi kantor":         {"hubungikantor", ""},
		"081234567890 (ibunya)":  {"6281234567890ibunya", ""},
		"08123456789012345678":   {"628123456789012345678", ""},
		"+62\u00a0812 3456 7890": {"6281234567890", "+6281234567890"},
	} {
		if got := Key(text); got != want[0] {
			t.Errorf("Key(%q) is %q, not %q", text, got, want[0])
		}
		if got := E164(text); got != want[1] {
			t.Errorf("E164(%q) is %q, not %q", text, got, want[1])
		}
	}
	if got := WhatsApp("0812-3456-7890"); got != "6281234567890" {
		t.Errorf("WhatsApp: %q", got)
	}
}

func TestWhatLooksLikeANumber(t *testing.T) {
	for text, want := range map[string]bool{
		"0812": true, "+62 8": true, "(021)": true, "KA000123": false, "Budi": false, "": false, "--": false, "12a": false,
	} {
		if got := Looks(text); got != want {
			t.Errorf("Looks(%q) is %v", text, got)
		}
	}
}
