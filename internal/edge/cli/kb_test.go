package cli_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/knowledge/data"
)

// copyKnowledge writes the knowledge files into a folder that a test may spoil.
func copyKnowledge(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "kb")
	if err := os.CopyFS(dir, data.Files); err != nil {
		t.Fatal(err)
	}
	return dir
}

func replace(t *testing.T, name, old, now string) {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(raw), old) {
		t.Fatalf("%s: %v; it should hold %q", name, err, old)
	}
	if err := os.Chmod(name, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(raw), old, now, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A pack is signed, checked, compared and refused when it was touched.
func TestPackCommands(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	must := func(want string, args ...string) {
		t.Helper()
		code, out, errs := run("", args...)
		if code != 0 || !strings.Contains(out, want) {
			t.Fatalf("%v: code %d, %q, %q; want %q", args, code, out, errs, want)
		}
	}
	refuse := func(want string, args ...string) {
		t.Helper()
		code, out, errs := run("", args...)
		if code != 1 || !strings.Contains(errs, want) {
			t.Fatalf("%v: code %d, %q, %q; want %q", args, code, out, errs, want)
		}
	}
	must("public key", "kb", "key", at("k"))
	must("public key", "kb", "key", at("other"))
	if info, err := os.Stat(at("k")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the private key: %v %v", info.Mode(), err)
	}
	must("signed with key", "kb", "pack", at("a.zip"), "--key", at("k"))
	must("Signed with key", "kb", "verify", at("a.zip"), "--key", at("k.pub"))
	must("was not checked", "kb", "verify", at("a.zip"))
	must("no faults", "kb", "lint", at("a.zip"))
	must("0 added, 0 removed, 0 changed", "kb", "diff", at("a.zip"))
	refuse("signature does not fit", "kb", "verify", at("a.zip"), "--key", at("other.pub"))
	refuse("no PUBLIC KEY", "kb", "verify", at("a.zip"), "--key", at("k"))
	refuse("no pack", "kb", "verify", at("k"))
	refuse("exists", "kb", "pack", at("a.zip"))
	refuse("no knowledge is called", "kb", "diff", at("nowhere"))
	must("not signed", "kb", "pack", at("b.zip"))
	refuse("not signed", "kb", "verify", at("b.zip"), "--key", at("k.pub"))

	spoilt := copyKnowledge(t)
	replace(t, filepath.Join(spoilt, "claims", "anatomy.toml"), `stance = "adopt"`, `stance = "adopted"`)
	if code, out, _ := run("", "kb", "lint", spoilt); code != 1 || !strings.Contains(out, `claims/anatomy.toml:`) || !strings.Contains(out, `stance is "adopted"`) {
		t.Errorf("a wrong stance passed: %d %q", code, out)
	}
}

func TestReleaseCommand(t *testing.T) {
	dir := t.TempDir()
	for _, to := range []string{"folder", "file.zip"} {
		to = filepath.Join(dir, to)
		if code, out, errs := run("", "kb", "export", to); code != 0 || !strings.Contains(out, "CC BY 4.0") {
			t.Fatalf("%s: %d %q %q", to, code, out, errs)
		}
		if code, _, errs := run("", "kb", "export", to); code != 1 || !strings.Contains(errs, "exists") {
			t.Errorf("%s was written over: %d %q", to, code, errs)
		}
	}
	n := 0
	err := fs.WalkDir(os.DirFS(filepath.Join(dir, "folder")), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	})
	if err != nil || n < 25 {
		t.Errorf("%d files, %v", n, err)
	}
}

// keepCase keeps the case of an example in a data folder.
func keepCase(t *testing.T, db, name string) {
	t.Helper()
	p, err := care.Open()
	if err == nil {
		err = p.OpenStore(t.Context(), db)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := p.Assess(raw)
	if err == nil {
		_, err = p.Keep(t.Context(), care.Home, raw, a)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A kept case that another set of knowledge would answer differently is named
// by its id, with what changes, and without a word of what was said.
func TestRecallCommand(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "db")
	for _, name := range []string{"desk-worker", "chest-pressure-stop"} {
		keepCase(t, db, example(name))
	}
	same := copyKnowledge(t)
	code, out, errs := run("", "kb", "recall", same, "--data", db)
	if code != 0 || !strings.Contains(out, "0 of 2 kept cases would change") {
		t.Fatalf("same knowledge: %d %q %q", code, out, errs)
	}
	other := copyKnowledge(t)
	replace(t, filepath.Join(other, "danger", "everyone.toml"), "id = \"heart\"\n", "id = \"heart\"\nage_min = 110\n")
	code, out, errs = run("", "kb", "recall", other, "--data", db)
	if code != 0 || !strings.Contains(out, "level of care: emergency →") || !strings.Contains(out, "1 of 2 kept cases would change") {
		t.Fatalf("other knowledge: %d %q %q", code, out, errs)
	}
	if strings.Contains(out, "chest") || strings.Contains(out, "temple") {
		t.Errorf("the list says what people said: %q", out)
	}
}
