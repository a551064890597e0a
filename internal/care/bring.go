//go:build !js

package care

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/store"
)

// BroughtCase is a case that was kept elsewhere, with its id and its time.
type BroughtCase struct {
	ID    string
	Kept  time.Time
	Ended time.Time // zero while it lasts
	Raw   []byte
}

// BroughtDocument is a document that was kept elsewhere. It belongs to the one
// episode that came with it.
type BroughtDocument[T any] struct {
	ID   string
	At   time.Time
	Body T
}

// Brought is what a bundle carries.
type Brought struct {
	Cases   []BroughtCase
	Entries []unknot.Entry
	Visits  []BroughtDocument[Visit]
	Wishes  []BroughtDocument[Wishes]
}

// Bring keeps records of elsewhere: all of them or, when one cannot
// be kept, none. What is there already, to the letter, stays as it is; another
// under the same id is a Conflict.
func (p *Practice) Bring(ctx context.Context, tenant string, b Brought) (err error) {
	l, err := p.Store.Load(ctx)
	if err != nil {
		return err
	}
	defer l.Close()
	for _, c := range b.Cases {
		if err := p.bringCase(ctx, l, tenant, c); err != nil {
			return err
		}
	}
	for _, e := range b.Entries {
		if err := p.bringEntry(ctx, l, tenant, e); err != nil {
			return err
		}
	}
	episode := ""
	if len(b.Cases) == 1 {
		episode = b.Cases[0].ID
	}
	for _, d := range b.Visits {
		if err := p.checkVisit(d.Body); err != nil {
			return err
		}
		if err := bringDocument(ctx, l, p, tenant, Visits, episode, d); err != nil {
			return err
		}
	}
	for _, d := range b.Wishes {
		if err := bringDocument(ctx, l, p, tenant, WishShelf, episode, d); err != nil {
			return err
		}
	}
	return l.Commit()
}

func bringDocument[T any](ctx context.Context, l *store.Loading, p *Practice, tenant string, s Shelf[T], episode string, d BroughtDocument[T]) error {
	if episode == "" {
		return unknot.Errorf(unknot.Invalid, "a %s must come with the one episode that it belongs to; nothing was kept", s.Kind)
	}
	raw, err := json.Marshal(d.Body)
	if err != nil {
		return fmt.Errorf("write the %s: %w", s.Kind, err)
	}
	old, err := s.Get(ctx, p, tenant, d.ID)
	if err == nil {
		if was, _ := json.Marshal(old.Body); string(was) == string(raw) { // such a value can always be written
			return nil
		}
		return unknot.Errorf(unknot.Conflict, "another %s has the id %q; nothing was kept", s.Kind, d.ID)
	}
	if !unknot.IsKind(err, unknot.NotFound) {
		return err
	}
	return put(ctx, l, "document", tenant, map[string]any{"id": d.ID, "kind": s.Kind, "episode": episode, "at": d.At.UnixMicro(), "changed": p.Now().UnixMicro(), "version": 1, "doc": string(raw)})
}

func (p *Practice) bringCase(ctx context.Context, l *store.Loading, tenant string, c BroughtCase) error {
	old, err := p.Store.Episode(ctx, tenant, c.ID)
	if err == nil && old.Doc == string(c.Raw) {
		return nil
	}
	if err == nil {
		return unknot.Errorf(unknot.Conflict, "another episode has the id %q; nothing was kept", c.ID)
	}
	if !unknot.IsKind(err, unknot.NotFound) {
		return err
	}
	a, err := p.Assess(c.Raw)
	if err != nil {
		return err
	}
	at, ended := c.Kept.UnixMicro(), int64(0)
	if !c.Ended.IsZero() {
		ended = c.Ended.UnixMicro()
	}
	return put(ctx, l, "episode", tenant, map[string]any{"ended": ended, "id": c.ID, "created": at, "changed": at, "version": 1, "words": p.describe(a.Case),
		"level": a.Gate.Level.String(), "doc": string(c.Raw)})
}

func (p *Practice) bringEntry(ctx context.Context, l *store.Loading, tenant string, e unknot.Entry) error {
	raw, err := wire.WriteEntry(e)
	if err != nil {
		return fmt.Errorf("write the entry: %w", err)
	}
	old, err := p.Store.Entry(ctx, tenant, e.ID)
	if err == nil && old.Doc == string(raw) {
		return nil
	}
	if err == nil {
		return unknot.Errorf(unknot.Conflict, "another entry has the id %q; nothing was kept", e.ID)
	}
	if !unknot.IsKind(err, unknot.NotFound) {
		return err
	}
	return put(ctx, l, "entry", tenant, map[string]any{"id": e.ID, "episode": e.Episode, "at": e.At.UnixMicro(), "written": p.Now().UnixMicro(), "mends": e.Mends, "doc": string(raw)})
}

func put(ctx context.Context, l *store.Loading, table, tenant string, row map[string]any) error {
	line, err := json.Marshal(row)
	if err != nil {
		return fmt.Errorf("write the %s: %w", table, err)
	}
	what, err := l.Put(ctx, table, tenant, line)
	if err == nil && what == store.Different {
		err = unknot.Errorf(unknot.Conflict, "the bundle has two records of the id %q that differ; nothing was kept", row["id"])
	}
	return err
}
