package plan_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

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
			if w := it.Dose.Now.Words; w != "" && !strings.Contains(w, "day") {
				t.Errorf("%s: %q does not say how often", it.Treatment, w)
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
		for _, k := range plan.FactsOf(c.person, "", -1).Locks(base, m, c.technique) {
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

// Training that is both light and eased keeps the lower ceiling.
func TestEasedTrainingKeepsItsCeiling(t *testing.T) {
	base := *load(t)
	base.Interlocks = append(slices.Clone(base.Interlocks), knowledge.Interlock{ID: "gently", Techniques: []string{"strengthen"}, Action: plan.LightOnly, Reason: "Only lightly."})
	in := plan.Input{Person: unknot.Person{Age: 40, Tools: []string{"band"}}, Onset: assess.Onset{Days: 100, Kind: "gradual"}, Assessment: answer("trapezius_upper"), Pain: 6}
	for _, prefer := range [][]string{nil, {"strength_free"}, {"strength_band"}} {
		in.Wishes.Prefer = prefer
		n := 0
		for _, it := range build(t, &base, in).Items {
			if it.Technique != "strengthen" {
				continue
			}
			n++
			if it.Step != -1 || !it.Light || it.Dose.Max != 4 || it.Dose.High > 3 {
				t.Errorf("%s: step %d, light %v, up to %d of 10", it.Treatment, it.Step, it.Light, it.Dose.Max)
			}
		}
		if n == 0 {
			t.Errorf("no training with the wish %v", prefer)
		}
	}
}

func BenchmarkPlan(b *testing.B) {
	base := load(b)
	in := plan.Input{Person: unknot.Person{Age: 41, Tools: []string{"ball", "roller", "massage_gun", "heat_pack", "band", "tens"}, Medicines: []string{"anticoagulant"}},
		Onset: assess.Onset{Days: 45, Kind: "gradual"}, Assessment: answer("trapezius_upper", "infraspinatus"), Desk: true, Pain: 5,
		Wishes: unknot.Wishes{Prefer: []string{"tens"}, Risks: []string{"stress"}}}
	c := cleared(b, base, in.Person)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := plan.Build(base, c, in); err != nil {
			b.Fatal(err)
		}
	}
}
