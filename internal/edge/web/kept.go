package web

import "net/http"

// kept shows an answer that was kept, computed anew: the level first, and
// nothing else when it stops the plan.
func (s *Site) kept(r *http.Request) (view, error) {
	id := r.PathValue("id")
	a, err := s.practice.Recall(r.Context(), tenantOf(r), id)
	if err != nil {
		return view{}, err
	}
	if a.Gate.Level.StopsPlan() {
		return s.stop(r, a, ""), nil
	}
	f, err := s.answerForm(r.Context(), a, id)
	if err != nil {
		return view{}, err
	}
	return view{title: "What it may be", body: answerPage(s.practice.Base, f), styles: mapStyles, wide: true}, nil
}
