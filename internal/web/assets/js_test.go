package assets

import (
	"strings"
	"testing"
	"testing/fstest"

	"simpanbudi/internal/web/wire"
)

func TestAScriptNamesThoseItTakesInAsTheyAreServed(t *testing.T) {
	set, err := LoadFrom(fstest.MapFS{
		"js/desk/a.js":   holding("import { b } from \"./b.js\";\nimport \"../shared/c.js\";\nb();\n"),
		"js/desk/b.js":   holding("import { c } from \"../shared/c.js\";\nexport const b = c;\n"),
		"js/shared/c.js": holding("export const c = () => import(\"./late.js\");\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	text := func(name string) string {
		return string(set.byPath[strings.TrimPrefix(set.Path(name), Prefix)].in(wire.Identity))
	}
	want := "import { b } from \"" + set.Path("js/desk/b.js") + "\";\nimport \"" + set.Path("js/shared/c.js") + "\";\nb();\n"
	if got := text("js/desk/a.js"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := text("js/desk/b.js"); !strings.Contains(got, set.Path("js/shared/c.js")) {
		t.Errorf("got\n%s", got)
	}
}

func TestAScriptThatTakesInNothingStopsTheStart(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"there is no such file":  {"js/a.js": holding("import \"./none.js\";\n")},
		"two take in each other": {"js/a.js": holding("import \"./b.js\";\n"), "js/b.js": holding("import \"./a.js\";\n")},
	} {
		if _, err := LoadFrom(files); err == nil || !strings.Contains(err.Error(), "js/a.js") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
