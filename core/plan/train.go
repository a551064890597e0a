package plan

import (
	"github.com/unknot/unknot/core/plan/balance"
)

// startPain is the pain, 0-10, up to which loading a muscle begins (usual
// practice in trials that trained painful muscle, Andersen 2011,
// doi:10.1016/j.pain.2010.11.016). Above it, gentle movement comes first,
// unless the complaint lasts: then training is always in, eased.
const startPain = 5

// movement adds what moves the first muscle. Fresh: gentle movement only.
// Else a stretch and a strengthening exercise; how the muscle is held may
// leave the stretch out.
func (b *builder) movement() {
	if len(b.muscles) == 0 {
		b.walk()
		return
	}
	on, ok := b.targetOf(b.muscles[0])
	if !ok {
		b.walk()
		return
	}
	held, by := balance.HeldOf(b.in.Checks, on.muscle.ID, on.side)
	soft := ""
	if by != nil {
		soft = " Your check \"" + by.Name + "\" speaks for it, softly."
	}
	why := "It moves the " + sideName(on.side, on.muscle) + ", the likeliest muscle."
	gentle := b.fitting("movement", "range")
	before := len(b.plan.Items)
	switch {
	case b.plan.Phase == "fresh":
		b.first(gentle, on, "Gentle movement keeps a fresh injury from getting stiff.")
	case b.pain() > startPain && b.plan.Phase == "settling":
		b.first(gentle, on, "While it hurts more than 5 of 10, gentle movement comes first. Training follows.")
		b.stretch(on, held, why+soft)
	case b.plan.Phase == "quiet":
		b.strengthen(on, "Training keeps it quiet.")
	case held == balance.Long:
		b.strengthen(on, "It seems to be held long: it gets strong, and is not stretched."+soft)
		b.otherSide(on, held)
	default:
		b.stretch(on, held, why+soft)
		b.strengthen(on, "Loading the sore muscle little by little has the best long-term data.")
		b.otherSide(on, held)
	}
	if len(b.plan.Items) == before { // an interlock took it all: walking is left
		b.walk()
	}
}

func (b *builder) walk() {
	if !b.first(b.fitting("movement", "aerobic"), target{}, "Moving as a whole keeps you going while it settles.") {
		b.first(b.fitting("movement", "range"), target{}, "Gentle movement keeps it from getting stiff.")
	}
}

func (b *builder) stretch(on target, held balance.Held, why string) {
	list := b.fitting("movement", "stretch")
	for _, t := range list {
		if t.ID == "stretch_dynamic" { // for sport, not for every day
			continue
		}
		if held == balance.NotKnown && !b.roomFor(t) {
			return
		}
		if b.add(t, on, why) {
			return
		}
	}
}

// strengthen adds the training of the muscle: with a band where an exercise
// for the muscle uses one, else without tools.
func (b *builder) strengthen(on target, why string) {
	for _, t := range b.fitting("movement", "strengthen") {
		mv, ok := MoveFor(b.base, b.in.Person, b.in.Wishes.At, "strengthen", on.muscle)
		if !ok {
			continue
		}
		if len(t.Tools) > 0 && !anyTool(mv.Tools, t.Tools) {
			continue
		}
		if b.add(t, on, why) {
			return
		}
	}
}

// otherSide tells, on the last item, what to do for the muscles that pull
// against it, when a check says how the muscle is held.
func (b *builder) otherSide(on target, held balance.Held) {
	if held == balance.NotKnown || len(b.plan.Items) == 0 {
		return
	}
	p, ok := balance.PairFor(b.base, on.muscle.ID, held)
	if !ok {
		return
	}
	it := &b.plan.Items[len(b.plan.Items)-1]
	if it.Kind != "movement" {
		return
	}
	it.Steps = append([]string(nil), it.Steps...)
	if held == balance.Long {
		it.Steps = append(it.Steps, "For the other side, "+p.ShortWords+": "+p.Stretch)
	} else {
		it.Steps = append(it.Steps, "For the other side, "+p.LongWords+": "+p.Strengthen)
	}
	if p.Leave != "" {
		it.Steps = append(it.Steps, p.Leave)
	}
	it.Claims = union(it.Claims, p.Claims)
	it.Sources = union(it.Sources, p.Sources)
}

// union is both lists, each text once, in order.
func union(a, b []string) []string {
	out := append([]string(nil), a...)
	for _, s := range b {
		if !contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// cause adds the one cause to change: the heaviest risk that was marked, else
// what fits the day and the muscle best.
func (b *builder) cause() {
	why := "A knot tends to come back when its cause stays."
	for _, id := range b.causesByRisk() {
		if t, ok := b.base.Treatment(id); ok && b.fits(t) && b.add(t, target{}, "You marked it as part of your days. "+why) {
			b.hint()
			return
		}
	}
	for _, technique := range b.causesByDay() {
		if b.first(b.fitting("cause", technique), target{}, why) {
			b.hint()
			return
		}
	}
}

var riskWeight = map[string]int{"zero": 0, "weak": 1, "some": 2, "clear": 3}

// causesByRisk lists the causes behind the marked risks, heaviest first, those
// of weight zero left out.
func (b *builder) causesByRisk() []string {
	var out []string
	for weight := 3; weight > 0; weight-- {
		for i := range b.base.Risks {
			r := &b.base.Risks[i]
			if riskWeight[r.Weight] != weight || !contains(b.in.Wishes.Risks, r.ID) {
				continue
			}
			if h, ok := b.base.Habit(r.Habit); ok && h.Cause != "" {
				out = append(out, h.Cause)
			}
		}
	}
	return out
}

// causesByDay orders the causes by what is known of the day, the onset and
// the muscle.
func (b *builder) causesByDay() []string {
	region := ""
	if m := b.likeliest(); m != nil {
		region = m.Region
	}
	switch {
	case b.in.Desk:
		return []string{"breaks", "desk", "posture", "relax", "sleep", "pacing"}
	case b.in.Onset.Kind == "after_load" || b.in.Onset.Kind == "after_injury":
		return []string{"pacing", "breaks", "sleep", "relax", "posture"}
	case region == "jaw" || region == "face" || region == "head" || region == "throat":
		return []string{"relax", "sleep", "breaks", "posture"}
	case region == "foot" || region == "calf" || region == "leg" || region == "knee" || region == "thigh":
		return []string{"pacing", "breaks", "sleep"}
	}
	return []string{"breaks", "posture", "pacing", "sleep", "relax"}
}

// hint adds the muscle's own everyday advice to the cause, and the move of a
// break that suits it.
func (b *builder) hint() {
	m := b.likeliest()
	if m == nil {
		return
	}
	it := &b.plan.Items[len(b.plan.Items)-1]
	it.Steps = append([]string(nil), it.Steps...)
	if it.Technique == "breaks" || it.Technique == "posture" {
		if mv, ok := MoveFor(b.base, b.in.Person, nil, "break", m); ok {
			it.Move, it.MoveName = mv.ID, mv.Name
			it.Steps = append(it.Steps, mv.Steps...)
		}
	}
	if m.Ergonomic != "" {
		it.Steps = append(it.Steps, m.Ergonomic)
		it.Sources = union(it.Sources, m.Sources)
	}
}
