package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// personForm is what is known of the person, to be looked at again.
type personForm struct {
	Age, Days, Desk string // as they were written, or ""
	Sex, Pregnant   string
	Kind, Course    string          // how it began, and how it has gone on
	Timing          string          // when it hurts most
	Has             map[string]bool // conditions and medicines
	Conditions      []knowledge.Named
	Medicines       []knowledge.Named
}

// choice is an answer of a form: the word of the case, and what it is called.
type choice struct{ ID, Words string }

var (
	dangerChoices = []choice{{"yes", msg("Yes")}, {"no", msg("No")}, {"unsure", msg("Not sure")}}

	sexes     = []choice{{"female", msg("Female")}, {"male", msg("Male")}, {"other", msg("Other")}, {"", msg("Rather not say")}}
	pregnancy = []choice{{"yes", msg("Yes")}, {"no", msg("No")}, {"unsure", msg("Not sure")}, {"", msg("Rather not say")}}
	beginning = []choice{{"gradual", msg("Bit by bit")}, {"sudden", msg("Suddenly")}, {"after_load", msg("After much work or sport")}, {"after_injury", msg("After an injury")}, {"", msg("I do not know")}}
	courses   = []choice{{"better", msg("It is getting better")}, {"same", msg("It stays the same")}, {"worse", msg("It is getting worse")}, {"comes_and_goes", msg("It comes and goes")}, {"", msg("I do not know")}}
	timings   = []choice{{"on_movement", msg("When I move")}, {"at_rest", msg("At rest")}, {"at_night", msg("At night")}, {"constant", msg("All the time, whatever I do")}, {"", msg("None of these")}}
)

// began are lengths of time as people say them, in days.
var began = []choice{{"1", msg("Today or yesterday")}, {"4", msg("A few days")}, {"10", msg("One or two weeks")}, {"30", msg("About a month")}, {"75", msg("Two or three months")}, {"180", msg("About half a year")}, {"400", msg("A year or longer")}}

func (s *Site) personForm(c wire.Case) personForm {
	f := personForm{Sex: string(c.Person.Sex), Pregnant: string(c.Person.Pregnant), Kind: c.Onset.Kind, Course: c.Onset.Course, Timing: timingOf(c.Drawing), Has: map[string]bool{}, Medicines: s.practice.Base.Medicines}
	if c.Person.Age >= 0 {
		f.Age = strconv.Itoa(c.Person.Age)
	}
	if c.Onset.Days > 0 {
		f.Days = strconv.Itoa(c.Onset.Days)
	}
	for _, n := range s.practice.Base.Conditions {
		if n.ID != "pregnant" && n.ID != "child" { // asked by age and by their own question
			f.Conditions = append(f.Conditions, n)
		}
	}
	for _, list := range [][]string{c.Person.Conditions, c.Person.Medicines} {
		for _, id := range list {
			f.Has[id] = true
		}
	}
	for _, finding := range c.Findings {
		if finding.ID == "desk_hours" && finding.Valued {
			f.Desk = strconv.FormatFloat(finding.Value, 'f', -1, 64)
		}
	}
	return f
}

// written lets what was written wrong stand, to be mended.
func (f personForm) written(r *http.Request, problem fault) personForm {
	if problem.Text != "" {
		f.Age, f.Desk = r.PostFormValue("age"), r.PostFormValue("desk")
	}
	return f
}

// aboutAnswer puts a step about the person into a case. What was left out is
// taken away, so that a step answered anew says what it says now.
func aboutAnswer(c map[string]any, step string, r *http.Request) (problem fault) {
	person, onset, findings := part(c, "person"), part(c, "onset"), part(c, "findings")
	word := func(into map[string]any, name string) {
		delete(into, name)
		if v := r.PostFormValue(name); v != "" {
			into[name] = v
		}
	}
	list := func(name string) {
		delete(person, name)
		if l := r.PostForm[name]; len(l) > 0 {
			person[name] = l
		}
	}
	number := func(into map[string]any, field, from string, most int, wrong string) {
		delete(into, field)
		v := strings.TrimSpace(r.PostFormValue(from))
		if v == "" {
			return
		}
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 || n > most {
			problem = fault{Field: from, Text: tr(r.Context(), wrong, v)}
			return
		}
		into[field] = n
	}
	switch step {
	case "you":
		number(person, "age", "age", 120, msg("Age: “%s” is no whole number from 0 to 120."))
		word(person, "sex")
		word(person, "pregnant")
		number(findings, "desk_hours", "desk", 24, msg("Hours at a desk: “%s” is no whole number from 0 to 24."))
		number(onset, "days", "days", 36500, msg("Days since it began: “%s” is not a whole number."))
		word(onset, "kind")
		word(onset, "course")
		retime(part(c, "drawing"), r.PostFormValue("timing"))
	case "health":
		list("conditions")
		list("medicines")
	}
	return problem
}

// timingOf is when the places of a drawing hurt most, if the form has a choice
// for it: the first that says so stands for all.
func timingOf(d unknot.Drawing) string {
	for _, p := range d.Places {
		if slices.ContainsFunc(timings, func(c choice) bool { return c.ID == p.Timing && c.ID != "" }) {
			return p.Timing
		}
	}
	return ""
}

// retime says of all places when they hurt. Places that already say so, each its
// own, are left alone.
func retime(drawing map[string]any, when string) {
	places, _ := drawing["places"].([]any)
	said := unknot.Drawing{}
	for _, p := range places {
		place, _ := p.(map[string]any)
		timing, _ := place["timing"].(string)
		said.Places = append(said.Places, unknot.Place{Timing: timing})
	}
	if when == timingOf(said) {
		return
	}
	for _, p := range places {
		if place, ok := p.(map[string]any); ok && when != "" {
			place["timing"] = when
		} else if ok {
			delete(place, "timing")
		}
	}
}

// askAll is every question on one page, for who would rather see them all.
func (s *Site) askAll(r *http.Request) (view, error) {
	d, err := care.Drafts.Get(r.Context(), s.practice, tenantOf(r), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	return s.showAll(r, d, d.Body.Case, fault{})
}

func (s *Site) showAll(r *http.Request, d care.Document[care.Draft], raw []byte, problem fault) (view, error) {
	c, err := wire.ReadCase(s.practice.Base, s.practice.Words, raw)
	if err != nil { // the answers are wrong, and were said to be; the places stand
		c, err = wire.ReadCase(s.practice.Base, s.practice.Words, d.Body.Case)
	}
	if err != nil {
		return view{}, err
	}
	f := s.questions(c)
	f.Draft, f.Problem, f.Person = d.ID, problem, s.personForm(c).written(r, problem)
	status := http.StatusOK
	if problem.Text != "" {
		status = http.StatusUnprocessableEntity
	}
	return view{status: status, title: "Safety first", body: questionsPage(f)}, nil
}

func (s *Site) askAllAnswer(r *http.Request) (view, error) {
	d, err := care.Drafts.Get(r.Context(), s.practice, tenantOf(r), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	raw, problem := withAll(d.Body.Case, r)
	_, err = wire.ReadCase(s.practice.Base, s.practice.Words, raw)
	if bad, ok := errors.AsType[*wire.Fault](err); ok && problem.Text == "" {
		problem = wrong("", plainFault(bad))
	} else if err != nil && problem.Text == "" {
		return view{}, err
	}
	if problem.Text != "" {
		return s.showAll(r, d, raw, problem)
	}
	a, err := s.practice.Assess(raw)
	if err != nil {
		return view{}, err
	}
	if open := len(a.Gate.Unanswered); open > 0 && !a.Gate.Level.StopsPlan() {
		return s.showAll(r, d, raw, leftOpen(r, open))
	}
	d.Body.Case = raw
	d.Body.Trail = s.practice.Trail(a.Gate)
	if d, err = care.Drafts.Put(r.Context(), s.practice, tenantOf(r), d); err != nil {
		return view{}, err
	}
	return s.finishWith(r, d, a)
}

// leftOpen says that so many questions have no answer.
func leftOpen(r *http.Request, open int) fault {
	return fault{Field: "rest", Text: trn(r.Context(), open, "%d question has no answer yet. Answer it, or tick the box below the questions.", "%d questions have no answer yet. Answer them, or tick the box below the questions.")}
}

// withAll puts all answers of the one-page form into a case.
func withAll(raw []byte, r *http.Request) (out []byte, problem fault) {
	var c map[string]any
	if json.Unmarshal(raw, &c) != nil || c == nil || r.ParseForm() != nil {
		return raw, fault{Text: tr(r.Context(), "The answers could not be read. Please try again.")}
	}
	danger := map[string]any{}
	for name, values := range r.PostForm {
		if id, ok := strings.CutPrefix(name, "danger."); ok && len(values) > 0 {
			danger[id] = values[0]
		}
	}
	if v := r.PostFormValue("rest"); v != "" {
		danger["*"] = v
	}
	c["danger"] = danger
	for _, step := range care.About {
		if wrong := aboutAnswer(c, step, r); wrong.Text != "" {
			problem = wrong
		}
	}
	out, err := json.Marshal(c)
	if err != nil {
		return raw, fault{Text: fmt.Sprint(err)}
	}
	return out, problem
}

// answerOf is what a danger question was answered with, for ticked boxes.
func answerOf(f questionForm, id string) string {
	if a := f.Answers[id]; a != unknot.NotAsked {
		return string(a)
	}
	return ""
}

// nearestBegan is the length of time, as people say it, that is nearest to a
// number of days; "" when none was said.
func nearestBegan(days string) string {
	n, err := strconv.Atoi(days)
	if err != nil {
		return ""
	}
	best, gap := "", 0
	for _, c := range began {
		d, _ := strconv.Atoi(c.ID) // written above
		if far := max(d-n, n-d); best == "" || far < gap {
			best, gap = c.ID, far
		}
	}
	return best
}
