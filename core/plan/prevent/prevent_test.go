package prevent_test

import (
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan/prevent"
)

func load(t testing.TB) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// Each of the 29 factors leads to one habit or to "nothing to do"; contested
// ones say so; the habit of the heaviest factor comes first, with all that lead to it.
func TestEveryRiskLeadsSomewhere(t *testing.T) {
	base := load(t)
	if len(base.Risks) != 29 {
		t.Errorf("%d risks", len(base.Risks))
	}
	var all []string
	for _, r := range base.Risks {
		all = append(all, r.ID)
		if r.Ask == "" || r.Contested && r.Weight != "zero" {
			t.Errorf("%s: %q, contested %v with weight %s", r.ID, r.Ask, r.Contested, r.Weight)
		}
	}
	advice, err := prevent.Habits(base, all)
	if err != nil || len(advice) != len(all) {
		t.Fatal(len(advice), err)
	}
	for _, a := range advice {
		if a.Habit == nil && a.Words == "" || a.Risk.Contested && a.Words == "" {
			t.Errorf("%s leads nowhere", a.Risk.ID)
		}
	}
	weight := map[string]int{"clear": 3, "some": 2, "weak": 1}
	leads, said := advice[0], map[*knowledge.Habit]bool{advice[0].Habit: true}
	for _, a := range advice[1:] {
		if a.Habit == leads.Habit {
			continue
		}
		if said[a.Habit] {
			t.Errorf("%s stands apart from what leads to the same habit", a.Risk.ID)
		}
		if weight[leads.Risk.Weight] < weight[a.Risk.Weight] {
			t.Errorf("%s stands before %s", leads.Risk.ID, a.Risk.ID)
		}
		leads, said[a.Habit] = a, true
	}
	if _, err := prevent.Habits(base, []string{"sloth"}); err == nil {
		t.Error("an unknown risk is taken")
	}
}

func TestBreaksAreAtMostAnHourApart(t *testing.T) {
	base := load(t)
	b, err := prevent.BreaksFor(base, unknot.Person{Age: 40}, "", 0)
	if err != nil || b.Minutes > 60 || b.Move == nil || b.Habit == nil {
		t.Errorf("by itself: %+v, %v", b, err)
	}
	for _, bad := range []int{-5, 1, 61, 1000} {
		if _, err := prevent.BreaksFor(base, unknot.Person{}, "", bad); err == nil {
			t.Errorf("a break every %d minutes is taken", bad)
		}
	}
	for _, m := range base.MuscleIDs() { // a move for the muscle in use, whichever it is
		if b, err := prevent.BreaksFor(base, unknot.Person{Age: 40}, m, 60); err != nil || b.Move == nil {
			t.Errorf("%s has no move for a break: %v", m, err)
		}
	}
}

// At least one way to lie is left for everybody.
func TestThereIsAlwaysAWayToLie(t *testing.T) {
	base := load(t)
	for _, pregnant := range []unknot.Answer{"", unknot.Yes, unknot.Unsure} {
		for _, r := range base.Regions {
			for _, side := range []unknot.Side{"", unknot.Right, unknot.Left} {
				if list := prevent.Sleep(base, unknot.Person{Age: 30, Pregnant: pregnant}, side, r.ID); len(list) == 0 || list[0].Habit == nil {
					t.Errorf("no way to lie: pregnant %q, %s %s", pregnant, side, r.ID)
				}
			}
		}
	}
}

func TestDeskChecksMend(t *testing.T) {
	base := load(t)
	if got := prevent.Desk(base, map[string]unknot.Answer{"screen_height": unknot.No, "feet_floor": unknot.Yes}); len(got) != 1 || got[0].ID != "screen_height" {
		t.Errorf("%v", got)
	}
}
