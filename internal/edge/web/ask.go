package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// wayRoutes are the way from the drawing to the answer.
func (s *Site) wayRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", s.page(s.home))
	mux.HandleFunc("POST /places", s.page(s.places))
	mux.HandleFunc("POST /words", s.words)
	mux.HandleFunc("GET /figure/{figure}/{view}", s.figureView)
	mux.HandleFunc("GET /figure/{figure}/{view}/muscles", s.figureMuscles)
	s.askRoutes(mux)
	mux.HandleFunc("GET /answer/{id}", s.page(s.kept))
	mux.HandleFunc("POST /answer/{id}/finding", s.page(s.addFinding))
	mux.HandleFunc("POST /answer/{id}/change", s.page(s.changeAnswers))
	mux.HandleFunc("GET /answer/{id}/delete", s.page(s.surely))
	mux.HandleFunc("POST /answer/{id}/delete", s.page(s.forget))
}

// askRoutes adds the questions. A draft is kept between them, so the address
// carries its random name and the number of the step, and nothing else.
func (s *Site) askRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /ask/{id}", s.page(s.askOn))
	mux.HandleFunc("GET /ask/{id}/{step}", s.page(s.askStep))
	mux.HandleFunc("POST /ask/{id}/{step}", s.page(s.askAnswer))
	mux.HandleFunc("GET /ask/{id}/all", s.page(s.askAll))
	mux.HandleFunc("POST /ask/{id}/all", s.page(s.askAllAnswer))
	mux.HandleFunc("GET /ask/{id}/stop", s.page(s.askStop))
	mux.HandleFunc("POST /ask/{id}/done", s.page(s.askDone))
}

func askPath(id string, step any) string { return fmt.Sprintf("/ask/%s/%v", id, step) }

// askOn leads to where the questions were left.
func (s *Site) askOn(r *http.Request) (view, error) {
	d, err := care.Drafts.Get(r.Context(), s.practice, tenantOf(r), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	return view{to: askPath(d.ID, len(d.Body.Trail))}, nil
}

// askForm is one step as its page needs it.
type askForm struct {
	Draft   string
	Step    care.Step
	Said    string // the answer it has already, or ""
	Number  int    // of the danger signs that are asked alone: this one, from 1
	Of      int    // danger signs that are asked alone, in all
	Test    int    // of the tests: this one, from 1
	Drawn   string
	Problem fault
	Person  personForm
}

func (s *Site) askStep(r *http.Request) (view, error) {
	d, at, err := s.draftAt(r)
	if err != nil {
		return view{}, err
	}
	return s.showStep(r, d, at, fault{})
}

func (s *Site) draftAt(r *http.Request) (care.Document[care.Draft], int, error) {
	d, err := care.Drafts.Get(r.Context(), s.practice, tenantOf(r), r.PathValue("id"))
	if err != nil {
		return d, 0, err
	}
	at, err := strconv.Atoi(r.PathValue("step"))
	if err != nil || at < 0 {
		return d, 0, unknot.Errorf(unknot.NotFound, "there is no such question")
	}
	return d, min(at, len(d.Body.Trail)), nil
}

// showStep shows a step, or what comes after the last.
func (s *Site) showStep(r *http.Request, d care.Document[care.Draft], at int, problem fault) (view, error) {
	step, more, err := s.practice.Ask(d.Body, at)
	if err != nil {
		return view{}, err
	}
	if !more {
		return s.finish(r, d)
	}
	f := askForm{Draft: d.ID, Step: step, Drawn: s.describe(step.Case.Drawing), Problem: problem, Said: saidOf(step)}
	for i, id := range d.Body.Trail {
		if _, danger := s.practice.Base.Question(id); danger {
			f.Of++
			if i < at {
				f.Number++
			}
		} else if id != care.SignList && !slices.Contains(care.About, id) && i < at {
			f.Test++
		}
	}
	f.Number++
	f.Test++
	for _, id := range step.Gate.Unanswered {
		if q, ok := s.practice.Base.Question(id); ok && q.Alone {
			f.Of++
		}
	}
	f.Of = max(f.Of, f.Number)
	if slices.Contains(care.About, step.ID) {
		f.Person = s.personForm(step.Case).written(r, problem)
	}
	status := http.StatusOK
	if problem.Text != "" {
		status = http.StatusUnprocessableEntity
	}
	title := msg("Safety first")
	if stepOf(f) != safetyStep {
		title = msg("About you")
		if step.Question.ID != "" {
			title = msg("What would tell more")
		}
	}
	return view{status: status, title: title, body: askPage(f)}, nil
}

// saidOf is the answer that a question has already.
func saidOf(step care.Step) string {
	if a := step.Case.Danger[step.ID]; a != unknot.NotAsked {
		return string(a)
	}
	for _, f := range step.Case.Findings {
		if f.ID == step.ID {
			return f.Answer
		}
	}
	return ""
}

// askAnswer puts one answer into the draft and goes on.
func (s *Site) askAnswer(r *http.Request) (view, error) {
	d, at, err := s.draftAt(r)
	if err != nil {
		return view{}, err
	}
	step, more, err := s.practice.Ask(d.Body, at)
	if err != nil {
		return view{}, err
	}
	if !more {
		return s.finish(r, d)
	}
	if asked := r.PostFormValue("asked"); asked != step.ID { // another window was faster
		return view{to: askPath(d.ID, len(d.Body.Trail))}, nil
	}
	raw, problem := withAnswer(d.Body.Case, step, r)
	if problem.Text == "" {
		_, err := wire.ReadCase(s.practice.Base, s.practice.Words, raw)
		if bad, ok := errors.AsType[*wire.Fault](err); ok {
			problem = wrong("", plainFault(bad))
		} else if err != nil {
			return view{}, err
		}
	}
	if problem.Text != "" {
		return s.showStep(r, d, at, problem)
	}
	d.Body.Case = raw
	if at == len(d.Body.Trail) {
		d.Body.Trail = append(d.Body.Trail, step.ID)
	}
	d, err = care.Drafts.Put(r.Context(), s.practice, tenantOf(r), d)
	if unknot.IsKind(err, unknot.Conflict) { // sent twice
		return view{to: askPath(r.PathValue("id"), at)}, nil
	}
	if err != nil {
		return view{}, err
	}
	if step.Question.Danger || step.ID == care.SignList { // a danger sign is not kept waiting
		after, more, err := s.practice.Ask(d.Body, len(d.Body.Trail))
		if err != nil {
			return view{}, err
		}
		if !more || after.ID == "" {
			return s.finish(r, d)
		}
	}
	return view{to: askPath(d.ID, at+1)}, nil
}

// askDone leaves the rest of the tests out.
func (s *Site) askDone(r *http.Request) (view, error) {
	d, err := care.Drafts.Get(r.Context(), s.practice, tenantOf(r), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	return s.finish(r, d)
}

// finish keeps the answer: the level when a danger sign stops it, else the
// whole. What is still open leads back to its question.
func (s *Site) finish(r *http.Request, d care.Document[care.Draft]) (view, error) {
	a, err := s.practice.Assess(d.Body.Case)
	if err != nil {
		return view{}, err
	}
	return s.finishWith(r, d, a)
}

// finishWith is finish for a draft that was answered already.
func (s *Site) finishWith(r *http.Request, d care.Document[care.Draft], a care.Answer) (view, error) {
	var open *triage.UnansweredError
	if errors.As(a.PlanErr, &open) && !a.Gate.Level.StopsPlan() {
		return view{to: askPath(d.ID, len(d.Body.Trail))}, nil
	}
	id, err := s.practice.Finish(r.Context(), tenantOf(r), d, a)
	if err != nil {
		return view{}, err
	}
	if a.Gate.Level.StopsPlan() {
		return view{to: askPath(d.ID, "stop")}, nil
	}
	return view{to: "/answer/" + id}, nil
}

// askStop shows what to do now, and the way back for who slipped.
func (s *Site) askStop(r *http.Request) (view, error) {
	d, err := care.Drafts.Get(r.Context(), s.practice, tenantOf(r), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	a, err := s.practice.Assess(d.Body.Case)
	if err != nil {
		return view{}, err
	}
	if !a.Gate.Level.StopsPlan() {
		return view{to: askPath(d.ID, len(d.Body.Trail))}, nil
	}
	back := 0
	for i, id := range d.Body.Trail { // the question that stopped it
		if a.Case.Danger[id].Perhaps() || id == care.SignList && slices.ContainsFunc(a.Gate.Asked, func(x triage.Asked) bool {
			return x.Answer.Perhaps() && !slices.Contains(d.Body.Trail, x.ID)
		}) {
			back = i
		}
	}
	if len(d.Body.Trail) == 0 {
		return s.stop(r, a, askPath(d.ID, "all")), nil
	}
	return s.stop(r, a, askPath(d.ID, back)), nil
}

// withAnswer puts the answer to one step into the text of a case.
func withAnswer(raw []byte, step care.Step, r *http.Request) (out []byte, problem fault) {
	var c map[string]any
	if json.Unmarshal(raw, &c) != nil || c == nil {
		return raw, fault{Text: tr(r.Context(), "The places were lost on the way. Please mark them again.")}
	}
	switch {
	case slices.Contains(care.About, step.ID):
		problem = aboutAnswer(c, step.ID, r)
	case step.ID == care.SignList:
		tickSigns(part(c, "danger"), step.Signs, r)
	default:
		answer := r.PostFormValue("answer")
		if answer == "" {
			return raw, fault{Text: tr(r.Context(), "Please choose an answer. “Not sure” is a good one.")}
		}
		into := "findings"
		if step.Question.Danger {
			into = "danger"
		}
		part(c, into)[step.ID] = answer
	}
	out, err := json.Marshal(c)
	if err != nil {
		return raw, fault{Text: tr(r.Context(), "The answers could not be read. Please try again.")}
	}
	return out, problem
}

// tickSigns takes the signs of a list: what is ticked is a yes, also when the
// person is not sure, and what was left is a no. Only what was on the page is
// answered; the rest stays open and is asked.
func tickSigns(danger map[string]any, signs []knowledge.DangerQuestion, r *http.Request) {
	for _, q := range signs {
		if !slices.Contains(r.PostForm["shown"], q.ID) {
			continue
		}
		danger[q.ID] = string(unknot.No)
		if slices.Contains(r.PostForm["sign"], q.ID) {
			danger[q.ID] = string(unknot.Yes)
		}
	}
}

// part is an object inside a case, made when it is not there.
func part(c map[string]any, name string) map[string]any {
	m, ok := c[name].(map[string]any)
	if !ok {
		m = map[string]any{}
		c[name] = m
	}
	return m
}
