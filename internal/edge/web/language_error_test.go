package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/base/locale"
)

// notOnPages are files of what only a command or a program is told.
var notOnPages = map[string]string{
	"backup.go": "unknot backup and restore", "batch.go": "unknot batch", "bring.go": "taking in a bundle by FHIR", "export.go": "unknot restore", "import.go": "unknot import",
	"mapping.go": "unknot import", "table.go": "unknot import", "table_row.go": "unknot import", "forecast.go": "unknot forecast and the API", "page.go": "lists of the API", "document.go": "faults of the database",
	"next.go": "faults of the knowledge", "lab.go": "asked by the script of the lab alone", "oidc.go": "asked by a program", "judge.go": "unknot trial",
}

var (
	verbs   = regexp.MustCompile(`%(?:\[\d+\])?[.\d]*([a-z])`)
	samples = map[string]string{"q": `"x"`, "s": "x", "d": "3", "g": "3", "v": "x"}
)

// Whatever error a page may show is said in every language.
func TestEveryErrorIsTranslated(t *testing.T) {
	found := 0
	for _, folder := range []string{".", "../../care", "../../../core/body", "../../../core/trial"} {
		files, err := filepath.Glob(filepath.Join(filepath.FromSlash(folder), "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", folder, err)
		}
		for _, path := range files {
			name := filepath.Base(path)
			if strings.HasSuffix(name, "_test.go") || notOnPages[name] != "" || folder == "../../../core/body" && !strings.HasPrefix(name, "words") {
				continue
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				fun, ok := call.Fun.(*ast.SelectorExpr)
				if !ok || fun.Sel.Name != "Errorf" || len(call.Args) == 0 {
					return true
				}
				at, from := 0, fun.X.(*ast.Ident).Name
				if from == "unknot" {
					at = 1
				} else if strings.Contains(folder, "care") || folder == "." {
					return true // a fault of the program
				}
				literal, ok := call.Args[at].(*ast.BasicLit)
				if !ok {
					return true
				}
				text, err := strconv.Unquote(literal.Value)
				if err != nil || strings.Contains(text, "%w") || text == "%v" || text == "%s" {
					return true
				}
				found++
				said := verbs.ReplaceAllStringFunc(text, func(v string) string { return samples[v[len(v)-1:]] })
				for _, l := range locale.Languages {
					if shown := capital(said) + "."; !l.Has(shown) {
						t.Errorf("%s: the error %q is not said in %s", set.Position(literal.Pos()), text, l.Name)
					}
				}
				return true
			})
		}
	}
	if found < 60 {
		t.Errorf("only %d errors were found", found)
	}
}
