package reminder

import (
	"cmp"
	"slices"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/config"
	"simpanbudi/internal/library"
)

// reachOf is how people are reached by the settings in force, through the
// channels that are set up.
func (s *Service) reachOf(p *library.Places) reach {
	r := reach{recorded: config.Words(p.Site.Settings["consent_required"])}
	for _, channel := range config.Words(p.Site.Settings["reminder_channels"]) {
		if channel == Hand || s.ready(channel) {
			r.order = append(r.order, channel)
		}
	}
	if !slices.Contains(r.order, Hand) {
		r.order = append(r.order, Hand)
	}
	return r
}

// mainBranch has the calendar by which the library as a whole is open.
const mainBranch = 1

// windowOf is when messages may go out by a channel, by the settings in force: at the
// channel's own time of the day or, where it has none, at that of all.
func windowOf(p *library.Places, channel string) Window {
	from, to, err := config.Window(cmp.Or(p.Site.Settings[channel+"_window"], p.Site.Settings["sending_window"]))
	if err != nil { // config has checked it
		from, to, _ = config.Window("08:00-19:00")
	}
	_, calendar := p.Branch(mainBranch)
	if calendar == nil {
		calendar = &circulation.Calendar{}
	}
	return Window{From: from, To: to, Zone: p.Site.Zone, Calendar: calendar,
		ClosedDays: p.Site.Settings["send_on_closed_days"] == "on"}
}

// baseURL is where links lead, "" where that is not known.
func (s *Service) baseURL(p *library.Places) string {
	if s.o.BaseURL != "" {
		return s.o.BaseURL
	}
	return p.Site.BaseURL
}
