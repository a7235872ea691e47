package counter_test

import (
	"strconv"

	"simpanbudi/internal/librarytest"
)

func id(n int64) string { return strconv.FormatInt(n, 10) }

func memberPath(m *librarytest.Member) string { return "/desk/members/" + id(m.ID) }

func loanPath(l *librarytest.Loan) string { return memberPath(l.Member) + "/loans/" + id(l.ID) }
