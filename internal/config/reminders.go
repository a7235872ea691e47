package config

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/schedule/spec"
)

// The channels that messages may take, and those a member may be asked about.
var (
	channels        = []string{"whatsapp", "gateway", "email", "hand", "log"}
	consentChannels = []string{"whatsapp", "email", "sms", "telegram", "phone", "letter"}
)

func channelList(v string) error { return listOf(channels)(v) }
func consentList(v string) error { return listOf(consentChannels)(v) }

// listOf takes words of a few, each once, with commas between them.
func listOf(words []string) func(string) error {
	return func(v string) error {
		list := Words(v)
		for i, w := range list {
			if !slices.Contains(words, w) {
				return fmt.Errorf("%q is none of: %s", w, strings.Join(words, ", "))
			}
			if slices.Contains(list[:i], w) {
				return fmt.Errorf("%q stands there twice", w)
			}
		}
		return nil
	}
}

// Words reads a list with commas; "" is none.
func Words(v string) []string {
	var list []string
	for w := range strings.SplitSeq(v, ",") {
		if w = strings.TrimSpace(w); w != "" {
			list = append(list, w)
		}
	}
	return list
}

func schedule(v string) error {
	_, err := spec.Parse(v)
	return err
}

func window(v string) error {
	_, _, err := Window(v)
	return err
}

// ownWindow is a channel's, which may have none of its own.
func ownWindow(v string) error {
	if v == "" {
		return nil
	}
	return window(v)
}

// Night: nobody's telephone hums before or after.
const (
	nightEnds   = 6 * time.Hour
	nightBegins = 21 * time.Hour
)

// Window reads a part of the day, such as 08:00-19:00, as times since midnight. None
// of it is at night.
func Window(v string) (from, to time.Duration, err error) {
	begin, end, found := strings.Cut(v, "-")
	from, okFrom := clock(begin)
	to, okTo := clock(end)
	if !found || !okFrom || !okTo {
		return 0, 0, fmt.Errorf("%.20q is not a part of the day such as 08:00-19:00", v)
	}
	if from >= to {
		return 0, 0, fmt.Errorf("%.20q ends before it begins", v)
	}
	if from < nightEnds || to > nightBegins {
		return 0, 0, fmt.Errorf("%.20q is not between 06:00 and 21:00: nothing goes out at night", v)
	}
	return from, to, nil
}

// clock reads 08:00.
func clock(v string) (time.Duration, bool) {
	t, err := time.Parse("15:04", v)
	if err != nil || len(v) != len("15:04") {
		return 0, false
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, true
}

// gatewayURL allows an address, or none.
func gatewayURL(v string) error {
	if v == "" {
		return nil
	}
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return fmt.Errorf("give an address such as https://gateway.example/send, without a password in it")
	}
	return nil
}
