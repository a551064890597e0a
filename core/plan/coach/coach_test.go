package coach_test

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
	"github.com/unknot/unknot/core/plan/coach"
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

// planFor builds a plan for one muscle, past the gate.
func planFor(t testing.TB, base *knowledge.Base, muscle unknot.MuscleID, in plan.Input) plan.Plan {
	t.Helper()
	d := unknot.Drawing{Places: []unknot.Place{{Cells: []unknot.CellID{body.ZoneCell("temple", unknot.Right)}, Intensity: 5}}}
	r, err := triage.Screen(base, triage.Input{Person: unknot.Person{Age: 40}, Drawing: d, Rest: unknot.No})
	if err != nil {
		t.Fatal(err)
	}
	c, err := r.Clear()
	if err != nil {
		t.Fatal(err)
	}
	in.Assessment = assess.Assessment{Candidates: []assess.Candidate{{Muscle: muscle, Side: unknot.Right, State: "active", Probability: 0.6}}}
	p, err := plan.Build(base, c, in)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestNoSessionForAPlanThatDidNotPassTheGate(t *testing.T) {
	base := load(t)
	if _, err := coach.Guide(base, plan.Plan{Items: []plan.Item{{Treatment: "press_fingers", Technique: "press"}}}, 0); !errors.Is(err, coach.ErrNotPassed) {
		t.Errorf("a hand-made plan is guided: %v", err)
	}
}

// Every item of every plan that is no text becomes a session: it begins with a
// check or a way to get ready, ends with how it was, keeps its dose, and is no
// longer than its minutes say.
func TestEveryItemBecomesASession(t *testing.T) {
	base := load(t)
	tools := []string{}
	for _, n := range base.Tools {
		tools = append(tools, n.ID)
	}
	seen := map[string]bool{}
	for _, muscle := range base.MuscleIDs() {
		for i, in := range []plan.Input{{Onset: assess.Onset{Days: 60}}, {Onset: assess.Onset{Days: 1, Kind: "after_injury"}}, {Onset: assess.Onset{Days: 60}, Wishes: unknot.Wishes{Prefer: []string{"tens", "walk"}}}, {Onset: assess.Onset{Days: 20}, Wishes: unknot.Wishes{Prefer: []string{"gun", "roller", "partner_press"}}}} {
			in.Person = unknot.Person{Age: 40, Tools: tools}
			switch i {
			case 2:
				in.Person.Tools = []string{"heat_pack", "tens", "band"}
			case 3:
				in.Person.Tools = []string{"ball", "roller", "massage_gun", "partner"}
			}
			p := planFor(t, base, muscle, in)
			for n, it := range p.Items {
				s, err := coach.Guide(base, p, n)
				if errors.Is(err, coach.ErrNoSession) {
					if !slices.Contains([]string{"learn", "cause", "rest"}, it.Kind) && it.Technique != "tape" && it.Technique != "lidocaine_patch" {
						t.Fatalf("%s is no session", it.Treatment)
					}
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				seen[it.Treatment] = true
				check(t, it, s)
			}
		}
	}
	for _, id := range []string{"press_fingers", "press_ball", "roller", "gun", "stretch_static", "strength_band", "strength_free", "heat_pack", "heat_shower", "cold_pack", "range", "breaks", "tens"} {
		if !seen[id] {
			t.Errorf("no plan of any muscle came to %s", id)
		}
	}
}

func check(t *testing.T, it plan.Item, s coach.Session) {
	t.Helper()
	first, last := s.Steps[0], s.Steps[len(s.Steps)-1]
	if first.Do != "check" && first.Do != "ready" {
		t.Fatalf("%s begins with %s", it.Treatment, first.Do)
	}
	if last.Do != "ask" && it.Kind != "cause" {
		t.Fatalf("%s ends with %s", it.Treatment, last.Do)
	}
	holds, hold, skin, sum := 0, 0, 0, 0
	for i, step := range s.Steps {
		sum += step.Seconds
		if step.Words == "" || strings.Contains(step.Words, "{") || !slices.Contains(knowledge.StepKinds, step.Do) {
			t.Fatalf("%s, step %d: %+v", it.Treatment, i, step)
		}
		if step.Max > 7 || step.Max > 0 && it.Light && it.Kind == "manual" && step.Max > 4 {
			t.Fatalf("%s, step %d goes up to %d of 10", it.Treatment, i, step.Max)
		}
		switch step.Do {
		case "hold":
			holds, hold = holds+1, max(hold, step.Seconds)
		case "skin":
			skin++
		}
	}
	now := it.Dose.Now
	switch {
	case sum != s.Seconds:
		t.Fatalf("%s: steps of %d seconds, told as %d", it.Treatment, sum, s.Seconds)
	case now.Hold > 0 && (hold != now.Hold || holds != max(1, now.Repeats)):
		t.Fatalf("%s: %d holds of %d seconds, the dose says %d of %d", it.Treatment, holds, hold, now.Repeats, now.Hold)
	case (it.Technique == "heat" || it.Technique == "cold") && skin == 0:
		t.Fatalf("%s never looks at the skin", it.Treatment)
	case it.Technique == "heat" && !strings.Contains(s.Steps[0].Words, "menthol"):
		t.Fatalf("%s does not ask about a rub first", it.Treatment)
	case it.Technique == "massage_gun" && s.Seconds > 4*60:
		t.Fatalf("a massage gun for %d seconds", s.Seconds)
	case now.Minutes > 0 && it.Technique != "aerobic" && s.Seconds > now.Minutes*60*2+180:
		t.Fatalf("%s takes %d seconds for %d minutes", it.Treatment, s.Seconds, now.Minutes)
	case len(s.Stop) == 0:
		t.Fatalf("%s has no stop rule", it.Treatment)
	}
}

// The weekly total of a stretch stands beside what helps.
func TestAStretchSaysItsWeek(t *testing.T) {
	base := load(t)
	p := planFor(t, base, "trapezius_upper", plan.Input{Person: unknot.Person{Age: 40}, Onset: assess.Onset{Days: 60}})
	for n, it := range p.Items {
		if s, err := coach.Guide(base, p, n); err == nil && it.Technique == "stretch" {
			if !strings.Contains(s.Weekly, "60 seconds a session, about 5 minutes a week") {
				t.Errorf("the week of a stretch is %q", s.Weekly)
			}
			return
		}
	}
	t.Error("no stretch in the plan")
}

// Every muscle has its tests where they are safe, and a reason where not:
// nothing behind the knee, at the throat, in the groin or below clothes of a
// professional is to be pressed by oneself.
func TestEveryMuscleHasItsScriptOrAReason(t *testing.T) {
	base := load(t)
	never := map[unknot.ZoneID]bool{"throat": true, "neck_front": true, "neck_side": true, "knee_back": true, "groin": true, "axilla": true, "eye_orbit": true, "perineum": true, "abdomen_upper": true, "abdomen_lower": true, "breast": true}
	facts := plan.FactsOf(unknot.Person{Age: 40}, "", -1)
	pressed := 0
	for _, m := range base.Muscles {
		list, held, reason := coach.Tests(base, facts, m.ID, unknot.Left)
		var press *coach.Script
		for i := range list {
			if list[i].Kind == "press" {
				press = &list[i]
			}
		}
		switch {
		case press == nil && (reason == "" || held == ""):
			t.Errorf("%s has no press test, and nothing says why", m.ID)
		case press == nil:
			continue
		case m.SelfAccess == "professional" || m.SelfAccess == "professional_first":
			t.Errorf("%s is to be pressed by oneself", m.ID)
		}
		pressed++
		if press.Position == "" || press.How == "" || press.Hard == "" || press.LookFor == "" || len(press.Record) != 5 || len(press.Sites) == 0 ||
			press.Seconds < 5 || press.Seconds > 10 || press.Max > 6 || press.Finding != "press."+string(m.ID)+".left" {
			t.Errorf("%s: the script is not whole: %+v", m.ID, press)
		}
		for _, s := range m.Sites {
			if never[s.Zone] {
				t.Errorf("%s is pressed at %s", m.ID, s.Zone)
			}
		}
		for _, s := range press.Sites {
			for _, c := range s.Cells {
				if _, ok := body.CellOf(c); !ok || c.Side() != unknot.Left {
					t.Errorf("%s: %s is no cell of the left side", m.ID, c)
				}
			}
			if len(s.Cells) == 0 {
				t.Errorf("%s: a site without a place on the figure", m.ID)
			}
		}
	}
	if pressed < 100 {
		t.Errorf("only %d muscles can be tested by oneself", pressed)
	}
	if list, held, _ := coach.Tests(base, plan.FactsOf(unknot.Person{Age: 40, Conditions: []string{"clot_history"}}, "", -1), "soleus_lower", unknot.Right); held != "clot_leg" || len(list) > 1 {
		t.Errorf("after a clot the calf is pressed: %q, %d scripts", held, len(list))
	}
	if list, _, _ := coach.Tests(base, facts, "masseter_superficial", unknot.Right); len(list) == 0 || list[0].KPa != 98 || list[0].Max != 4 {
		t.Errorf("the chewing muscle: %+v", list)
	}
}
