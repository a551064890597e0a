package knowledge

import (
	"reflect"
	"strings"
)

// Row is one record of any kind, as the files hold it.
type Row struct {
	Kind string // "muscle", as its TOML table is called
	ID   string // "" for records without one
	File string
	Line int
	v    reflect.Value
}

// Value is the record itself: a Muscle, a Claim, …
func (r Row) Value() any { return r.v.Interface() }

// RecordTypes pairs the name of each kind of record with the Go type of its
// struct, whose toml tags are the fields of the file.
func RecordTypes() map[string]reflect.Type {
	out := map[string]reflect.Type{}
	eachList(reflect.ValueOf(&file{}).Elem(), func(kind string, list reflect.Value) { out[kind] = list.Type().Elem() })
	return out
}

// Rows lists every record, file by file, kinds in a fixed order.
func (b *Base) Rows() []Row {
	var rows []Row
	for i := range b.files {
		f := &b.files[i]
		eachList(reflect.ValueOf(&f.file).Elem(), func(kind string, list reflect.Value) {
			for n := range list.Len() {
				v := list.Index(n)
				rows = append(rows, Row{Kind: kind, ID: idOf(v), File: f.name, Line: f.lineOf(kind, n, ""), v: v})
			}
		})
	}
	return rows
}

// eachList visits the lists of records of a file struct.
func eachList(v reflect.Value, visit func(kind string, list reflect.Value)) {
	for i := range v.NumField() {
		f, x := v.Type().Field(i), v.Field(i)
		switch {
		case f.Anonymous:
			eachList(x, visit)
		case x.Kind() == reflect.Slice && x.Type().Elem().Kind() == reflect.Struct:
			visit(f.Tag.Get("toml"), x)
		}
	}
}

func idOf(v reflect.Value) string {
	if f := v.FieldByName("ID"); f.IsValid() && f.Kind() == reflect.String {
		return f.String()
	}
	return ""
}

// Key names a record among all: "muscle trapezius_upper". Records without an
// id are told apart by what they are about.
func (r Row) Key() string {
	if r.ID != "" {
		return r.Kind + " " + r.ID
	}
	for _, name := range []string{"Muscle", "Words", "Technique", "Name"} {
		if f := r.v.FieldByName(name); f.IsValid() {
			if text := textOf(f); text != "" {
				return r.Kind + " " + text
			}
		}
	}
	return r.Kind
}

// Cell is one field of a record, written out.
type Cell struct {
	Path string // "refers.primary"; lists of records are numbered: "sites.1.where"
	Text string
}

// Cells writes the record out field by field, empty ones left out.
func (r Row) Cells() []Cell {
	var out []Cell
	flatten(r.v, "", func(path, text string) { out = append(out, Cell{path, text}) })
	return out
}

func flatten(v reflect.Value, path string, add func(path, text string)) {
	switch {
	case v.IsZero():
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Anonymous {
				flatten(v.Field(i), path, add)
			} else if tag := f.Tag.Get("toml"); tag != "" {
				flatten(v.Field(i), join(path, tag), add)
			}
		}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		for i := range v.Len() {
			flatten(v.Index(i), join(path, itoa(i+1)), add)
		}
	default:
		add(path, textOf(v))
	}
}

func join(path, tag string) string { return strings.TrimPrefix(path+"."+tag, ".") }

// engineCells writes out the numbers of the assessment engine.
func engineCells(b *Base) []Cell {
	var out []Cell
	flatten(reflect.ValueOf(b.Engine), "", func(path, text string) { out = append(out, Cell{path, text}) })
	return out
}
