package locale

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// message is one text in another language: one form, or one per plural form
// by its CLDR name (one, other).
type message struct {
	text  string
	forms map[string]string
}

func (m *message) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '{' {
		return json.Unmarshal(raw, &m.forms)
	}
	return json.Unmarshal(raw, &m.text)
}

// Language is one language that pages can be read in.
type Language struct {
	Code string // as in the lang attribute
	Name string // in the language itself
	Dir  string // ltr or rtl
	// Mirror marks the language that only tests use: English in brackets, set
	// from right to left.
	Mirror bool

	texts  map[string]message
	shapes []shape
	sides  map[string]onSides // names of places, by the name without a side

	reading map[string]string // what the names of places mean to the grammar, by the bare name
}

// English is the language of the keys.
var English = &Language{Code: "en", Name: "English", Dir: "ltr"}

// Languages are those that a person can choose.
var Languages = []*Language{English, spoken("es", "Español")}

// Mirrored is the language of tests. CLDR calls it ar-XB.
var Mirrored = &Language{Code: "ar-XB", Name: "⟦Mirrored⟧", Dir: "rtl", Mirror: true}

// spoken makes a language with the catalogue that is part of the program; a
// fault in it is a fault of the build.
func spoken(code, name string) *Language {
	l := &Language{Code: code, Name: name, Dir: "ltr", texts: map[string]message{}}
	if err := l.Bring(Catalogue(code)); err != nil {
		panic("locale: " + err.Error())
	}
	return l
}

// Bring adds the files of a catalogue, by name, to what a language can say.
func (l *Language) Bring(catalogue map[string]string) error {
	for _, file := range slices.Sorted(maps.Keys(catalogue)) {
		texts := map[string]message{}
		if err := json.Unmarshal([]byte(catalogue[file]), &texts); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		maps.Copy(l.texts, texts)
		if strings.HasSuffix(file, "_body.json") {
			l.reading = readingOf(texts)
		}
	}
	l.shapes, l.sides = shapesOf(l.texts), sidesOf(l.texts)
	return nil
}

// Named finds a language by its code.
func Named(code string) (*Language, bool) {
	for _, l := range append(Languages, Mirrored) {
		if l.Code == code {
			return l, true
		}
	}
	return nil, false
}

// Has reports whether the language says a text in its own words.
func (l *Language) Has(text string) bool {
	if l.Code == English.Code || l.Mirror {
		return true
	}
	if _, ok := l.texts[text]; ok {
		return true
	}
	_, ok := l.sentence(text)
	return ok
}

// HasForms reports whether the language has the text in each of its plural
// forms.
func (l *Language) HasForms(other string) bool {
	if l.Code == English.Code || l.Mirror {
		return true
	}
	m := l.texts[other]
	return m.forms["one"] != "" && m.forms["other"] != ""
}

// Text says a text; args fill its verbs as fmt.Sprintf does.
func (l *Language) Text(text string, args ...any) string {
	said := text
	if m, ok := l.texts[text]; ok && m.text != "" {
		said = m.text
	} else if len(args) == 0 && len(l.shapes) > 0 {
		if put, ok := l.sentence(text); ok {
			said = put
		}
	}
	return l.finish(said, args)
}

// In says a text that means something else elsewhere: the "Back" of a picture
// is not that of a link. The catalogue has it behind what it stands in,
// "view: Back".
func (l *Language) In(context, text string) string {
	if m, ok := l.texts[context+": "+text]; ok {
		return m.text
	}
	return l.Text(text)
}

// Plural says a text about n things: one and other are the two English forms,
// and n is the first of the args of both.
func (l *Language) Plural(n int, one, other string, args ...any) string {
	said := other
	if n == 1 {
		said = one
	}
	if m, ok := l.texts[other]; ok && m.forms["other"] != "" {
		said = m.forms["other"]
		if n == 1 && m.forms["one"] != "" {
			said = m.forms["one"]
		}
	}
	return l.finish(said, append([]any{n}, args...))
}

func (l *Language) finish(said string, args []any) string {
	if len(args) > 0 {
		said = fmt.Sprintf(said, args...)
	}
	if l.Mirror && strings.TrimSpace(said) != "" {
		said = "⟦" + said + "⟧"
	}
	return said
}
