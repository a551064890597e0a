package knowledge_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/knowledge/data"
)

var update = flag.Bool("update", false, "write the golden files anew")

const schemaFile = "../../knowledge/data/schema.json"

// words are the values that a field may take, by record and field.
var words = map[string][]string{
	"claim.stance":       {"adopt", "adopt_with_grade", "contest", "omit"},
	"claim.checked":      {"read", "memory"},
	"finding.kind":       {"history", "aggravating", "easing", "self_test", "examination", "motion"},
	"finding.who":        {"self", "helper", "clinician"},
	"finding.per":        {"muscle"},
	"finding.links.side": {"same", "other", "both"},
	"muscle.self_access": {"self", "professional_or_self", "professional", "professional_first"},
	"treatment.who":      {"self", "partner", "professional", "doctor"},
	"interlock.action":   {"forbid", "light_only", "ask_first"},
	"question.screens":   {"everyone", "place"},
	"risk.weight":        {"zero", "weak", "some", "clear"},
	"treatment.grade_by": {"authors", "judgement"},
	"lookalike.level":    unknot.LevelNames(),
	"rule.level":         unknot.LevelNames(),
	"lump.level":         unknot.LevelNames(),
}

// schema is written from the Go structs, so that what an editor checks is what
// the program reads; the comments of the fields become the descriptions.
type schema map[string]any

func writeSchema(t *testing.T) []byte {
	t.Helper()
	about := fieldComments(t)
	root := schema{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "unknot knowledge file",
		"description": "Any file below knowledge/data may hold any kind of record. Written from core/knowledge by its test (go test ./core/knowledge -update).",
		"type":        "object", "additionalProperties": false,
	}
	props := schema{"version": schema{"type": "string"}, "license": schema{"type": "string"}, "engine": object("engine", reflect.TypeFor[knowledge.Engine](), about)}
	for kind, typ := range knowledge.RecordTypes() {
		one := object(kind, typ, about)
		if _, ok := one["properties"].(schema)["id"]; ok {
			one["required"] = []string{"id"}
		}
		props[kind] = schema{"type": "array", "items": one}
	}
	root["properties"] = props
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(root); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func object(path string, typ reflect.Type, about map[string]string) schema {
	props := schema{}
	fields(typ, func(owner reflect.Type, f reflect.StructField) {
		tag := f.Tag.Get("toml")
		s := typeOf(path+"."+tag, f.Type, about)
		if text := about[owner.Name()+"."+f.Name]; text != "" {
			s["description"] = text
		}
		props[tag] = s
	})
	out := schema{"type": "object", "additionalProperties": false, "properties": props}
	if text := about[typ.Name()]; text != "" {
		out["description"] = text
	}
	return out
}

func fields(typ reflect.Type, visit func(owner reflect.Type, f reflect.StructField)) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		if f.Anonymous {
			fields(f.Type, visit)
		} else if f.Tag.Get("toml") != "" {
			visit(typ, f)
		}
	}
}

func typeOf(path string, typ reflect.Type, about map[string]string) schema {
	_, field, _ := strings.Cut(path, ".")
	switch {
	case typ == reflect.TypeFor[unknot.Grade]():
		grades := []string{}
		for _, g := range unknot.Grades {
			grades = append(grades, string(g))
		}
		return schema{"type": "string", "enum": grades}
	case field == "checked":
		return schema{"type": "string", "enum": []string{"read", "memory"}}
	case field == "date":
		return schema{"type": "string", "pattern": "^20\\d\\d-[01]\\d-[0-3]\\d$"}
	case words[path] != nil:
		return schema{"type": "string", "enum": words[path]}
	}
	switch typ.Kind() {
	case reflect.String:
		return schema{"type": "string"}
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return schema{"type": "integer"}
	case reflect.Float64:
		s := schema{"type": "number"}
		for _, chance := range []string{"chance", "leak", "sens", "spec", "strong", "latent", "reliability", "share"} {
			if strings.HasSuffix(path, "."+chance) {
				s["minimum"], s["maximum"] = 0, 1
			}
		}
		return s
	case reflect.Slice, reflect.Array:
		return schema{"type": "array", "items": typeOf(path, typ.Elem(), about)}
	case reflect.Map:
		return schema{"type": "object", "additionalProperties": typeOf(path, typ.Elem(), about)}
	case reflect.Struct:
		return object(path, typ, about)
	}
	panic("no schema for " + typ.String())
}

// fieldComments reads what the structs say of themselves: "Muscle" and
// "Muscle.Describe" to words.
func fieldComments(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	names, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			decl, ok := n.(*ast.GenDecl)
			if !ok {
				return true
			}
			for _, s := range decl.Specs {
				spec, ok := s.(*ast.TypeSpec)
				if !ok {
					continue
				}
				body, ok := spec.Type.(*ast.StructType)
				if !ok {
					continue
				}
				out[spec.Name.Name] = strings.Join(strings.Fields(decl.Doc.Text()), " ")
				for _, field := range body.Fields.List {
					for _, id := range field.Names {
						out[spec.Name.Name+"."+id.Name] = strings.TrimSpace(field.Comment.Text())
					}
				}
			}
			return true
		})
	}
	return out
}

func TestSchemaIsCurrent(t *testing.T) {
	want := writeSchema(t)
	if *update {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("knowledge/data/schema.json is out of date: go test ./core/knowledge -run Schema -update")
	}
}

// Every file that ships fits the schema; a file with a wrong word does not.
func TestFilesFitTheSchema(t *testing.T) {
	raw, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	names, err := knowledge.Files(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	check := func(raw []byte) error {
		var tree map[string]any
		if err := toml.Unmarshal(raw, &tree); err != nil {
			return err
		}
		return compiled.Validate(plain(tree))
	}
	for _, name := range names {
		raw, err := data.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := check(raw); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, bad := range []string{
		"[[claim]]\nid = \"C1\"\nstance = \"perhaps\"\n", "[[muscle]]\nname = \"x\"\n", "[[finding]]\nid = \"x\"\nleak = 1.5\n",
		"[[muscle]]\nid = \"x\"\nnmae = \"y\"\n", "[[treatment]]\nid = \"x\"\ngrade = \"so_so\"\n", "[[risk]]\nid = \"x\"\ndate = \"24.11.2026\"\n",
	} {
		if check([]byte(bad)) == nil {
			t.Errorf("the schema lets this pass:\n%s", bad)
		}
	}
	if !slices.Contains(names, "findings/neck.toml") {
		t.Error("the findings were not checked")
	}
}

// plain turns what the TOML reader gives into what the schema knows.
func plain(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for k := range x {
			x[k] = plain(x[k])
		}
	case []any:
		for i := range x {
			x[i] = plain(x[i])
		}
	case int64:
		return json.Number(jsonInt(x))
	case float64:
		raw, _ := json.Marshal(x) // a float of a TOML file is finite
		return json.Number(raw)
	}
	return v
}

func jsonInt(n int64) string { raw, _ := json.Marshal(n); return string(raw) }
