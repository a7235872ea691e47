package assets

import (
	"strings"
	"testing"
	"testing/fstest"

	"simpanbudi/internal/web/wire"
)

func holding(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func TestAFolderOfSheetsIsServedAsOne(t *testing.T) {
	set, err := LoadFrom(fstest.MapFS{
		"css/site/b.css": holding("/* a note\n of two lines */\n.b {\n  color: red;\n}\n"),
		"css/site/a.css": holding(".a { background: url(\"../icons/x.svg\"); }\n"),
		"css/slip.css":   holding(".s {}\n"),
		"icons/x.svg":    holding("<svg/>"),
		"icons/LICENSE":  holding("ISC"),
	})
	if err != nil {
		t.Fatal(err)
	}
	sheet := string(set.byPath[strings.TrimPrefix(set.Path("css/site.css"), Prefix)].in(wire.Identity))
	want := ".a { background: url(\"" + set.Path("icons/x.svg") + "\"); }\n.b {\ncolor: red;\n}\n"
	if sheet != want {
		t.Errorf("got\n%s\nwant\n%s", sheet, want)
	}
	for name, served := range map[string]bool{"css/slip.css": true, "css/site/a.css": false, "icons/LICENSE": false} {
		if (set.Path(name) != "") != served {
			t.Errorf("%s is served as %q", name, set.Path(name))
		}
	}
}

func TestASheetThatNamesNoFileStopsTheStart(t *testing.T) {
	_, err := LoadFrom(fstest.MapFS{"css/site/a.css": holding(`.a { background: url("../icons/none.svg"); }`)})
	if err == nil || !strings.Contains(err.Error(), "icons/none.svg") {
		t.Errorf("got %v", err)
	}
}
