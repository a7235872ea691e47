package reminder

import (
	"testing"
	"time"
)

func TestTheLibrarysBoundsStandBesideAProviders(t *testing.T) {
	given := Pace{PerDay: 300, Spacing: 8 * time.Second, Random: 17 * time.Second}
	for _, c := range []struct {
		channel  string
		pace     Pace
		settings map[string]string
		want     Pace
	}{
		{Email, Pace{}, map[string]string{"email_per_day": "0", "email_per_minute": "0"}, Pace{}},
		{Email, Pace{}, map[string]string{"email_per_day": "500", "email_per_minute": "30"}, Pace{PerDay: 500, Spacing: 2 * time.Second}},
		{Email, Pace{}, map[string]string{"email_per_minute": "7"}, Pace{Spacing: 9 * time.Second}},
		{WhatsApp, Pace{}, map[string]string{"whatsapp_per_day": "250"}, Pace{PerDay: 250}},
		{WhatsApp, Pace{}, map[string]string{"whatsapp_per_minute": "20"}, Pace{Spacing: 3 * time.Second}},
		{Gateway, given, map[string]string{"email_per_day": "1", "gateway_per_day": "0"}, given},
		{Gateway, given, map[string]string{"gateway_per_day": "1000"}, Pace{PerDay: 1000, Spacing: given.Spacing, Random: given.Random}},
		{Log, Pace{}, map[string]string{"email_per_day": "1"}, Pace{}},
	} {
		if got := paceOf(c.channel, c.pace, c.settings); got != c.want {
			t.Errorf("%s %v: %+v", c.channel, c.settings, got)
		}
	}
}
