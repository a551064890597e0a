package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sort"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// caseCalls are the stateless calls.
func (s *server) caseCalls() {
	post := func(id, path, summary string) call {
		return call{id: id, method: http.MethodPost, path: "/api/v1/" + path, tag: "case", summary: summary}
	}
	raw[client.Case, client.Assessment](s, post("assess", "assess", "Weigh which muscles fit, behind the danger signs"), s.assess)
	raw[client.Case, client.Questions](s, post("next-questions", "questions/next", "What to ask or test next"), s.next)
	raw[client.Case, client.PlanAnswer](s, post("plan", "plan", "Build a plan, or say why there is none"), s.plan)
	raw[client.ExplainRequest, client.Explained](s, post("explain", "explain", "Why a cause stands where it stands, and what if"), s.explain)
	raw[client.Scenario, client.Course](s, post("simulate", "simulate", "Run a story through the knot model, a hypothesis"), s.simulate)
}

func (s *server) assess(_ context.Context, in []byte) ([]byte, error) {
	a, err := s.practice.Assess(in)
	if err != nil {
		return nil, err
	}
	return wire.WriteAssessment(s.practice.Base, a.Gate, a.Assessment)
}

// read turns the answer of care into the types of the client by way of the
// open format, so that there is one place that says how it is written.
func (s *server) read(a care.Answer) (out client.Assessment, err error) {
	text, err := wire.WriteAssessment(s.practice.Base, a.Gate, a.Assessment)
	if err != nil {
		return out, err
	}
	return out, json.Unmarshal(text, &out)
}

func planOf(base *knowledge.Base, a care.Answer) (*client.Plan, error) {
	if a.PlanErr != nil {
		return nil, nil
	}
	text, err := wire.WritePlan(base, a.Plan)
	if err != nil {
		return nil, err
	}
	var out client.Plan
	return &out, json.Unmarshal(text, &out)
}

func (s *server) next(_ context.Context, in []byte) ([]byte, error) {
	a, err := s.practice.Assess(in)
	if err != nil {
		return nil, err
	}
	all, err := s.read(a)
	if err != nil {
		return nil, err
	}
	out := client.Questions{Level: all.Triage.Level, Cleared: all.Triage.Cleared, Danger: []client.DangerQuestion{}, Tests: []client.Next{}}
	for _, id := range a.Gate.Unanswered {
		if q, ok := s.practice.Base.Question(id); ok {
			out.Danger = append(out.Danger, client.DangerQuestion{ID: q.ID, Ask: q.Ask, Why: q.Why, Sources: list(q.Sources)})
		}
	}
	for _, n := range all.Next {
		if !strings.HasPrefix(n.Ask, "danger.") {
			out.Tests = append(out.Tests, n)
		}
	}
	return json.Marshal(out)
}

func (s *server) plan(_ context.Context, in []byte) ([]byte, error) {
	a, err := s.practice.Assess(in)
	if err != nil {
		return nil, err
	}
	all, err := s.read(a)
	if err != nil {
		return nil, err
	}
	out := client.PlanAnswer{Triage: all.Triage}
	if out.Plan, err = planOf(s.practice.Base, a); err != nil {
		return nil, err
	}
	var stop *triage.StopError
	var open *triage.UnansweredError
	switch {
	case errors.As(a.PlanErr, &stop):
		out.NoPlan = "stopped"
	case errors.As(a.PlanErr, &open):
		out.NoPlan = "unanswered"
	case a.PlanErr != nil:
		return nil, a.PlanErr
	}
	return json.Marshal(out)
}

// explain answers for one cause, with and without other findings.
func (s *server) explain(_ context.Context, in []byte) ([]byte, error) {
	var ask struct {
		Case   json.RawMessage `json:"case"`
		Cause  string          `json:"cause"`
		WhatIf json.RawMessage `json:"what_if"`
	}
	if err := json.Unmarshal(in, &ask); err != nil || len(ask.Case) == 0 {
		return nil, &wire.Fault{Path: "$.case", Read: "there is no case", Mend: "give {\"case\": …, \"cause\": \"trapezius_upper.right\"}"}
	}
	if err := s.checkCause(ask.Cause); err != nil {
		return nil, err
	}
	now, err := s.practice.Assess(ask.Case)
	if err != nil {
		return nil, under("$.case", err)
	}
	first, err := s.read(now)
	if err != nil {
		return nil, err
	}
	out := client.Explained{Triage: first.Triage, Knowledge: first.Knowledge, Cause: ask.Cause, Now: find(first, ask.Cause)}
	out.Words = "Below one in a hundred: the drawing and the answers do not point there."
	if out.Now != nil {
		out.Words = fmt.Sprintf("The pattern is consistent with it to %.0f %%, within %.0f to %.0f %%.", out.Now.Probability*100, out.Now.Bounds[0]*100, out.Now.Bounds[1]*100)
	}
	if now.Gate.Level.StopsPlan() {
		out.Words = "A danger sign comes first. Muscles are not weighed before it is cleared up."
	}
	if len(ask.WhatIf) == 0 || string(ask.WhatIf) == "null" || now.Gate.Level.StopsPlan() {
		return json.Marshal(out)
	}
	c, err := s.withFindings(now.Case, ask.WhatIf)
	if err != nil {
		return nil, err
	}
	then, err := s.practice.AssessCase(c)
	if err != nil {
		return nil, err
	}
	second, err := s.read(then)
	if err != nil {
		return nil, err
	}
	out.WhatIf = find(second, ask.Cause)
	return json.Marshal(out)
}

// withFindings returns the case with findings added or changed; they are read
// by the same strict reader, in an otherwise empty case.
func (s *server) withFindings(c wire.Case, findings json.RawMessage) (wire.Case, error) {
	text, err := json.Marshal(map[string]any{"schema": wire.CaseSchema, "findings": findings,
		"drawing": map[string]any{"places": []any{map[string]any{"cells": []string{"temple.right"}, "intensity": 1}}}})
	if err != nil {
		return c, err
	}
	read, err := wire.ReadCase(s.practice.Base, s.practice.Words, text)
	if err != nil {
		if f, ok := errors.AsType[*wire.Fault](err); ok {
			return c, &wire.Fault{Path: strings.Replace(f.Path, "$.findings", "$.what_if", 1), Read: f.Read, Mend: f.Mend}
		}
		return c, err
	}
	byID := map[string]assess.Finding{}
	for _, f := range append(append([]assess.Finding(nil), c.Findings...), read.Findings...) {
		byID[f.ID] = f
	}
	c.Findings = nil
	for _, f := range byID {
		c.Findings = append(c.Findings, f)
	}
	sort.Slice(c.Findings, func(i, j int) bool { return c.Findings[i].ID < c.Findings[j].ID })
	return c, nil
}

func (s *server) checkCause(cause string) error {
	name, side, _ := strings.Cut(cause, ".")
	if _, ok := s.practice.Base.Muscle(unknot.MuscleID(name)); ok && unknot.Side(side).Valid() {
		return nil
	}
	if _, ok := s.practice.Base.Lookalike(name); ok && (side == "" || unknot.Side(side).Valid()) {
		return nil
	}
	return &wire.Fault{Path: "$.cause", Read: fmt.Sprintf("%q is neither a muscle with its side nor a look-alike", cause), Mend: "write it as trapezius_upper.right"}
}

func find(a client.Assessment, cause string) *client.Candidate {
	for _, list := range [][]client.Candidate{a.Candidates, a.Lookalikes} {
		for i := range list {
			name := list[i].Muscle + list[i].ID
			if name == cause || name+"."+list[i].Side == cause {
				return &list[i]
			}
		}
	}
	return nil
}

// under moves the path of a fault below the field that held the case.
func under(path string, err error) error {
	if f, ok := errors.AsType[*wire.Fault](err); ok {
		return &wire.Fault{Path: path + strings.TrimPrefix(f.Path, "$"), Line: f.Line, Read: f.Read, Mend: f.Mend}
	}
	return err
}

const hypothesis = "A hypothesis made computable. It says nothing about the inside of a real person."

func (s *server) simulate(_ context.Context, in []byte) ([]byte, error) {
	story, err := wire.ReadScenario(in)
	if err != nil {
		return nil, err
	}
	course, err := story.Simulate()
	if err != nil {
		return nil, unknot.Errorf(unknot.Invalid, "%v", err)
	}
	out := client.Course{Hypothesis: hypothesis, Title: story.Title, Days: []client.Sample{}}
	for _, d := range course {
		out.Days = append(out.Days, client.Sample{Day: d.Day, Contracture: d.C, Mediators: d.I, Sensitised: d.S, Pain: d.NRS, ThresholdKPa: d.PPT, StiffnessKPa: d.Stiff})
	}
	return json.Marshal(out)
}

// list turns a nil list into an empty one, so that JSON never says null.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

// Calls gives the stateless calls to other faces, by the id of the operation:
// JSON in, JSON out, and the same errors.
func Calls(p *care.Practice) map[string]func(context.Context, []byte) ([]byte, error) {
	s := &server{practice: p}
	return map[string]func(context.Context, []byte) ([]byte, error){
		"assess": s.assess, "next-questions": s.next, "plan": s.plan, "explain": s.explain, "simulate": s.simulate,
		"interview": s.interview, "forecast": s.forecast,
	}
}
