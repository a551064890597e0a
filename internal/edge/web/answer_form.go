package web

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// answerForm is the result as its page needs it.
type answerForm struct {
	care.Answer
	ID         string
	Drawn      string
	Pain       map[unknot.CellID]float64
	OnBody     []muscleOnBody // the first muscles, over what was drawn
	Next       care.Question  // ID is "" when nothing is worth asking
	First      string
	FirstShare float64
	WhatIf     []whatIf
}

// whatIf is what the answer would be after one more test.
type whatIf struct {
	Test, Answer, First string
	Share               float64
}

// changes says whether one of the tests tried in thought puts another first.
func (f answerForm) changes() bool {
	return slices.ContainsFunc(f.WhatIf, func(w whatIf) bool { return w.First != f.First })
}

// moves says whether one of them at least moves how well the first fits, as it
// is printed.
func (f answerForm) moves() bool {
	whole := func(x float64) int { return int(math.Round(100 * x)) }
	return f.changes() || slices.ContainsFunc(f.WhatIf, func(w whatIf) bool { return whole(w.Share) != whole(f.FirstShare) })
}

func (f answerForm) hasPlan() bool { return hasPlan(f.Answer) }

func (s *Site) answerForm(ctx context.Context, a care.Answer, id string) (answerForm, error) {
	f := answerForm{Answer: a, ID: id, Drawn: s.describe(a.Case.Drawing), Pain: a.Case.Drawing.Pain()}
	f.OnBody = musclesOnBody(ctx, s.practice.Base, a.Assessment.Candidates, f.Pain)
	q, more, err := s.practice.NextOf(a)
	if err != nil {
		return f, err
	}
	if more && !q.Danger {
		f.Next = q
	}
	if len(a.Assessment.Candidates) > 0 {
		f.First, f.FirstShare = s.first(ctx, a.Assessment)
		f.WhatIf, err = s.whatIfs(ctx, a)
	}
	return f, err
}

func (s *Site) first(ctx context.Context, a assess.Assessment) (string, float64) {
	c := a.Candidates[0]
	return candidateName(ctx, s.practice.Base, c), c.Probability
}

// mostWhatIfs is how many tests the page tries out in thought.
const mostWhatIfs = 3

// whatIfs tries the most telling tests in thought, each with its own pain and
// with nothing.
func (s *Site) whatIfs(ctx context.Context, a care.Answer) ([]whatIf, error) {
	var out []whatIf
	for _, n := range a.Assessment.Next[:min(mostWhatIfs, len(a.Assessment.Next))] {
		if !strings.HasPrefix(n.Ask, "press.") {
			continue
		}
		for _, said := range []choice{{"familiar_pain", msg("your own pain")}, {"nothing", msg("nothing")}} {
			then, err := s.practice.Suppose(a.Case, assess.Finding{ID: n.Ask, Answer: said.ID})
			if err != nil {
				return nil, err
			}
			if len(then.Candidates) == 0 {
				continue
			}
			w := whatIf{Test: s.testName(ctx, n.Ask), Answer: tr(ctx, said.Words)}
			w.First, w.Share = s.first(ctx, then)
			out = append(out, w)
		}
	}
	return out, nil
}

// testName names the muscle of a press test.
func (s *Site) testName(ctx context.Context, id string) string {
	name, side, _ := strings.Cut(strings.TrimPrefix(id, "press."), ".")
	if m, ok := s.practice.Base.Muscle(unknot.MuscleID(name)); ok {
		name = m.Name
	}
	return capital(onSide(ctx, name, unknot.Side(side)))
}

// onSide says a name with its side: "right upper trapezius".
func onSide(ctx context.Context, name string, side unknot.Side) string {
	switch side {
	case unknot.Right:
		return tr(ctx, "right %s", know(ctx, name))
	case unknot.Left:
		return tr(ctx, "left %s", know(ctx, name))
	}
	return know(ctx, name)
}

// candidateTitle is candidateName as a line of its own.
func candidateTitle(ctx context.Context, base *knowledge.Base, c assess.Candidate) string {
	return capital(candidateName(ctx, base, c))
}

func candidateName(ctx context.Context, base *knowledge.Base, c assess.Candidate) string {
	name := c.Lookalike
	if m, ok := base.Muscle(c.Muscle); ok {
		name = m.Name
	} else if l, ok := base.Lookalike(c.Lookalike); ok {
		name = l.Name
	}
	return onSide(ctx, name, c.Side)
}

// reasonWords says a piece of evidence.
func reasonWords(ctx context.Context, _ *knowledge.Base, r assess.Reason) string {
	return know(ctx, r.Words)
}

// signed writes a number with its sign and one decimal.
func signed(ctx context.Context, v float64) string { return locale.From(ctx).Signed(v, 1) }

// addFinding puts the answer to the next question into a kept case.
func (s *Site) addFinding(r *http.Request) (view, error) {
	id, tenant := r.PathValue("id"), tenantOf(r)
	raw, err := s.practice.CaseText(r.Context(), tenant, id)
	if err != nil {
		return view{}, err
	}
	var c map[string]any
	if json.Unmarshal(raw, &c) != nil || c == nil {
		return view{}, errors.New("a kept case is no object")
	}
	asked, answer := r.PostFormValue("asked"), r.PostFormValue("answer")
	if asked != "" && answer != "" {
		part(c, "findings")[asked] = answer
	}
	if raw, err = json.Marshal(c); err != nil {
		return view{}, err
	}
	if _, err := wire.ReadCase(s.practice.Base, s.practice.Words, raw); err != nil {
		return view{}, unknot.Errorf(unknot.NotFound, "there is no such question; go back to the result and answer what it asks now")
	}
	if err := s.practice.Amend(r.Context(), tenant, id, raw); err != nil {
		return view{}, err
	}
	return view{to: "/answer/" + id + "#may"}, nil
}

// changeAnswers asks a kept case again, from the start, with what was said.
func (s *Site) changeAnswers(r *http.Request) (view, error) {
	id, tenant := r.PathValue("id"), tenantOf(r)
	raw, err := s.practice.CaseText(r.Context(), tenant, id)
	if err != nil {
		return view{}, err
	}
	d, err := s.practice.Revise(r.Context(), tenant, id, raw)
	if err != nil {
		return view{}, err
	}
	return view{to: askPath(d.ID, 0)}, nil
}
