package api

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// whose asks Who before a call that touches data.
func (s *server) whose(ctx huma.Context, next func(huma.Context)) {
	r, _ := humago.Unwrap(ctx)
	t, err := s.who(r)
	if err != nil {
		status := http.StatusUnauthorized
		if e, ok := err.(interface{ GetStatus() int }); ok {
			status = e.GetStatus()
		}
		_ = huma.WriteErr(s.api, ctx, status, err.Error()) // the reader has gone; there is nobody to tell
		return
	}
	ctx = huma.WithValue(ctx, whose{}, t)
	ctx = huma.WithValue(ctx, rootKey{}, Address(r))
	if s.account != nil {
		if a, err := s.account(r); err == nil {
			ctx = huma.WithValue(ctx, accountKey{}, a)
		}
	}
	next(ctx)
}

// rootKey is the address of this server as the caller knows it.
type rootKey struct{}

type entriesIn struct {
	Cursor string    `query:"cursor" maxLength:"300" doc:"next of the page before."`
	Limit  int       `query:"limit" minimum:"1" maximum:"200" default:"50"`
	Since  time.Time `query:"since" doc:"Only entries felt at this time or later."`
}

// entryCalls keep the diary.
func (s *server) entryCalls() {
	at := func(id, method, path, summary string, status int) call {
		return call{id: id, method: method, path: "/api/v1/entries" + path, tag: "diary", summary: summary, status: status}
	}
	private(s, at("entries", http.MethodGet, "", "The diary, latest first", 0), func(ctx context.Context, in *entriesIn) (*out[client.EntryPage], error) {
		list, next, err := s.practice.DiaryPage(ctx, tenant(ctx), in.Cursor, in.Since, in.Limit)
		if err != nil {
			return nil, err
		}
		o := client.EntryPage{Items: []client.Entry{}, Next: next}
		for _, e := range list {
			c, err := entry(e)
			if err != nil {
				return nil, err
			}
			o.Items = append(o.Items, c)
		}
		return &out[client.EntryPage]{o}, nil
	})
	private(s, at("entry", http.MethodGet, "/{id}", "One entry as it was kept", 0), func(ctx context.Context, in *named) (*out[client.Entry], error) {
		e, err := s.practice.Entry(ctx, tenant(ctx), in.ID)
		if err != nil {
			return nil, err
		}
		c, err := entry(e)
		return &out[client.Entry]{c}, err
	})
	private(s, at("delete-entry", http.MethodDelete, "/{id}", "Delete an entry and its corrections for good", http.StatusNoContent), func(ctx context.Context, in *named) (*struct{}, error) {
		_, err := s.practice.ForgetEntry(ctx, tenant(ctx), in.ID)
		return nil, err
	})
	private(s, at("keep-entry", http.MethodPost, "", "Keep an entry, and look again at danger signs", http.StatusCreated), s.keepEntry)
	schemas, paths := s.api.OpenAPI().Components.Schemas, s.api.OpenAPI().Paths
	body := func(path string, t reflect.Type) {
		paths[path].Post.RequestBody.Content = map[string]*huma.MediaType{"application/json": {Schema: schemas.Schema(t, true, "")}}
	}
	body("/api/v1/entries", reflect.TypeFor[client.Entry]())
	body("/api/v1/episodes", reflect.TypeFor[client.Case]())
}

func (s *server) keepEntry(ctx context.Context, in *rawIn) (*episodeOut[client.Logged], error) {
	e, err := wire.ReadEntry(s.practice.Base, in.RawBody)
	if err != nil {
		return nil, err
	}
	kept, gate, err := s.practice.Log(ctx, tenant(ctx), e, e.Danger)
	if err != nil {
		return nil, err
	}
	a, err := s.read(care.Answer{Gate: gate})
	if err != nil {
		return nil, err
	}
	c, err := entry(kept)
	return &episodeOut[client.Logged]{Location: "/api/v1/entries/" + kept.ID, Body: client.Logged{Triage: a.Triage, Entry: c}}, err
}

func entry(e unknot.Entry) (out client.Entry, err error) {
	text, err := wire.WriteEntry(e)
	if err != nil {
		return out, err
	}
	return out, json.Unmarshal(text, &out)
}
