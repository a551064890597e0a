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
// and says nothing about the person.
func (p *Practice) Keep(ctx context.Context, tenant string, raw []byte, a Answer) (string, error) {
	e := p.episodeOf(rand.Text(), raw, a)
	if err := p.Store.AddEpisode(ctx, tenant, e); err != nil {
		return "", err
	}
	p.tell(ctx, tenant, EpisodeKept, Told{Episode: e.ID, Level: e.Level})
	return e.ID, nil
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
