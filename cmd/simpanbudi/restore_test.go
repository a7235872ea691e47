package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// An imported PIN is kept only as a MAC under the key file, so that it signs in
// after a restore only if the key has come along.
func TestARestoredBackupSignsInWithImportedPINsAndBirthDates(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "csv", "members.csv"), "card,name,pin,birth_date\n1001,Siti,482915,\n1002,Budi,,17/08/1985\n")
	simpanbudi(t, dir, "import", "csv", "csv", "--db", "lib.db")
	simpanbudi(t, dir, "backup", "copy.db", "--db", "lib.db")
	simpanbudi(t, dir, "restore", "copy.db", "--db", "new.db")

	p := serve(t, "--db", filepath.Join(dir, "new.db"))
	signIn(t, p, browser(t), card{Number: "1001", PIN: "482915", Shows: "an imported PIN"}, "/loans")
	signIn(t, p, browser(t), card{Number: "1002", PIN: "17081985", Shows: "a birth date"}, "/pin")
}

func TestANewPINFromTheCommandLineSignsInAtOnce(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "csv", "members.csv"), "card,name,pin\n1001,Siti,482915\n")
	simpanbudi(t, dir, "import", "csv", "csv", "--db", "lib.db")
	p := serve(t, "--db", filepath.Join(dir, "lib.db"))
	pin := simpanbudi(t, dir, "members", "pin", "1001", "--db", "lib.db")
	signIn(t, p, browser(t), card{Number: "1001", PIN: pin[:6], Shows: "a new PIN"}, "/loans")
}

// simpanbudi runs a command in a folder and returns what it prints.
func simpanbudi(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("simpanbudi", args...)
	cmd.Dir = dir
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("simpanbudi %v: %v", args, err)
	}
	return string(out)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
