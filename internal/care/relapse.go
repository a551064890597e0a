package care

import (
	"context"
	"time"

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

// earlier is the id of the latest settled episode that shares a place with the
// case, or "". A new episode there is its return: its plan begins nearer to
// where the earlier one had come to.
func (p *Practice) earlier(ctx context.Context, tenant string, a Answer) (string, error) {
	list, err := p.Store.Episodes(ctx, tenant, store.Episode{}, mostEarlier)
	if err != nil {
		return "", err
	}
	now := a.Case.Drawing.Pain()
	for _, e := range list {
		if e.Ended.IsZero() {
			continue
		}
		c, err := p.readCase(e.Doc)
		if err != nil { // of another knowledge: it cannot be compared
			continue
		}
		for cell := range c.Drawing.Pain() {
			if _, again := now[cell]; again {
				return e.ID, nil
			}
		}
	}
	return "", nil
}
