package care

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/store"
)

// Document is one thing that a person keeps besides episodes and entries.
type Document[T any] struct {
	ID      string // "" makes a new one
	Episode string // "" when it belongs to none
	At      time.Time
	Changed time.Time
	Version int64 // 0 makes a new one; else the one that was shown
	Body    T
}

// ETag is the mark of what was shown, for If-Match.
func (d Document[T]) ETag() string { return fmt.Sprintf("%q", fmt.Sprint("v", d.Version)) }

// Shelf keeps the documents of one kind as values of T, which must print as
// JSON. All kinds are exported, imported, backed up and deleted with the
// rest. A value that an older version wrote lacks the newer fields; so their
// zero value must mean unsaid.
type Shelf[T any] struct {
	Kind  string        // a short name: preferences, forecast, trial, …
	One   bool          // one per person: its id is the kind
	Noted bool          // each change is written into the audit log
	Check func(T) error // what may be kept; nil: everything
}

// Put keeps a document; it returns when that is safe on disk. With Version 0
// it is new: sending it twice is harmless, another under the same id is a
// Conflict. With the version that was shown it is changed, and a change by
// somebody else meanwhile is a Conflict.
func (s Shelf[T]) Put(ctx context.Context, p *Practice, tenant string, d Document[T]) (Document[T], error) {
	if s.Check != nil {
		if err := s.Check(d.Body); err != nil {
			return d, err
		}
	}
	if s.One {
		d.ID = s.Kind
	}
	if d.ID == "" {
		d.ID = rand.Text()
	}
	d.Changed = p.Now()
	if d.At.IsZero() {
		d.At = d.Changed
	}
	raw, err := json.Marshal(d.Body)
	if err != nil {
		return d, fmt.Errorf("write the %s: %w", s.Kind, err)
	}
	if d.Episode != "" && d.Version == 0 {
		if _, err := p.Store.Episode(ctx, tenant, d.Episode); err != nil {
			return d, err
		}
	}
	kept, err := p.Store.PutDocument(ctx, store.Document{Tenant: tenant, ID: d.ID, Kind: s.Kind, Episode: d.Episode, At: d.At, Changed: d.Changed, Version: d.Version, Doc: string(raw)},
		s.event(ctx, p, "kept", d.ID)...)
	if err != nil {
		return d, err
	}
	return s.read(kept)
}

// Get returns a document, or NotFound. Where there is one per person, id may
// be "", and one that was never kept is the zero value with Version 0.
func (s Shelf[T]) Get(ctx context.Context, p *Practice, tenant, id string) (Document[T], error) {
	if s.One {
		id = s.Kind
	}
	kept, err := p.Store.Document(ctx, tenant, s.Kind, id)
	if s.One && unknot.IsKind(err, unknot.NotFound) {
		return Document[T]{ID: id}, nil
	}
	if err != nil {
		return Document[T]{}, err
	}
	return s.read(kept)
}

// Has reports whether there is a document, without reading it.
func (s Shelf[T]) Has(ctx context.Context, p *Practice, tenant, id string) (bool, error) {
	_, err := p.Store.Document(ctx, tenant, s.Kind, id)
	if unknot.IsKind(err, unknot.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// Page lists documents, latest first, from where the cursor ended, and the
// cursor of the next page, "" when this is the last. With an episode only its
// documents come.
func (s Shelf[T]) Page(ctx context.Context, p *Practice, tenant, episode, cursor string, limit int) ([]Document[T], string, error) {
	return page(cursor, limit, func(at time.Time, id string, most int) ([]store.Document, error) {
		return p.Store.Documents(ctx, tenant, s.Kind, episode, store.Document{ID: id, At: at}, most)
	}, func(d store.Document) (time.Time, string) { return d.At, d.ID }, s.read)
}

// Delete takes a document away for good.
func (s Shelf[T]) Delete(ctx context.Context, p *Practice, tenant, id string) error {
	return p.Store.DeleteDocument(ctx, tenant, s.Kind, id, s.event(ctx, p, "deleted", id)...)
}

func (s Shelf[T]) read(kept store.Document) (Document[T], error) {
	d := Document[T]{ID: kept.ID, Episode: kept.Episode, At: kept.At, Changed: kept.Changed, Version: kept.Version}
	if err := json.Unmarshal([]byte(kept.Doc), &d.Body); err != nil {
		return d, fmt.Errorf("read the %s %s: not of this form", s.Kind, kept.ID) // the document itself stays out of logs
	}
	return d, nil
}

func (s Shelf[T]) event(ctx context.Context, p *Practice, what, id string) []store.Event {
	if !s.Noted {
		return nil
	}
	return []store.Event{{ID: rand.Text(), At: p.Now(), Account: Actor(ctx), What: s.Kind + "_" + what, About: id}}
}

type actorKey struct{}

// By says which account acts, for the audit log. Without accounts nobody does.
func By(ctx context.Context, account string) context.Context {
	return context.WithValue(ctx, actorKey{}, account)
}

// Actor is the account that acts, or "".
func Actor(ctx context.Context) string {
	name, _ := ctx.Value(actorKey{}).(string)
	return name
}
