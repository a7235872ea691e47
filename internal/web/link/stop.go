package link

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

const (
	fieldAgain    = "again"
	fieldOneClick = "List-Unsubscribe"
)

// ShowStop answers GET /u/{token}: what the link of a message stops.
func (p *Pages) ShowStop(v *visit.Visit) {
	member, channel, err := p.opensStop(v)
	if err != nil {
		v.Fail(err)
		return
	}
	p.showStop(v, member, channel)
}

// Stop answers POST /u/{token}: it stops these messages, or takes that back with
// again=on. Mail programs post by themselves, without any page of ours, and are not
// led on (RFC 8058, section 3.1); what they post beside their one field does not matter.
func (p *Pages) Stop(v *visit.Visit) {
	member, channel, err := p.opensStop(v)
	if err != nil {
		v.Fail(err)
		return
	}
	fields, err := form.Read(v.Request)
	if code := fault.CodeOf(err); code != "" && code != page.MediaType {
		v.Fail(err)
		return
	}
	again := fields.Get(fieldAgain) == "on"
	l := v.Language()
	word := reminder.Word{Member: member, Channel: channel, Given: again, Door: "link"}
	st, err := p.Stops.Stopping(v.Ctx(), member, channel)
	if err == nil {
		word.Wording = page.ConsentWord(l, st.Channel, again)
		err = p.Stops.Say(v.Ctx(), word)
	}
	if err != nil {
		v.Fail(err)
		return
	}
	if fields == nil || fields.Has(fieldOneClick) {
		p.showStop(v, member, channel)
		return
	}
	v.GoTo(page.StopPath(v.Param(paramToken)))
}

func (p *Pages) showStop(v *visit.Visit, member int64, channel string) {
	st, err := p.Stops.Stopping(v.Ctx(), member, channel)
	if err != nil {
		v.Fail(err)
		return
	}
	v.Found(st.Site)
	v.Show(http.StatusOK, page.NewStop(v.Language(), st, v.Param(paramToken), v.LibraryName()))
}

func (p *Pages) opensStop(v *visit.Visit) (member int64, channel string, err error) {
	v.Writer.Header().Set("X-Robots-Tag", "noindex, nofollow, noarchive")
	return p.Links.VerifyStop(v.Ctx(), v.Param(paramToken), v.Address())
}
