package visit

import "strings"

// The marks by which a browser and a system are told, the more special first:
// many say they are Safari or Chrome too.
var (
	browsers = [...]struct{ mark, name string }{
		{"SamsungBrowser/", "Samsung Internet"}, {"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
		{"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	}
	systems = [...]struct{ mark, name string }{
		{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"},
		{"Mac OS X", "macOS"}, {"Linux", "Linux"},
	}
)

// Agent is the visitor's browser in two words, such as "Firefox, Windows", so that
// people can tell their own devices apart; "" where nothing is known.
func (v *Visit) Agent() string {
	header := v.Request.UserAgent()
	var words []string
	for _, b := range browsers {
		if strings.Contains(header, b.mark) {
			words = append(words, b.name)
			break
		}
	}
	for _, s := range systems {
		if strings.Contains(header, s.mark) {
			words = append(words, s.name)
			break
		}
	}
	return strings.Join(words, ", ")
}
