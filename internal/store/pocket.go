package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/unknot/unknot"
)

// Records are what a person keeps, in one piece.
type Records struct {
	Episodes  []Episode  `json:"episodes,omitempty"`
	Entries   []Entry    `json:"entries,omitempty"`
	Documents []Document `json:"documents,omitempty"`
}

// Pocket keeps the records of one person in memory: what a device carries
// while the database is out of reach. It answers as the databases do, and
// remembers what was written since it was filled. Where the program runs in a
// browser, it is the DB.
type Pocket struct {
	mu        sync.Mutex
	episodes  map[string]Episode
	entries   map[string]Entry
	documents map[string]Document
	fresh     map[string]bool  // episode/ID, entry/ID, document/ID
	had       map[string]int64 // versions of the episodes that it was filled with
}

// NewPocket fills a pocket with what the database has.
func NewPocket(had Records) *Pocket {
	p := &Pocket{episodes: map[string]Episode{}, entries: map[string]Entry{}, documents: map[string]Document{}, fresh: map[string]bool{}, had: map[string]int64{}}
	p.lay(had)
	for _, e := range had.Episodes {
		p.had[e.ID] = e.Version
	}
	return p
}

func (p *Pocket) lay(r Records) {
	for _, e := range r.Episodes {
		p.episodes[e.ID] = e
	}
	for _, e := range r.Entries {
		p.entries[e.ID] = e
	}
	for _, d := range r.Documents {
		p.documents[d.ID] = d
	}
}

// Write lays records into the pocket that the database has not.
func (p *Pocket) Write(fresh Records) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lay(fresh)
	for _, e := range fresh.Episodes {
		p.fresh["episode/"+e.ID], p.had[e.ID] = true, e.Version
	}
	for _, e := range fresh.Entries {
		p.fresh["entry/"+e.ID] = true
	}
	for _, d := range fresh.Documents {
		p.fresh["document/"+d.ID] = true
	}
}

// Fresh is what was written since the pocket was filled, oldest first. The
// version of an episode is the one that the pocket was filled with, 0 for a new
// one.
func (p *Pocket) Fresh() Records {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out Records
	for id, e := range p.episodes {
		if p.fresh["episode/"+id] {
			e.Version = p.had[id]
			out.Episodes = append(out.Episodes, e)
		}
	}
	for id, e := range p.entries {
		if p.fresh["entry/"+id] {
			out.Entries = append(out.Entries, e)
		}
	}
	for id, d := range p.documents {
		if p.fresh["document/"+id] {
			out.Documents = append(out.Documents, d)
		}
	}
	slices.SortFunc(out.Episodes, func(a, b Episode) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(out.Entries, func(a, b Entry) int { return cmp.Or(a.Written.Compare(b.Written), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(out.Documents, func(a, b Document) int { return cmp.Or(a.Changed.Compare(b.Changed), cmp.Compare(a.ID, b.ID)) })
	return out
}

func micro(t time.Time) time.Time { return time.UnixMicro(t.UnixMicro()).UTC() }

// AddEpisode is that of the databases.
func (p *Pocket) AddEpisode(_ context.Context, _ string, e Episode) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, there := p.episodes[e.ID]; there {
		return unknot.Errorf(unknot.Conflict, "this entry is already there")
	}
	e.Created, e.Version, e.Ended = micro(e.Created), 1, time.Time{}
	e.Changed = e.Created
	p.episodes[e.ID], p.fresh["episode/"+e.ID] = e, true
	return nil
}

// Episode is that of the databases.
func (p *Pocket) Episode(_ context.Context, _, id string) (Episode, error) {
	return one(p, p.episodes, id)
}

// one reads a record under the lock.
func one[T any](p *Pocket, records map[string]T, id string) (T, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r, ok := records[id]
	if !ok {
		return r, unknot.Errorf(unknot.NotFound, "there is no such entry; it may have been deleted")
	}
	return r, nil
}

// Episodes is that of the databases.
func (p *Pocket) Episodes(_ context.Context, _ string, before Episode, limit int) ([]Episode, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return latest(p.episodes, func(e Episode) (time.Time, string) { return e.Created, e.ID }, before.Created, before.ID, limit, nil), nil
}

// ChangeEpisode is that of the databases.
func (p *Pocket) ChangeEpisode(_ context.Context, _ string, e Episode, now time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	old, ok := p.episodes[e.ID]
	if !ok {
		return unknot.Errorf(unknot.NotFound, "there is no such answer; it may have been deleted")
	}
	old.Words, old.Level, old.Doc, old.Changed, old.Version = e.Words, e.Level, e.Doc, micro(now), old.Version+1
	p.episodes[e.ID], p.fresh["episode/"+e.ID] = old, true
	return nil
}

// EndEpisode is that of the databases.
func (p *Pocket) EndEpisode(_ context.Context, _, id string, version int64, ended, now time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	e, ok := p.episodes[id]
	if !ok {
		return unknot.Errorf(unknot.NotFound, "there is no such entry; it may have been deleted")
	}
	if e.Version != version {
		return unknot.Errorf(unknot.Conflict, "it was changed meanwhile; look at it again first")
	}
	e.Changed, e.Ended, e.Version = micro(now), time.Time{}, version+1
	if !ended.IsZero() {
		e.Ended = micro(ended)
	}
	p.episodes[id], p.fresh["episode/"+id] = e, true
	return nil
}

// Drop deletes an episode that is in no database, with its entries and
// documents; it reports false for any other.
func (p *Pocket) Drop(id string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.episodes[id]; !ok || p.had[id] != 0 {
		return false
	}
	delete(p.episodes, id)
	delete(p.fresh, "episode/"+id)
	for n, e := range p.entries {
		if e.Episode == id {
			delete(p.entries, n)
			delete(p.fresh, "entry/"+n)
		}
	}
	for n, d := range p.documents {
		if d.Episode == id || d.Kind == "draft" && strings.Contains(d.Doc, id) {
			delete(p.documents, n)
			delete(p.fresh, "document/"+n)
		}
	}
	return true
}

// AddEntry is that of the databases.
func (p *Pocket) AddEntry(_ context.Context, _ string, e Entry) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if old, there := p.entries[e.ID]; there {
		if old.Doc != e.Doc {
			return unknot.Errorf(unknot.Conflict, "another entry has the same id; give the new one its own")
		}
		return nil
	}
	e.At, e.Written = micro(e.At), micro(e.Written)
	p.entries[e.ID], p.fresh["entry/"+e.ID] = e, true
	return nil
}

// Entry is that of the databases.
func (p *Pocket) Entry(_ context.Context, _, id string) (Entry, error) {
	return one(p, p.entries, id)
}

// Current is that of the databases.
func (p *Pocket) Current(_ context.Context, _, episode string, since time.Time, before Entry, limit int) ([]Entry, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	mended := map[string]bool{}
	for _, e := range p.entries {
		mended[e.Mends] = true
	}
	return latest(p.entries, func(e Entry) (time.Time, string) { return e.At, e.ID }, before.At, before.ID, limit, func(e Entry) bool {
		return !mended[e.ID] && (episode == "" || e.Episode == episode) && (since.IsZero() || !e.At.Before(micro(since)))
	}), nil
}

// PutDocument is that of the databases, without their audit log.
func (p *Pocket) PutDocument(_ context.Context, d Document, _ ...Event) (Document, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	old, there := p.documents[d.ID]
	switch {
	case d.Version == 0 && there && old.Kind == d.Kind && old.Doc == d.Doc && old.Episode == d.Episode:
		return old, nil
	case d.Version == 0 && there:
		return Document{}, unknot.Errorf(unknot.Conflict, "something else has the same id; give the new one its own")
	case d.Version != 0 && (!there || old.Kind != d.Kind):
		return Document{}, unknot.Errorf(unknot.NotFound, "there is no such record; it may have been deleted")
	case d.Version != 0 && old.Version != d.Version:
		return Document{}, unknot.Errorf(unknot.Conflict, "it was changed meanwhile; look at it again first")
	}
	d.At, d.Changed = micro(d.At), micro(d.Changed)
	d.Version++
	p.documents[d.ID], p.fresh["document/"+d.ID] = d, true
	return d, nil
}

// Document is that of the databases.
func (p *Pocket) Document(_ context.Context, _, kind, id string) (Document, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	d, ok := p.documents[id]
	if !ok || d.Kind != kind {
		return Document{}, unknot.Errorf(unknot.NotFound, "there is no such record; it may have been deleted")
	}
	return d, nil
}

// Documents is that of the databases.
func (p *Pocket) Documents(_ context.Context, _, kind, episode string, before Document, limit int) ([]Document, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return latest(p.documents, func(d Document) (time.Time, string) { return d.At, d.ID }, before.At, before.ID, limit, func(d Document) bool {
		return d.Kind == kind && (episode == "" || d.Episode == episode)
	}), nil
}

// DeleteDocument is that of the databases, without their audit log.
func (p *Pocket) DeleteDocument(_ context.Context, _, kind, id string, _ ...Event) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if d, ok := p.documents[id]; !ok || d.Kind != kind {
		return unknot.Errorf(unknot.NotFound, "there is no such record; it may have been deleted")
	}
	delete(p.documents, id)
	delete(p.fresh, "document/"+id)
	return nil
}

// latest lists records, latest first, at most limit of them, from before a
// time and id; without an id it begins at the latest.
func latest[T any](all map[string]T, when func(T) (time.Time, string), at time.Time, id string, limit int, wanted func(T) bool) []T {
	var out []T
	order := func(a, b T) int {
		ta, ia := when(a)
		tb, ib := when(b)
		return cmp.Or(tb.Compare(ta), strings.Compare(ib, ia))
	}
	for _, one := range all {
		t, name := when(one)
		if id != "" && cmp.Or(t.Compare(micro(at)), strings.Compare(name, id)) >= 0 || wanted != nil && !wanted(one) {
			continue
		}
		out = append(out, one)
	}
	slices.SortFunc(out, order)
	return out[:min(limit, len(out))]
}
