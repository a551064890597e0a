//go:build !js

package care

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/store"
)

// Receipt says what was deleted for good. The house keeps it without the name
// and without what it was about.
type Receipt struct {
	ID   string
	When time.Time
	Rows int64
}

// erased takes something away and returns the receipt of it.
func (p *Practice) erased(what string, take func(store.Event) (int64, error)) (Receipt, error) {
	r := Receipt{ID: rand.Text(), When: p.Now()}
	var err error
	r.Rows, err = take(store.Event{ID: r.ID, At: r.When, What: what})
	return r, err
}

// Forget deletes one kept answer for good, with the diary entries, records and
// grants that belong to it.
func (p *Practice) Forget(ctx context.Context, tenant, id string) (Receipt, error) {
	return p.erased("episode_deleted", func(e store.Event) (int64, error) { return p.Store.DeleteEpisode(ctx, tenant, id, e) })
}

// ForgetEntry deletes one entry for good, with its corrections.
func (p *Practice) ForgetEntry(ctx context.Context, tenant, id string) (Receipt, error) {
	return p.erased("entry_deleted", func(e store.Event) (int64, error) { return p.Store.DeleteEntry(ctx, tenant, id, e) })
}

// ForgetAll deletes everything that a person kept. Where nothing was, the
// receipt says 0 and the house keeps none.
func (p *Practice) ForgetAll(ctx context.Context, tenant string) (Receipt, error) {
	r, err := p.erased("records_deleted", func(e store.Event) (int64, error) { return p.Store.DeleteAll(ctx, tenant, e) })
	if unknot.IsKind(err, unknot.NotFound) {
		err = nil
	}
	return r, err
}

// DeleteAccount takes an account and every record of its person away for good.
func (p *Practice) DeleteAccount(ctx context.Context, name string) (Receipt, error) {
	return p.erased("account_deleted", func(e store.Event) (int64, error) { return p.Store.DeleteAccount(ctx, name, e) })
}
