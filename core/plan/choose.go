package plan

import (
	"fmt"
	"sort"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
)

// fitting lists the treatments of a kind that the person can do alone or with
// the help they have, in this phase: surest grade first, then file order.
func (b *builder) fitting(kind string, techniques ...string) []*knowledge.Treatment {
	var list []*knowledge.Treatment
	for i := range b.base.Treatments {
		t := &b.base.Treatments[i]
		alone := t.Who == "self" || t.Who == "partner" && b.in.Person.Owns("partner")
		if t.Kind != kind || !alone || !contains(t.Phases, b.plan.Phase) || !b.owns(t.Tools) {
			continue
		}
		if len(techniques) > 0 && !contains(techniques, t.Technique) {
			continue
		}
		list = append(list, t)
	}
	rank := func(g unknot.Grade) int {
		for i, k := range unknot.Grades {
			if k == g {
				return i
			}
		}
		return len(unknot.Grades)
	}
	sort.SliceStable(list, func(i, j int) bool { return rank(list[i].Grade) < rank(list[j].Grade) })
	return list
}

func (b *builder) owns(tools []string) bool {
	if len(tools) == 0 {
		return true
	}
	for _, t := range tools {
		if b.in.Person.Owns(t) {
			return true
		}
	}
	return false
}

// toolOf names the press tool that a technique stands for.
func toolOf(t *knowledge.Treatment) []string {
	if len(t.Tools) > 0 {
		return t.Tools
	}
	return []string{"finger", "knuckle"}
}

// manual adds one way of pressing the muscle, the first that fits it and that
// no interlock forbids.
func (b *builder) manual(c assess.Candidate) {
	m, ok := b.base.Muscle(c.Muscle)
	if !ok || m.SelfAccess == "professional" || m.SelfAccess == "professional_first" {
		return
	}
	why := fmt.Sprintf("Your drawing is consistent with a knot in the %s.", sideName(c.Side, m))
	done := false
	for _, t := range b.fitting("manual", "press", "self_massage", "roller", "massage_gun") {
		fits := anyTool(m.Press.Tools, toolOf(t))
		switch {
		case fits && !done:
			done = b.add(t, m, c, why)
		case len(t.Tools) > 0: // a tool the person owns and may reach for: say when it is unsafe here
			if action, by := strictest(Locks(b.base, b.in.Person, b.conditions, m, t.Technique)); action == Forbid {
				b.withhold(Withheld{Treatment: t.ID, Muscle: m.ID, Side: c.Side, Interlock: by.ID, Reason: by.Reason, Sources: by.Sources})
			}
		}
	}
}

func anyTool(has, wanted []string) bool {
	for _, w := range wanted {
		if contains(has, w) {
			return true
		}
	}
	return false
}

// movement adds a stretch of the first muscle and, outside the fresh phase, a
// strengthening exercise; in the fresh phase gentle range of motion.
func (b *builder) movement(c assess.Candidate) {
	m, ok := b.base.Muscle(c.Muscle)
	if !ok {
		return
	}
	why := fmt.Sprintf("It moves the %s, the likeliest muscle.", sideName(c.Side, m))
	if b.plan.Phase == "fresh" {
		b.first(b.fitting("movement", "range"), nil, c, "Gentle movement keeps a fresh injury from getting stiff.")
		return
	}
	b.first(b.fitting("movement", "stretch"), m, c, why)
	b.first(b.fitting("movement", "strengthen"), m, c, "Loading the sore muscle little by little has the best long-term data.")
}

// first adds the first treatment of a list that no interlock forbids.
func (b *builder) first(list []*knowledge.Treatment, m *knowledge.Muscle, c assess.Candidate, why string) bool {
	for _, t := range list {
		if b.add(t, m, c, why) {
			return true
		}
	}
	return false
}

// warmthOrCold: cold for a fresh injury, warmth for a plain knot.
func (b *builder) warmthOrCold() {
	if b.conditions["fresh_injury"] {
		b.first(b.fitting("cold"), nil, assess.Candidate{}, "Cold may ease a fresh, swollen injury.")
		b.first(b.fitting("rest"), nil, assess.Candidate{}, "A fresh injury gets a short rest. Not a long one.")
		return
	}
	b.first(b.fitting("warmth", "heat"), nil, assess.Candidate{}, "Warmth may ease a plain knot.")
}

// cause adds the one cause to change that fits the day best.
func (b *builder) cause() {
	order := []string{"breaks", "pacing", "desk", "sleep", "relax", "posture"}
	if b.in.Desk {
		order = []string{"breaks", "desk", "posture", "relax", "sleep", "pacing"}
	} else if b.in.Onset.Kind == "after_load" {
		order = []string{"pacing", "breaks", "sleep", "relax"}
	}
	for _, technique := range order {
		if b.first(b.fitting("cause", technique), nil, assess.Candidate{}, "A knot tends to come back when its cause stays.") {
			b.hint()
			return
		}
	}
}

// hint adds the muscle's own everyday advice to the cause item.
func (b *builder) hint() {
	if len(b.in.Assessment.Candidates) == 0 {
		return
	}
	m, ok := b.base.Muscle(b.in.Assessment.Candidates[0].Muscle)
	if ok && m.Ergonomic != "" {
		it := &b.plan.Items[len(b.plan.Items)-1]
		it.Steps = append(append([]string(nil), it.Steps...), m.Ergonomic)
		it.Sources = append(append([]string(nil), it.Sources...), m.Sources...)
	}
}

func (b *builder) learn() {
	b.first(b.fitting("learn", "learn"), nil, assess.Candidate{}, "Knowing what is known, and what is not, helps you to choose.")
}

func (b *builder) visit() {
	if b.plan.Level == unknot.Soon {
		b.plan.Visit = append(b.plan.Visit, "See a doctor within days. A sign you named should be looked at.")
	}
	if b.plan.Level == unknot.Routine {
		b.plan.Visit = append(b.plan.Visit, "Book a planned visit. A sign you named should be looked at.")
	}
	for _, c := range b.in.Assessment.Candidates[:min(mostMuscles, len(b.in.Assessment.Candidates))] {
		if m, ok := b.base.Muscle(c.Muscle); ok && (m.SelfAccess == "professional" || m.SelfAccess == "professional_first") {
			b.plan.Visit = append(b.plan.Visit, fmt.Sprintf("The %s is not safe to press yourself. A trained professional can test it.", sideName(c.Side, m)))
		}
	}
}

func (b *builder) review() {
	b.plan.Review = Review{Days: 14, Settled: settlingDays,
		Unless: "No gain after 2 weeks, or not settled after 6 weeks: see a physiotherapist or a doctor. If it gets better bit by bit, go on to week 6."}
	if b.plan.Phase == "fresh" {
		b.plan.Review.Days = freshDays
	}
}
