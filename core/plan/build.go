package plan

import (
	"errors"
	"fmt"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan/balance"
	"github.com/unknot/unknot/core/triage"
)

// mostMuscles is how many muscles a plan works on at once: few enough to do
// every day. Judgement.
const mostMuscles = 2

// ErrNotCleared is returned for a Cleared value that the gate did not make.
var ErrNotCleared = errors.New("plan: the case has not passed the danger questions")

// Input is what a plan is built from.
type Input struct {
	Person     unknot.Person
	Onset      assess.Onset // when the plan began, not today
	Assessment assess.Assessment
	Desk       bool    // much of the day at a desk or screen
	Pain       float64 // strongest pain of the drawing, 0-10
	Wishes     unknot.Wishes
	Checks     []balance.Result // soft: they may change an exercise
	Course     Course           // what the diary says; zero at the start
}

// Build chooses the items. It returns ErrNotCleared for a Cleared that
// triage.Result.Clear did not make.
func Build(base *knowledge.Base, cleared triage.Cleared, in Input) (Plan, error) {
	if !cleared.Valid() {
		return Plan{}, ErrNotCleared
	}
	if in.Wishes.Tools != nil {
		in.Person.Tools = in.Wishes.Tools
	}
	b := &builder{
		base: base, in: in, cleared: cleared,
		facts: FactsOf(in.Person, in.Onset.Kind, today(in)),
		plan:  Plan{Version: base.Version, Level: cleared.Level(), Mild: cleared.Reasons(), passed: true},
	}
	b.facts.Recent = in.Course.Recent
	if in.Course.Days > freshDays { // it was fresh when the plan began
		delete(b.facts.Has, "fresh_injury")
	}
	b.plan.Phase = b.phase()
	b.muscles = b.chosen()
	b.goals()
	b.hands()
	b.movement()
	b.warmthOrCold()
	b.cause()
	b.preferred()
	b.learn()
	b.also()
	b.settle()
	b.visit()
	b.route()
	b.review()
	b.plan.Minutes = b.minutes()
	return b.plan, nil
}

type builder struct {
	base    *knowledge.Base
	in      Input
	cleared triage.Cleared
	facts   Facts
	muscles []assess.Candidate // the ones to work on, likeliest first
	plan    Plan
}

// pain is the pain that counts today: of the diary when it says, else of the
// drawing.
func (b *builder) pain() float64 {
	if b.in.Course.Logged > 0 && b.in.Course.Now >= 0 {
		return b.in.Course.Now
	}
	return b.in.Pain
}

// chosen takes the likeliest muscles, one entry per muscle and side.
func (b *builder) chosen() []assess.Candidate {
	most := mostMuscles
	if b.in.Wishes.Minutes > 0 && b.in.Wishes.Minutes < shortDay {
		most = 1
	}
	var out []assess.Candidate
	for _, c := range b.in.Assessment.Candidates {
		if len(out) < most && c.Probability >= b.base.Engine.CannotTell/2 {
			out = append(out, c)
		}
	}
	if len(out) == 0 && len(b.in.Assessment.Candidates) > 0 {
		out = b.in.Assessment.Candidates[:1]
	}
	return out
}

// likeliest is the likeliest muscle, or nil when there is none.
func (b *builder) likeliest() *knowledge.Muscle {
	if len(b.in.Assessment.Candidates) == 0 {
		return nil
	}
	m, ok := b.base.Muscle(b.in.Assessment.Candidates[0].Muscle)
	if !ok {
		return nil
	}
	return m
}

// target is what an item is for: a muscle on a side, or nothing.
type target struct {
	muscle *knowledge.Muscle
	side   unknot.Side
	state  string
}

func (b *builder) targetOf(c assess.Candidate) (target, bool) {
	m, ok := b.base.Muscle(c.Muscle)
	return target{m, c.Side, c.State}, ok
}

// allowed reports what the interlocks and the gate say to a treatment on a
// target; held is filled when they forbid it.
func (b *builder) allowed(t *knowledge.Treatment, on target) (locks []knowledge.Interlock, held *Withheld) {
	under := on.muscle
	if under == nil { // warmth, cold and the like go on the skin over the first muscle
		under = b.likeliest()
	}
	locks = b.facts.Locks(b.base, under, t.Technique)
	action, by := strictest(locks)
	h := Withheld{Treatment: t.ID, Side: on.side, Interlock: by.ID, Reason: by.Reason, Sources: by.Sources}
	if on.muscle != nil {
		h.Muscle = on.muscle.ID
	}
	if action == Forbid {
		return locks, &h
	}
	if b.cleared.NoPress() && t.Kind == "manual" {
		h.Interlock, h.Reason = "gate", "Do not press here until somebody has looked at it."
		return locks, &h
	}
	return locks, nil
}

// add puts one treatment into the plan, or into Withheld when an interlock
// forbids it. It reports whether the treatment was put in.
func (b *builder) add(t *knowledge.Treatment, on target, why string) bool {
	locks, held := b.allowed(t, on)
	if held != nil {
		b.withhold(*held)
		return false
	}
	b.plan.Items = append(b.plan.Items, b.item(t, on, why, locks))
	return true
}

func (b *builder) withhold(h Withheld) {
	for _, w := range b.plan.Withheld {
		if w.Treatment == h.Treatment && w.Interlock == h.Interlock && w.Muscle == h.Muscle && w.Side == h.Side {
			return
		}
	}
	b.plan.Withheld = append(b.plan.Withheld, h)
}

func sideName(side unknot.Side, m *knowledge.Muscle) string {
	return fmt.Sprintf("%s %s", side, m.Name)
}
