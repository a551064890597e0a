package bench

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/num"
	"github.com/unknot/unknot/core/triage"
)

// Outcome is what one vignette led to.
type Outcome struct {
	Vignette *Vignette
	Level    unknot.Level // the higher of the danger signs and of what the look-alikes call for
	Stopped  bool         // a danger sign came before any weighing
	Rank     int          // of the expected muscle, 1 for the first; 0 when not listed
	Drawn    int          // the same without any answer but the drawing
	Cause    int          // rank of the expected look-alike among look-alikes
	Chance   float64      // of the first muscle
	Right    bool         // the first muscle is the expected one
	Asked    int          // danger questions that the place and the person call for
	Kept     int          // of Redraws: the first muscle stayed among the first three
	Redraws  int
}

// Exact reports whether the level is the right one.
func (o *Outcome) Exact() bool { return o.Level == o.Vignette.Levels[0] }

// Defensible reports whether the level is one that the vignette allows.
func (o *Outcome) Defensible() bool { return slices.Contains(o.Vignette.Levels, o.Level) }

// Over reports whether the level is above every allowed one.
func (o *Outcome) Over() bool { return o.Level > slices.Max(o.Vignette.Levels) }

// Under reports whether the level is below every allowed one.
func (o *Outcome) Under() bool { return o.Level < slices.Min(o.Vignette.Levels) }

// redraws is how often each drawing is drawn again.
const redraws = 20

// Run puts vignettes through gate and engine.
func Run(base *knowledge.Base, e *assess.Engine, list []Vignette) ([]Outcome, error) {
	out := make([]Outcome, len(list))
	for i := range list {
		v := &list[i]
		o, err := one(base, e, v, uint64(i))
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %s: %w", v.File, v.Line, v.Name, err)
		}
		out[i] = o
	}
	return out, nil
}

func one(base *knowledge.Base, e *assess.Engine, v *Vignette, seed uint64) (Outcome, error) {
	o := Outcome{Vignette: v}
	gate, err := triage.Screen(base, triage.Input{Person: v.Input.Person, Drawing: v.Input.Drawing, Answers: v.Danger, Rest: unknot.No})
	if err != nil {
		return o, err
	}
	o.Level, o.Stopped = gate.Level, gate.Level.StopsPlan()
	o.Asked = len(triage.Questions(base, v.Input.Person, v.Input.Drawing))
	in := v.Input
	in.Brief = true
	in.Danger = map[string]unknot.Answer{}
	for _, a := range gate.Asked {
		in.Danger[a.ID] = a.Answer
	}
	for _, q := range triage.Questions(base, in.Person, in.Drawing) {
		if in.Danger[q.ID] == unknot.NotAsked {
			in.Danger[q.ID] = unknot.No
		}
	}
	a, err := e.Infer(in)
	if err != nil {
		return o, err
	}
	o.Level = max(o.Level, a.Care.Level)
	o.Rank, o.Cause = rank(a, v), rankCause(a, v.Cause)
	if len(a.Candidates) > 0 {
		o.Chance = a.Candidates[0].Probability
	}
	o.Right = o.Rank == 1
	drawn, err := e.Infer(assess.Input{Person: in.Person, Drawing: in.Drawing, Onset: assess.Onset{Days: -1}, Brief: true})
	if err != nil {
		return o, err
	}
	o.Drawn = rank(drawn, v)
	if len(v.Muscle) == 0 || len(a.Candidates) == 0 {
		return o, nil
	}
	first := name(a.Candidates[0])
	r := num.NewStream(2026, seed)
	for range redraws {
		in.Drawing = Redraw(r, v.Input.Drawing, Agreement)
		b, err := e.Infer(in)
		if err != nil {
			return o, err
		}
		o.Redraws++
		for _, c := range b.Candidates[:min(3, len(b.Candidates))] {
			if name(c) == first {
				o.Kept++
			}
		}
	}
	return o, nil
}

func name(c assess.Candidate) string { return string(c.Muscle) + "." + string(c.Side) }

func rank(a assess.Assessment, v *Vignette) int {
	for i, c := range a.Candidates {
		if slices.Contains(v.Muscle, name(c)) {
			return i + 1
		}
	}
	return 0
}

func rankCause(a assess.Assessment, cause string) int {
	n, last := 0, map[string]bool{}
	for _, c := range a.Lookalikes {
		if last[c.Lookalike] {
			continue // the other side
		}
		last[c.Lookalike] = true
		if n++; strings.EqualFold(c.Lookalike, cause) {
			return n
		}
	}
	return 0
}
