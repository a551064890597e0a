package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
)

// texts are the English texts of the pages by where they first stand; forms
// are those with a plural.
type texts struct {
	plain, forms map[string]string
	faults       []string
}

// faces are the folders of what speaks the language of the reader.
var faces = []string{".", filepath.Join("..", "report"), filepath.Join("..", "fhir"), filepath.Join("..", "ics"), filepath.Join("..", "link"), filepath.Join("..", "push")}

// textsOf collects what tr, trn and msg say, and the titles of views, from the
// Go sources (pages as templ generated them) and the scripts.
func textsOf(t *testing.T) texts {
	t.Helper()
	found := texts{plain: map[string]string{}, forms: map[string]string{}}
	var sources []string
	for _, folder := range faces {
		more, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(more) == 0 {
			t.Fatalf("%s: %d sources, error %v", folder, len(more), err)
		}
		sources = append(sources, more...)
	}
	for _, path := range sources {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		put := func(into map[string]string, e ast.Expr) {
			where := set.Position(e.Pos()).String()
			switch e := e.(type) {
			case *ast.BasicLit:
				if text, err := strconv.Unquote(e.Value); err == nil && text != "" && into[text] == "" {
					into[text] = where
				}
			case *ast.BinaryExpr:
				found.faults = append(found.faults, where+": a text put together from pieces cannot be translated; write it whole, with verbs")
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				name, at := "", 1 // a function takes the context first
				switch fun := n.Fun.(type) {
				case *ast.Ident:
					name = fun.Name
				case *ast.SelectorExpr: // a method knows who reads
					name, at = fun.Sel.Name, 0
				}
				if len(n.Args) > 0 {
					if _, ok := n.Args[0].(*ast.BasicLit); ok { // tr := l.Text
						at = 0
					}
				}
				switch {
				case name == "tr" && len(n.Args) > at:
					put(found.plain, n.Args[at])
				case name == "msg" && len(n.Args) == 1:
					put(found.plain, n.Args[0])
				case (name == "trn" || name == "Plural") && len(n.Args) > at+2:
					put(found.forms, n.Args[at+2])
				}
			case *ast.CompositeLit:
				if of, ok := n.Type.(*ast.Ident); !ok || of.Name != "view" {
					return true
				}
				for _, e := range n.Elts {
					if kv, ok := e.(*ast.KeyValueExpr); ok {
						if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "title" {
							put(found.plain, kv.Value)
						}
					}
				}
			}
			return true
		})
	}
	for script, said := range scriptTexts() {
		for _, text := range said {
			if found.plain[text] == "" {
				found.plain[text] = script
			}
		}
	}
	return found
}

// Every text on the way of a person is said in every language; what is missing
// elsewhere is listed.
func TestEveryTextIsTranslated(t *testing.T) {
	found := textsOf(t)
	for _, f := range found.faults {
		t.Error(f)
	}
	for _, l := range locale.Languages {
		var missing []string
		for text, where := range found.plain {
			if !l.Has(text) {
				missing = append(missing, where+": "+strconv.Quote(text))
			}
		}
		for text, where := range found.forms {
			if !l.HasForms(text) {
				missing = append(missing, where+": both forms of "+strconv.Quote(text))
			}
		}
		sort.Strings(missing)
		if len(missing) > 0 {
			t.Errorf("%d texts are not said in %s:\n%s", len(missing), l.Name, strings.Join(missing, "\n"))
		}
	}
}

// A call in a page that stands behind words on its line is text to templ: the
// reader would see "@known(r.Why)".
func TestNoCallIsShownAsText(t *testing.T) {
	pages, err := filepath.Glob("*_templ.go")
	if err != nil || len(pages) < 20 {
		t.Fatalf("%d pages, error %v", len(pages), err)
	}
	shown := regexp.MustCompile(`WriteString\(.*[@][a-zA-Z]+\(`)
	for _, page := range pages {
		source, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if m := shown.Find(source); m != nil {
			t.Errorf("%s: a call is shown as text: %s", page, m)
		}
	}
}

// Every place of the body, and every part of one, has its name in every language.
func TestEveryPartOfTheBodyIsTranslated(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range locale.Languages {
		missing := map[string]bool{}
		for _, c := range body.Cells() {
			for _, marked := range [][]unknot.CellID{{c.ID}, append([]unknot.CellID{c.ID}, c.Neighbours...)} { // rows and columns too
				for _, spot := range body.Spots(base, marked) {
					for _, text := range append(spot.Parts, body.ZoneName(base, spot.Zone)) {
						missing[text] = missing[text] || !l.Has(text)
					}
				}
			}
		}
		for text, is := range missing {
			if is {
				t.Errorf("%q is not said in %s", text, l.Name)
			}
		}
	}
}
