package unknot_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

const module = "github.com/unknot/unknot"

// ring gives the ring of a package of this module; imports may only point to
// a lower or, within core and edge's own base, the same ring.
func ring(pkg string) string {
	switch rel := strings.TrimPrefix(strings.TrimPrefix(pkg, module), "/"); {
	case rel == "":
		return "root"
	case strings.HasPrefix(rel, "knowledge/"):
		return "data"
	case strings.HasPrefix(rel, "core/"):
		return "core"
	case strings.HasPrefix(rel, "internal/store"):
		return "store"
	case strings.HasPrefix(rel, "internal/base"):
		return "base"
	case strings.HasPrefix(rel, "internal/care"):
		return "care"
	case strings.HasPrefix(rel, "internal/edge"):
		return "edge"
	case rel == "client":
		return "client"
	case strings.HasPrefix(rel, "cmd/"):
		return "cmd"
	case strings.HasPrefix(rel, "tools/"):
		return "tools"
	}
	return "unknown"
}

// mayImport says which rings each ring may point to.
var mayImport = map[string][]string{
	"root":   {},
	"data":   {},
	"client": {},
	"core":   {"root", "data", "core"},
	"base":   {"root", "base"},
	"store":  {"root", "base", "store"},
	"care":   {"root", "core", "store", "base", "care"},
	"edge":   {"root", "core", "care", "base", "edge", "data", "client"},
	"cmd":    {"root", "core", "edge", "care", "base", "data"},
	"tools":  {"root", "core", "data"},
}

// coreMayNot is what pure computation must not touch.
var coreMayNot = []string{"os", "net", "net/http", "database/sql", "log", "log/slog", "os/exec", "syscall"}

func TestImportsPointInwards(t *testing.T) {
	seen := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && file != "." || d.Name() == "node_modules" || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		tool := strings.Contains(string(source), "//go:build ignore")
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ImportsOnly)
		if err != nil {
			return err
		}
		seen++
		dir := path.Dir(file)
		from := ring(path.Join(module, dir))
		if dir == "." {
			from = "root"
		}
		allowed, known := mayImport[from]
		if !known {
			t.Errorf("%s lies in no ring (%s)", file, from)
		}
		for _, spec := range parsed.Imports {
			to := strings.Trim(spec.Path.Value, `"`)
			if from == "core" && !tool {
				for _, bad := range coreMayNot {
					if to == bad {
						t.Errorf("%s: core is pure and may not import %s", file, to)
					}
				}
			}
			if to != module && !strings.HasPrefix(to, module+"/") {
				continue
			}
			if !listed(allowed, ring(to)) {
				t.Errorf("%s: ring %s may not import %s (ring %s)", file, from, to, ring(to))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("only %d files were read; the walk is broken", seen)
	}
}

func listed(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}
