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
	ID   string
	Kept time.Time
	Raw  []byte
}

// Bring keeps cases and entries of elsewhere: all of them or, when one cannot
// be kept, none. What is there already, to the letter, stays as it is; another
// under the same id is a Conflict. It counts what the bundle carried.
func (p *Practice) Bring(ctx context.Context, tenant string, cases []BroughtCase, entries []unknot.Entry) (err error) {
	l, err := p.Store.Load(ctx)
	if err != nil {
		return err
	}
	defer l.Close()
	for _, c := range cases {
		if err := p.bringCase(ctx, l, tenant, c); err != nil {
			return err
		}
	}
	for _, e := range entries {
		if err := p.bringEntry(ctx, l, tenant, e); err != nil {
			return err
		}
	}
	return l.Commit()
}

func (p *Practice) bringCase(ctx context.Context, l *store.Loading, tenant string, c BroughtCase) error {
	old, err := p.Store.Episode(ctx, tenant, c.ID)
	if err == nil && old.Doc == string(c.Raw) {
		return nil
	}
	if err == nil {
		return unknot.Errorf(unknot.Conflict, "another episode has the id %q; nothing was kept", c.ID)
	}
	if !isKind(err, unknot.NotFound) {
		return err
	}
	a, err := p.Assess(c.Raw)
	if err != nil {
		return err
	}
	at := c.Kept.UnixMicro()
	return put(ctx, l, "episode", tenant, map[string]any{"id": c.ID, "created": at, "changed": at, "version": 1, "words": p.describe(a.Case),
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
	if !isKind(err, unknot.NotFound) {
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
