package care

import (
	"fmt"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/balance"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
)

// Answer is what one case gets back.
type Answer struct {
	Case       wire.Case
	Gate       triage.Result
	Assessment assess.Assessment // empty when the gate stops the case
	Plan       plan.Plan         // empty unless the gate was passed
	PlanErr    error             // why there is no plan: *triage.StopError or *triage.UnansweredError
}

// Assess is the way of one request, from the bytes of a case to the answer:
//
//	words and cells → danger signs → (stop) → muscles and look-alikes → (gate) → plan
//
// The error is for input that is wrong; a danger sign is an answer, not an
// error.
func (p *Practice) Assess(raw []byte) (Answer, error) {
	c, err := wire.ReadCase(p.Base, p.Words, raw)
	if err != nil {
		return Answer{}, err
	}
	return p.AssessCase(c)
}

// AssessCase is Assess for a case that was already read.
func (p *Practice) AssessCase(c wire.Case) (Answer, error) { return p.assess(c, plan.Course{}, false) }

// assess is the same in the course of a plan: what the diary says moves the plan
// on. A brief answer has no reasons, ranges and questions; the plan is the same.
func (p *Practice) assess(c wire.Case, course plan.Course, brief bool) (Answer, error) {
	out := Answer{Case: c}
	var err error
	if out.Gate, err = p.screen(c); err != nil {
		return Answer{}, err
	}
	if out.Gate.Level.StopsPlan() {
		_, out.PlanErr = out.Gate.Clear()
		return out, nil
	}
	out.Assessment, err = p.infer(c.ToInfer(brief))
	if err != nil {
		return Answer{}, err
	}
	cleared, err := out.Gate.Clear()
	if err != nil {
		out.PlanErr = err
		return out, nil
	}
	checks, err := balance.Judge(p.Base, c.Person, c.Checks)
	if err != nil {
		return Answer{}, err
	}
	out.Plan, err = plan.Build(p.Base, cleared, plan.Input{Person: c.Person, Onset: c.Onset, Assessment: out.Assessment, Desk: c.Desk,
		Pain: peak(c.Drawing), Wishes: c.Wishes, Checks: checks, Course: course})
	if err != nil {
		return Answer{}, fmt.Errorf("build the plan: %w", err)
	}
	return out, nil
}

// screen weighs the danger signs of a case.
func (p *Practice) screen(c wire.Case) (triage.Result, error) {
	gate, err := triage.Screen(p.Base, c.ToScreen())
	if err != nil {
		return triage.Result{}, fmt.Errorf("danger: %w", err)
	}
	return gate, nil
}

// peak is the strongest pain of a drawing, 0-10.
func peak(d unknot.Drawing) float64 {
	top := 0.0
	for _, pain := range d.Pain() {
		top = max(top, pain)
	}
	return top
}
