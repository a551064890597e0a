package knot_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"testing"
)

// Every number of the model says on its own line where it comes from: a source
// that can be found, or that it is judgement.
func TestEveryParameterHasItsSource(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "parameter.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	source := regexp.MustCompile(`judgement|doi:10\.\d{4,}/|PMID \d|PMC\d|https://`)
	n := 0
	ast.Inspect(file, func(node ast.Node) bool {
		f, ok := node.(*ast.Field)
		if !ok || len(f.Names) == 0 {
			return true
		}
		n++
		if name := f.Names[0].Name; len(f.Names) > 1 {
			t.Errorf("%s shares its line with others", name)
		} else if !source.MatchString(f.Comment.Text()) {
			t.Errorf("%s has no source: %q", name, f.Comment.Text())
		}
		return true
	})
	if n < 70 {
		t.Errorf("only %d parameters were looked at", n)
	}
}
