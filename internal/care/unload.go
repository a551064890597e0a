//go:build !js

package care

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/store"
)

// What a device carries: the latest complaints with all that belongs to them.
// Judgement: enough for the plan that goes on and the ones before it, and a few
// hundred kilobytes at most.
const mostCarried, mostCarriedEntries = 5, 2000

// carriedKinds are the documents that pages and plan ask for.
var carriedKinds = []string{Prefs.Kind, WishShelf.Kind, CheckShelf.Kind, PreventionShelf.Kind, Drafts.Kind}

// Carry gathers what a device needs to go on without the server: the latest
// episodes, their entries, and what the person wishes and prefers.
func (p *Practice) Carry(ctx context.Context, tenant string) (Records, error) {
	var out Records
	var err error
	if out.Episodes, err = p.Store.Episodes(ctx, tenant, store.Episode{}, mostCarried); err != nil {
		return out, err
	}
	if out.Entries, err = p.Store.Current(ctx, tenant, "", time.Time{}, store.Entry{}, mostCarriedEntries); err != nil {
		return out, err
	}
	for _, kind := range carriedKinds {
		list, err := p.Store.Documents(ctx, tenant, kind, "", store.Document{}, mostChecks)
		if err != nil {
			return out, err
		}
		for i := range list {
			list[i].Tenant = ""
		}
		out.Documents = append(out.Documents, list...)
	}
	return out, nil
}

// Unloaded says what became of the records that a device brought back, by id.
type Unloaded struct {
	Kept    []string `json:"kept"`              // they are on the server now, or were already
	Refused []string `json:"refused,omitempty"` // they cannot be read here
}

// Unload keeps what was written on a device while the server was out of reach.
// Sending the same again changes nothing. Nothing is lost: what was changed in
// both places stands in both, the device's as an answer of its own.
func (p *Practice) Unload(ctx context.Context, tenant string, r Records) (Unloaded, error) {
	var out Unloaded
	note := func(id string, err error) error {
		switch {
		case err == nil || unknot.IsKind(err, unknot.Conflict): // the server has one of this id
			out.Kept = append(out.Kept, id)
		case unknot.IsKind(err, unknot.Invalid) || unknot.IsKind(err, unknot.NotFound) || isFault(err):
			out.Refused = append(out.Refused, id)
		default:
			return err
		}
		return nil
	}
	for _, e := range r.Episodes {
		if err := note(e.ID, p.unloadEpisode(ctx, tenant, e)); err != nil {
			return out, err
		}
	}
	for _, e := range r.Entries {
		if err := note(e.ID, p.unloadEntry(ctx, tenant, e)); err != nil {
			return out, err
		}
	}
	for _, d := range r.Documents {
		if err := note(d.ID, p.unloadDocument(ctx, tenant, d)); err != nil {
			return out, err
		}
	}
	return out, nil
}

// isFault reports whether what was read is wrong.
func isFault(err error) bool {
	_, ok := errors.AsType[*wire.Fault](err)
	return ok
}

// unloadEpisode keeps a new answer, or what a device made of one that it
// carried; e.Version is the one that it carried, 0 for a new one.
func (p *Practice) unloadEpisode(ctx context.Context, tenant string, e store.Episode) error {
	a, err := p.Assess([]byte(e.Doc))
	if err != nil {
		return err
	}
	there, err := p.Store.Episode(ctx, tenant, e.ID)
	switch {
	case err == nil && there.Doc == e.Doc:
		return nil
	case err == nil && e.Version != 0 && there.Version == e.Version:
		return p.Store.ChangeEpisode(ctx, tenant, p.episodeOf(e.ID, []byte(e.Doc), a), p.Now())
	case err == nil: // changed here as well
		sum := sha256.Sum256([]byte(e.ID + e.Doc))
		e.ID = base32.StdEncoding.EncodeToString(sum[:])[:26]
	case !unknot.IsKind(err, unknot.NotFound):
		return err
	}
	return p.addFrom(ctx, tenant, e, a)
}

// addFrom keeps an answer with the time at which a device gave it; one that
// lies ahead of this clock is now.
func (p *Practice) addFrom(ctx context.Context, tenant string, e store.Episode, a Answer) error {
	kept := p.episodeOf(e.ID, []byte(e.Doc), a)
	if !e.Created.IsZero() && e.Created.Before(kept.Created) {
		kept.Created = e.Created
	}
	if err := p.Store.AddEpisode(ctx, tenant, kept); err != nil {
		return err
	}
	p.tell(ctx, tenant, EpisodeKept, Told{Episode: kept.ID, Level: kept.Level})
	return nil
}

// unloadEntry keeps a diary entry. The answer that it belongs to may have been
// deleted meanwhile; then it stands by itself.
func (p *Practice) unloadEntry(ctx context.Context, tenant string, e store.Entry) error {
	entry, err := wire.ReadEntry(p.Base, []byte(e.Doc))
	if err != nil {
		return err
	}
	if entry.Episode != "" {
		if _, err := p.Store.Episode(ctx, tenant, entry.Episode); unknot.IsKind(err, unknot.NotFound) {
			entry.Episode = ""
		}
	}
	_, _, err = p.Log(ctx, tenant, entry, entry.Danger)
	return err
}

// unloadDocument keeps wishes. What else a device writes is a help for asking
// there, and stays there.
func (p *Practice) unloadDocument(ctx context.Context, tenant string, d store.Document) error {
	if d.Kind != WishShelf.Kind || d.Episode == "" {
		return nil
	}
	old, err := p.WishesOf(ctx, tenant, d.Episode)
	if err != nil {
		return err
	}
	var body Wishes
	if err := json.Unmarshal([]byte(d.Doc), &body); err != nil {
		return unknot.Errorf(unknot.Invalid, "the wishes cannot be read")
	}
	old.Body, old.Episode = body, d.Episode
	if old.Version == 0 {
		old.ID = d.ID
	}
	_, err = WishShelf.Put(ctx, p, tenant, old)
	return err
}
