package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// answer reads the second form and shows the level first; then, when no
// danger sign stops it, the muscles and the plan.
func (s *Site) answer(r *http.Request) (view, error) {
	if err := r.ParseForm(); err != nil {
		return s.again(homeForm{Problem: "The form could not be read. Please try again."}), nil
	}
	first := r.PostFormValue("case")
	raw, problem := withAnswers(first, r)
	c, err := wire.ReadCase(s.practice.Base, s.practice.Words, raw)
	if err != nil || problem != "" {
		return s.askAgain(first, c, err, problem)
	}
	a, err := s.practice.AssessCase(c)
	if err != nil {
		return s.askAgain(first, c, err, "")
	}
	var open *triage.UnansweredError
	if errors.As(a.PlanErr, &open) && !a.Gate.Level.StopsPlan() {
		f := s.questions(c, first)
		f.Problem = fmt.Sprintf("%d questions have no answer yet. Answer them, or tick the box below the questions.", len(open.IDs))
		return view{status: http.StatusUnprocessableEntity, title: "Safety first", body: questionsPage(f), styles: mapStyles}, nil
	}
	id, err := s.practice.Keep(r.Context(), tenantOf(r), raw, a)
	if err != nil {
		return view{}, err
	}
	return view{to: "/answer/" + id}, nil
}

// askAgain shows the second page with what was wrong; when even the first
// page's case cannot be read, it goes back to the start.
func (s *Site) askAgain(first string, c wire.Case, err error, problem string) (view, error) {
	var fault *wire.Fault
	if errors.As(err, &fault) {
		problem = plainFault(fault)
	} else if err != nil {
		problem = err.Error()
	}
	start, startErr := wire.ReadCase(s.practice.Base, s.practice.Words, []byte(first))
	if startErr != nil {
		return s.again(homeForm{Problem: "The places were lost on the way. Please mark them again."}), nil
	}
	if len(c.Drawing.Places) == 0 {
		c = start
	}
	f := s.questions(c, first)
	f.Problem = problem
	return view{status: http.StatusUnprocessableEntity, title: "Safety first", body: questionsPage(f), styles: mapStyles}, nil
}

// withAnswers adds the second form to the case of the first.
func withAnswers(first string, r *http.Request) (raw []byte, problem string) {
	var c map[string]any
	if err := json.Unmarshal([]byte(first), &c); err != nil || c == nil {
		return []byte(first), ""
	}
	danger := map[string]string{}
	for name, values := range r.PostForm {
		if id, ok := strings.CutPrefix(name, "danger."); ok && len(values) > 0 {
			danger[id] = values[0]
		}
	}
	if r.PostFormValue("rest") == "no" {
		danger["*"] = "no"
	}
	c["danger"] = danger
	person, onset, findings := map[string]any{}, map[string]any{}, map[string]any{}
	number := func(into map[string]any, field, from, what string) {
		v := strings.TrimSpace(r.PostFormValue(from))
		if v == "" {
			return
		}
		n, err := strconv.Atoi(v)
		if err != nil {
			problem = fmt.Sprintf("%s: %q is not a whole number.", what, v)
			return
		}
		into[field] = n
	}
	number(person, "age", "age", "Age")
	number(onset, "days", "days", "Days since it began")
	number(findings, "desk_hours", "desk", "Hours at a desk")
	for _, f := range []string{"sex", "pregnant"} {
		if v := r.PostFormValue(f); v != "" {
			person[f] = v
		}
	}
	if v := r.PostFormValue("kind"); v != "" {
		onset["kind"] = v
	}
	for form, field := range map[string]string{"condition": "conditions", "medicine": "medicines", "tool": "tools"} {
		if l := r.PostForm[form]; len(l) > 0 {
			person[field] = l
		}
	}
	c["person"], c["onset"], c["findings"] = person, onset, findings
	raw, err := json.Marshal(c)
	if err != nil {
		return []byte(first), "The answers could not be read. Please try again."
	}
	return raw, problem
}

func stopTitle(l unknot.Level) string {
	if l == unknot.Emergency {
		return "Get help now"
	}
	return "See somebody today"
}

// chanceWords puts a probability into words; the bounds are judgement.
func chanceWords(p float64) string {
	switch {
	case p >= 0.6:
		return "fits well"
	case p >= 0.3:
		return "fits"
	case p >= 0.1:
		return "may fit"
	}
	return "fits a little"
}

// tenth rounds a share to one of eleven bar classes, since the policy of the
// pages allows no inline style.
func tenth(p float64) string { return fmt.Sprintf("w%d", int(p*10+0.5)) }

var gradeWords = map[unknot.Grade]string{
	unknot.GradeHigh: "high certainty", unknot.GradeModerate: "moderate certainty", unknot.GradeLow: "low certainty",
	unknot.GradeVeryLow: "very low certainty", unknot.GradeNone: "no study found",
}

// hasPlan reports whether the gate was passed and there is something to do.
func hasPlan(a care.Answer) bool { return a.PlanErr == nil && len(a.Plan.Items) > 0 }
