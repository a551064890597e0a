package locale

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestCompose(t *testing.T) {
	es := &Language{Code: "es", texts: map[string]message{
		"neck": {text: "cuello"}, "neck and shoulder": {text: "cuello y hombro"}, "arm": {text: "brazo"}, "Rest.": {text: "Descanse."}, "Does it hurt?": {text: "¿Duele?"},
		"It moves the {muscle}.": {text: "Mueve: {muscle}."}, "right {name}": {text: "{name} derecho"}, "{n} times": {text: "{n} veces"}, "{n} times a day": {text: "{n} veces al día"},
		"From {from} to {to} of 10.": {text: "A {to} de 10, desde {from}."}, "{one} and {other}": {text: "{one} y {other}"}, "{name} ({more})": {text: "{name} ({more})"}, "{move}": {text: "{move}"},
		"Right side: {ask}": {text: "Lado derecho: {ask}"}, "ECG done?": {text: "¿ECG hecho?"},
	}}
	es.shapes = shapesOf(es.texts)
	for text, want := range map[string]string{
		"It moves the right arm.":             "Mueve: brazo derecho.",
		"It moves the right leg.":             "", // a part that cannot be said
		"Rest. Does it hurt?":                 "Descanse. ¿Duele?",
		"Rest. It moves the arm. Rest.":       "Descanse. Mueve: brazo. Descanse.",
		"Rest. Run.":                          "",
		"neck, arm":                           "cuello, brazo",
		"2 times, 3 times a day":              "2 veces, 3 veces al día",
		"From 2.5 to 4 of 10.":                "A 4 de 10, desde 2,5.",
		"From neck to 4 of 10.":               "", // no number
		"neck and shoulder and arm":           "cuello y hombro y brazo",
		"right neck (arm) and arm":            "cuello (brazo) y brazo derecho",
		"arm times":                           "",
		"Right side: Does it hurt?":           "Lado derecho: ¿duele?",
		"Right side: ECG done?":               "Lado derecho: ¿ECG hecho?",
		"Nobody said this":                    "",
		strings.Repeat("Rest. ", 200) + "Arm": "",
	} {
		said := want
		if want == "" {
			said = text // as it stands, in English
		}
		if got := es.Text(text); got != said || es.Has(text) != (want != "") {
			t.Errorf("%q is said as %q (%v)", text, got, es.Has(text))
		}
	}
	if English.Text("It moves the right arm.") != "It moves the right arm." || !English.Has("{n} times") {
		t.Error("English is not said as it stands")
	}
}

// A translation has the holes of the text it stands for.
func TestTranslationsKeepTheirHoles(t *testing.T) {
	braces := regexp.MustCompile(`\{[^}]*\}`)
	compared := 0
	for _, l := range Languages {
		for text, m := range l.texts {
			want := braces.FindAllString(text, -1)
			if len(want) == 0 {
				continue
			}
			compared++
			got := braces.FindAllString(m.text, -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) || len(slices.Compact(want)) != len(got) {
				t.Errorf("%s: %q is said as %q", l.Code, text, m.text)
			}
		}
	}
	if compared < 20 {
		t.Errorf("only %d texts have holes", compared)
	}
}
