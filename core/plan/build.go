package plan

import (
	"errors"
	"fmt"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
)

// Lengths of the phases in days. A fresh injury is protected for up to three
// days; after six weeks most neck and back pain that will settle has settled
// (Menezes Costa 2012, doi 10.1503/cmaj.111271).
const (
	freshDays    = 3
	settlingDays = 42
)

// mostMuscles is how many muscles a plan works on at once: few enough to do
// every day. Judgement.
const mostMuscles = 2

// lightMax is the highest discomfort (0-10) of light pressure: one below where
// ordinary pressing begins. Judgement.
const lightMax = 4

// ErrNotCleared is returned for a Cleared value that the gate did not make.
var ErrNotCleared = errors.New("plan: the case has not passed the danger questions")

// Input is what a plan is built from.
type Input struct {
	Person     unknot.Person
	Onset      assess.Onset
	Assessment assess.Assessment
	Desk       bool // much of the day at a desk or screen
}

// Build chooses the items. It returns ErrNotCleared for a Cleared that
// triage.Result.Clear did not make.
func Build(base *knowledge.Base, cleared triage.Cleared, in Input) (Plan, error) {
	if !cleared.Valid() {
		return Plan{}, ErrNotCleared
	}
	b := &builder{
		base: base, in: in, cleared: cleared,
		conditions: Conditions(in.Person, in.Onset.Kind, in.Onset.Days),
		plan:       Plan{Version: base.Version, Phase: phase(in.Onset), Level: cleared.Level(), Mild: cleared.Reasons()},
	}
	muscles := b.chosen()
	for _, c := range muscles {
		b.manual(c)
	}
	if len(muscles) > 0 {
		b.movement(muscles[0])
	}
	b.warmthOrCold()
	b.cause()
	b.learn()
	b.visit()
	b.review()
	return b.plan, nil
}

type builder struct {
	base       *knowledge.Base
	in         Input
	cleared    triage.Cleared
	conditions map[string]bool
	plan       Plan
}

func phase(o assess.Onset) string {
	switch {
	case o.Kind == "after_injury" && o.Days >= 0 && o.Days <= freshDays:
		return "fresh"
	case o.Days > settlingDays:
		return "lasting"
	}
	return "settling"
}

// chosen takes the likeliest muscles, one entry per muscle and side.
func (b *builder) chosen() []assess.Candidate {
	var out []assess.Candidate
	for _, c := range b.in.Assessment.Candidates {
		if len(out) < mostMuscles && c.Probability >= b.base.Engine.CannotTell/2 {
			out = append(out, c)
		}
	}
	if len(out) == 0 && len(b.in.Assessment.Candidates) > 0 {
		out = b.in.Assessment.Candidates[:1]
	}
	return out
}

// add puts one treatment into the plan, or into Withheld when an interlock
// forbids it. It reports whether the treatment was put in.
func (b *builder) add(t *knowledge.Treatment, m *knowledge.Muscle, c assess.Candidate, why string) bool {
	under := m
	if under == nil { // warmth, cold and the like go on the skin over the first muscle
		under = b.likeliest()
	}
	locks := Locks(b.base, b.in.Person, b.conditions, under, t.Technique)
	action, by := strictest(locks)
	held := Withheld{Treatment: t.ID, Side: c.Side, Interlock: by.ID, Reason: by.Reason, Sources: by.Sources}
	if m != nil {
		held.Muscle = m.ID
	}
	if action == Forbid {
		b.withhold(held)
		return false
	}
	if b.cleared.NoPress() && t.Kind == "manual" {
		held.Interlock, held.Reason = "gate", "Do not press here until somebody has looked at it."
		b.withhold(held)
		return false
	}
	b.plan.Items = append(b.plan.Items, newItem(t, m, c, why, action, locks))
	return true
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

func (b *builder) withhold(h Withheld) {
	for _, w := range b.plan.Withheld {
		if w.Treatment == h.Treatment && w.Interlock == h.Interlock && w.Muscle == h.Muscle && w.Side == h.Side {
			return
		}
	}
	b.plan.Withheld = append(b.plan.Withheld, h)
}

func newItem(t *knowledge.Treatment, m *knowledge.Muscle, c assess.Candidate, why, action string, locks []knowledge.Interlock) Item {
	it := Item{
		Treatment: t.ID, Name: t.Name, Kind: t.Kind, Why: why, What: t.What, Steps: t.Steps,
		Dose: Dose{Use: t.Doses.Use, Documents: t.Doses.Documents, Trials: t.Doses.Trials, Hold: t.Doses.Hold,
			Repeats: t.Doses.Repeats, PerDay: t.Doses.PerDay, PerWeek: t.Doses.PerWeek, Minutes: t.Doses.Minutes,
			Weeks: t.Doses.Weeks, Low: t.Discomfort.Low, High: t.Discomfort.High, Max: t.Discomfort.Max},
		Light: action == LightOnly, Who: t.Who, Effect: t.Effect.Words, Grade: t.Grade, Doubt: t.Doubt,
		Stop: t.Stop, Progress: t.Progress, Regress: t.Regress, Claims: t.Claims, Sources: t.Sources,
	}
	for _, k := range locks {
		it.Cautions = append(it.Cautions, k.Reason)
	}
	if m == nil {
		return it
	}
	it.Muscle, it.Side = m.ID, c.Side
	for _, s := range m.Sites {
		it.Where = append(it.Where, s.Where)
	}
	if t.Kind == "manual" {
		if m.SelfAccess == "professional_or_self" {
			it.Light = true
		}
		if m.Caution != "" {
			it.Cautions = append([]string{m.Caution}, it.Cautions...)
		}
		it.Steps = append([]string{m.Press.How}, it.Steps...)
	}
	if t.Technique == "stretch" && m.Stretch != "" {
		it.Steps = append([]string{m.Stretch}, it.Steps...)
	}
	if it.Light && it.Dose.Max > lightMax {
		it.Dose.Low, it.Dose.High, it.Dose.Max = 1, lightMax-1, lightMax
	}
	it.Sources = append(append([]string(nil), it.Sources...), m.Sources...)
	return it
}

func sideName(side unknot.Side, m *knowledge.Muscle) string {
	return fmt.Sprintf("%s %s", side, m.Name)
}
