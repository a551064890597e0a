package api

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/internal/care"
)

// page says which part of a listing is asked for.
type page struct {
	Cursor string `query:"cursor" maxLength:"300" doc:"next of the page before."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

type episodeIn struct {
	ID      string `path:"id" maxLength:"100"`
	IfMatch string `header:"If-Match" doc:"ETag of the episode as it was seen."`
	Body    client.EpisodeChange
}

type episodeOut[T any] struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Body     T
}

// episodeCalls keep cases.
func (s *server) episodeCalls() {
	at := func(id, method, path, summary string, status int) call {
		return call{id: id, method: method, path: "/api/v1/episodes" + path, tag: "diary", summary: summary, status: status}
	}
	private(s, at("episodes", http.MethodGet, "", "What was kept, newest first", 0), func(ctx context.Context, in *page) (*out[client.EpisodePage], error) {
		list, next, err := s.practice.KeptPage(ctx, tenant(ctx), in.Cursor, in.Limit)
		if err != nil {
			return nil, err
		}
		o := client.EpisodePage{Items: []client.Episode{}, Next: next}
		for _, k := range list {
			o.Items = append(o.Items, episode(k))
		}
		return &out[client.EpisodePage]{o}, nil
	})
	private(s, at("keep-episode", http.MethodPost, "", "Keep a case", http.StatusCreated), s.keep)
	private(s, at("episode", http.MethodGet, "/{id}", "One episode, answered anew with the present knowledge", 0), s.episode)
	private(s, at("change-episode", http.MethodPatch, "/{id}", "Say that it is quiet, or goes on after all", 0), s.change)
	private(s, at("delete-episode", http.MethodDelete, "/{id}", "Delete for good", http.StatusNoContent), func(ctx context.Context, in *named) (*struct{}, error) {
		_, err := s.practice.Forget(ctx, tenant(ctx), in.ID)
		return nil, err
	})
}

// private registers a call that needs to know whose data it touches.
func private[I, O any](s *server, c call, handle func(context.Context, *I) (*O, error)) {
	op := c.operation()
	op.Errors = append(op.Errors, http.StatusNotFound, http.StatusConflict)
	op.Middlewares = huma.Middlewares{s.whose}
	op.SkipValidateBody = c.id == "keep-episode" || c.id == "keep-entry" // core/wire reads them
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		return out, s.refuse(err)
	})
}

type keepIn struct {
	Key     string `header:"Idempotency-Key" maxLength:"200" doc:"Of your own making; the same call with the same key is kept once."`
	RawBody []byte `contentType:"application/json"`
}

func (s *server) keep(ctx context.Context, in *keepIn) (*episodeOut[client.Episode], error) {
	a, err := s.practice.Assess(in.RawBody)
	if err != nil {
		return nil, err
	}
	id := rand.Text()
	if in.Key != "" {
		id = keyed(in.Key)
	}
	k, err := s.practice.KeepAs(ctx, tenant(ctx), id, in.RawBody, a)
	if err != nil {
		return nil, err
	}
	return &episodeOut[client.Episode]{ETag: s.mark(k), Location: "/api/v1/episodes/" + k.ID, Body: episode(k)}, nil
}

// keyed makes an id of an idempotency key, so that the promise lasts as long
// as the record itself and needs no memory of its own.
func keyed(key string) string {
	sum := sha256.Sum256([]byte(key))
	return base32.StdEncoding.EncodeToString(sum[:16])[:26]
}

// mark is the ETag of an episode: its version, and that of the knowledge that
// answers it.
func (s *server) mark(k care.Kept) string {
	return fmt.Sprintf(`"%d-%s"`, k.Version, s.practice.Base.Version)
}

func (s *server) episode(ctx context.Context, in *named) (*episodeOut[client.EpisodeAnswer], error) {
	k, err := s.practice.Kept(ctx, tenant(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	a, err := s.practice.Recall(ctx, tenant(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	o := client.EpisodeAnswer{Episode: episode(k)}
	if o.Assessment, err = s.read(a); err != nil {
		return nil, err
	}
	if o.Plan, err = planOf(s.practice.Base, a); err != nil {
		return nil, err
	}
	return &episodeOut[client.EpisodeAnswer]{ETag: s.mark(k), Body: o}, nil
}

func (s *server) change(ctx context.Context, in *episodeIn) (*episodeOut[client.Episode], error) {
	k, err := s.practice.Kept(ctx, tenant(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	if in.IfMatch == "" {
		return nil, huma.NewError(http.StatusPreconditionRequired, "Send If-Match with the ETag that you have seen, so that no change gets lost.")
	}
	var version int64
	if _, err := fmt.Sscanf(strings.Trim(in.IfMatch, `"`), "%d-", &version); err != nil || version != k.Version {
		return nil, huma.Error412PreconditionFailed("It was changed meanwhile; look at it again first.")
	}
	if in.Body.Quiet {
		err = s.practice.Settle(ctx, tenant(ctx), in.ID, version)
	} else {
		err = s.practice.Reopen(ctx, tenant(ctx), in.ID, version)
	}
	if err != nil {
		return nil, err
	}
	if k, err = s.practice.Kept(ctx, tenant(ctx), in.ID); err != nil {
		return nil, err
	}
	return &episodeOut[client.Episode]{ETag: s.mark(k), Body: episode(k)}, nil
}

func episode(k care.Kept) client.Episode {
	e := client.Episode{ID: k.ID, Created: k.When.UTC().Truncate(time.Microsecond), Words: k.Words, Level: k.Level, Version: k.Version, RelapseOf: k.RelapseOf}
	if !k.Ended.IsZero() {
		e.Ended = &k.Ended
	}
	return e
}
