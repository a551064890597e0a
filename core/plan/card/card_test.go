package card_test

import (
	"slices"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/card"
)

func load(t testing.TB) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func TestEveryCardIsWhole(t *testing.T) {
	base := load(t)
	shown := 0
	for _, g := range card.Groups {
		for _, tr := range card.List(base, g.ID) {
			shown++
			if tr.What == "" || tr.Doses.Use == "" || tr.Effect.Words == "" || tr.Harms == "" || tr.Doubt == "" || tr.Grade == "" || card.Who(tr) == "" {
				t.Errorf("%s is not whole", tr.ID)
			}
			if (tr.Who == "professional" || tr.Who == "doctor") && (len(tr.AskFor) == 0 || tr.LawNote == "") {
				t.Errorf("%s: what to ask, or the law, is missing", tr.ID)
			}
		}
	}
	if shown < 40 {
		t.Errorf("only %d cards", shown)
	}
}

// What the issue names is found by the names that people use.
func TestCardsAreFoundByAnyName(t *testing.T) {
	base := load(t)
	for name, want := range map[string]string{
		"massage": "massage", "physical therapy": "physiotherapy", "Osteopathic manual medicine": "osteopathy", "dry needling": "needling", "wet needling": "injection",
		"cortisone": "injection_steroid", "botulinum toxin": "injection_botulinum", "Graston": "iastm", "acupuncture": "acupuncture", "adjustment": "manipulation",
		"shock-wave": "shock_wave", "laser": "laser", "ultrasound": "ultrasound", "muscle relaxer": "relaxant", "lavender": "rub_oils", "eswt": "shock_wave", "traction": "traction",
	} {
		if tr, near := card.Find(base, name); tr == nil || tr.ID != want {
			t.Errorf("%q finds %v, near %q", name, tr, near)
		}
	}
	if tr, near := card.Find(base, "grastn"); tr != nil || near != "graston" {
		t.Errorf("a slip finds %v, near %q", tr, near)
	}
}

// Every interlock is said on a card of what it is about: also those of
// techniques that no plan ever offers.
func TestEveryInterlockStandsOnACard(t *testing.T) {
	base := load(t)
	for i := range base.Interlocks {
		k := &base.Interlocks[i]
		facts := plan.FactsOf(unknot.Person{Age: 40}, "", -1)
		for _, id := range k.When {
			facts.Has[id] = true
		}
		facts.Recent = map[string]float64{}
		for _, id := range k.After {
			facts.Recent[id] = 1
		}
		said := false
		for j := range base.Treatments {
			tr := &base.Treatments[j]
			if !slices.Contains(k.Techniques, tr.Technique) {
				continue
			}
			for m := range base.Muscles {
				c := card.Of(base, facts, &base.Muscles[m], tr)
				if slices.ContainsFunc(c.Locks, func(l knowledge.Interlock) bool { return l.ID == k.ID }) {
					said = c.Fit != ""
					break
				}
			}
			said = said || slices.ContainsFunc(card.Of(base, facts, nil, tr).Places, func(l knowledge.Interlock) bool { return l.ID == k.ID })
			if said {
				break
			}
		}
		if !said {
			t.Errorf("%s stands on no card", k.ID)
		}
	}
}
