package page

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

func texts(t testing.TB) *i18n.Texts {
	t.Helper()
	all, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// wants checks that a text is there in every language and takes only arguments
// that are given to it.
func wants(t *testing.T, key string, given ...string) {
	t.Helper()
	for _, l := range texts(t).Languages() {
		if !l.Has(key) {
			t.Errorf("%s: there is no text %s", l.Code, key)
		}
		for _, arg := range l.Args(key) {
			if !slices.Contains(given, arg) {
				t.Errorf("%s: %s takes %q, which nobody gives", l.Code, key, arg)
			}
		}
	}
}

func TestEveryCodeAndNoteHasItsWordsInEveryLanguage(t *testing.T) {
	for _, code := range circulation.AllCodes() {
		wants(t, "reason."+string(code)+".text", "n", "date", "total")
		wants(t, "reason."+string(code)+".next", "date", "total")
	}
	wants(t, "reason.limit_reached.none")
	for _, note := range circulation.AllNotes() {
		wants(t, "note."+string(note))
	}
	for _, result := range []string{library.ResultRenewed, library.ResultAlreadyRenewed} {
		wants(t, "receipt."+result, "date")
	}
	for _, result := range []string{library.ResultRefused, library.ResultChanged} {
		wants(t, "receipt."+result)
	}
}

func TestOpensAtIsToldWhereverACodeHasOne(t *testing.T) {
	for _, l := range texts(t).Languages() {
		for _, code := range []circulation.Code{circulation.Suspended, circulation.TooSoon, circulation.AlreadyToday} {
			if !slices.Contains(l.Args("reason."+string(code)+".next"), "date") {
				t.Errorf("%s: reason.%s.next does not say from when", l.Code, code)
			}
		}
	}
}

func TestEveryFaultHasItsWordsInEveryLanguage(t *testing.T) {
	codes := constants(t, "../../fault/fault.go", "Code")
	codes = append(codes, constants(t, "problem.go", "fault.Code")...)
	if len(codes) < 18 {
		t.Fatalf("only %d codes found", len(codes))
	}
	for _, code := range codes {
		wants(t, TextKey(fault.Code(code)))
		wants(t, "error."+code+".title")
	}
}

// constants returns the values of a file's constants of a type.
func constants(t *testing.T, file, kind string) (values []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for n := range ast.Preorder(f) {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Type == nil || name(spec.Type) != kind {
			continue
		}
		for _, v := range spec.Values {
			values = append(values, unquote(t, v.(*ast.BasicLit)))
		}
	}
	return values
}

func name(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return name(e.X) + "." + e.Sel.Name
	}
	return ""
}

func unquote(t *testing.T, lit *ast.BasicLit) string {
	t.Helper()
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Texts that are looked up by a key put together at run time.
var families = regexp.MustCompile(`^(?:` + strings.Join([]string{ // a line for each part of the house
	`desk_house\.[a-z_]+|reason|note|error|notice|door|date|time|number|money|period|language|desk\.nav|desk\.role|desk\.member|message|setting|desk_reason`,
	`desk_names\.kind|desk_account\.(?:preset|zone|password_wrong|tab|group|role_may)`,
	`desk_members\.(?:field|hint|wrong|channel|language|event|action|notice_state|notice_kind)`,
	`hold_reason|item_status|item_event|catalogue_wrong`,
	`import_difference|call_channel|call_outcome|account_line|audit|audit_kind|audit_actor|audit_field|record_state|passed_over`,
	`counter\.(?:banner|done|fault|invalid|item_status|loan_state|unknown|visit|why)`,
	`channel|contact|contact_wrong|job|job_state|job_door|job_count|desk_messages\.(?:channel|kind|how|state|outcome)|desk_texts\.(?:language|var|tested)|desk_steps\.(?:by|when_is|field_channel)`,
}, "|") + `)\.`)

func TestGoCodeAsksForTextsThatAreThereWithTheirArguments(t *testing.T) {
	l := texts(t).Languages()[0]
	used := map[string]bool{}
	for _, file := range goFiles(t) {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for n := range ast.Preorder(f) {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				continue
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || sel.Sel.Name != "Text" && sel.Sel.Name != "Count" || len(call.Args) == 0 {
				continue
			}
			lit, ok := call.Args[0].(*ast.BasicLit)
			if !ok {
				continue
			}
			key, given := unquote(t, lit), []string{}
			rest := call.Args[1:]
			if sel.Sel.Name == "Count" {
				rest, given = rest[1:], append(given, "n")
			}
			for i := 0; i < len(rest); i += 2 {
				given = append(given, unquote(t, rest[i].(*ast.BasicLit)))
			}
			used[key] = true
			wants(t, key, given...)
			for _, arg := range given {
				if arg != "n" && !slices.Contains(l.Args(key), arg) {
					t.Errorf("%s: %s is given %q, which it does not take", file, key, arg)
				}
			}
		}
	}
	for _, key := range templateKeys(t) {
		used[key] = true
	}
	for _, key := range l.Keys() {
		if !used[key] && !families.MatchString(key) {
			t.Errorf("nobody asks for the text %s", key)
		}
	}
}

func goFiles(t *testing.T) (files []string) {
	t.Helper()
	for _, pattern := range []string{"../*.go", "../*/*.go", "../*/*/*.go", "../../wording/*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	return slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, "_test.go") })
}
