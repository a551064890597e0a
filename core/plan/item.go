package plan

import (
	"slices"

	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

// lightMax is the highest discomfort (0-10) of light pressure: one below where
// ordinary pressing begins. Judgement.
const lightMax = 4

// easedOff is how much lower the range of an eased item ends. Judgement.
const easedOff = 1

// item fills one line of the plan.
func (b *builder) item(t *knowledge.Treatment, on target, why string, locks []knowledge.Interlock) Item {
	action, _ := strictest(locks)
	it := Item{
		Treatment: t.ID, Name: t.Name, Kind: t.Kind, Technique: t.Technique, Why: why, What: t.What, Steps: t.Steps,
		Light: action == LightOnly, Who: t.Who, Effect: t.Effect.Words, Trial: t.Effect, Grade: t.Grade, Doubt: t.Doubt,
		Stop: t.Stop, Progress: t.Progress, Regress: t.Regress, Claims: t.Claims, Sources: t.Sources,
	}
	for _, id := range t.Tools {
		if b.in.Person.Owns(id) {
			it.Tools = append(it.Tools, id)
		}
	}
	it.Step, it.StepWhy = b.step(t)
	if on.muscle != nil && t.Technique == "strengthen" && b.pain() > startPain && it.Step > -1 {
		it.Step, it.StepWhy = -1, "Gentler: begin lightly while it hurts more than 5 of 10."
	}
	if on.muscle != nil && t.Kind == "manual" {
		it.Light = it.Light || on.muscle.SelfAccess == "professional_or_self"
		if on.state != "" && on.state != "active" || b.plan.Phase == "quiet" {
			it.Step, it.StepWhy = min(it.Step, -1), "Gentler: the spot is quiet or hurts only when pressed."
		}
	}
	it.Dose = dose(t, it.Step)
	for _, k := range locks {
		it.Cautions = append(it.Cautions, k.Reason)
	}
	if on.muscle != nil {
		b.onMuscle(&it, t, on)
	}
	if it.Light && it.Dose.Max > lightMax { // no stop line may let more through than the dose does
		it.Stop = slices.Clone(t.Stop)
		if i := slices.Index(it.Stop, knowledge.Ceiling(it.Dose.Max)); i >= 0 {
			it.Stop[i] = knowledge.Ceiling(lightMax)
		}
		it.Dose.Low, it.Dose.High, it.Dose.Max = 1, lightMax-1, lightMax
	}
	return it
}

func dose(t *knowledge.Treatment, step int) Dose {
	d := Dose{Use: t.Doses.Use, Documents: t.Doses.Documents, Trials: t.Doses.Trials, Hold: t.Doses.Hold,
		Repeats: t.Doses.Repeats, PerDay: t.Doses.PerDay, PerWeek: t.Doses.PerWeek, Minutes: t.Doses.Minutes,
		Weeks: t.Doses.Weeks, MaxSpots: t.Doses.MaxSpots, Low: t.Discomfort.Low, High: t.Discomfort.High, Max: t.Discomfort.Max,
		Now: amount(t, step)}
	if step < 0 && d.High-easedOff >= 1 {
		d.High -= easedOff
		d.Low = min(d.Low, d.High)
	}
	return d
}

// onMuscle adds what the muscle says: where, its cautions, how to press or
// stretch it, and the exercise that trains it.
func (b *builder) onMuscle(it *Item, t *knowledge.Treatment, on target) {
	m := on.muscle
	it.Muscle, it.Side = m.ID, on.side
	for _, s := range m.Sites {
		it.Where = append(it.Where, s.Where)
		it.Sites = append(it.Sites, Site{ID: s.ID, Where: s.Where, Cells: body.Expand(body.ZoneCell(s.Zone, on.side))})
	}
	switch {
	case t.Kind == "manual":
		if m.Caution != "" {
			it.Cautions = append([]string{m.Caution}, it.Cautions...)
		}
		it.Steps = append([]string{m.Press.How}, it.Steps...)
	case t.Technique == "stretch" && m.Stretch != "":
		it.Steps = append([]string{m.Stretch}, it.Steps...)
	case t.Technique == "strengthen":
		b.exercise(it, "strengthen", m)
	case t.Technique == "range":
		b.exercise(it, "range", m)
	}
	it.Sources = append(append([]string(nil), it.Sources...), m.Sources...)
}

// exercise names the move that trains the muscle and puts its steps first.
// The general steps of the treatment give way to it.
func (b *builder) exercise(it *Item, kind string, m *knowledge.Muscle) {
	mv, ok := MoveFor(b.base, b.in.Person, b.in.Wishes.At, kind, m)
	if !ok {
		return
	}
	it.Move, it.MoveName, it.Steps = mv.ID, mv.Name, mv.Steps
	for _, id := range mv.Tools {
		if b.in.Person.Owns(id) && !contains(it.Tools, id) {
			it.Tools = append(it.Tools, id)
		}
	}
	switch {
	case it.Step < 0 && mv.Easier != "":
		it.Steps = append(append([]string(nil), it.Steps...), "Gentler: "+mv.Easier)
	case it.Step > 0 && mv.Harder != "":
		it.Steps = append(append([]string(nil), it.Steps...), "Further: "+mv.Harder)
	}
	if mv.Easier != "" {
		it.Regress = mv.Easier
	}
	if mv.Harder != "" {
		it.Progress = mv.Harder
	}
}
