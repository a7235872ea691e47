package web

import (
	"github.com/gin-gonic/gin"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/assets"
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
	ops     *ops.Pages
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

	// Who is signed in.
	signedIn := visitor.Group("", middleware.Members)
	get(signedIn, "/pin", s.member.PINForm)
	post(signedIn, "/pin", s.member.SetPIN)

	// Who is signed in with a PIN.
	own := signedIn.Group("", middleware.PINFirst)
	get(own, "/loans", s.member.Loans)
	post(own, "/loans/renew", s.member.Renew)
	get(own, "/history", s.member.History)

	// Machines.
	get(engine, "/healthz", s.ops.Health)
	get(engine, "/readyz", s.ops.Readiness)
	get(engine, "/metrics", s.ops.Figures)
	get(engine, assets.Prefix+"*file", s.file)

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
	if !s.files.Serve(v.Writer, v.Request) {
		v.Refuse(fault.NotFound)
	}
}
