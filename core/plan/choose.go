package plan

import (
	"slices"
	"sort"

	"github.com/unknot/unknot/core/knowledge"
)

// fitting lists the treatments of a kind that the person can do alone or with
// the help they have, in this phase and where they are: what is worth most
// first, then file order.
func (b *builder) fitting(kind string, techniques ...string) []*knowledge.Treatment {
	var list []*knowledge.Treatment
	for i := range b.base.Treatments {
		t := &b.base.Treatments[i]
		if t.Kind == kind && b.fits(t) && (len(techniques) == 0 || contains(techniques, t.Technique)) {
			list = append(list, t)
		}
	}
	worth := make(map[*knowledge.Treatment]float64, len(list))
	for _, t := range list {
		worth[t] = b.worth(t)
	}
	sort.SliceStable(list, func(i, j int) bool { return worth[list[i]] > worth[list[j]] })
	return list
}

// fits reports whether a treatment is one for this person, phase and place;
// interlocks come later.
func (b *builder) fits(t *knowledge.Treatment) bool {
	alone := t.Who == "self" || t.Who == "partner" && b.in.Person.Owns("partner")
	return alone && contains(t.Phases, b.plan.Phase) && ownsOne(b.in.Person, t.Tools) &&
		meets(t.At, b.in.Wishes.At) && !contains(b.in.Wishes.Avoid, t.ID)
}

// reachOf names the press tools that a treatment stands for.
func reachOf(t *knowledge.Treatment) []string {
	switch {
	case len(t.Reach) > 0:
		return t.Reach
	case len(t.Tools) > 0:
		return t.Tools
	}
	return []string{"finger", "knuckle"}
}

// hands adds one way of pressing each muscle: the one that is worth most among
// those that reach it and that no interlock forbids.
func (b *builder) hands() {
	for n, c := range b.muscles {
		on, ok := b.targetOf(c)
		if !ok || on.muscle.ProfessionalOnly() {
			continue
		}
		why := "Your drawing is consistent with a knot in the " + sideName(on.side, on.muscle) + "."
		done := false
		for _, t := range b.byReach(b.fitting("manual", "press", "self_massage", "roller", "massage_gun"), on.muscle) {
			switch {
			case !done && anyTool(on.muscle.Press.Tools, reachOf(t)) && (n == 0 || b.roomFor(t)):
				done = b.add(t, on, why)
			case len(t.Tools) > 0: // a tool the person owns and may reach for: say when it is unsafe here
				if _, held := b.allowed(t, on); held != nil {
					b.withhold(*held)
				}
			}
		}
	}
}

// reachPoints is what each place down the list of a muscle's press tools
// costs: the first tool reaches it best. Judgement.
const reachPoints = 0.02

// byReach orders ways of pressing by worth and by how well they reach the
// muscle.
func (b *builder) byReach(list []*knowledge.Treatment, m *knowledge.Muscle) []*knowledge.Treatment {
	rank := func(t *knowledge.Treatment) float64 {
		place := len(m.Press.Tools)
		for _, tool := range reachOf(t) {
			if i := slices.Index(m.Press.Tools, tool); i >= 0 {
				place = min(place, i)
			}
		}
		return b.worth(t) - reachPoints*float64(place)
	}
	sort.SliceStable(list, func(i, j int) bool { return rank(list[i]) > rank(list[j]) })
	return list
}

func anyTool(has, wanted []string) bool {
	for _, w := range wanted {
		if contains(has, w) {
			return true
		}
	}
	return false
}

// first adds the first treatment of a list that no interlock forbids.
func (b *builder) first(list []*knowledge.Treatment, on target, why string) bool {
	for _, t := range list {
		if b.add(t, on, why) {
			return true
		}
	}
	return false
}

// warmthOrCold: cold for a fresh injury, warmth for a plain knot. A quiet spot
// needs neither.
func (b *builder) warmthOrCold() {
	switch {
	case b.facts.Has["fresh_injury"]:
		b.first(b.fitting("cold"), target{}, "Cold may ease a fresh, swollen injury.")
		b.first(b.fitting("rest"), target{}, "A fresh injury gets a short rest. Not a long one.")
	case b.plan.Phase != "quiet":
		list := b.fitting("warmth", "heat")
		for _, t := range list {
			if b.roomFor(t) && b.add(t, target{}, "Warmth may ease a plain knot.") {
				return
			}
		}
	}
}

// mostExtra is how many wishes come on top of what the plan gives. Judgement.
const mostExtra = 2

// preferred adds what was wished for and is safe, and says when it is not.
func (b *builder) preferred() {
	extra := 0
	for _, id := range b.in.Wishes.Prefer {
		t, ok := b.base.Treatment(id)
		if !ok || b.has(id) || extra >= mostExtra || !b.fits(t) || t.Kind == "cause" || t.Kind == "learn" {
			continue
		}
		on := target{}
		if t.Kind == "manual" || t.Technique == "stretch" || t.Technique == "strengthen" {
			if len(b.muscles) == 0 {
				continue
			}
			on, _ = b.targetOf(b.muscles[0])
			if on.muscle == nil || t.Kind == "manual" && (on.muscle.ProfessionalOnly() ||
				!anyTool(on.muscle.Press.Tools, reachOf(t))) {
				continue
			}
		}
		if b.add(t, on, "You asked for it.") {
			extra++
		}
	}
}

func (b *builder) has(treatment string) bool {
	for i := range b.plan.Items {
		if b.plan.Items[i].Treatment == treatment {
			return true
		}
	}
	return false
}

// mostAlso is how many further things are named. Judgement: a longer list is
// read by nobody.
const mostAlso = 4

// also names what could be tried besides, one at a time: what is worth most
// of what fits and meets no interlock at all.
func (b *builder) also() {
	var list []*knowledge.Treatment
	for i := range b.base.Treatments {
		t := &b.base.Treatments[i]
		switch t.Kind {
		case "manual", "movement", "warmth", "rub":
		default:
			continue
		}
		if b.has(t.ID) || !b.fits(t) || t.Technique == "acupressure" || certainty(t.Grade) < 0.3 {
			continue
		}
		if locks, held := b.allowed(t, b.overMuscle(t)); held != nil || len(locks) > 0 {
			continue
		}
		list = append(list, t)
	}
	sort.SliceStable(list, func(i, j int) bool { return b.worth(list[i]) > b.worth(list[j]) })
	for _, t := range list[:min(mostAlso, len(list))] {
		b.plan.Also = append(b.plan.Also, Option{Treatment: t.ID, Name: t.Name, Effect: t.Effect.Words, Grade: t.Grade, Claims: t.Claims, Sources: t.Sources})
	}
}

// overMuscle is the first muscle for treatments that press; one that its tool
// does not reach, or that is not for oneself to press, is none.
func (b *builder) overMuscle(t *knowledge.Treatment) target {
	if len(b.muscles) == 0 {
		return target{}
	}
	on, _ := b.targetOf(b.muscles[0])
	return on
}

func (b *builder) learn() {
	id := "know"
	if b.in.Course.Relapse || b.in.Course.Days > 0 {
		id = "learn_expect"
	}
	for _, t := range b.fitting("learn", "learn") {
		if t.ID == id && b.add(t, target{}, "Knowing what is known, and what is not, helps you to choose.") {
			return
		}
	}
}
