package web

import (
	"github.com/gin-gonic/gin"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/app"
	"simpanbudi/internal/web/assets"
	"simpanbudi/internal/web/brand"
	"simpanbudi/internal/web/desk"
	"simpanbudi/internal/web/hooks"
	"simpanbudi/internal/web/info"
	"simpanbudi/internal/web/kiosk"
	"simpanbudi/internal/web/link"
	"simpanbudi/internal/web/member"
	"simpanbudi/internal/web/middleware"
	"simpanbudi/internal/web/ops"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// surfaces are the handlers that routes names.
type surfaces struct {
	files   *assets.Set
	session gin.HandlerFunc
	member  *member.Pages
	kiosk   *kiosk.Pages
	link    *link.Pages
	info    *info.Pages
	ops     *ops.Pages
	hooks   *hooks.Pages
	app     *app.Pages
	brand   *brand.Brand
	desk    *desk.Room
	demo    bool // the components page is shown
}

// routes is every path there is; contract.md "Pages" gives their meaning.
func routes(engine *gin.Engine, s *surfaces) {
	// Anybody.
	visitor := engine.Group("", s.session)
	get(visitor, "/", s.member.SignInForm)
	post(visitor, "/sign-in", s.member.SignIn)
	post(visitor, "/sign-out", s.member.SignOut)
	post(visitor, "/language", s.member.Language)
	get(visitor, "/receipts/:ref", s.member.Receipt)
	get(visitor, "/receipts/:ref/due.ics", s.member.ReceiptCalendar)
	get(visitor, "/poster", s.member.Poster)
	get(visitor, page.FoundCardPath+":token", s.member.FoundCard)

	get(visitor, "/rules", s.info.Rules)
	get(visitor, "/privacy", s.info.Privacy)

	// Whoever has a link of a reminder, signed in or not.
	get(engine, "/r/:token", s.link.Show)
	post(engine, "/r/:token", s.link.Renew)
	get(engine, "/u/:token", s.link.ShowStop)
	post(engine, "/u/:token", s.link.Stop)

	// Who is signed in.
	signedIn := visitor.Group("", middleware.Members)
	get(signedIn, "/pin", s.member.PINForm)
	post(signedIn, "/pin", s.member.SetPIN)

	// Who is signed in with a PIN.
	own := signedIn.Group("", middleware.PINFirst)
	get(own, "/loans", s.member.Loans)
	get(own, "/loans/renew-all", s.member.RenewAll)
	post(own, "/loans/renew", s.member.Renew)
	get(own, "/history", s.member.History)
	get(own, page.HoldsPath, s.member.Holds)
	post(own, page.HoldsPath, s.member.PlaceHold)
	post(own, page.HoldsPath+"/cancel", s.member.CancelHold)
	get(own, page.TitlesPath, s.member.Titles)
	get(own, "/calendar", s.member.Calendar)
	post(own, "/calendar", s.member.NewCalendar)
	post(own, "/calendar/revoke", s.member.RevokeCalendar)
	get(own, page.RemindersPath, s.member.HowReminded)
	post(own, page.RemindersPath+"/channel", s.member.ReminderChannel)
	post(own, page.RemindersPath+"/address", s.member.ReminderAddress)
	post(own, page.RemindersPath+"/code", s.member.ReminderCode)
	post(own, page.RemindersPath+"/language", s.member.ReminderLanguage)
	get(own, page.CardPath, s.member.Card)
	post(own, page.CardPath+"/new", s.member.NewCard)

	// A calendar program with a private link, which has no session; else who is
	// signed in with a PIN.
	calendar := engine.Group("", visit.On(s.member.CalendarFeed), s.session, middleware.Members, middleware.PINFirst)
	get(calendar, "/loans.ics", s.member.DownloadCalendar)

	// What a phone keeps.
	get(engine, "/offline", s.app.Offline)
	get(engine, "/sw.js", s.app.Worker)
	get(engine, "/manifest.webmanifest", s.app.Manifest)

	// A screen in the library that all use.
	get(engine.Group("", middleware.Scanning), "/kiosk", s.kiosk.Start)
	post(engine, "/kiosk/register", s.kiosk.Register)
	post(engine, "/kiosk/card", s.kiosk.Card)
	get(engine, "/kiosk/pin", s.kiosk.PINForm)
	post(engine, "/kiosk/key", s.kiosk.Key)
	post(engine, "/kiosk/pin", s.kiosk.PIN)
	get(engine, "/kiosk/loans", s.kiosk.Loans)
	post(engine, "/kiosk/renew", s.kiosk.Renew)
	get(engine, "/kiosk/result", s.kiosk.Result)
	get(engine, "/kiosk/still", s.kiosk.Still)
	post(engine, "/kiosk/stay", s.kiosk.Stay)
	get(engine, "/kiosk/end", s.kiosk.End)
	post(engine, "/kiosk/end", s.kiosk.End)
	post(engine, "/kiosk/sound", s.kiosk.Sound)

	// The library's staff.
	s.desk.Mount(engine)

	// Machines.
	get(engine, hooks.WhatsAppPath, s.hooks.VerifyWhatsApp)
	post(engine, hooks.WhatsAppPath, s.hooks.WhatsAppTold)
	get(engine, "/healthz", s.ops.Health)
	get(engine, "/readyz", s.ops.Readiness)
	get(engine, "/metrics", s.ops.Figures)
	get(engine, assets.Prefix+"*file", s.file)
	get(engine, brand.LogoPath, s.logo)
	if s.demo {
		get(engine, "/components", s.components)
	}

	engine.NoRoute(s.session, refuse(fault.NotFound))
	engine.NoMethod(s.session, refuse(page.Method))
}

// get routes GET, and HEAD as the same without a body.
func get(r gin.IRoutes, path string, handle func(*visit.Visit)) {
	r.GET(path, visit.On(handle))
	r.HEAD(path, visit.On(handle))
}

func post(r gin.IRoutes, path string, handle func(*visit.Visit)) {
	r.POST(path, visit.On(handle))
}

func refuse(code fault.Code) gin.HandlerFunc {
	return visit.On(func(v *visit.Visit) { v.Refuse(code) })
}

// file answers GET /static/….
func (s *surfaces) file(v *visit.Visit) {
	if !s.files.Serve(v.Writer, v.Request) && !brand.ServeAccent(v.Writer, v.Request.URL.Path) {
		v.Refuse(fault.NotFound)
	}
}
