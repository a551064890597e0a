//go:build !js

package web

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/api"
	"github.com/unknot/unknot/internal/edge/fhir"
	"github.com/unknot/unknot/internal/edge/link"
)

// handoffRoutes adds the pages of links, and of the addresses that are told of
// events.
func (s *Site) handoffRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /link", s.page(s.openLink))
	mux.HandleFunc("GET /link/{id}", s.page(s.links))
	mux.HandleFunc("POST /link/{id}", s.page(s.addLink))
	mux.HandleFunc("POST /link/{id}/revoke", s.page(s.revokeLink))
	mux.HandleFunc("GET /hooks", s.page(s.hookPage))
	mux.HandleFunc("POST /hooks", s.page(s.addHook))
	mux.HandleFunc("POST /hooks/delete", s.page(s.deleteHook))
}

// openLink shows a health link that somebody was given. What is behind it is
// fetched and opened in the browser: the key never reaches a server.
func (s *Site) openLink(*http.Request) (view, error) {
	return view{title: "Open a health link", body: openLinkPage(), script: []string{"dist/link.js"}}, nil
}

// linkView is what the page of links shows.
type linkView struct {
	Kept    care.Kept
	List    []care.Document[care.Link]
	Now     time.Time
	Problem fault
	Made    string // a new link, shown once
	Kind    string
	Squares [][]bool
	Home    bool // no accounts: only this computer reaches the address
	Zone    string
	Days    string // as they were sent, when no link could be made
}

// days is how long a link of a kind shall last: what was sent, or what is usual.
func (v linkView) days(kind string) string {
	health := kind == care.HealthLink
	switch {
	case v.Days != "" && health == (v.Kind == care.HealthLink):
		return v.Days
	case health:
		return "7"
	}
	return "90"
}

// lasts reports a fault of the days of a link, which the use case says in
// another unit.
func (v *linkView) lasts(ctx context.Context, d time.Duration) bool {
	if d >= 24*time.Hour && d <= care.LongestShare {
		return true
	}
	field := "feed-days"
	if v.Kind == care.HealthLink {
		field = "health-days"
	}
	v.Problem = fault{Field: field, Text: tr(ctx, "Write a number of days from 1 to %d.", int(care.LongestShare/(24*time.Hour)))}
	return false
}

func (s *Site) links(r *http.Request) (view, error) { return s.linksWith(r, linkView{}, nil) }

func (s *Site) linksWith(r *http.Request, v linkView, err error) (view, error) {
	status := 0
	if v.Problem.Text != "" {
		status = http.StatusUnprocessableEntity
	}
	if bad, ok := faultOf(err); ok {
		v.Problem, status, err = bad, http.StatusUnprocessableEntity, nil
	}
	if err != nil {
		return view{}, err
	}
	ctx, tenant := r.Context(), tenantOf(r)
	if v.Kept, err = s.practice.Kept(ctx, tenant, r.PathValue("id")); err != nil {
		return view{}, err
	}
	list, _, err := care.Links.Page(ctx, s.practice, tenant, "", "", 100)
	if err != nil {
		return view{}, err
	}
	for _, d := range list {
		if d.Episode == v.Kept.ID || d.Episode == "" {
			v.List = append(v.List, d)
		}
	}
	prefs, err := care.Prefs.Get(ctx, s.practice, tenant, "")
	if err != nil {
		return view{}, err
	}
	v.Now, v.Home, v.Zone = s.practice.Now(), s.accounts == nil, cmp.Or(prefs.Body.Zone, localZone())
	return view{status: status, title: "Hand over by a link", body: linksPage(v), styles: []string{"dist/handoff.css"}, script: []string{"dist/copy.js"}}, nil
}

func (s *Site) addLink(r *http.Request) (view, error) {
	ctx, tenant, id := r.Context(), tenantOf(r), r.PathValue("id")
	v := linkView{Kind: r.PostFormValue("kind")}
	if !v.lasts(ctx, days(r)) {
		v.Days = r.PostFormValue("days")
		return s.linksWith(r, v, nil)
	}
	if v.Kind != care.HealthLink {
		episode, end := id, "/plan.ics"
		if v.Kind == care.BreaksLink {
			episode, end = "", "/breaks"
		}
		secret, err := s.practice.FeedLink(ctx, tenant, episode, v.Kind, strings.TrimSpace(r.PostFormValue("zone")), days(r))
		if err == nil {
			v.Made = api.Address(r) + "/feed/" + secret + end
			if l := locale.From(r.Context()); l.Code != locale.English.Code {
				v.Made += "?lang=" + l.Code // programs that follow a feed seldom say one
			}
		}
		return s.linksWith(r, v, err)
	}
	b, err := fhir.Episode(ctx, s.practice, tenant, id, api.Address(r)+"/fhir")
	if err != nil {
		return view{}, err
	}
	text, err := json.Marshal(b)
	if err != nil {
		return view{}, err
	}
	h, err := s.practice.HealthLink(ctx, tenant, id, text, api.Address(r), tr(ctx, "Pain report"), strings.TrimSpace(r.PostFormValue("passcode")), days(r))
	if err != nil {
		return s.linksWith(r, v, err)
	}
	v.Made = api.Address(r) + "/link#" + h.Link
	if v.Squares, err = link.Squares(v.Made); err != nil {
		return view{}, err
	}
	return s.linksWith(r, v, nil)
}

func (s *Site) revokeLink(r *http.Request) (view, error) {
	err := care.Links.Delete(r.Context(), s.practice, tenantOf(r), r.PostFormValue("link"))
	if err != nil {
		return s.linksWith(r, linkView{}, err)
	}
	return view{to: "/link/" + r.PathValue("id")}, nil
}

// hooksView is what the page of hooks shows.
type hooksView struct {
	List    []care.Document[care.Hook]
	Problem fault
	Secret  string // of a new one, shown once

	URL    string // as it was sent, when it cannot be kept
	Events []string
	Detail bool
}

func (s *Site) hookPage(r *http.Request) (view, error) { return s.hooksWith(r, hooksView{}, nil) }

func (s *Site) hooksWith(r *http.Request, v hooksView, err error) (view, error) {
	status := 0
	if bad, ok := faultOf(err); ok {
		v.Problem, status, err = bad, http.StatusUnprocessableEntity, nil
	}
	if err == nil {
		v.List, _, err = care.Hooks.Page(r.Context(), s.practice, tenantOf(r), "", "", 100)
	}
	return view{status: status, title: "Tell other programs", body: hooksPage(v), script: []string{"dist/copy.js"}}, err
}

func (s *Site) addHook(r *http.Request) (view, error) {
	v := hooksView{}
	d, err := s.practice.AddHook(r.Context(), tenantOf(r), care.Hook{URL: strings.TrimSpace(r.PostFormValue("url")), Events: r.PostForm["event"], Detail: r.PostFormValue("detail") != ""})
	if err == nil {
		v.Secret = d.Body.Secret
	} else {
		v.URL, v.Events, v.Detail = r.PostFormValue("url"), r.PostForm["event"], r.PostFormValue("detail") != ""
	}
	return s.hooksWith(r, v, err)
}

func (s *Site) deleteHook(r *http.Request) (view, error) {
	return s.hooksWith(r, hooksView{}, care.Hooks.Delete(r.Context(), s.practice, tenantOf(r), r.PostFormValue("id")))
}
