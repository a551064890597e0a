package api

import (
	"context"
	"net/http"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/internal/care"
)

// Account says which account a request comes from, where there are accounts.
type Account func(*http.Request) (care.Account, error)

type accountKey struct{}

func account(ctx context.Context) (care.Account, error) {
	if a, ok := ctx.Value(accountKey{}).(care.Account); ok && a.Name != "" {
		return a, nil
	}
	return care.Account{}, unknot.Errorf(unknot.Forbidden, "this needs accounts; see docs/operate.md")
}

// clinicCalls share with clinicians, and are what clinicians do.
func (s *server) clinicCalls() {
	at := func(id, method, path, summary string, status int) call {
		return call{id: id, method: method, path: "/api/v1/" + path, tag: "clinic", summary: summary, status: status}
	}
	private(s, at("shares", http.MethodGet, "shares", "What was shared, with whom, until when", 0), func(ctx context.Context, _ *struct{}) (*out[client.Shares], error) {
		list, err := s.practice.Shares(ctx, tenant(ctx))
		o := client.Shares{Items: []client.Share{}}
		for _, c := range list {
			o.Items = append(o.Items, shareOf(c))
		}
		return &out[client.Shares]{o}, err
	})
	private(s, at("add-share", http.MethodPost, "shares", "Share an episode with a clinician", http.StatusCreated), func(ctx context.Context, in *struct{ Body client.ShareRequest }) (*out[client.Share], error) {
		a, err := account(ctx)
		if err != nil {
			return nil, err
		}
		c, err := s.practice.Share(ctx, a, in.Body.Episode, in.Body.With, time.Duration(in.Body.Days)*24*time.Hour, in.Body.Add)
		if err != nil {
			return nil, err
		}
		return &out[client.Share]{shareOf(c)}, nil
	})
	private(s, at("revoke-share", http.MethodDelete, "shares/{id}", "Take it back at once", http.StatusNoContent), func(ctx context.Context, in *named) (*struct{}, error) {
		a, err := account(ctx)
		if err != nil {
			return nil, err
		}
		return nil, s.practice.Unshare(ctx, a, in.ID)
	})
	private(s, at("caseload", http.MethodGet, "clinic", "Who shared with this clinician, the most urgent first", 0), func(ctx context.Context, _ *struct{}) (*out[client.Caseload], error) {
		a, err := account(ctx)
		if err != nil {
			return nil, err
		}
		list, err := s.practice.Caseload(ctx, a)
		o := client.Caseload{Items: []client.Patient{}}
		for _, p := range list {
			x := client.Patient{Consent: p.Consent.ID, Name: p.Name, Words: p.Kept.Words, Level: p.Kept.Level, May: append([]string{}, p.Consent.May...), Ends: p.Consent.Ends, NoGain: p.NoGain, Visits: p.Visits}
			if p.Days > 0 {
				x.First, x.Now = said(p.First), said(p.Now)
			}
			o.Items = append(o.Items, x)
		}
		return &out[client.Caseload]{o}, err
	})
	private(s, at("patient-visits", http.MethodGet, "clinic/{id}/visits", "Visits beside a shared episode", 0), func(ctx context.Context, in *named) (*out[client.Visits], error) {
		a, err := account(ctx)
		if err != nil {
			return nil, err
		}
		sh, err := s.practice.OpenShared(ctx, a, in.ID)
		if err != nil {
			return nil, err
		}
		return visits(sh.Visits, nil)
	})
	private(s, at("add-visit", http.MethodPost, "clinic/{id}/visits", "Keep what was found and done, where the person lets you add", http.StatusCreated), func(ctx context.Context, in *struct {
		ID   string `path:"id" maxLength:"100"`
		Body client.Visit
	}) (*out[client.Visit], error) {
		a, err := account(ctx)
		if err != nil {
			return nil, err
		}
		id := in.Body.ID
		in.Body.ID, in.Body.At = "", time.Time{}
		v, err := as[care.Visit](in.Body)
		if err != nil {
			return nil, unknot.Errorf(unknot.Invalid, "the visit cannot be read")
		}
		d, err := s.practice.AddVisit(ctx, a, in.ID, id, v)
		if err != nil {
			return nil, err
		}
		o, err := visitOf(d)
		return &out[client.Visit]{o}, err
	})
}

func shareOf(c care.Consent) client.Share {
	return client.Share{ID: c.ID, Episode: c.Episode, With: c.Grantee, May: list(c.May), Created: c.Created, Ends: c.Ends}
}

func said(x float64) *float64 {
	if x < 0 {
		return nil
	}
	return &x
}
