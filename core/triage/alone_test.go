package triage_test

import (
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/triage"
)

// Whatever is drawn, the signs that are an emergency by themselves are asked
// alone and before the others, and no sign of the list is one.
func TestEmergenciesAreAskedAloneAndFirst(t *testing.T) {
	base := load(t)
	person := unknot.Person{Age: 41}
	for _, z := range base.Zones {
		listed := ""
		for _, q := range triage.Questions(base, person, drawing(z.ID)) {
			r, err := triage.Screen(base, triage.Input{Person: person, Drawing: drawing(z.ID), Answers: map[string]unknot.Answer{q.ID: unknot.Yes}, Rest: unknot.No})
			if err != nil {
				t.Fatal(err)
			}
			if q.Alone != (r.Level == unknot.Emergency) {
				t.Errorf("%s: a yes to %s alone leads to %s, and it is asked alone: %t", z.ID, q.ID, r.Level, q.Alone)
			}
			if !q.Alone {
				listed = q.ID
			} else if listed != "" {
				t.Errorf("%s: %s, an emergency, is asked after %s", z.ID, q.ID, listed)
			}
			if !q.Alone && q.Sign == "" {
				t.Errorf("%s has no line to tick", q.ID)
			}
		}
	}
}
