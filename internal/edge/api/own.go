package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/internal/care"
)

// as turns a value into the type of the client by way of JSON, so that there
// is one place that says how each is written.
func as[T any](v any) (out T, err error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return out, fmt.Errorf("write the answer: %w", err)
	}
	return out, json.Unmarshal(raw, &out)
}

// changed is a body with the mark of the version that was seen.
type changed[T any] struct {
	ID      string `path:"id" maxLength:"100"`
	IfMatch string `header:"If-Match" doc:"ETag as it was seen; left out for the first time."`
	Body    T
}

type one[T any] struct {
	IfMatch string `header:"If-Match" doc:"ETag as it was seen; left out for the first time."`
	Body    T
}

// ownCalls keep what a person set and made besides episodes and entries.
func (s *server) ownCalls() {
	at := func(id, method, path, summary string, status int) call {
		return call{id: id, method: method, path: "/api/v1/" + path, tag: "own", summary: summary, status: status}
	}
	private(s, at("preferences", http.MethodGet, "preferences", "What the person set for all pages", 0), func(ctx context.Context, _ *struct{}) (*episodeOut[client.Preferences], error) {
		return document[client.Preferences](care.Prefs.Get(ctx, s.practice, tenant(ctx), ""))
	})
	private(s, at("set-preferences", http.MethodPut, "preferences", "Set them", 0), func(ctx context.Context, in *one[client.Preferences]) (*episodeOut[client.Preferences], error) {
		d, err := care.Prefs.Get(ctx, s.practice, tenant(ctx), "")
		if err != nil {
			return nil, err
		}
		return changeDocument[client.Preferences](ctx, s, care.Prefs, d, in.IfMatch, in.Body)
	})
	private(s, at("wishes", http.MethodGet, "episodes/{id}/wishes", "What the person can and wants to do", 0), func(ctx context.Context, in *named) (*episodeOut[client.Wishes], error) {
		if _, err := s.practice.Kept(ctx, tenant(ctx), in.ID); err != nil {
			return nil, err
		}
		return document[client.Wishes](s.practice.WishesOf(ctx, tenant(ctx), in.ID))
	})
	private(s, at("set-wishes", http.MethodPut, "episodes/{id}/wishes", "Set them; the plan follows, within the interlocks", 0), func(ctx context.Context, in *changed[client.Wishes]) (*episodeOut[client.Wishes], error) {
		if _, err := s.practice.Kept(ctx, tenant(ctx), in.ID); err != nil {
			return nil, err
		}
		d, err := s.practice.WishesOf(ctx, tenant(ctx), in.ID)
		if err != nil {
			return nil, err
		}
		return changeDocument[client.Wishes](ctx, s, care.WishShelf, d, in.IfMatch, in.Body)
	})
	private(s, at("checks", http.MethodGet, "checks", "The newest result of each balance check", 0), func(ctx context.Context, _ *struct{}) (*out[client.BalanceChecks], error) {
		list, err := s.practice.LatestChecks(ctx, tenant(ctx))
		o := client.BalanceChecks{Items: []client.BalanceCheck{}}
		for _, c := range list {
			o.Items = append(o.Items, client.BalanceCheck{ID: c.Check, Side: string(c.Side), Value: c.Value, Answer: string(c.Answer)})
		}
		return &out[client.BalanceChecks]{o}, err
	})
	private(s, at("keep-checks", http.MethodPost, "checks", "Keep balance checks of one time", http.StatusNoContent), func(ctx context.Context, in *struct{ Body client.BalanceChecks }) (*struct{}, error) {
		var list []unknot.Checked
		for _, c := range in.Body.Items {
			list = append(list, unknot.Checked{Check: c.ID, Side: unknot.Side(c.Side), Value: c.Value, Answer: unknot.Answer(c.Answer)})
		}
		if err := s.practice.KeepChecks(ctx, tenant(ctx), list); err != nil {
			if isOurs(err) {
				return nil, err
			}
			return nil, unknot.Errorf(unknot.Invalid, "%v", err)
		}
		return nil, nil
	})
	private(s, at("visits", http.MethodGet, "episodes/{id}/visits", "What clinicians found and did", 0), func(ctx context.Context, in *named) (*out[client.Visits], error) {
		if _, err := s.practice.Kept(ctx, tenant(ctx), in.ID); err != nil {
			return nil, err
		}
		return visits(s.practice.VisitsOf(ctx, tenant(ctx), in.ID))
	})
	s.linkCalls(at)
	s.hookCalls(at)
}

func isOurs(err error) bool { _, ok := err.(*unknot.Error); return ok }

func visits(list []care.Document[care.Visit], err error) (*out[client.Visits], error) {
	o := client.Visits{Items: []client.Visit{}}
	for _, d := range list {
		v, err := visitOf(d)
		if err != nil {
			return nil, err
		}
		o.Items = append(o.Items, v)
	}
	return &out[client.Visits]{o}, err
}

func visitOf(d care.Document[care.Visit]) (client.Visit, error) {
	v, err := as[client.Visit](d.Body)
	v.ID, v.At = d.ID, d.At
	return v, err
}

// document gives a kept document with its mark.
func document[Out, T any](d care.Document[T], err error) (*episodeOut[Out], error) {
	if err != nil {
		return nil, err
	}
	body, err := as[Out](d.Body)
	return &episodeOut[Out]{ETag: d.ETag(), Body: body}, err
}

// changeDocument writes a body over the version that was seen.
func changeDocument[Out, T any](ctx context.Context, s *server, shelf care.Shelf[T], d care.Document[T], mark string, in any) (*episodeOut[Out], error) {
	if mark == "" && d.Version > 0 {
		return nil, huma.NewError(http.StatusPreconditionRequired, "Send If-Match with the ETag that you have seen, so that no change gets lost.")
	}
	if mark != "" && mark != d.ETag() {
		return nil, huma.Error412PreconditionFailed("It was changed meanwhile; look at it again first.")
	}
	body, err := as[T](in)
	if err != nil {
		return nil, unknot.Errorf(unknot.Invalid, "the body cannot be read")
	}
	d.Body = body
	return document[Out](shelf.Put(ctx, s.practice, tenant(ctx), d))
}

func (s *server) linkCalls(at func(id, method, path, summary string, status int) call) {
	private(s, at("links", http.MethodGet, "links", "Secret addresses that were made", 0), func(ctx context.Context, _ *struct{}) (*out[client.Links], error) {
		list, _, err := care.Links.Page(ctx, s.practice, tenant(ctx), "", "", 200)
		o := client.Links{Items: []client.Link{}}
		for _, d := range list {
			o.Items = append(o.Items, linkOf(d))
		}
		return &out[client.Links]{o}, err
	})
	private(s, at("add-link", http.MethodPost, "links", "Make a secret address: a health link, a calendar feed, a sensor for breaks", http.StatusCreated), s.addLink)
	private(s, at("revoke-link", http.MethodDelete, "links/{id}", "Take a link back at once", http.StatusNoContent), func(ctx context.Context, in *named) (*struct{}, error) {
		return nil, care.Links.Delete(ctx, s.practice, tenant(ctx), in.ID)
	})
}

func linkOf(d care.Document[care.Link]) client.Link {
	return client.Link{ID: d.ID, Kind: d.Body.Kind, Episode: d.Episode, Label: d.Body.Label, Ends: d.Body.Ends, Opened: d.Body.Opened}
}

// Health makes the document that a health link seals; the FHIR face gives it.
type Health func(ctx context.Context, tenant, episode, root string) ([]byte, error)

func (s *server) addLink(ctx context.Context, in *struct{ Body client.LinkRequest }) (*out[client.Link], error) {
	b, lasts := in.Body, time.Duration(in.Body.Days)*24*time.Hour
	root, _ := ctx.Value(rootKey{}).(string)
	var secret, address string
	if b.Kind == care.HealthLink {
		if s.health == nil {
			return nil, unknot.Errorf(unknot.Invalid, "this server makes no health links")
		}
		text, err := s.health(ctx, tenant(ctx), b.Episode, root+"/fhir")
		if err != nil {
			return nil, err
		}
		h, err := s.practice.HealthLink(ctx, tenant(ctx), b.Episode, text, root, b.Label, b.Passcode, lasts)
		if err != nil {
			return nil, err
		}
		secret, address = h.Secret, h.Link
	} else {
		var err error
		if secret, err = s.practice.FeedLink(ctx, tenant(ctx), b.Episode, b.Kind, b.Zone, lasts); err != nil {
			return nil, err
		}
		address = root + "/feed/" + secret + map[string]string{care.CalendarLink: "/plan.ics", care.BreaksLink: "/breaks"}[b.Kind]
	}
	_, d, err := s.practice.OpenLink(ctx, secret, b.Kind)
	if err != nil {
		return nil, err
	}
	l := linkOf(d)
	l.Address = address
	return &out[client.Link]{l}, nil
}

func (s *server) hookCalls(at func(id, method, path, summary string, status int) call) {
	private(s, at("hooks", http.MethodGet, "hooks", "Addresses that are told of events", 0), func(ctx context.Context, _ *struct{}) (*out[client.Hooks], error) {
		list, _, err := care.Hooks.Page(ctx, s.practice, tenant(ctx), "", "", 100)
		o := client.Hooks{Items: []client.Hook{}}
		for _, d := range list {
			h := hookOf(d)
			h.Secret = ""
			o.Items = append(o.Items, h)
		}
		return &out[client.Hooks]{o}, err
	})
	private(s, at("add-hook", http.MethodPost, "hooks", "Tell an address of events; the secret that signs is told once", http.StatusCreated), func(ctx context.Context, in *struct{ Body client.HookRequest }) (*out[client.Hook], error) {
		d, err := s.practice.AddHook(ctx, tenant(ctx), care.Hook{URL: strings.TrimSpace(in.Body.URL), Events: in.Body.Events, Detail: in.Body.Detail})
		return &out[client.Hook]{hookOf(d)}, err
	})
	private(s, at("delete-hook", http.MethodDelete, "hooks/{id}", "Tell it no more", http.StatusNoContent), func(ctx context.Context, in *named) (*struct{}, error) {
		return nil, care.Hooks.Delete(ctx, s.practice, tenant(ctx), in.ID)
	})
}

func hookOf(d care.Document[care.Hook]) client.Hook {
	return client.Hook{ID: d.ID, URL: d.Body.URL, Events: list(d.Body.Events), Detail: d.Body.Detail, Failed: d.Body.Failed, Secret: d.Body.Secret}
}
