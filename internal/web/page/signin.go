package page

import "simpanbudi/internal/i18n"

// SignIn is the first page: card number and PIN.
type SignIn struct {
	Frame Frame
	Form  SignInForm
}

// SignInForm is the form, which a receipt that needs a session carries too.
type SignInForm struct {
	Card      string // as it was typed, when the form is shown again
	Error     string // what to say about the last try; "" for the first
	Next      string // the receipt to open afterwards; "" for the loans
	BirthDate bool   // a birth date signs in where there is no PIN yet
}

// NewSignIn returns the page with a form.
func NewSignIn(l *i18n.Language, form SignInForm) *SignIn {
	return &SignIn{Frame: Frame{Title: l.Text("sign_in.submit"), Here: "/"}, Form: form}
}

// Template names the page's file.
func (*SignIn) Template() string { return "member/sign_in" }

// Around returns the page's frame.
func (p *SignIn) Around() *Frame { return &p.Frame }
