package care

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
)

// Question is the one thing worth asking next.
type Question struct {
	ID      string // danger question, or finding such as press.soleus_lower.left
	Danger  bool   // a danger sign; its answers are yes, no and unsure
	Ask     string // the question itself
	How     string // how to do the test; empty for danger questions
	Why     string // why it is asked
	Answers []Choice
	Bits    float64 // expected information; 0 for danger questions
	Left    int     // danger questions that are still open, this one included
}

// Choice is one answer: the word that goes into the case, and plain words.
type Choice struct{ ID, Words string }

// Next says what to ask next, without keeping anything: give it the case with
// all answers so far, put the answer into the case, and call again.
//
// Danger signs come first, those that the place and the person call for. Then
// come questions and tests that people can do by themselves, those that tell
// most for their effort first. ok is false when asking more would change
// nothing: a danger sign has stopped the case, the first muscle is as sure as
// it may become, no answer to any of the best questions would change the first
// muscle or the level of care, or enough was asked.
func (p *Practice) Next(c wire.Case) (q Question, ok bool, err error) {
	gate, err := p.screen(c)
	if err != nil {
		return Question{}, false, err
	}
	return p.nextBehind(gate, c)
}

// nextBehind is Next for a case whose danger signs were weighed.
func (p *Practice) nextBehind(gate triage.Result, c wire.Case) (q Question, ok bool, err error) {
	a := Answer{Case: c, Gate: gate}
	if len(a.Gate.Unanswered) == 0 && !a.Gate.Level.StopsPlan() {
		if a.Assessment, err = p.Engine().Infer(c.ToInfer(false)); err != nil {
			return Question{}, false, err
		}
	}
	return p.NextOf(a)
}

// NextOf is Next for a case that was answered already.
func (p *Practice) NextOf(a Answer) (q Question, ok bool, err error) {
	gate := a.Gate
	if gate.Level == unknot.Emergency {
		return Question{}, false, nil // nobody should answer more before calling for help
	}
	if len(gate.Unanswered) > 0 {
		id := gate.Unanswered[0]
		d, found := p.Base.Question(id)
		if !found {
			return Question{}, false, fmt.Errorf("danger question %q is not in the knowledge", id)
		}
		return Question{ID: id, Danger: true, Ask: d.Ask, Why: d.Why, Left: len(gate.Unanswered),
			Answers: dangerAnswers}, true, nil
	}
	if gate.Level.StopsPlan() {
		return Question{}, false, nil
	}
	n, candidates := p.Base.Engine, a.Assessment.Candidates
	if byHand, all := p.given(a.Case.Findings); byHand >= n.MostTests || all >= 2*n.MostTests ||
		len(candidates) > 0 && candidates[0].Probability >= n.SelfCap {
		return Question{}, false, nil
	}
	for _, next := range a.Assessment.Next {
		if next.Bits < n.LeastBits || !slices.ContainsFunc(next.Outcomes, func(o assess.Outcome) bool { return o.Changes }) {
			continue // it tells too little, or no answer to it would change the plan
		}
		q, ok = p.question(a.Case, next.Ask)
		if !ok {
			return Question{}, false, fmt.Errorf("finding %q is not in the knowledge", next.Ask)
		}
		q.Ask = next.Words
		if next.Why != "" {
			q.Why = next.Why
		}
		q.Bits = next.Bits
		return q, true, nil
	}
	return Question{}, false, nil
}

// given counts what was answered besides danger signs: tests done by hand,
// which cost most, and all answers together.
func (p *Practice) given(findings []assess.Finding) (byHand, all int) {
	for _, f := range findings {
		test, _, _ := strings.Cut(f.ID, ".")
		known, ok := p.finding(f.ID)
		if test == "press" || test == "stretch" || test == "use" || ok && (known.Kind == "self_test" || known.Kind == "motion" || known.Kind == "examination") {
			byHand++
		}
		all++
	}
	return byHand, all
}

// pressWords asks for a press test: "Press the right upper trapezius. …".
func (p *Practice) pressWords(id string) string {
	name, side := strings.TrimPrefix(id, "press."), ""
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name, side = name[:i], name[i+1:]+" "
	}
	if m, ok := p.Base.Muscle(unknot.MuscleID(name)); ok {
		name = m.Name
	}
	return fmt.Sprintf("Press on the %s%s. What do you feel?", side, name)
}
