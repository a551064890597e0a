package wire_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/wire"
)

func load(t testing.TB) (*knowledge.Base, *body.Words) {
	t.Helper()
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return base, body.NewWords(base)
}

const good = `{"schema":"unknot.case/v1","person":{"age":41,"sex":"female"},
 "drawing":{"places":[{"words":"right temple","intensity":4},{"cells":["calf.left"],"intensity":2}]},
 "onset":{"days":12,"kind":"gradual"},"findings":{"desk_hours":8,"press.trapezius_upper.right":"familiar_pain"},
 "danger":{"fever":"no","*":"no"}}`

func TestReadCase(t *testing.T) {
	base, words := load(t)
	c, err := wire.ReadCase(base, words, []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	if c.Person.Age != 41 || len(c.Drawing.Places) != 2 || c.Drawing.Places[0].Cells[0] != "temple.right" || !c.Desk || c.Rest != "no" {
		t.Errorf("%+v", c)
	}
}

func TestExamplesAreRead(t *testing.T) {
	base, words := load(t)
	files, err := filepath.Glob("../../examples/*.json")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d examples, %v", len(files), err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := wire.ReadCase(base, words, raw); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

// Each wrong case is refused with where it is, what was read and how to mend it.
func TestWrongCasesAreRefusedWithThePlace(t *testing.T) {
	base, words := load(t)
	place := func(p string) string { return `{"schema":"unknot.case/v1","drawing":{"places":[` + p + `]}}` }
	with := func(field string) string {
		return `{"schema":"unknot.case/v1","drawing":{"places":[{"words":"right temple","intensity":4}]},` + field + `}`
	}
	cases := []struct{ name, raw, path, hint string }{
		{"no schema", `{"drawing":{}}`, "$.schema", "unknot.case/v1"},
		{"wrong schema", `{"schema":"unknot.case/v2"}`, "$.schema", "did you mean"},
		{"no drawing", `{"schema":"unknot.case/v1"}`, "$.drawing", "name at least one place"},
		{"empty drawing", place(``), "$.drawing.places", "empty"},
		{"unknown field", with(`"persn":{}`), "$.persn", `did you mean "person"`},
		{"unknown field in a place", place(`{"words":"right temple","intensty":4}`), "$.drawing.places[0].intensty", `"intensity"`},
		{"age is text", with(`"person":{"age":"old"}`), "$.person.age", "give a number"},
		{"age out of range", with(`"person":{"age":441}`), "$.person.age", "0 to 120"},
		{"age not whole", with(`"person":{"age":4.5}`), "$.person.age", "whole"},
		{"unknown sex", with(`"person":{"sex":"femal"}`), "$.person.sex", `"female"`},
		{"unknown condition", with(`"person":{"conditions":["osteoporsis"]}`), "$.person.conditions[0]", `"osteoporosis"`},
		{"intensity 11", place(`{"words":"right temple","intensity":11}`), "$.drawing.places[0].intensity", "0 to 10"},
		{"intensity missing", place(`{"words":"right temple"}`), "$.drawing.places[0].intensity", "missing"},
		{"unknown cell", place(`{"cells":["tempel.right"],"intensity":3}`), "$.drawing.places[0].cells[0]", `"temple"`},
		{"cell without side", place(`{"cells":["temple"],"intensity":3}`), "$.drawing.places[0].cells[0]", "temple.right"},
		{"words nobody knows", place(`{"words":"right xyzzyx","intensity":3}`), "$.drawing.places[0].words", "name a place of the body"},
		{"unknown quality", place(`{"words":"right temple","intensity":3,"quality":["achey"]}`), "$.drawing.places[0].quality[0]", `"ache"`},
		{"unknown danger question", with(`"danger":{"chest_presure":"no"}`), "$.danger.chest_presure", `"chest_pressure"`},
		{"unknown answer", with(`"danger":{"fever":"maybe"}`), "$.danger.fever", "unsure"},
		{"unknown finding", with(`"findings":{"desk_hour":8}`), "$.findings.desk_hour", `"desk_hours"`},
		{"finding out of range", with(`"findings":{"desk_hours":80}`), "$.findings.desk_hours", "between 0 and 24"},
		{"unknown muscle", with(`"findings":{"press.trapezus_upper.right":"tender"}`), "trapezus_upper", `"trapezius_upper"`},
		{"field twice", with(`"onset":{"days":1,"days":2}`), "$.onset.days", "twice"},
		{"unknown course", with(`"onset":{"course":"wors"}`), "$.onset.course", `"worse"`},
		{"course is a number", with(`"onset":{"course":1}`), "$.onset.course", "text"},
		{"unknown field of the onset", with(`"onset":{"corse":"same"}`), "$.onset.corse", `"course"`},
		{"cut short", good[:60], "$", "ends too early"},
		{"no JSON", "right temple 4", "$", "valid JSON"},
		{"text behind", good + "x", "$", "more text"},
		{"a list", "[]", "$", "object"},
		{"nothing", "", "$", "ends too early"},
		{"not UTF-8", "{\"schema\":\"\xff\"}", "$", "UTF-8"},
		{"too deep", strings.Repeat("[", 100), "$", "nested"},
		{"too long", strings.Repeat(" ", wire.MaxBytes+1), "$", "bytes"},
		{"infinite number", with(`"person":{"age":1e999}`), "$.person.age", "large"},
	}
	for _, c := range cases {
		_, err := wire.ReadCase(base, words, []byte(c.raw))
		if err == nil {
			t.Errorf("%s: not refused", c.name)
			continue
		}
		if !strings.Contains(err.Error(), c.path) || !strings.Contains(err.Error(), c.hint) {
			t.Errorf("%s: %q names neither or only one of %q and %q", c.name, err, c.path, c.hint)
		}
	}
}

func TestUnclearWordsComeBackAsAQuestion(t *testing.T) {
	base, words := load(t)
	_, err := wire.ReadCase(base, words, []byte(`{"schema":"unknot.case/v1","drawing":{"places":[{"words":"right shoulder","intensity":4}]}}`))
	var ask *wire.AskError
	if !errors.As(err, &ask) || len(ask.Choices) < 3 || ask.Path != "$.drawing.places[0].words" {
		t.Errorf("%v", err)
	}
}

func FuzzReadCase(f *testing.F) {
	base, words := load(f)
	f.Add([]byte(good))
	f.Add([]byte(`{"schema":"unknot.case/v1","drawing":{"places":[{"words":"left calf, 6"}]},"danger":{"one_leg_swollen":"yes"}}`))
	f.Add([]byte(`{"schema":null}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := wire.ReadCase(base, words, raw)
		if err != nil {
			return
		}
		for _, p := range c.Drawing.Places {
			if len(p.Cells) == 0 || !(p.Intensity >= 0 && p.Intensity <= 10) {
				t.Errorf("accepted a place %+v", p)
			}
		}
	})
}
