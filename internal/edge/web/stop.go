package web

import (
	"net/http"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// stopForm is what the page says when a danger sign stops the plan.
type stopForm struct {
	Gate   triage.Result
	Number string // for emergencies
	Known  bool   // the number is that of the country, or was written by the person
	Back   string // where the answers can be changed; "" when they cannot
}

// stop is the page that says what to do now, and nothing else.
func (s *Site) stop(r *http.Request, a care.Answer, back string) view {
	return s.stopFor(r, a.Gate, back)
}

func (s *Site) stopFor(r *http.Request, g triage.Result, back string) view {
	f := stopForm{Gate: g, Back: back}
	f.Number, f.Known = s.emergencyNumber(r)
	return view{title: stopTitle(g.Level), body: stopPage(s.practice.Base, f), stop: g.Level.String()}
}

// emergencyNumber is what the person wrote into the settings, else that of the
// country.
func (s *Site) emergencyNumber(r *http.Request) (number string, known bool) {
	if s.practice.Store != nil {
		prefs, err := care.Prefs.Get(r.Context(), s.practice, tenantOf(r), "")
		if err == nil && prefs.Body.Emergency != "" {
			return prefs.Body.Emergency, true
		}
	}
	return locale.From(r.Context()).Emergency()
}

// dial is a number as a link for phones needs it.
func dial(number string) string {
	return "tel:" + strings.Map(func(c rune) rune {
		if c == '+' || c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, number)
}

// calls reports whether the reasons of a level ask for a call.
func (f stopForm) emergency() bool { return f.Gate.Level == unknot.Emergency }
