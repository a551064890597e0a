package api

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"
	"net/http"
	"sort"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("api").Parse(pageText))

// describe serves the description of the API and the page made of it. The page
// is plain HTML: it asks no other server for anything.
func (s *server) describe(mux *http.ServeMux) {
	doc := sync.OnceValues(func() ([]byte, error) { return json.MarshalIndent(s.api.OpenAPI(), "", "  ") })
	mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		raw, err := doc()
		if err != nil {
			problem(w, http.StatusInternalServerError, "The description could not be written.")
			return
		}
		w.Header().Set("Content-Type", "application/vnd.oai.openapi+json;version=3.1")
		_, _ = w.Write(raw) // the reader has gone; there is nobody to tell
	})
	mux.HandleFunc("GET /api/{$}", func(w http.ResponseWriter, _ *http.Request) {
		var page bytes.Buffer
		if err := pageTemplate.Execute(&page, s.shelf()); err != nil {
			problem(w, http.StatusInternalServerError, "This page could not be made.")
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = page.WriteTo(w)
	})
}

type shelf struct {
	Title, Version, About string
	Calls                 []shown
	Types                 []shownType
}

type shown struct{ Method, Path, Tag, Summary, Takes, Gives string }

type shownType struct {
	Name   string
	Fields []shownField
}

type shownField struct {
	Name, Type, Doc string
	Needed          bool
}

// shelf reads the description for the page.
func (s *server) shelf() shelf {
	d := s.api.OpenAPI()
	out := shelf{Title: d.Info.Title, Version: d.Info.Version, About: d.Info.Description}
	for path, item := range d.Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PATCH": item.Patch, "PUT": item.Put, "DELETE": item.Delete} {
			if op == nil {
				continue
			}
			c := shown{Method: method, Path: path, Tag: op.Tags[0], Summary: op.Summary}
			if op.RequestBody != nil && op.RequestBody.Content["application/json"] != nil {
				c.Takes = typeName(op.RequestBody.Content["application/json"].Schema)
			}
			for _, status := range []string{"200", "201"} {
				if r := op.Responses[status]; r != nil && r.Content["application/json"] != nil {
					c.Gives = typeName(r.Content["application/json"].Schema)
				}
			}
			out.Calls = append(out.Calls, c)
		}
	}
	sort.Slice(out.Calls, func(i, j int) bool {
		a, b := out.Calls[i], out.Calls[j]
		return a.Tag+a.Path+a.Method < b.Tag+b.Path+b.Method
	})
	for name, schema := range d.Components.Schemas.Map() {
		t := shownType{Name: name}
		for field, p := range schema.Properties {
			f := shownField{Name: field, Type: typeName(p), Doc: p.Description}
			for _, r := range schema.Required {
				f.Needed = f.Needed || r == field
			}
			t.Fields = append(t.Fields, f)
		}
		sort.Slice(t.Fields, func(i, j int) bool { return t.Fields[i].Name < t.Fields[j].Name })
		out.Types = append(out.Types, t)
	}
	sort.Slice(out.Types, func(i, j int) bool { return out.Types[i].Name < out.Types[j].Name })
	return out
}

func typeName(s *huma.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Ref != "":
		return s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]
	case s.Items != nil:
		return "list of " + typeName(s.Items)
	case s.Format != "" && s.Type == "string":
		return s.Format
	}
	return s.Type
}
