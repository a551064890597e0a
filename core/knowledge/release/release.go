// Package release writes the whole data set in forms that other people can
// use: JSON and CSV, a list of every field with its meaning, and the licence.
// The same knowledge gives the same bytes.
package release

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
)

// File is one file of a release.
type File struct {
	Name string
	Data []byte
}

// Files lists the files of a release: README.md, dictionary.csv, schema.json,
// knowledge.json, and csv/KIND.csv for each kind of record. schema is the JSON
// schema of the knowledge files; it holds the meaning of the fields.
func Files(base *knowledge.Base, schema []byte) ([]File, error) {
	dict, err := dictionary(schema)
	if err != nil {
		return nil, err
	}
	rows := map[string][]knowledge.Row{}
	for _, r := range base.Rows() {
		rows[r.Kind] = append(rows[r.Kind], r)
	}
	types := knowledge.RecordTypes()
	var kinds []string
	for kind := range types {
		if len(rows[kind]) > 0 {
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	whole, err := wholeJSON(base, kinds, rows)
	if err != nil {
		return nil, err
	}
	out := []File{
		{"README.md", []byte(readme(base, kinds, rows))},
		{"dictionary.csv", table(append([][]string{{"record", "field", "type", "may_be", "meaning"}}, dict...))},
		{"schema.json", schema},
		{"knowledge.json", whole},
	}
	for _, kind := range kinds {
		lines, err := lines(types[kind], rows[kind])
		if err != nil {
			return nil, err
		}
		out = append(out, File{"csv/" + kind + ".csv", table(lines)})
	}
	return out, nil
}

func wholeJSON(base *knowledge.Base, kinds []string, rows map[string][]knowledge.Row) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n \"schema\": \"unknot.knowledge/v1\",\n \"version\": %q,\n \"license\": %q", base.Version, base.License)
	for _, kind := range kinds {
		fmt.Fprintf(&b, ",\n %q: [", kind)
		for i, r := range rows[kind] {
			raw, err := json.Marshal(r)
			if err != nil {
				return nil, fmt.Errorf("write %s: %w", r.Key(), err)
			}
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString("\n  ")
			b.Write(raw)
		}
		b.WriteString("\n ]")
	}
	b.WriteString("\n}\n")
	return b.Bytes(), nil
}

// column is one column of a CSV file: a field, or a field of a nested record.
type column struct {
	path  string
	index []int
}

func columns(typ reflect.Type, path string, index []int) []column {
	var out []column
	for i := range typ.NumField() {
		f, at := typ.Field(i), append(slices.Clone(index), i)
		tag := f.Tag.Get("toml")
		switch {
		case f.Anonymous:
			out = append(out, columns(f.Type, path, at)...)
		case tag == "":
		case f.Type.Kind() == reflect.Struct:
			out = append(out, columns(f.Type, path+tag+".", at)...)
		default:
			out = append(out, column{path + tag, at})
		}
	}
	return out
}

// lines writes records as rows. Lists are joined by "; ", lists of records are
// written as JSON.
func lines(typ reflect.Type, rows []knowledge.Row) ([][]string, error) {
	cols := columns(typ, "", nil)
	head := make([]string, len(cols))
	for i, c := range cols {
		head[i] = c.path
	}
	out := [][]string{head}
	for _, r := range rows {
		v := reflect.ValueOf(r.Value())
		line := make([]string, len(cols))
		for i, c := range cols {
			text, err := cell(v.FieldByIndex(c.index))
			if err != nil {
				return nil, fmt.Errorf("write %s of %s: %w", c.path, r.Key(), err)
			}
			line[i] = text
		}
		out = append(out, line)
	}
	return out, nil
}

func cell(v reflect.Value) (string, error) {
	if v.IsZero() { // unsaid; JSON leaves it out as well
		return "", nil
	}
	switch v.Kind() {
	case reflect.Map:
		return knowledge.JSON(v)
	case reflect.String:
		return v.String(), nil
	case reflect.Bool:
		return strconv.FormatBool(v.Bool()), nil
	case reflect.Slice, reflect.Array:
		if k := v.Type().Elem().Kind(); k == reflect.Struct || k == reflect.Slice {
			return knowledge.JSON(v)
		}
		parts := make([]string, v.Len())
		for i := range parts {
			text, err := cell(v.Index(i))
			if err != nil {
				return "", err
			}
			parts[i] = text
		}
		return strings.Join(parts, "; "), nil
	}
	return fmt.Sprint(v.Interface()), nil
}

func table(lines [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(lines); err != nil {
		panic("release: a buffer refused to be written to: " + err.Error())
	}
	return b.Bytes()
}
