package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The committed bundles are what the sources make, to the byte, so that
// building the program needs neither Node nor this tool.
func TestBundlesAreFresh(t *testing.T) {
	web := filepath.Join("..", "..", "internal", "edge", "web")
	files, err := bundle(web)
	if err != nil {
		t.Fatal(err)
	}
	dist := filepath.Join(web, "assets", "dist")
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(dist, name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is old (%v); run make generate and commit what it writes", name, err)
		}
	}
	found, err := filepath.Glob(filepath.Join(dist, "*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != len(files) {
		t.Errorf("%d bundles are committed, %d have a source; run make generate", len(found), len(files))
	}
}

// What cannot be bundled is refused with the place of the fault.
func TestFaultsAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"syntax":  "const a = ;",
		"missing": `import { a } from "./nowhere"; a();`,
		"package": `import "left-pad";`,
	} {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "script"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "script", "bad.ts"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if files, err := bundle(dir); err == nil || !bytes.Contains([]byte(err.Error()), []byte("bad.ts")) {
			t.Errorf("%s: %v, %d files", name, err, len(files))
		}
	}
}
