package triage_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
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

func drawing(zones ...unknot.ZoneID) unknot.Drawing {
	var d unknot.Drawing
	for _, z := range zones {
		d.Places = append(d.Places, unknot.Place{Cells: []unknot.CellID{body.ZoneCell(z, unknot.Left)}, Intensity: 5})
	}
	return d
}

func TestDangerSignsReachTheirLevel(t *testing.T) {
	base := load(t)
	cases := []struct {
		name   string
		zone   unknot.ZoneID
		said   map[string]unknot.Answer
		person unknot.Person
		least  unknot.Level
	}{
		{"chest pressure", "chest_upper", map[string]unknot.Answer{"chest_pressure": unknot.Yes}, unknot.Person{Age: 58}, unknot.Emergency},
		{"not sure about chest pressure", "jaw", map[string]unknot.Answer{"chest_pressure": unknot.Unsure}, unknot.Person{Age: -1}, unknot.Emergency},
		{"one swollen leg", "calf", map[string]unknot.Answer{"one_leg_swollen": unknot.Yes}, unknot.Person{Age: 61}, unknot.SameDay},
		{"swollen leg and short of breath", "calf", map[string]unknot.Answer{"one_leg_swollen": unknot.Yes, "breathless": unknot.Yes}, unknot.Person{Age: 61}, unknot.Emergency},
		{"swollen leg said though the head is drawn", "temple", map[string]unknot.Answer{"one_leg_swollen": unknot.Yes}, unknot.Person{Age: 61}, unknot.SameDay},
		{"numb saddle", "low_back", map[string]unknot.Answer{"saddle_numb": unknot.Yes}, unknot.Person{Age: 44}, unknot.Emergency},
		{"not sure about a numb saddle", "low_back", map[string]unknot.Answer{"saddle_numb": unknot.Unsure}, unknot.Person{Age: 44}, unknot.Emergency},
		{"bladder", "sacrum", map[string]unknot.Answer{"bladder_loss": unknot.Yes}, unknot.Person{Age: 44}, unknot.Emergency},
		{"thunderclap", "occiput", map[string]unknot.Answer{"thunderclap": unknot.Yes}, unknot.Person{Age: 30}, unknot.Emergency},
		{"face droop", "temple", map[string]unknot.Answer{"face_droop": unknot.Yes}, unknot.Person{Age: 30}, unknot.Emergency},
		{"tearing pain", "interscapular", map[string]unknot.Answer{"tearing_pain": unknot.Yes}, unknot.Person{Age: 66}, unknot.Emergency},
		{"dark urine", "thigh_front", map[string]unknot.Answer{"dark_urine": unknot.Yes}, unknot.Person{Age: 24}, unknot.Emergency},
		{"band of rash", "chest_side", map[string]unknot.Answer{"band_rash": unknot.Yes}, unknot.Person{Age: 67}, unknot.SameDay},
		{"growing lump", "thigh_lateral", map[string]unknot.Answer{"lump_growing": unknot.Yes}, unknot.Person{Age: 50}, unknot.Soon},
		{"weight loss", "low_back", map[string]unknot.Answer{"weight_loss": unknot.Yes}, unknot.Person{Age: 60}, unknot.Soon},
		{"fever", "low_back", map[string]unknot.Answer{"fever": unknot.Yes}, unknot.Person{Age: 60}, unknot.SameDay},
	}
	for _, c := range cases {
		r, err := triage.Screen(base, triage.Input{Person: c.person, Drawing: drawing(c.zone), Answers: c.said, Rest: unknot.No})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if r.Level < c.least {
			t.Errorf("%s: level %v, want at least %v", c.name, r.Level, c.least)
		}
		if len(r.Reasons) == 0 || r.Reasons[0].Why == "" || r.Reasons[0].Do == "" || len(r.Reasons[0].Sources) == 0 {
			t.Errorf("%s: no reason with words and a source: %+v", c.name, r.Reasons)
		}
		if _, err := r.Clear(); c.least.StopsPlan() && err == nil {
			t.Errorf("%s: the gate let a stopped case pass", c.name)
		}
	}
}

// A drawing without any danger sign must leave the way to a plan open, at
// every single place.
func TestNoSignMeansSelfCareEverywhere(t *testing.T) {
	base := load(t)
	for _, z := range base.Zones {
		r, err := triage.Screen(base, triage.Input{Person: unknot.Person{Age: 40}, Drawing: drawing(z.ID), Rest: unknot.No})
		if err != nil {
			t.Fatal(err)
		}
		if r.Level != unknot.SelfCare {
			t.Errorf("%s: level %v with every answer no: %v", z.ID, r.Level, r.Reasons)
		}
		if _, err := r.Clear(); err != nil {
			t.Errorf("%s: %v", z.ID, err)
		}
	}
}

func TestSilenceIsNotANo(t *testing.T) {
	base := load(t)
	r, err := triage.Screen(base, triage.Input{Person: unknot.Person{Age: 40}, Drawing: drawing("temple")})
	if err != nil {
		t.Fatal(err)
	}
	var open *triage.UnansweredError
	if _, err := r.Clear(); !errors.As(err, &open) || len(open.IDs) == 0 {
		t.Errorf("unanswered questions passed the gate: %v", err)
	}
	if _, err := (triage.Result{}).Clear(); err == nil {
		t.Error("a result that Screen did not make passed the gate")
	}
	if (triage.Cleared{}).Valid() {
		t.Error("the zero Cleared is valid")
	}
}

// rank orders answers by how much danger they admit.
func rank(a unknot.Answer) int {
	return map[unknot.Answer]int{unknot.NotAsked: 0, unknot.No: 0, unknot.Unsure: 1, unknot.Yes: 2}[a]
}

func TestMoreDangerNeverLowersTheLevel(t *testing.T) {
	base := load(t)
	ids := make([]string, len(base.Questions))
	for i := range base.Questions {
		ids[i] = base.Questions[i].ID
	}
	zones := make([]unknot.ZoneID, len(base.Zones))
	for i := range base.Zones {
		zones[i] = base.Zones[i].ID
	}
	rapid.Check(t, func(t *rapid.T) {
		person := unknot.Person{Age: rapid.IntRange(-1, 100).Draw(t, "age"), Sex: rapid.SampledFrom([]unknot.Sex{"", "female", "male", "other"}).Draw(t, "sex")}
		d := drawing(rapid.SliceOfN(rapid.SampledFrom(zones), 1, 4).Draw(t, "zones")...)
		answer := rapid.SampledFrom([]unknot.Answer{unknot.NotAsked, unknot.No, unknot.Unsure, unknot.Yes})
		before := map[string]unknot.Answer{}
		for _, id := range rapid.SliceOfN(rapid.SampledFrom(ids), 0, 6).Draw(t, "asked") {
			before[id] = answer.Draw(t, id)
		}
		after := map[string]unknot.Answer{}
		for id, a := range before {
			after[id] = a
		}
		id := rapid.SampledFrom(ids).Draw(t, "worse")
		worse := rapid.SampledFrom([]unknot.Answer{unknot.Unsure, unknot.Yes}).Draw(t, "to")
		if rank(worse) < rank(before[id]) {
			worse = before[id]
		}
		after[id] = worse
		low, err := triage.Screen(base, triage.Input{Person: person, Drawing: d, Answers: before})
		if err != nil {
			t.Fatal(err)
		}
		high, err := triage.Screen(base, triage.Input{Person: person, Drawing: d, Answers: after})
		if err != nil {
			t.Fatal(err)
		}
		if high.Level < low.Level {
			t.Fatalf("%s %s lowered the level from %v to %v", id, worse, low.Level, high.Level)
		}
		// painting one more place may not lower it either
		d.Places = append(d.Places, drawing(rapid.SampledFrom(zones).Draw(t, "also")).Places...)
		wide, err := triage.Screen(base, triage.Input{Person: person, Drawing: d, Answers: after})
		if err != nil {
			t.Fatal(err)
		}
		if wide.Level < high.Level {
			t.Fatalf("one more place lowered the level from %v to %v", high.Level, wide.Level)
		}
	})
}

// Every rule, alone: all its signs yes must reach its level, and each sign
// that its "any" names must be enough by itself.
func TestEveryRuleFires(t *testing.T) {
	base := load(t)
	for _, rule := range base.Rules {
		want, _ := unknot.ParseLevel(rule.Level)
		person := unknot.Person{Age: -1, Conditions: rule.Person, Sex: rule.Sex}
		d := drawing("temple")
		if len(rule.Zones) > 0 {
			d = drawing(rule.Zones[0])
		}
		singles := [][]string{{}}
		if len(rule.Any) > 0 {
			singles = nil
			for _, id := range rule.Any {
				singles = append(singles, []string{id})
			}
		}
		for _, extra := range singles {
			answers := map[string]unknot.Answer{}
			for _, id := range append(append(extra, rule.All...), rule.Of[:rule.AtLeast]...) {
				answers[id] = unknot.Yes
			}
			r, err := triage.Screen(base, triage.Input{Person: person, Drawing: d, Answers: answers, Rest: unknot.No})
			if err != nil {
				t.Fatal(err)
			}
			if r.Level < want {
				t.Errorf("rule %s: level %v with signs %v, want %v", rule.ID, r.Level, answers, want)
			}
		}
	}
}

func TestScreenRefusesUnknownAnswers(t *testing.T) {
	base := load(t)
	for _, bad := range []map[string]unknot.Answer{{"chest_presure": unknot.No}, {"chest_pressure": "maybe"}} {
		if _, err := triage.Screen(base, triage.Input{Drawing: drawing("temple"), Answers: bad}); err == nil {
			t.Errorf("%v was not refused", bad)
		} else {
			t.Log(err)
		}
	}
}
