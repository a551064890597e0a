package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/care"
)

// wishForm is what the person can and wants to do.
type wishForm struct {
	Version int64
	Doc     string // id of what is kept
	Wishes  care.Wishes
	Tools   []knowledge.Named // all that may be owned
	Owned   []string
	Choices []*knowledge.Treatment // what one may like or not
}

// atWords are the places, in words.
var atWords = map[string]string{"desk": msg("At a desk"), "home": msg("At home"), "gym": msg("In a gym")}

// seenWords are who may have looked at it.
var seenWords = []struct{ ID, Words string }{{"therapist", msg("A physiotherapist or another therapist")}, {"doctor", msg("A doctor")}}

func (s *Site) wishForm(ctx context.Context, tenant, id string, a care.Answer) (wishForm, error) {
	d, err := s.practice.WishesOf(ctx, tenant, id)
	if err != nil {
		return wishForm{}, err
	}
	f := wishForm{Version: d.Version, Doc: d.ID, Wishes: d.Body, Tools: s.practice.Base.Tools, Owned: a.Case.Person.Tools}
	if d.Body.Tools != nil {
		f.Owned = d.Body.Tools
	} else if prefs, err := care.Prefs.Get(ctx, s.practice, tenant, ""); err != nil {
		return wishForm{}, err
	} else if len(prefs.Body.Tools) > 0 {
		f.Owned = prefs.Body.Tools
	}
	for i := range s.practice.Base.Treatments {
		t := &s.practice.Base.Treatments[i]
		if (t.Who == "self" || t.Who == "partner") && (t.Kind == "manual" || t.Kind == "movement" || t.Kind == "warmth") && t.Technique != "acupressure" {
			f.Choices = append(f.Choices, t)
		}
	}
	return f, nil
}

// wishes keeps what fits and shows the plan again.
func (s *Site) wishes(r *http.Request) (view, error) {
	id := r.PathValue("id")
	if err := r.ParseForm(); err != nil {
		return view{to: "/plan/" + id}, nil
	}
	w := care.Wishes{At: among(r.PostForm["at"], knowledge.AtPlaces), Seen: among(r.PostForm["seen"], []string{"therapist", "doctor"}), Tools: []string{}}
	if n, err := strconv.Atoi(strings.TrimSpace(r.PostFormValue("minutes"))); err == nil && n > 0 && n <= 240 {
		w.Minutes = n
	}
	for _, t := range s.practice.Base.Tools {
		if slices.Contains(r.PostForm["tool"], t.ID) {
			w.Tools = append(w.Tools, t.ID)
		}
	}
	for i := range s.practice.Base.Treatments {
		t := s.practice.Base.Treatments[i].ID
		switch r.PostFormValue("like." + t) {
		case "yes":
			w.Prefer = append(w.Prefer, t)
		case "no":
			w.Avoid = append(w.Avoid, t)
		}
	}
	for i := range mostGoals {
		name := strings.TrimSpace(r.PostFormValue("goal." + strconv.Itoa(i)))
		score, err := strconv.ParseFloat(r.PostFormValue("score."+strconv.Itoa(i)), 64)
		if name == "" || err != nil || score < 0 || score > 10 {
			continue
		}
		w.Goals = append(w.Goals, care.Goal{Name: cutTo(name, 120), Score: score})
	}
	tenant := tenantOf(r)
	kept, err := s.practice.WishesOf(r.Context(), tenant, id)
	if err != nil {
		return view{}, err
	}
	kept.Body, kept.Episode = w, id
	if _, err := care.WishShelf.Put(r.Context(), s.practice, tenant, kept); err != nil {
		return view{}, err
	}
	if err := s.rememberTools(r, w.Tools); err != nil {
		return view{}, err
	}
	return view{to: "/plan/" + id}, nil
}

// rememberTools keeps what the person owns for the next plan.
func (s *Site) rememberTools(r *http.Request, tools []string) error {
	prefs, err := care.Prefs.Get(r.Context(), s.practice, tenantOf(r), "")
	if err != nil || slices.Equal(prefs.Body.Tools, tools) {
		return err
	}
	prefs.Body.Tools = tools
	_, err = care.Prefs.Put(r.Context(), s.practice, tenantOf(r), prefs)
	return err
}

// mostGoals is how many own goals can be named: the scale takes up to five;
// three are enough to look after.
const mostGoals = 3

// among keeps what is among the words.
func among(list, words []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !slices.Contains(words, s) })
}

func cutTo(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// goal is the i-th own goal, for its field.
func (f wishForm) goal(i int) (name, score string) {
	if i >= len(f.Wishes.Goals) {
		return "", ""
	}
	return f.Wishes.Goals[i].Name, strconv.FormatFloat(f.Wishes.Goals[i].Score, 'g', -1, 64)
}

// like is what was said of a treatment: yes, no or "".
func (f wishForm) like(id string) string {
	switch {
	case slices.Contains(f.Wishes.Prefer, id):
		return "yes"
	case slices.Contains(f.Wishes.Avoid, id):
		return "no"
	}
	return ""
}

func minutesValue(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
