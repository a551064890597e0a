package assess_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

// strangers are the muscles that stand among the first three for a place drawn
// alone although their map does not hold it: it only touches it, and they are
// common. Elsewhere no such muscle may stand there, and one that is gone must
// go from this list.
var strangers = map[unknot.ZoneID]string{
	"axilla":           "deltoid_anterior",
	"chest_upper":      "levator_scapulae",
	"elbow_medial":     "deltoid_posterior deltoid_anterior",
	"flank":            "iliocostalis_lumborum",
	"knee_front":       "tensor_fasciae_latae",
	"neck_front":       "levator_scapulae",
	"scapula":          "levator_scapulae",
	"scapula_inferior": "levator_scapulae infraspinatus_medial",
	"upper_back":       "levator_scapulae",
	"vertex":           "multifidus_cervical",
}

// kindOf is how a muscle holds a zone in its map: primary, spill, local (its
// point lies there), or not at all.
func kindOf(base *knowledge.Base, id unknot.MuscleID, z unknot.ZoneID) string {
	for _, w := range base.ZonesOf(id) {
		if w.Zone == z {
			return w.Kind
		}
	}
	return ""
}

// firstOf draws zones on one side and gives the first muscles named, at most n.
func firstOf(t testing.TB, e *assess.Engine, n int, s unknot.Side, zones ...unknot.ZoneID) []assess.Candidate {
	t.Helper()
	in := assess.Input{Person: unknot.Person{Age: -1}, Onset: assess.Onset{Days: -1}, Brief: true}
	for _, z := range zones {
		in.Drawing.Places = append(in.Drawing.Places, place(z, s, 5))
	}
	a, err := e.Infer(in)
	if err != nil {
		t.Fatal(err)
	}
	return a.Candidates[:min(n, len(a.Candidates))]
}

// beyond names those of the candidates that are of the other side or hold none
// of the zones.
func beyond(base *knowledge.Base, list []assess.Candidate, s unknot.Side, zones ...unknot.ZoneID) string {
	var out []string
	for _, c := range list {
		if c.Side != s || !slices.ContainsFunc(zones, func(z unknot.ZoneID) bool { return kindOf(base, c.Muscle, z) != "" }) {
			out = append(out, string(c.Muscle))
		}
	}
	return strings.Join(out, " ")
}

// strange draws every zone alone on each side, where at least three muscles are
// felt in it, and gives the strangers by zone and side.
func strange(t testing.TB, base *knowledge.Base, e *assess.Engine) map[unknot.CellID]string {
	found := map[unknot.CellID]string{}
	for i := range base.Zones {
		z := base.Zones[i].ID
		if len(base.MusclesOf(z)) < 3 {
			continue
		}
		for _, s := range unknot.Sides {
			if x := beyond(base, firstOf(t, e, 3, s, z), s, z); x != "" {
				found[body.ZoneCell(z, s)] = x
			}
		}
	}
	return found
}

// A place drawn alone names muscles that are felt there, not those that are
// felt next to it.
func TestOnePlaceNamesMusclesFeltThere(t *testing.T) {
	base, e := engine(t)
	found := strange(t, base, e)
	for i := range base.Zones {
		z := base.Zones[i].ID
		for _, s := range unknot.Sides {
			if x := found[body.ZoneCell(z, s)]; x != strangers[z] {
				t.Errorf("%s %s: strangers %q, want %q", s, z, x, strangers[z])
			}
		}
	}
}

// Of two places drawn, each of the first three muscles is felt in one at least.
func TestTwoPlacesNameMusclesFeltThere(t *testing.T) {
	base, e := engine(t)
	var found []string
	count := 0
	for i := range base.Zones {
		for _, step := range []int{1, 3, 11} {
			a, b := base.Zones[i].ID, base.Zones[(i+step)%len(base.Zones)].ID
			if len(base.MusclesAt([]unknot.ZoneID{a, b})) < 3 {
				continue
			}
			count++
			if x := beyond(base, firstOf(t, e, 3, unknot.Left, a, b), unknot.Left, a, b); x != "" {
				found = append(found, fmt.Sprintf("%s and %s: %s", a, b, x))
			}
		}
	}
	t.Logf("%d pairs; with strangers: %q", count, found)
	if len(found)*20 > count {
		t.Errorf("%d of %d pairs have a stranger among the first three; want at most one in twenty: %q", len(found), count, found)
	}
}

// Headaches, which most muscles bring from afar: the first muscles hold the
// place as a primary zone.
func TestHeadachesNameMusclesThatReferThere(t *testing.T) {
	base, e := engine(t)
	for z, first := range map[unknot.ZoneID]int{"temple": 3, "forehead": 5, "eyebrow": 2, "vertex": 1, "occiput": 3, "eye_orbit": 3} {
		for _, c := range firstOf(t, e, first, unknot.Right, z) {
			if k := kindOf(base, c.Muscle, z); k != "primary" {
				t.Errorf("%s: %s stands among the first %d and holds it as %q, not primary", z, c.Muscle, first, k)
			}
		}
	}
}

// A muscle that only touches the drawn place says so.
func TestReasonTellsBesideFromWithin(t *testing.T) {
	base, e := engine(t)
	a, err := e.Infer(assess.Input{Person: unknot.Person{Age: -1}, Drawing: unknot.Drawing{Places: []unknot.Place{place("temple", unknot.Right, 5)}}})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range a.Candidates {
		for _, r := range c.For {
			if r.Finding != "place.1" {
				continue
			}
			want := "pain drawn: right temple"
			if kindOf(base, c.Muscle, "temple") == "" {
				want = "pain drawn beside its area: right temple"
			}
			seen[want] = true
			if r.Words != want {
				t.Errorf("%s: %q, want %q", c.Muscle, r.Words, want)
			}
		}
	}
	if len(seen) != 2 {
		t.Errorf("the case shows only %v", seen)
	}
}

// Hours at a desk make many muscles likelier on both sides. Those that are felt
// nowhere near the drawing are not named for that.
func TestAHabitNamesNoMuscleOfTheOtherSide(t *testing.T) {
	_, e := engine(t)
	a, err := e.Infer(assess.Input{Person: unknot.Person{Age: 41}, Drawing: unknot.Drawing{Places: []unknot.Place{place("temple", unknot.Right, 5)}}, Onset: assess.Onset{Days: -1}, Brief: true, Findings: []assess.Finding{{ID: "desk_hours", Valued: true, Value: 8}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range a.Candidates {
		if c.Side == unknot.Left {
			t.Errorf("left %s is named for pain in the right temple", c.Muscle)
		}
	}
}
