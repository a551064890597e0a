package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan/coach"
	"github.com/unknot/unknot/internal/care"
)

func sessionPath(id string, n int) string { return fmt.Sprintf("/plan/%s/do/%d", id, n) }

// sessionForm is what the page of one session shows.
type sessionForm struct {
	ID      string
	N       int
	Base    *knowledge.Base
	Item    planItem
	Session coach.Session
	Problem string
}

// stops are the reasons to stop, with what to do then.
var stops = []struct{ ID, Words, Advice string }{
	{care.StoppedPain, msg("The pain went above the limit"), msg("Leave it out until tomorrow. Next time it will be eased.")},
	{care.StoppedTingling, msg("It tingled, went numb, or felt electric"), msg("Do not repeat it there. If it stays numb or weak, have it looked at within days.")},
	{care.StoppedDizzy, msg("Dizzy, double vision, or a new headache"), msg("Get help at once.")},
	{care.StoppedEnough, msg("Enough for today"), msg("That is fine.")},
}

// theSession finds the plan's item of the address.
func (s *Site) theSession(r *http.Request) (sessionForm, *view, error) {
	a, instead, err := s.recalled(r)
	if err != nil || instead != nil {
		return sessionForm{}, instead, err
	}
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 1 || n > len(a.Plan.Items) {
		return sessionForm{}, nil, unknot.Errorf(unknot.NotFound, "the plan has no such item any more")
	}
	if r.Method == http.MethodPost { // the plan may have moved on while the session ran
		for i, it := range a.Plan.Items {
			if it.Treatment == r.PostFormValue("treatment") && string(it.Muscle) == r.PostFormValue("muscle") {
				n = i + 1
			}
		}
	}
	session, err := coach.Guide(s.practice.Base, a.Plan, n-1)
	if errors.Is(err, coach.ErrNoSession) {
		return sessionForm{}, &view{to: "/plan/" + r.PathValue("id")}, nil
	}
	if err != nil {
		return sessionForm{}, nil, err
	}
	return sessionForm{ID: r.PathValue("id"), N: n, Base: s.practice.Base, Session: session,
		Item: planItem{Item: session.Item, N: n, Session: true, Seconds: session.Seconds}}, nil, nil
}

// session shows one item as timed steps. Without JavaScript it is a list with
// times; the form below it is the same.
func (s *Site) session(r *http.Request) (view, error) {
	f, instead, err := s.theSession(r)
	if err != nil || instead != nil {
		return orElse(instead), err
	}
	return view{title: "Session", body: sessionPage(f), styles: planStyles, script: []string{"dist/session.js"}}, nil
}

// sessionDone writes a session into the diary.
func (s *Site) sessionDone(r *http.Request) (view, error) {
	f, instead, err := s.theSession(r)
	if err != nil || instead != nil {
		return orElse(instead), err
	}
	if err := r.ParseForm(); err != nil {
		return view{to: sessionPath(f.ID, f.N)}, nil
	}
	d, before, after, ok := readSession(r, f)
	if !ok {
		f.Problem = tr(r.Context(), "Choose numbers from 0 to 10.")
		return view{status: http.StatusUnprocessableEntity, title: "Session", body: sessionPage(f), styles: planStyles, script: []string{"dist/session.js"}}, nil
	}
	gate, err := s.practice.LogSession(r.Context(), tenantOf(r), f.ID, d, before, after)
	if err != nil {
		return view{}, err
	}
	if gate.Level.StopsPlan() {
		return s.stopFor(r, gate, ""), nil
	}
	advice := ""
	for _, k := range stops {
		if k.ID == d.Stopped {
			advice = k.Advice
		}
	}
	over := f.Item.Dose.Max > 0 && d.Effort > float64(f.Item.Dose.Max)
	if over && advice == "" {
		advice = stops[0].Advice
	}
	if advice != "" {
		return view{title: "Session", body: sessionStopped(f, advice), styles: planStyles}, nil
	}
	return view{to: "/plan/" + f.ID}, nil
}

// readSession reads the form. Empty fields are unsaid.
func readSession(r *http.Request, f sessionForm) (d unknot.Done, before, after float64, ok bool) {
	ok = true
	scale := func(name string) float64 {
		v := r.PostFormValue(name)
		if v == "" {
			return -1
		}
		n, err := strconv.ParseFloat(v, 64)
		if err != nil || !(n >= 0 && n <= 10) {
			ok = false
			return -1
		}
		return n
	}
	d = unknot.Done{Treatment: f.Item.Treatment, Muscle: f.Item.Muscle, Side: f.Item.Side, Effort: scale("effort"), Of: len(f.Session.Steps), Minutes: -1}
	before, after = scale("before"), scale("after")
	for _, k := range stops {
		if r.PostFormValue("stopped") == k.ID {
			d.Stopped = k.ID
		}
	}
	d.Steps = len(f.Session.Steps)
	if n, err := strconv.Atoi(r.PostFormValue("steps")); err == nil && n >= 0 && n <= d.Of {
		d.Steps = n
	} else if d.Stopped != "" {
		d.Steps = 0
	}
	if n, err := strconv.Atoi(r.PostFormValue("seconds")); err == nil && n > 0 && n < 24*3600 {
		d.Minutes = float64((n+14)/15*15) / 60
	} else if d.Stopped == "" {
		d.Minutes = float64(minutes(f.Session.Seconds))
	}
	return d, before, after, ok
}

// limit is the most discomfort of a session, 0-10; 0 when it has none.
func (f sessionForm) limit() int { return f.Item.Dose.Max }

// doWords are the kinds of steps, in a word.
var doWords = map[string]string{
	"ready": msg("Get ready"), "check": msg("Check first"), "light": msg("Lightly"), "find": msg("Find"), "hold": msg("Hold"), "pause": msg("Let go"),
	"move": msg("Move"), "tense": msg("Tense"), "skin": msg("Look at the skin"), "side": msg("Other side"), "ask": msg("How was it?"),
}

// stepsToDo are the steps before the questions at the end.
func (f sessionForm) stepsToDo() []coach.Step {
	var out []coach.Step
	for _, s := range f.Session.Steps {
		if s.Do != "ask" {
			out = append(out, s)
		}
	}
	return out
}
