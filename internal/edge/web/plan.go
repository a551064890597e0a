package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/coach"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/internal/care"
)

// planRoutes are the pages of the plan: today, a guided session and what fits.
// None reaches a plan around the gate: all of them ask Recall, which asks the
// danger questions first.
func (s *Site) planRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /plan", s.page(s.planNewest))
	mux.HandleFunc("GET /plan/{id}", s.page(s.planShow))
	mux.HandleFunc("GET /plan/{id}/do/{n}", s.page(s.session))
	mux.HandleFunc("POST /plan/{id}/do/{n}", s.page(s.sessionDone))
	mux.HandleFunc("POST /plan/{id}/wishes", s.page(s.wishes))
}

// planStyles are the style sheets of the plan's pages.
var planStyles = append(slices.Clone(mapStyles), "dist/plan.css")

// planForm is what the plan page shows.
type planForm struct {
	ID    string
	Base  *knowledge.Base
	Drawn string
	Plan  plan.Plan
	Items []planItem
	Wish  wishForm
}

// planItem is one item with what today's diary says of it.
type planItem struct {
	plan.Item
	N       int // from 1
	Session bool
	Seconds int
	Done    int // times today
}

// planNewest leads to the plan of the newest complaint that goes on.
func (s *Site) planNewest(r *http.Request) (view, error) {
	k, ok, err := s.practice.OpenEpisode(r.Context(), tenantOf(r))
	if err != nil {
		return view{}, err
	}
	if !ok {
		return view{title: "Plan", body: noPlanPage()}, nil
	}
	return view{to: "/plan/" + k.ID}, nil
}

// recalled returns the answer of an episode when it has a plan, else the page
// that stands in its place: the danger page, or the way back to the questions.
func (s *Site) recalled(r *http.Request) (care.Answer, *view, error) {
	id := r.PathValue("id")
	a, err := s.practice.RecallPlan(r.Context(), tenantOf(r), id)
	if err != nil {
		return a, nil, err
	}
	var open *triage.UnansweredError
	switch {
	case a.Gate.Level.StopsPlan():
		v := s.stop(r, a, "")
		return a, &v, nil
	case errors.As(a.PlanErr, &open):
		return a, &view{to: "/answer/" + id}, nil
	case a.PlanErr != nil:
		return a, nil, a.PlanErr
	}
	return a, nil, nil
}

func (s *Site) planShow(r *http.Request) (view, error) {
	a, instead, err := s.recalled(r)
	if err != nil || instead != nil {
		return orElse(instead), err
	}
	id := r.PathValue("id")
	f := planForm{ID: id, Base: s.practice.Base, Drawn: s.describe(a.Case.Drawing), Plan: a.Plan}
	done, err := s.doneToday(r.Context(), tenantOf(r), id)
	if err != nil {
		return view{}, err
	}
	for n, it := range a.Plan.Items {
		p := planItem{Item: it, N: n + 1, Done: done[doneKey{it.Treatment, it.Muscle, it.Side}]}
		if session, err := coach.Guide(s.practice.Base, a.Plan, n); err == nil {
			p.Session, p.Seconds = true, session.Seconds
		}
		f.Items = append(f.Items, p)
	}
	if f.Wish, err = s.wishForm(r.Context(), tenantOf(r), id, a); err != nil {
		return view{}, err
	}
	return view{title: "Plan", body: planPage(f), styles: planStyles}, nil
}

func orElse(v *view) view {
	if v == nil {
		return view{}
	}
	return *v
}

type doneKey struct {
	treatment string
	muscle    unknot.MuscleID
	side      unknot.Side
}

// doneToday counts the sessions of today, by item.
func (s *Site) doneToday(ctx context.Context, tenant, episode string) (map[doneKey]int, error) {
	now := s.practice.Now().Local()
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	list, err := s.practice.DiaryOf(ctx, tenant, episode, midnight)
	if err != nil {
		return nil, err
	}
	out := map[doneKey]int{}
	for _, e := range list {
		for _, d := range e.Did {
			out[doneKey{d.Treatment, d.Muscle, d.Side}]++
		}
	}
	return out, nil
}

// due is how often an item is due a day; 0 when the dose does not say.
func (it planItem) due() int { return it.Dose.Now.PerDay }

// next is the first item whose sessions of today are not all done; 0 when all
// are.
func (f planForm) next() int {
	for _, it := range f.Items {
		if it.Session && it.Done < max(1, it.due()) {
			return it.N
		}
	}
	return 0
}

// done says that today has sessions, and that all are done.
func (f planForm) done() bool {
	return f.next() == 0 && slices.ContainsFunc(f.Items, func(it planItem) bool { return it.Session })
}

// title is the name of an item with its exercise.
func (it planItem) title() string {
	if it.MoveName != "" && it.Kind == "movement" {
		return it.MoveName
	}
	return it.Name
}

// on names the muscle and side, "" when it is for none.
func (it planItem) on(base *knowledge.Base) string {
	if m, ok := base.Muscle(it.Muscle); ok {
		return string(it.Side) + " " + m.Name
	}
	return ""
}

// rulings are the clashes that concern an item.
func (f planForm) rulings(it planItem) []plan.Ruling {
	var out []plan.Ruling
	for _, r := range f.Plan.Settled {
		if slices.Contains(it.Clashes, r.ID) {
			out = append(out, r)
		}
	}
	return out
}

var phaseTitles = map[string]string{
	"fresh":    msg("Fresh: protect it for a few days, and keep the rest moving."),
	"settling": msg("Settling: most new pain eases within four to six weeks."),
	"lasting":  msg("Lasting: getting stronger counts more than easing."),
	"quiet":    msg("Quiet: keep it so with little."),
}

// phaseClaims are the claims behind what a title says of the course.
var phaseClaims = map[string]string{"settling": "C087"}

// edition is a version of the knowledge without its fingerprint, which is for
// programs; What this is says it whole.
func edition(version string) string {
	short, _, _ := strings.Cut(version, "+")
	return short
}

// minutes writes seconds as whole minutes, at least one.
func minutes(seconds int) int { return max(1, (seconds+30)/60) }

// clock writes seconds as a clock: 0:45, 2:30.
func clock(seconds int) string { return fmt.Sprintf("%d:%02d", seconds/60, seconds%60) }
