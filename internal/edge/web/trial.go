//go:build !js

package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/trial"
	"github.com/unknot/unknot/internal/care"
)

func (s *Site) trialRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /trial", s.page(s.trial))
	mux.HandleFunc("POST /trial", s.page(s.trialStart))
	mux.HandleFunc("POST /trial/{id}/delete", s.page(s.trialDelete))
}

// trialForm is what the page of one's own trial shows.
type trialForm struct {
	Episode string       // of which a trial can be begun; "" when there is none
	Words   string       // of the episode
	Choices []care.Named // treatments of the plan
	Now     *care.TrialSoFar
	A, B    string // names of what is compared
	Today   string // name of what is done today
	Fault   string
}

func (s *Site) trial(r *http.Request) (view, error) { return s.trialView(r, "") }

func (s *Site) trialView(r *http.Request, fault string) (view, error) {
	ctx, tenant := r.Context(), tenantOf(r)
	f := trialForm{Fault: fault}
	list, _, err := care.Trials.Page(ctx, s.practice, tenant, "", "", 1)
	if err != nil {
		return view{}, err
	}
	if len(list) > 0 {
		now, err := s.practice.TrialNow(ctx, tenant, list[0].ID, s.zone(r))
		if v, ok := s.trialStopped(r, err); ok {
			return v, nil
		}
		if err != nil && !unknot.IsKind(err, unknot.NotFound) { // the episode may have been deleted since
			return view{}, err
		}
		if err == nil {
			f.Now = &now
			f.A, f.B = treatmentName(s.practice.Base, now.Body.Design.A), treatmentName(s.practice.Base, now.Body.Design.B)
			f.Today = treatmentName(s.practice.Base, now.Today)
		}
	}
	k, ok, err := s.practice.OpenEpisode(ctx, tenant)
	if err != nil {
		return view{}, err
	}
	if ok {
		if f.Choices, err = s.practice.TrialChoices(ctx, tenant, k.ID); err != nil {
			if v, ok := s.trialStopped(r, err); ok {
				return v, nil
			}
			return view{}, err
		}
		f.Episode, f.Words = k.ID, k.Words
	}
	return view{title: "A trial of your own", body: trialPage(f)}, nil
}

// trialStopped is the page for a case behind a danger sign, or with questions
// that are still open.
func (s *Site) trialStopped(r *http.Request, err error) (view, bool) {
	if stop, ok := errors.AsType[*triage.StopError](err); ok {
		return s.stopFor(r, triage.Result{Level: stop.Level, Reasons: stop.Reasons}, "/trial"), true
	}
	var open *triage.UnansweredError
	if errors.As(err, &open) {
		return view{title: "A trial of your own", body: message(msg("Safety first"), msg("Answer the safety questions first; then you can try two treatments against each other."))}, true
	}
	return view{}, false
}

func (s *Site) trialStart(r *http.Request) (view, error) {
	if err := r.ParseForm(); err != nil {
		return s.trialView(r, tr(r.Context(), "The form could not be read."))
	}
	number := func(name string) int {
		n, err := strconv.Atoi(r.PostFormValue(name))
		if err != nil {
			return -1 // refused below, with what may be given
		}
		return n
	}
	d := trial.Design{A: r.PostFormValue("a"), B: r.PostFormValue("b"), Blocks: number("blocks"), Days: number("days")}
	if d.Days > 2 {
		d.Skip = 1
	}
	if err := d.Check(); err != nil {
		return s.trialView(r, sentence(err))
	}
	_, err := s.practice.StartTrial(r.Context(), tenantOf(r), r.PostFormValue("episode"), d, s.zone(r))
	if v, ok := s.trialStopped(r, err); ok {
		return v, nil
	}
	if e, ok := errors.AsType[*unknot.Error](err); ok && e.Kind == unknot.Invalid {
		return s.trialView(r, sentence(e))
	}
	return view{to: "/trial"}, err
}

func (s *Site) trialDelete(r *http.Request) (view, error) {
	return view{to: "/trial"}, care.Trials.Delete(r.Context(), s.practice, tenantOf(r), r.PathValue("id"))
}

func dayOfTrial(t *care.TrialSoFar) string { return fmt.Sprint(min(t.Day+1, t.Body.Design.Length())) }
