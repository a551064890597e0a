package knot_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/unknot/unknot/core/knot"
)

// facts takes seconds; the tests share it.
var facts = sync.OnceValue(knot.Facts)

var update = flag.Bool("update", false, "write the golden files anew")

// The table is kept as text, so that every change of a row, a tolerance or a
// result is seen by whoever reads the change.
func TestFacts(t *testing.T) {
	list := facts()
	if pass, all := knot.Rows(list); pass < 35 || all < 39 {
		t.Errorf("%d of %d rows pass; 35 of at least 39 must", pass, all)
	}
	golden(t, "facts.txt", list)
}

// What the model did before it was mended, for comparison.
func TestFactsAsSpecified(t *testing.T) {
	list := knot.FactsOf(knot.Specified())
	if pass, _ := knot.Rows(list); pass < 30 {
		t.Errorf("only %d rows pass", pass)
	}
	golden(t, "facts_specified.txt", list)
}

func golden(t *testing.T, name string, list []knot.Fact) {
	t.Helper()
	var b bytes.Buffer
	if err := knot.PrintFacts(&b, list); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("%s has changed; look at it and run with -update:\n%s", name, b.String())
	}
}

// What fails is shown to the readers of the documentation, with its number.
func TestTheDocsShowWhatFails(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "docs", "model.md"))
	if err != nil {
		t.Fatal(err)
	}
	list := facts()
	pass, all := knot.Rows(list)
	if want := fmt.Sprintf("%d of %d rows pass", pass, all); !bytes.Contains(raw, []byte(want)) {
		t.Errorf("docs/model.md does not say %q", want)
	}
	for _, f := range list {
		if want := fmt.Sprintf("| %s | %s | %s | %.2f |", f.ID, f.Words, f.Measured, f.Model); !f.Pass() && !bytes.Contains(raw, []byte(want)) {
			t.Errorf("docs/model.md does not show %q", want)
		}
	}
}
