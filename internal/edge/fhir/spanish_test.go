package fhir_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/base/locale/localetest"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/fhir"
)

var (
	update = flag.Bool("update", false, "write the golden files anew")
	tags   = regexp.MustCompile(`<[^>]*>`)
)

// forPeople are the fields that a person reads: everything but codes, their
// names, and the questions of forms, which stay as the form has them.
var forPeople = map[string]bool{"title": true, "div": true, "text": true, "detail": true, "summary": true, "basis": true, "rationale": true, "description": true}

// readBy lists what people read of a resource, in the order of its fields.
func readBy(raw json.RawMessage, form bool, put func(field, text string)) {
	var fields map[string]json.RawMessage
	var list []json.RawMessage
	switch {
	case json.Unmarshal(raw, &list) == nil:
		for _, x := range list {
			readBy(x, form, put)
		}
	case json.Unmarshal(raw, &fields) == nil:
		var kind string
		_ = json.Unmarshal(fields["resourceType"], &kind) // other objects have none
		form = form || kind == "QuestionnaireResponse" || kind == "Binary" || officially.Match(fields["coding"])
		for _, name := range order(raw) {
			var text string
			if json.Unmarshal(fields[name], &text) == nil {
				if forPeople[name] && !form {
					put(name, html.UnescapeString(tags.ReplaceAllString(text, "")))
				}
				continue
			}
			readBy(fields[name], form, put)
		}
	}
}

// officially is a concept of LOINC or of our measures, whose names stay.
var officially = regexp.MustCompile(`"system":"(?:http://loinc.org|[^"]*/CodeSystem/measures)"`)

// order lists the fields of an object as they stand.
func order(raw json.RawMessage) []string {
	var out []string
	d := json.NewDecoder(strings.NewReader(string(raw)))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return out
		}
		out = append(out, fmt.Sprint(name))
		var skip json.RawMessage
		if d.Decode(&skip) != nil {
			return out
		}
	}
	return out
}

// A document for who reads Spanish, as a file that a person can read: titles,
// narratives and notes in Spanish, and codes as in every other language.
func TestGoldenDocumentInSpanish(t *testing.T) {
	p := practice(t)
	id := lived(t, p, "desk-worker")
	es, _ := locale.Named("es")
	read := func(l *locale.Language) (fhir.Bundle, json.RawMessage) {
		b, err := fhir.Episode(locale.With(context.Background(), locale.Locale{Language: l}), p, care.Home, id, "https://example.org/fhir")
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		return b, raw
	}
	_, raw := read(es)
	for _, want := range []string{`"language":"es"`, `lang=\"es\" xml:lang=\"es\"`, `"display":"right temple"`, `"display":"Patient Note"`} {
		if !strings.Contains(strings.ReplaceAll(string(raw), `\u003c`, "<"), want) {
			t.Errorf("the document lacks %s", want)
		}
	}
	seen, lines := map[string]bool{}, []string{}
	readBy(raw, false, func(field, text string) {
		switch {
		case seen[text] || said[text]:
			return
		}
		seen[text] = true
		if word := localetest.English(strings.ReplaceAll(text, "swim", "")); word != "" {
			t.Errorf("%s: %q is English (%s)", field, text, word)
		}
		if field == "basis" || field == "rationale" {
			return // as in the report; and the forecast has an id by chance
		}
		lines = append(lines, field+": "+text)
	})
	got := strings.Join(lines, "\n") + "\n"
	file := filepath.Join("testdata", "desk-worker.es.txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != got {
		t.Errorf("the document differs from %s (%v); read it, then run with -update", file, err)
	}
	// What a program reads is the same in both languages.
	_, english := read(locale.English)
	if a, b := codes(raw), codes(english); a != b {
		t.Error("the codes differ between Spanish and English")
	}
}

// codes are the codes of a document with their names.
func codes(raw json.RawMessage) string {
	return strings.Join(regexp.MustCompile(`"(?:code|display|system)":"[^"]*"`).FindAllString(string(raw), -1), "\n")
}

// said are the words in which the person of the example said the places.
var said = map[string]bool{"right temple": true, "right side of the neck": true, "between neck and right shoulder": true}
