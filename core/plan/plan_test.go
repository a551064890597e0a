package plan_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/triage"
)

func load(t testing.TB) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func cleared(t testing.TB, base *knowledge.Base, person unknot.Person) triage.Cleared {
	t.Helper()
	d := unknot.Drawing{Places: []unknot.Place{{Cells: []unknot.CellID{body.ZoneCell("temple", unknot.Right)}, Intensity: 5}}}
	r, err := triage.Screen(base, triage.Input{Person: person, Drawing: d, Rest: unknot.No})
	if err != nil {
		t.Fatal(err)
	}
	c, err := r.Clear()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// answer makes an assessment that names the muscles, most probable first.
func answer(muscles ...unknot.MuscleID) assess.Assessment {
	var a assess.Assessment
	for _, m := range muscles {
		a.Candidates = append(a.Candidates, assess.Candidate{Muscle: m, Side: unknot.Right, State: "active", Probability: 0.6})
	}
	return a
}

func build(t testing.TB, base *knowledge.Base, in plan.Input) plan.Plan {
	t.Helper()
	p, err := plan.Build(base, cleared(t, base, in.Person), in)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestNoPlanWithoutTheGate(t *testing.T) {
	base := load(t)
	in := plan.Input{Person: unknot.Person{Age: 40}, Assessment: answer("trapezius_upper")}
	if p, err := plan.Build(base, triage.Cleared{}, in); !errors.Is(err, plan.ErrNotCleared) || len(p.Items) > 0 {
		t.Errorf("a plan was built for a case that did not pass the gate: %v, %d items", err, len(p.Items))
	}
}

func TestEveryPlanHasHandsMovementAndOneCause(t *testing.T) {
	base := load(t)
	for _, onset := range []assess.Onset{{Days: 10, Kind: "gradual"}, {Days: 90, Kind: "after_load"}} {
		p := build(t, base, plan.Input{Person: unknot.Person{Age: 40}, Onset: onset, Assessment: answer("trapezius_upper")})
		kinds := map[string]int{}
		for _, it := range p.Items {
			kinds[it.Kind]++
			if it.Dose.Use == "" || it.Grade == "" || len(it.Claims)+len(it.Sources) == 0 {
				t.Errorf("%s: no dose, grade or source", it.Treatment)
			}
		}
		if kinds["manual"] == 0 || kinds["movement"] == 0 || kinds["cause"] != 1 {
			t.Errorf("%+v: kinds %v", onset, kinds)
		}
		if kinds["rest"] > 0 {
			t.Errorf("%+v: a knot that is not a fresh injury was told to rest", onset)
		}
		if p.Review.Days == 0 || p.Review.Unless == "" {
			t.Errorf("no review date")
		}
		if len(p.Items) > 9 {
			t.Errorf("%d items are too many to do", len(p.Items))
		}
	}
}

func TestFreshInjuryGetsColdAndAPlainKnotWarmth(t *testing.T) {
	base := load(t)
	person := unknot.Person{Age: 40, Tools: []string{"cold_pack", "heat_pack", "ball"}}
	kinds := func(o assess.Onset) string {
		var out []string
		for _, it := range build(t, base, plan.Input{Person: person, Onset: o, Assessment: answer("gastrocnemius_medial")}).Items {
			out = append(out, it.Kind)
		}
		return strings.Join(out, " ")
	}
	if k := kinds(assess.Onset{Days: 1, Kind: "after_injury"}); !strings.Contains(k, "cold") || strings.Contains(k, "warmth") || strings.Contains(k, "manual") {
		t.Errorf("fresh injury: %s", k)
	}
	if k := kinds(assess.Onset{Days: 20, Kind: "gradual"}); strings.Contains(k, "cold") || !strings.Contains(k, "warmth") {
		t.Errorf("plain knot: %s", k)
	}
}

func TestInterlocksTakeTheRightThingsOut(t *testing.T) {
	base := load(t)
	all := []string{"ball", "roller", "massage_gun", "heat_pack", "cold_pack", "band", "tens", "partner"}
	cases := []struct {
		name      string
		person    unknot.Person
		muscle    unknot.MuscleID
		technique string
	}{
		{"gun at the neck", unknot.Person{Age: 40}, "scalenes", "massage_gun"},
		{"gun on the upper trapezius, throat side near", unknot.Person{Age: 40}, "trapezius_upper", "massage_gun"},
		{"roller with a blood thinner", unknot.Person{Age: 70, Medicines: []string{"anticoagulant"}}, "vastus_lateralis", "roller"},
		{"roller with thin bones", unknot.Person{Age: 70, Conditions: []string{"osteoporosis"}}, "vastus_lateralis", "roller"},
		{"gun in pregnancy", unknot.Person{Age: 30, Pregnant: unknot.Yes}, "piriformis", "massage_gun"},
		{"gun when perhaps pregnant", unknot.Person{Age: 30, Pregnant: unknot.Unsure}, "piriformis", "massage_gun"},
		{"pressing behind the knee", unknot.Person{Age: 40}, "popliteus", "press"},
		{"pressing the throat side", unknot.Person{Age: 40}, "scalenes", "press"},
		{"warmth on the belly in pregnancy", unknot.Person{Age: 30, Pregnant: unknot.Yes}, "rectus_abdominis_lower", "heat"},
		{"current with an implant", unknot.Person{Age: 60, Conditions: []string{"implant"}}, "trapezius_upper", "tens"},
		{"gun for a child", unknot.Person{Age: 12}, "vastus_lateralis", "massage_gun"},
	}
	for _, c := range cases {
		c.person.Tools = all
		m, ok := base.Muscle(c.muscle)
		if !ok {
			t.Fatalf("no muscle %s", c.muscle)
		}
		forbidden := false
		for _, k := range plan.Locks(base, c.person, plan.Conditions(c.person, "", -1), m, c.technique) {
			if k.Action == plan.Forbid {
				forbidden = true
				if k.Reason == "" {
					t.Errorf("%s: no reason", c.name)
				}
			}
		}
		if !forbidden {
			t.Errorf("%s is not forbidden", c.name)
		}
	}
}

// Over the whole input space: whatever the person, muscle and onset, no item
// of the plan breaks an interlock, and nothing professional-only is offered.
func TestNoPlanBreaksAnInterlock(t *testing.T) {
	base := load(t)
	pick := func(list []knowledge.Named) *rapid.Generator[[]string] {
		names := make([]string, len(list))
		for i := range list {
			names[i] = list[i].ID
		}
		return rapid.SliceOfNDistinct(rapid.SampledFrom(names), 0, 4, rapid.ID[string])
	}
	rapid.Check(t, func(rt *rapid.T) {
		person := unknot.Person{Age: rapid.IntRange(-1, 95).Draw(rt, "age"),
			Pregnant:   rapid.SampledFrom([]unknot.Answer{"", "yes", "no", "unsure"}).Draw(rt, "pregnant"),
			Conditions: pick(base.Conditions).Draw(rt, "conditions"), Medicines: pick(base.Medicines).Draw(rt, "medicines"), Tools: pick(base.Tools).Draw(rt, "tools")}
		onset := assess.Onset{Days: rapid.IntRange(-1, 400).Draw(rt, "days"), Kind: rapid.SampledFrom([]string{"", "gradual", "sudden", "after_load", "after_injury"}).Draw(rt, "kind")}
		ids := base.MuscleIDs()
		in := plan.Input{Person: person, Onset: onset, Desk: rapid.Bool().Draw(rt, "desk"),
			Assessment: answer(rapid.SampledFrom(ids).Draw(rt, "first"), rapid.SampledFrom(ids).Draw(rt, "second"))}
		p, err := plan.Build(base, cleared(t, base, unknot.Person{Age: 40}), in)
		if err != nil {
			rt.Fatal(err)
		}
		has := plan.Conditions(person, onset.Kind, onset.Days)
		for _, it := range p.Items {
			tr, ok := base.Treatment(it.Treatment)
			if !ok {
				rt.Fatalf("unknown treatment %q", it.Treatment)
			}
			if tr.Who != "self" && tr.Who != "partner" {
				rt.Fatalf("%s is for %s only", tr.ID, tr.Who)
			}
			m, ok := base.Muscle(it.Muscle)
			if !ok { // no muscle of its own: it goes on the skin over the first one
				m, _ = base.Muscle(in.Assessment.Candidates[0].Muscle)
			}
			if it.Light && it.Kind == "manual" && it.Dose.Max > 4 {
				rt.Fatalf("%s is light, yet goes up to %d of 10", tr.ID, it.Dose.Max)
			}
			for _, k := range plan.Locks(base, person, has, m, tr.Technique) {
				if k.Action == plan.Forbid {
					rt.Fatalf("%s breaks interlock %s", tr.ID, k.ID)
				}
				if k.Action == plan.LightOnly && !it.Light {
					rt.Fatalf("%s must be light by interlock %s", tr.ID, k.ID)
				}
			}
		}
	})
}

// The property above would notice: without interlocks the same search finds a
// plan that breaks one.
func TestRemovingInterlocksIsNoticed(t *testing.T) {
	base := load(t)
	person := unknot.Person{Age: 70, Medicines: []string{"anticoagulant"}, Tools: []string{"roller"}}
	in := plan.Input{Person: person, Onset: assess.Onset{Days: 20}, Assessment: answer("vastus_lateralis")}
	withLocks := build(t, base, in)
	bare := load(t)
	bare.Interlocks = nil
	without := build(t, bare, in)
	light := func(p plan.Plan) (n int) {
		for _, it := range p.Items {
			if it.Light {
				n++
			}
		}
		return n
	}
	if light(withLocks) == 0 || light(without) != 0 {
		t.Errorf("light items: %d with interlocks, %d without", light(withLocks), light(without))
	}
}

func TestGateThatForbidsPressingLeavesHandsOut(t *testing.T) {
	base := load(t)
	d := unknot.Drawing{Places: []unknot.Place{{Cells: []unknot.CellID{body.ZoneCell("thigh_lateral", unknot.Left)}, Intensity: 3}}}
	r, err := triage.Screen(base, triage.Input{Person: unknot.Person{Age: 50}, Drawing: d, Answers: map[string]unknot.Answer{"lump_growing": unknot.Yes}, Rest: unknot.No})
	if err != nil {
		t.Fatal(err)
	}
	c, err := r.Clear()
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.Build(base, c, plan.Input{Person: unknot.Person{Age: 50}, Assessment: answer("vastus_lateralis")})
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range p.Items {
		if it.Kind == "manual" {
			t.Errorf("%s is offered over a growing lump", it.Treatment)
		}
	}
	if len(p.Visit) == 0 || len(p.Withheld) == 0 {
		t.Errorf("visit %v, withheld %v", p.Visit, p.Withheld)
	}
}
