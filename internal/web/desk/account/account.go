// Package account is who works at the desk: signing in, one's own account, and
// the accounts of others.
package account

import "simpanbudi/internal/identity"

// Pages are these pages.
type Pages struct {
	Desk *identity.Desk
}

// The fields of our forms.
const (
	fieldUsername = "username"
	fieldPassword = "password"
	fieldNext     = "next"
)
