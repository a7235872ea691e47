package house

import (
	"encoding/json"
	"os/exec"
	"testing"
)

// modernc.org/libc keeps no promise across versions: ours must be exactly the
// one that modernc.org/sqlite was generated with.
func TestLibcIsTheOneSQLitePins(t *testing.T) {
	ours := moduleVersion(t, "modernc.org/libc")
	dir := moduleDir(t, "modernc.org/sqlite")
	if pinned := requiredIn(t, dir+"/go.mod", "modernc.org/libc"); ours != pinned {
		t.Errorf("go.mod has modernc.org/libc %s, modernc.org/sqlite pins %s", ours, pinned)
	}
}

func moduleVersion(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}", name).Output()
	if err != nil {
		t.Fatalf("go list -m %s: %v", name, err)
	}
	return string(out[:len(out)-1])
}

func moduleDir(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", name).Output()
	if err != nil {
		t.Fatalf("go list -m %s: %v", name, err)
	}
	return string(out[:len(out)-1])
}

func requiredIn(t *testing.T, gomod, name string) string {
	t.Helper()
	out, err := exec.Command("go", "mod", "edit", "-json", gomod).Output()
	if err != nil {
		t.Fatalf("go mod edit: %v", err)
	}
	var mod struct {
		Require []struct{ Path, Version string }
	}
	if err := json.Unmarshal(out, &mod); err != nil {
		t.Fatal(err)
	}
	for _, r := range mod.Require {
		if r.Path == name {
			return r.Version
		}
	}
	t.Fatalf("%s does not require %s", gomod, name)
	return ""
}
