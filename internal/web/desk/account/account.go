// Package account is who works at the desk: the one-time set-up, signing in, the
// lock, one's own account and the accounts of others, settings and kiosks.
package account

import (
	"context"
	"net/http"
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Library is what these pages ask of the library.
type Library interface {
	Rules(ctx context.Context) ([]circulation.RuleEntry, error)
	SettingsList(ctx context.Context) ([]library.SettingInForce, error)
	ChangeSettings(ctx context.Context, by library.Clerk, changes []library.SettingChange) error
	PlaceNames(ctx context.Context) ([]library.PlaceName, error)
	RenamePlace(ctx context.Context, c library.Clerk, p library.PlaceName, before string) error
	Found(f library.Founding) (library.Founded, error)
}

// Pages are these pages.
type Pages struct {
	Library Library
	Desk    *identity.Desk
}

// Where one is led.
const (
	SetUpPath  = page.DeskPath + "/setup"
	CodePath   = page.DeskPath + "/code"
	EnrolPath  = page.DeskPath + "/account/codes"
	lockedPath = page.DeskPath + "/locked"
	unlockPath = page.DeskPath + "/unlock"
	signInPath = page.DeskPath + "/sign-in"
)

// SignInPath is where to sign in and then go on to the page that was asked for.
func SignInPath(v *visit.Visit) string {
	if here := v.Request.URL.Path; v.Request.Method == http.MethodGet && here != page.DeskPath && page.SafeDesk(here) {
		return signInPath + "?next=" + here
	}
	return signInPath
}

// next is a page of the desk to go on to, its first where the text is none.
func next(path string) string {
	if page.SafeDesk(path) {
		return path
	}
	return page.DeskPath
}

// The fields of our forms.
const (
	fieldUsername = "username"
	fieldPassword = "password"
	fieldNext     = "next"
	fieldCode     = "code"
)

// tried puts in words why a password or a code was not taken; "" where the failure
// is of another kind. It sets how long to wait.
func tried(v *visit.Visit, err error) (text string, status int) {
	code := fault.CodeOf(err)
	switch code {
	case fault.SignInNo, fault.TooMany, identity.CodeNo, identity.SetUpCodeNo:
	default:
		return "", 0
	}
	wait := visit.RetryAfter(err)
	v.AskLater(wait)
	text = strings.TrimSpace(v.Language().Text(page.TextKey(code)) + " " + page.Wait(v.Language(), wait))
	return text, visit.Status(code)
}
