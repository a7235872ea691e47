package account

import (
	"net/http"
	"regexp"
	"strings"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

var recoveryForm = regexp.MustCompile(`^[0-9A-Z]{5}-[0-9A-Z]{5}(\.[0-9A-Z]{5}-[0-9A-Z]{5}){9}$`)

// Recovery answers GET /desk/account/codes/recovery: new recovery codes, this once.
func (p *Pages) Recovery(v *visit.Visit) {
	text := v.Handed(recoveryPath)
	if !recoveryForm.MatchString(text) {
		v.GoTo(ownPath)
		return
	}
	l := v.Language()
	v.Show(http.StatusOK, view.NewRecovery(v.Desk("", l.Text("desk_account.recovery_title")), l.Text("desk_account.recovery_title"), strings.Split(text, ".")))
}
