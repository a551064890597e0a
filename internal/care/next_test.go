package care_test

import (
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

func TestInterviewAsksDangerFirstThenTestsAndEnds(t *testing.T) {
	p, err := care.Open()
	if err != nil {
		t.Fatal(err)
	}
	c := wire.Case{Person: unknot.Person{Age: 40}, Danger: map[string]unknot.Answer{},
		Drawing: unknot.Drawing{Places: []unknot.Place{{Cells: []unknot.CellID{body.ZoneCell("calf", unknot.Left)}, Intensity: 5}}}}
	var dangers, tests int
	seen := map[string]bool{}
	for range 200 {
		q, ok, err := p.Next(c)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			break
		}
		if seen[q.ID] || q.Ask == "" || q.Why == "" || len(q.Answers) < 3 {
			t.Fatalf("asked twice or without words: %+v", q)
		}
		seen[q.ID] = true
		if q.Danger {
			if tests > 0 {
				t.Errorf("danger question %s after a test", q.ID)
			}
			dangers++
			c.Danger[q.ID] = unknot.No
			continue
		}
		if strings.HasPrefix(q.ID, "press.") && !strings.Contains(q.ID, ".left") && !strings.Contains(q.ID, ".right") {
			t.Errorf("test %s has no side", q.ID)
		}
		tests++
		answer := q.Answers[len(q.Answers)-2] // the last but one says least: nothing, no
		c.Findings = append(c.Findings, assess.Finding{ID: q.ID, Answer: answer.ID})
	}
	if dangers == 0 || tests == 0 || tests > 2*p.Base.Engine.MostTests {
		t.Errorf("%d danger questions and %d tests", dangers, tests)
	}
	if !seen["one_leg_swollen"] || seen["thunderclap"] {
		t.Error("the questions do not fit a sore calf")
	}
}

func TestInterviewStopsAtAnEmergency(t *testing.T) {
	p, err := care.Open()
	if err != nil {
		t.Fatal(err)
	}
	c := wire.Case{Person: unknot.Person{Age: 60}, Danger: map[string]unknot.Answer{"chest_pressure": unknot.Unsure},
		Drawing: unknot.Drawing{Places: []unknot.Place{{Cells: []unknot.CellID{body.ZoneCell("sternum", unknot.Left)}, Intensity: 5}}}}
	if q, ok, err := p.Next(c); err != nil || ok {
		t.Errorf("asks %q with an emergency at hand (%v)", q.ID, err)
	}
}
