package visit

import (
	"strconv"
	"time"
)

const (
	branchCookie = "desk_branch"
	branchMemory = 365 * 24 * time.Hour
)

// DeskBranch is the branch at which this device stands: chosen just now by the
// parameter branch, else before, else 0, which is none in particular. Whoever asks
// for it must expect a branch that is gone.
func (v *Visit) DeskBranch() int64 {
	if id, err := strconv.ParseInt(v.Query("branch"), 10, 64); err == nil && id >= 0 {
		v.setCookie(branchCookie, strconv.FormatInt(id, 10), branchMemory)
		return id
	}
	if c, err := v.Request.Cookie(branchCookie); err == nil {
		if id, err := strconv.ParseInt(c.Value, 10, 64); err == nil && id > 0 {
			return id
		}
	}
	return 0
}
