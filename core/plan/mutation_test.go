package plan_test

import (
	"slices"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
)

// forbids says from the data alone, without the code of the plan, whether an
// interlock speaks of this person, muscle and technique.
func forbids(base *knowledge.Base, k *knowledge.Interlock, has map[string]bool, recent map[string]float64, m *knowledge.Muscle, technique string) bool {
	if !slices.Contains(k.Techniques, technique) {
		return false
	}
	if len(k.When) > 0 && !slices.ContainsFunc(k.When, func(id string) bool { return has[id] }) {
		return false
	}
	if len(k.After) > 0 && !slices.ContainsFunc(k.After, func(id string) bool { ago, done := recent[id]; return done && ago <= k.Hours }) {
		return false
	}
	if len(k.Places)+len(k.Muscles) == 0 {
		return true
	}
	if slices.Contains(k.Muscles, m.ID) {
		return true
	}
	for _, id := range k.Places {
		p, _ := base.Place(id)
		for _, s := range m.Sites {
			if slices.Contains(p.Zones, s.Zone) {
				return true
			}
		}
		// tools that reach beyond the spot must not come beside the place either
		if slices.Contains([]string{"massage_gun", "roller", "cupping", "iastm"}, technique) && slices.Contains(m.NoGo, id) {
			return true
		}
	}
	return false
}

// breach finds an item or option of a plan that breaks an interlock of the
// full knowledge, by the oracle above. It returns the interlock's id.
func breach(full *knowledge.Base, in plan.Input, p plan.Plan) string {
	has := map[string]bool{"pregnant": in.Person.Pregnant == unknot.Yes || in.Person.Pregnant == unknot.Unsure, "child": in.Person.Age >= 0 && in.Person.Age < 16}
	for _, id := range slices.Concat(in.Person.Conditions, in.Person.Medicines) {
		has[id] = true
	}
	if in.Onset.Kind == "after_injury" && in.Onset.Days >= 0 && in.Onset.Days+in.Course.Days <= 3 {
		has["fresh_injury"] = true
	}
	if in.Course.Days > 3 {
		delete(has, "fresh_injury")
	}
	first, _ := full.Muscle(in.Assessment.Candidates[0].Muscle)
	check := func(treatment string, m *knowledge.Muscle, light, asked, option bool) string {
		t, _ := full.Treatment(treatment)
		if m == nil {
			m = first
		}
		for i := range full.Interlocks {
			k := &full.Interlocks[i]
			if !forbids(full, k, has, in.Course.Recent, m, t.Technique) {
				continue
			}
			switch {
			case k.Action == plan.Forbid, option:
				return k.ID
			case k.Action == plan.LightOnly && !light:
				return k.ID
			case k.Action == plan.AskFirst && !asked:
				return k.ID
			}
		}
		return ""
	}
	for _, it := range p.Items {
		m, _ := full.Muscle(it.Muscle)
		said := func() bool { // an "ask first" must be said in the cautions
			for i := range full.Interlocks {
				k := &full.Interlocks[i]
				under := m
				if under == nil {
					under = first
				}
				t, _ := full.Treatment(it.Treatment)
				if k.Action == plan.AskFirst && forbids(full, k, has, in.Course.Recent, under, t.Technique) && !slices.Contains(it.Cautions, k.Reason) {
					return false
				}
			}
			return true
		}
		if id := check(it.Treatment, m, it.Light, said(), false); id != "" {
			return id
		}
	}
	for _, o := range p.Also {
		if id := check(o.Treatment, nil, false, false, true); id != "" {
			return id
		}
	}
	return ""
}

// tryAll builds plans that provoke an interlock: the person it is about, each
// muscle it may be about, every tool owned and the treatment wished for. It
// returns the first breach.
func tryAll(t *testing.T, full, base *knowledge.Base, k *knowledge.Interlock) string {
	t.Helper()
	tools := []string{}
	for _, n := range full.Tools {
		tools = append(tools, n.ID)
	}
	whens := k.When
	if len(whens) == 0 {
		whens = []string{""}
	}
	var wishes []string
	for i := range full.Treatments {
		if tr := &full.Treatments[i]; slices.Contains(k.Techniques, tr.Technique) && (tr.Who == "self" || tr.Who == "partner") {
			wishes = append(wishes, tr.ID)
		}
	}
	muscles := concerned(full, k)
	if len(muscles) == 0 || len(wishes) == 0 {
		t.Fatalf("%s: no plan was tried, %d muscles and %d wishes", k.ID, len(muscles), len(wishes))
	}
	for _, m := range muscles {
		for _, when := range whens {
			in := plan.Input{Person: unknot.Person{Age: 40, Tools: tools}, Onset: assess.Onset{Days: 60, Kind: "gradual"}, Assessment: answer(m.ID), Course: plan.Course{Recent: map[string]float64{}}}
			switch when {
			case "", "child":
				if when == "child" {
					in.Person.Age = 12
				}
			case "pregnant":
				in.Person.Pregnant = unknot.Unsure
			case "fresh_injury": // by the onset below
			default:
				in.Person.Conditions = []string{when}
			}
			for _, a := range k.After {
				in.Course.Recent[a] = 1
			}
			for _, onset := range []assess.Onset{{Days: 60, Kind: "gradual"}, {Days: 1, Kind: "after_injury"}} {
				in.Onset = onset
				for _, wish := range wishes {
					in.Wishes = unknot.Wishes{Prefer: []string{wish}}
					p, err := plan.Build(base, cleared(t, full, unknot.Person{Age: 40}), in)
					if err != nil {
						t.Fatal(err)
					}
					if id := breach(full, in, p); id != "" {
						return id
					}
				}
			}
		}
	}
	return ""
}

// concerned lists the muscles that an interlock may be about: those at its
// places, else one of each region.
func concerned(base *knowledge.Base, k *knowledge.Interlock) []*knowledge.Muscle {
	var out []*knowledge.Muscle
	regions := map[string]bool{}
	for i := range base.Muscles {
		m := &base.Muscles[i]
		switch {
		case slices.Contains(k.Muscles, m.ID):
		case len(k.Places) > 0:
			near := slices.ContainsFunc(k.Places, func(id string) bool {
				p, _ := base.Place(id)
				return slices.Contains(m.NoGo, id) || slices.ContainsFunc(m.Sites, func(s knowledge.Site) bool { return slices.Contains(p.Zones, s.Zone) })
			})
			if !near {
				continue
			}
		case regions[m.Region] || m.SelfAccess != "self":
			continue
		}
		regions[m.Region] = true
		out = append(out, m)
	}
	return out
}

// neverInAPlan are interlocks whose techniques no plan ever offers, because
// they are for professionals or prescribed; the cards say them.
func neverInAPlan(base *knowledge.Base, k *knowledge.Interlock) bool {
	for i := range base.Treatments {
		t := &base.Treatments[i]
		if slices.Contains(k.Techniques, t.Technique) && (t.Who == "self" || t.Who == "partner") && t.Kind != "medicine" && t.Technique != "acupressure" {
			return false
		}
	}
	return true
}

// shadowed are interlocks that another one covers for every self-care
// technique and place, with the reason: taking one alone away changes no plan.
var shadowed = map[string]string{
	"fresh_no_press": "the fresh phase offers none of its techniques in the first place",
}

// Take any one interlock away and the search finds a plan that breaks it; with
// all of them there is none. So every interlock is needed, and kept.
func TestEveryInterlockIsNeededAndKept(t *testing.T) {
	full, less := load(t), load(t)
	tried := 0
	for i := range full.Interlocks {
		k := full.Interlocks[i]
		if neverInAPlan(full, &k) {
			continue
		}
		tried++
		t.Run(k.ID, func(t *testing.T) {
			if id := tryAll(t, full, full, &k); id != "" {
				t.Fatalf("with all interlocks a plan breaks %s", id)
			}
			less.Interlocks = slices.DeleteFunc(slices.Clone(full.Interlocks), func(o knowledge.Interlock) bool { return o.ID == k.ID })
			if id := tryAll(t, full, less, &k); id == "" && shadowed[k.ID] == "" {
				t.Errorf("without %s no plan breaks anything: is it still needed?", k.ID)
			}
		})
	}
	if tried == 0 {
		t.Error("no interlock was tried")
	}
}
