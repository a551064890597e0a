// Package caretest gives tests a real practice: the knowledge that is built in,
// an empty database of its own, and the example cases.
package caretest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/unknot/unknot/internal/care"
)

// Practice opens a practice on an empty database, and closes it when the test
// ends.
func Practice(t testing.TB) *care.Practice {
	t.Helper()
	p, err := care.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.OpenStore(context.Background(), t.TempDir()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// Example reads a case of the folder examples, by its name without .json.
func Example(t testing.TB, name string) []byte {
	t.Helper()
	// A test runs in the folder of its package, which lies somewhere below.
	top := "."
	for range 8 {
		if _, err := os.Stat(filepath.Join(top, "go.mod")); err == nil {
			break
		}
		top = filepath.Join("..", top)
	}
	raw, err := os.ReadFile(filepath.Join(top, "examples", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Keep answers a case and keeps it for a tenant; it returns the id of the
// episode, and the answer.
func Keep(t testing.TB, p *care.Practice, tenant string, raw []byte) (id string, a care.Answer) {
	t.Helper()
	a, err := p.Assess(raw)
	if err != nil {
		t.Fatal(err)
	}
	if id, err = p.Keep(context.Background(), tenant, raw, a); err != nil {
		t.Fatal(err)
	}
	return id, a
}
