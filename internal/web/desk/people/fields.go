package people

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// wrongDay is the mistake of a text that is no day.
const wrongDay = "day"

// readForm reads the fields of a member; wrong are those that cannot be read.
func readForm(typed url.Values) (f library.MemberForm, wrong map[string]string) {
	wrong = map[string]string{}
	f = library.MemberForm{
		Card: typed.Get(view.FieldCard), Name: typed.Get(view.FieldName), Category: typed.Get(view.FieldCategory),
		Phone: typed.Get(view.FieldPhone), Email: typed.Get(view.FieldEmail), Address: typed.Get(view.FieldAddress),
		Language: typed.Get(view.FieldLanguage), Guardian: typed.Get(view.FieldGuardian),
	}
	f.Branch, _ = strconv.ParseInt(typed.Get(view.FieldBranch), 10, 64)
	f.BirthDate = readDay(typed, view.FieldBirth, wrong)
	f.ExpiresOn = readDay(typed, view.FieldExpires, wrong)
	return f, wrong
}

// readDay reads a day as browsers send it, or as people write it: 31/12/2010.
func readDay(typed url.Values, field string, wrong map[string]string) circulation.Day {
	text := strings.TrimSpace(typed.Get(field))
	if text == "" {
		return 0
	}
	for _, layout := range []string{time.DateOnly, "2/1/2006", "2-1-2006", "02012006"} {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1900 && t.Year() < 2200 {
			return circulation.NewDay(t.Date())
		}
	}
	wrong[field] = wrongDay
	return 0
}

// refused turns what the library has against a form into what the page shows of it;
// known is false where it is nothing that the form can show.
func refused(v *visit.Visit, err error, o *view.FormOf) (status int, known bool) {
	if m, ok := errors.AsType[*library.Mistakes](err); ok {
		for i := range m.List {
			if _, there := o.Wrong[m.List[i].Field]; !there {
				o.Wrong[m.List[i].Field] = m.List[i].Wrong
			}
			if m.List[i].Member != nil {
				o.Owner = m.List[i].Member
			}
		}
		o.Problem = v.Language().Text("desk_members.not_saved")
		return 422, true
	}
	if t, ok := errors.AsType[*library.Twin](err); ok {
		o.Twins = t.Members
		o.Problem = v.Language().Text("desk_members.twin")
		return 409, true
	}
	args := fault.ArgsOf(err)
	field, _ := args["field"].(string)
	if fault.CodeOf(err) == fault.Invalid && field != "" {
		o.Wrong[field], _ = args["why"].(string)
		o.Problem = v.Language().Text("desk_members.not_saved")
		return 422, true
	}
	return 0, false
}

// stale reports whether the record has changed since the page was shown.
func stale(err error) bool {
	return fault.CodeOf(err) == fault.Conflict && fault.ArgsOf(err)["why"] == library.WhyMemberChanged
}

func version(typed url.Values) int64 {
	n, err := strconv.ParseInt(typed.Get(view.FieldVersion), 10, 64)
	if err != nil {
		return -1 // no version is that
	}
	return n
}

func knownLanguage(code string) string {
	for _, l := range view.MemberLanguages() {
		if l == code {
			return code
		}
	}
	return ""
}
