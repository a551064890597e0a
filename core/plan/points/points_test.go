package points_test

import (
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/points"
)

func load(t testing.TB) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return base
}

var anybody = plan.FactsOf(unknot.Person{Age: 40}, "", -1)

// All twelve lists resolve, each with its unproven mark and its printed codes.
func TestTheTwelveLists(t *testing.T) {
	base := load(t)
	if len(base.PointLists) != 12 {
		t.Errorf("%d lists", len(base.PointLists))
	}
	for _, l := range base.PointLists {
		r := points.Search(base, anybody, l.Name)
		if r.List == nil || len(r.Points) != len(l.Points) || len(l.Printed) != len(l.Points) || !l.Unproven || l.Doubt == "" {
			t.Errorf("%s: %d of %d points", l.Name, len(r.Points), len(l.Points))
		}
		for _, p := range r.Points {
			if p.Point.Where == "" || len(p.Point.Zones) == 0 {
				t.Errorf("%s has no place", p.Point.Code)
			}
		}
	}
}

// Any spelling and both numberings find the point; a code that can mean two is
// asked back.
func TestCodesInBothNumberings(t *testing.T) {
	base := load(t)
	for words, want := range map[string]string{"LR14": "LR14", "Lv14": "LR14", "liv 14": "LR14", "gb-20": "GB20", "UB40": "BL40", "bl52": "BL52", "TW5": "TE5", "SJ5": "TE5", "P6": "PC6", "CO4": "LI4", "ren17": "CV17"} {
		r := points.Search(base, anybody, words)
		if len(r.Points) == 0 || r.Points[0].Point.Code != want {
			t.Errorf("%q finds %v", words, r.Points)
		}
	}
	for _, words := range []string{"BL54", "BL47"} {
		if r := points.Search(base, anybody, words); len(r.Points) != 2 || r.Ask == "" {
			t.Errorf("%s: %d points, ask %q", words, len(r.Points), r.Ask)
		}
	}
	if r := points.Search(base, anybody, "XX1"); len(r.Points) != 0 || len(r.Near) != 12 {
		t.Errorf("a code that is none: %+v", r)
	}
}

func TestLocksOfPoints(t *testing.T) {
	base := load(t)
	for _, answer := range []unknot.Answer{unknot.Yes, unknot.Unsure} {
		pregnant := plan.FactsOf(unknot.Person{Age: 30, Pregnant: answer}, "", -1)
		for _, l := range base.PointLists {
			for _, p := range points.Search(base, pregnant, l.Name).Points {
				if len(p.Held) == 0 {
					t.Errorf("%s is offered in pregnancy", p.Point.Code)
				}
			}
		}
	}
	if p := points.Search(base, anybody, "BL40").Points[0]; len(p.Held) == 0 {
		t.Error("the point behind the knee is offered")
	}
	clot := plan.FactsOf(unknot.Person{Age: 60, Conditions: []string{"clot_history"}}, "", -1)
	if p := points.Search(base, clot, "BL57").Points[0]; len(p.Held) == 0 {
		t.Error("the point of the calf is offered after a clot")
	}
	if p := points.Search(base, anybody, "LI4").Points[0]; len(p.Held) != 0 {
		t.Errorf("LI4 is withheld from anybody: %v", p.Held)
	}
}
