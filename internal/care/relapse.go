package care

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/store"
)

// Settle says that an episode is quiet now. version is the one that was shown;
// a change by somebody else meanwhile is a Conflict.
func (p *Practice) Settle(ctx context.Context, tenant, id string, version int64) error {
	if err := p.Store.EndEpisode(ctx, tenant, id, version, p.Now(), p.Now()); err != nil {
		return err
	}
	p.tell(ctx, tenant, EpisodeQuiet, Told{Episode: id})
	return nil
}

// Reopen says that a settled episode goes on after all.
func (p *Practice) Reopen(ctx context.Context, tenant, id string, version int64) error {
	return p.Store.EndEpisode(ctx, tenant, id, version, time.Time{}, p.Now())
}

// mostEarlier is how many episodes back a relapse is looked for.
const mostEarlier = 50

// Earlier finds the latest settled episode that shares a place with the case,
// so that a face can ask whether the same has come back. It reports false when
// there is none.
func (p *Practice) Earlier(ctx context.Context, tenant string, a Answer) (Kept, bool, error) {
	list, err := p.Store.Episodes(ctx, tenant, store.Episode{}, mostEarlier)
	if err != nil {
		return Kept{}, false, err
	}
	now := a.Case.Drawing.Pain()
	for _, e := range list {
		if e.Ended.IsZero() {
			continue
		}
		c, err := wire.ReadCase(p.Base, p.Words, []byte(e.Doc))
		if err != nil { // of another knowledge: it cannot be compared
			continue
		}
		for cell := range c.Drawing.Pain() {
			if _, again := now[cell]; again {
				return keptOf(e), true, nil
			}
		}
	}
	return Kept{}, false, nil
}

// KeepRelapse stores the case behind an answer as the return of an earlier
// episode, and returns its id.
func (p *Practice) KeepRelapse(ctx context.Context, tenant string, raw []byte, a Answer, of string) (string, error) {
	old, err := p.Store.Episode(ctx, tenant, of)
	if err != nil {
		return "", err
	}
	if old.Ended.IsZero() {
		return "", unknot.Errorf(unknot.Conflict, "the earlier episode has not settled yet; log into it instead")
	}
	e := p.episodeOf(rand.Text(), raw, a)
	e.RelapseOf = of
	return e.ID, p.Store.AddEpisode(ctx, tenant, e)
}
