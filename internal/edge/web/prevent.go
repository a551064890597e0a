//go:build !js

package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan/prevent"
	"github.com/unknot/unknot/internal/care"
)

// keepWellRoutes are the pages beside the plan: prevention, balance, cards and
// points.
func (s *Site) keepWellRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /prevent", s.page(s.prevent))
	mux.HandleFunc("POST /prevent", s.page(s.preventKeep))
	mux.HandleFunc("GET /balance", s.page(s.balance))
	mux.HandleFunc("POST /balance", s.page(s.balanceKeep))
	mux.HandleFunc("GET /cards", s.page(s.cards))
	mux.HandleFunc("GET /cards/{id}", s.page(s.card))
	mux.HandleFunc("GET /points", s.page(s.points))
	mux.HandleFunc("POST /points", s.page(s.points))
}

// preventForm is what the page on keeping well shows.
type preventForm struct {
	Base   *knowledge.Base
	Kept   care.Prevention
	Cards  []adviceCard
	Mend   []*knowledge.DeskCheck
	Breaks prevent.Breaks
	Sleep  []prevent.Position
	Areas  []habitArea
}

// adviceCard is one habit with all the marked risks that lead to it; one without
// a habit says why there is nothing to do.
type adviceCard struct {
	Advice []prevent.Advice
	Habit  *knowledge.Habit
}

// habitArea is the habits of one area, and the risks that lead to them.
type habitArea struct {
	Name   string
	Habits []*knowledge.Habit
	Risks  []*knowledge.Risk
}

// areaNames are the areas of habits, in the order of the page.
var areaNames = []struct{ ID, Name string }{
	{"breaks", msg("Breaks")}, {"desk", msg("Desk")}, {"move", msg("Moving")}, {"load", msg("Load and health")}, {"sleep", msg("Sleep")}, {"stress", msg("Stress")}, {"food", msg("Food and water")}, {"", msg("What cannot be changed")},
}

// personOf is the person and the likeliest muscle of the newest complaint that
// goes on; where there is none, nothing is known.
func (s *Site) personOf(ctx context.Context, tenant string) (unknot.Person, unknot.MuscleID, unknot.Side, error) {
	unsaid := unknot.Person{Age: -1}
	k, ok, err := s.practice.OpenEpisode(ctx, tenant)
	if err != nil || !ok {
		return unsaid, "", "", err
	}
	a, err := s.practice.RecallPlan(ctx, tenant, k.ID)
	if err != nil {
		return unsaid, "", "", err
	}
	if len(a.Assessment.Candidates) == 0 {
		return a.Case.Person, "", "", nil
	}
	c := a.Assessment.Candidates[0]
	return a.Case.Person, c.Muscle, c.Side, nil
}

func (s *Site) prevent(r *http.Request) (view, error) {
	kept, err := care.PreventionShelf.Get(r.Context(), s.practice, tenantOf(r), "")
	if err != nil {
		return view{}, err
	}
	f, err := s.preventForm(r, kept.Body)
	if err != nil {
		return view{}, err
	}
	return view{title: "Keep well", body: preventPage(f), styles: []string{"dist/plan.css"}, script: []string{"dist/breaks.js"}}, nil
}

func (s *Site) preventForm(r *http.Request, kept care.Prevention) (preventForm, error) {
	base := s.practice.Base
	f := preventForm{Base: base, Kept: kept, Mend: prevent.Desk(base, kept.Desk)}
	known := slices.DeleteFunc(slices.Clone(kept.Risks), func(id string) bool { // of an older knowledge
		return !slices.ContainsFunc(base.Risks, func(k knowledge.Risk) bool { return k.ID == id })
	})
	advice, err := prevent.Habits(base, known)
	if err != nil {
		return f, err
	}
	for _, a := range advice {
		if n := len(f.Cards); n > 0 && f.Cards[n-1].Habit == a.Habit {
			f.Cards[n-1].Advice = append(f.Cards[n-1].Advice, a)
		} else {
			f.Cards = append(f.Cards, adviceCard{Advice: []prevent.Advice{a}, Habit: a.Habit})
		}
	}
	person, muscle, side, err := s.personOf(r.Context(), tenantOf(r))
	if err != nil {
		return f, err
	}
	if f.Breaks, err = prevent.BreaksFor(base, person, muscle, kept.Break); err != nil {
		return f, err
	}
	region := ""
	if m, ok := base.Muscle(muscle); ok {
		region = m.Region
	}
	f.Sleep = prevent.Sleep(base, person, side, region)
	for _, a := range areaNames {
		area := habitArea{Name: a.Name}
		for i := range base.Habits {
			if h := &base.Habits[i]; h.Area == a.ID && !prevent.Lying(h.ID) {
				area.Habits = append(area.Habits, h)
			}
		}
		for i := range base.Risks {
			h, ok := base.Habit(base.Risks[i].Habit)
			if ok && h.Area == a.ID || !ok && a.ID == "" {
				area.Risks = append(area.Risks, &base.Risks[i])
			}
		}
		f.Areas = append(f.Areas, area)
	}
	return f, nil
}

// preventKeep keeps what was marked; a form sends one part of the page.
func (s *Site) preventKeep(r *http.Request) (view, error) {
	if err := r.ParseForm(); err != nil {
		return view{to: "/prevent"}, nil
	}
	tenant := tenantOf(r)
	kept, err := care.PreventionShelf.Get(r.Context(), s.practice, tenant, "")
	if err != nil {
		return view{}, err
	}
	to := "/prevent"
	switch r.PostFormValue("part") {
	case "risks":
		kept.Body.Risks = nil
		for i := range s.practice.Base.Risks {
			if id := s.practice.Base.Risks[i].ID; slices.Contains(r.PostForm["risk"], id) {
				kept.Body.Risks = append(kept.Body.Risks, id)
			}
		}
		to += "#habits"
	case "desk":
		kept.Body.Desk = map[string]unknot.Answer{}
		for i := range s.practice.Base.Desk {
			id := s.practice.Base.Desk[i].ID
			if a := unknot.Answer(r.PostFormValue("desk." + id)); a == unknot.Yes || a == unknot.No {
				kept.Body.Desk[id] = a
			}
		}
		to += "#desk"
	case "break":
		if n, err := strconv.Atoi(r.PostFormValue("minutes")); err == nil && n >= prevent.LeastBreak && n <= prevent.MostBreak {
			kept.Body.Break = n
		}
		to += "#breaks"
	}
	if _, err := care.PreventionShelf.Put(r.Context(), s.practice, tenant, kept); err != nil {
		return view{}, err
	}
	return view{to: to}, nil
}

// rhythms are the breaks to choose from, minutes.
var rhythms = []int{15, 20, 30, 45, 60}
