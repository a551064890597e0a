package unknot_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/knowledge"
)

// A claim that code, a page or a document names must be one that the knowledge
// has: a reader who looks it up must find it.
func TestNamedClaimsExist(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	id := regexp.MustCompile(`\bC\d{3}\b`)
	named := map[string]bool{}
	err = fs.WalkDir(os.DirFS("."), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && file != "." || d.Name() == "node_modules" || d.Name() == "testdata") {
			return fs.SkipDir
		}
		written := strings.HasSuffix(file, ".go") || strings.HasSuffix(file, ".templ") || strings.HasSuffix(file, ".md")
		if d.IsDir() || !written || strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "_templ.go") {
			return nil
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for _, c := range id.FindAllString(string(text), -1) {
			named[c] = true
			if _, ok := base.Claim(c); !ok {
				t.Errorf("%s names %s, which the knowledge does not have", file, c)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []string{"C087", "C088", "C163"} { // of a plan, of the knot lab, of points
		if !named[c] {
			t.Errorf("no file names %s: the walk looks in the wrong place", c)
		}
	}
}
