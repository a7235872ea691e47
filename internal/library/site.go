package library

import (
	"context"
	"strconv"
	"time"

	"simpanbudi/internal/config"
	"simpanbudi/internal/store"
)

// Site is what every page may need of the settings in force.
type Site struct {
	LibraryName   string
	Zone          *time.Location
	Language      string // default language of pages: id, en or jv
	BaseURL       string // where members reach the site, as config.BaseURL writes it; "" where that is not known
	Contact       string // how to reach the library, in its own words; may be empty
	Mirror        bool   // another system keeps the record
	BirthDate     bool   // a birth date signs in until a PIN is set
	OnlineRenewal bool
	MemberHolds   bool // members wait for books on their own pages; never in a mirror
	ClockWrong    bool
	MetricsPublic bool
	DeskLock      time.Duration     // without use a desk asks for the password again; 0: never
	AdminCodes    bool              // admins at the desk have to use one-time codes
	OverrideRole  string            // the least role that may override a refusal
	Settings      map[string]string // every setting, effective; shared, so only to be read
}

// Site returns the settings in force at this request; what the command line
// has changed meanwhile is in it.
func (l *Library) Site(ctx context.Context) (*Site, error) {
	var site *Site
	news := false
	err := l.db.Read(ctx, func(q store.Queryer) error {
		pulse, err := store.ReadPulse(q)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err != nil {
			return err
		}
		site, news = l.siteIn(p, pulse, l.moment())
		return nil
	})
	return site, l.noteIf(ctx, news, err)
}

// siteIn is the site as of a policy. news says that the clock has just been
// found out, which must be noted before anything this request writes can hide it.
func (l *Library) siteIn(p *policy, pulse store.Pulse, now time.Time) (s *Site, news bool) {
	site := p.site
	site.ClockWrong = l.clockWrong(p, pulse.NewestAudit, now)
	return &site, site.ClockWrong && !p.clockSuspect
}

// noteIf notes a wrong clock where there is news of it and nothing has failed.
func (l *Library) noteIf(ctx context.Context, news bool, err error) error {
	if err != nil || !news {
		return err
	}
	return l.noteWrongClock(ctx)
}

func siteOf(values map[string]string) Site {
	zone, err := time.LoadLocation(values["time_zone"])
	if err != nil { // config has checked the name
		zone = time.UTC
	}
	base, err := config.BaseURL(values["base_url"])
	if err != nil { // config has checked it too
		base = ""
	}
	minutes, err := strconv.Atoi(values["desk_lock_minutes"])
	if err != nil { // config has checked it too
		minutes = 0
	}
	return Site{
		LibraryName:   values["library_name"],
		BaseURL:       base,
		Zone:          zone,
		Language:      values["language"],
		Contact:       values["contact"],
		Mirror:        values["record"] == "mirror",
		BirthDate:     values["birth_date_sign_in"] == "on",
		MemberHolds:   values["member_holds"] == "on" && values["record"] != "mirror",
		OnlineRenewal: values["online_renewal"] == "on",
		MetricsPublic: values["metrics"] == "public",
		DeskLock:      time.Duration(minutes) * time.Minute,
		AdminCodes:    values["staff_totp"] == "admins",
		OverrideRole:  values["override_role"],
		Settings:      values,
	}
}
