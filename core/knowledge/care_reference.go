package knowledge

import (
	"fmt"

	"github.com/unknot/unknot"
)

// add takes the records of one more file.
func (c *Care) add(more Care) {
	c.Goals = append(c.Goals, more.Goals...)
	c.Clashes = append(c.Clashes, more.Clashes...)
	c.Routes = append(c.Routes, more.Routes...)
	c.Routines = append(c.Routines, more.Routines...)
	c.Positions = append(c.Positions, more.Positions...)
	c.Forces = append(c.Forces, more.Forces...)
	c.Moves = append(c.Moves, more.Moves...)
	c.Checks = append(c.Checks, more.Checks...)
	c.Pairs = append(c.Pairs, more.Pairs...)
	c.Desk = append(c.Desk, more.Desk...)
}

// each visits every record with its id.
func (c *Care) each(visit func(kind string, n int, id string)) {
	walk(c.Goals, "goal", func(r *Goal) string { return r.ID }, visit)
	walk(c.Clashes, "clash", func(r *Clash) string { return r.ID }, visit)
	walk(c.Routes, "route", func(r *Route) string { return r.ID }, visit)
	walk(c.Routines, "routine", func(r *Routine) string { return r.ID }, visit)
	walk(c.Positions, "position", func(r *Position) string { return r.ID }, visit)
	walk(c.Forces, "force", func(r *Force) string { return r.ID }, visit)
	walk(c.Moves, "move", func(r *Move) string { return r.ID }, visit)
	walk(c.Checks, "check", func(r *Check) string { return r.ID }, visit)
	walk(c.Pairs, "pair", func(r *Pair) string { return r.ID }, visit)
	walk(c.Desk, "desk_check", func(r *DeskCheck) string { return r.ID }, visit)
}

// Words that records of care may use.
var (
	StepKinds = []string{"ready", "check", "light", "find", "hold", "pause", "move", "tense", "skin", "side", "ask"}
	MoveKinds = []string{"strengthen", "range", "break", "warm_up"}
	AtPlaces  = []string{"desk", "home", "gym"}
	units     = []string{"", "degrees", "cm", "seconds", "times"}
)

// careReferences checks the records of the plan, the coach and the checks.
func (c *checker) careReferences() {
	b := c.b
	k := careChecker{checker: c}
	k.regions = known(b.Regions, func(r *Region) string { return r.ID })
	k.tools = known(b.Tools, func(n *Named) string { return n.ID })
	k.habits = known(b.Habits, func(h *Habit) string { return h.ID })
	k.person = known(append(append([]Named(nil), b.Conditions...), b.Medicines...), func(n *Named) string { return n.ID })
	k.techniques = map[string]bool{}
	for i := range b.Treatments {
		k.techniques[b.Treatments[i].Technique] = true
	}
	for fi := range b.files {
		k.file(&b.files[fi])
	}
}

type careChecker struct {
	*checker
	regions, tools, habits, person, techniques map[string]bool
}

func known[T any](list []T, id func(*T) string) map[string]bool {
	out := make(map[string]bool, len(list))
	for i := range list {
		out[id(&list[i])] = true
	}
	return out
}

func (k *careChecker) file(f *parsed) {
	for i, r := range f.Goals {
		k.at(f, "goal", i, r.ID)
		k.refer("regions", "region", k.has(k.regions), r.Regions...)
		k.record(r.Record, r.Claims)
	}
	for i, r := range f.Clashes {
		k.at(f, "clash", i, r.ID)
		k.treatments("treatments", r.Treatments)
		k.grade(r.Grade)
		k.record(r.Record, r.Claims)
	}
	for i, r := range f.Routes {
		k.at(f, "route", i, r.ID)
		k.treatments("cards", r.Cards)
		k.record(r.Record, r.Claims)
	}
	for i, r := range f.Routines {
		k.at(f, "routine", i, r.ID)
		k.refer("techniques", "technique", k.has(k.techniques), r.Techniques...)
		k.treatments("treatments", r.Treatments)
		for _, s := range r.Steps {
			k.oneOf("do", s.Do, StepKinds...)
			k.oneOf("take", s.Take, "", "hold", "minutes")
		}
		k.record(r.Record, nil)
	}
	for i, r := range f.Positions {
		k.at(f, "position", i, r.ID)
		k.refer("regions", "region", k.has(k.regions), r.Regions...)
		k.muscles("muscles", r.Muscles)
		k.record(r.Record, nil)
	}
	for i, r := range f.Forces {
		k.at(f, "force", i, r.ID)
		k.muscles("muscles", r.Muscles)
		k.record(r.Record, nil)
	}
	for i, r := range f.Moves {
		k.at(f, "move", i, r.ID)
		k.oneOf("kind", r.Kind, MoveKinds...)
		k.refer("regions", "region", k.has(k.regions), r.Regions...)
		k.muscles("muscles", r.Muscles)
		k.refer("tools", "tool", k.has(k.tools), r.Tools...)
		k.record(r.Record, nil)
	}
	for i, r := range f.Checks {
		k.at(f, "check", i, r.ID)
		k.oneOf("unit", r.Unit, units...)
		k.muscles("short", r.Short)
		k.muscles("weak", r.Weak)
		k.refer("skip", "condition", k.has(k.person), r.Skip...)
		k.grade(r.Grade)
		if r.Unit != "" && (r.Noise <= 0 || r.Max <= r.Min) {
			k.fault("noise", "a measured check needs its noise and the range that can be measured", "write noise, min and max")
		}
		k.record(r.Record, r.Claims)
	}
	for i, r := range f.Pairs {
		k.at(f, "pair", i, r.ID)
		k.muscles("short", r.Short)
		k.muscles("long", r.Long)
		k.grade(r.Grade)
		k.record(r.Record, r.Claims)
	}
	for i, r := range f.Desk {
		k.at(f, "desk_check", i, r.ID)
		k.refer("habit", "habit", k.has(k.habits), r.Habit)
		k.record(r.Record, r.Claims)
	}
}

func (k *careChecker) has(set map[string]bool) func(string) bool {
	return func(id string) bool { return set[id] }
}

func (k *careChecker) treatments(field string, ids []string) {
	k.refer(field, "treatment", func(id string) bool { _, ok := k.b.treatment[id]; return ok }, ids...)
}

func (k *careChecker) muscles(field string, ids []unknot.MuscleID) {
	k.refer(field, "muscle", func(id string) bool { _, ok := k.b.muscle[unknot.MuscleID(id)]; return ok }, Texts(ids)...)
}

func (k *careChecker) grade(g unknot.Grade) {
	if !g.Valid() {
		k.fault("grade", fmt.Sprintf("grade is %q", g), fmt.Sprintf("use one of %v", unknot.Grades))
	}
}

func (k *careChecker) record(r Record, claims []string) {
	k.refer("claims", "claim", func(id string) bool { _, ok := k.b.claim[id]; return ok }, claims...)
	for _, ref := range r.Sources {
		id, _ := splitRef(ref)
		k.refer("sources", "source", func(id string) bool { _, ok := k.b.source[id]; return ok }, id)
	}
}
