package care

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/store"
)

// Home is the tenant of the one person who uses unknot without an account.
const Home = "home"

// Kept is one answer that was kept, for lists.
type Kept struct {
	ID    string
	When  time.Time
	Words string
	Level string

	Version   int64     // raised by each change; say it when you change the episode
	RelapseOf string    // id of the earlier episode that came back, or ""
	Ended     time.Time // when it was quiet again; zero while it lasts
}

// Keep stores the case behind an answer and returns its id. The id is random
// and says nothing about the person. What hurts again where it had settled is
// kept as the return of the earlier episode.
func (p *Practice) Keep(ctx context.Context, tenant string, raw []byte, a Answer) (string, error) {
	k, err := p.KeepAs(ctx, tenant, rand.Text(), raw, a)
	return k.ID, err
}

// KeepAs is Keep under an id that the caller made. The same case under the same
// id again is kept once; another is a Conflict.
func (p *Practice) KeepAs(ctx context.Context, tenant, id string, raw []byte, a Answer) (Kept, error) {
	e := p.episodeOf(id, raw, a)
	var err error
	if e.RelapseOf, err = p.earlier(ctx, tenant, a); err != nil {
		return Kept{}, err
	}
	err = p.Store.AddEpisode(ctx, tenant, e)
	old, readErr := p.Store.Episode(ctx, tenant, id)
	if err != nil && (readErr != nil || old.Doc != e.Doc) {
		return Kept{}, err
	}
	if err == nil {
		p.tell(ctx, tenant, EpisodeKept, Told{Episode: id, Level: e.Level})
	}
	return keptOf(old), readErr
}

// episodeOf is the case behind an answer as the store keeps it.
func (p *Practice) episodeOf(id string, raw []byte, a Answer) store.Episode {
	return store.Episode{ID: id, Created: p.Now(), Words: p.describe(a.Case), Level: a.Gate.Level.String(), Doc: string(raw)}
}

// Recent lists the newest kept answers.
func (p *Practice) Recent(ctx context.Context, tenant string, limit int) ([]Kept, error) {
	list, err := p.Store.Episodes(ctx, tenant, store.Episode{}, limit)
	if err != nil {
		return nil, err
	}
	kept := make([]Kept, len(list))
	for i, e := range list {
		kept[i] = keptOf(e)
	}
	return kept, nil
}

// Kept returns what lists say of one kept answer.
func (p *Practice) Kept(ctx context.Context, tenant, id string) (Kept, error) {
	e, err := p.Store.Episode(ctx, tenant, id)
	return keptOf(e), err
}

func keptOf(e store.Episode) Kept {
	return Kept{ID: e.ID, When: e.Created, Words: e.Words, Level: e.Level, Version: e.Version, RelapseOf: e.RelapseOf, Ended: e.Ended}
}

func (p *Practice) describe(c wire.Case) string {
	var names []string
	for _, place := range c.Drawing.Places {
		names = append(names, body.Names(p.Base, place.Cells)...)
	}
	return strings.Join(names, ", ")
}
