//go:build !js

package care

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/unknot/unknot/internal/store"
)

// HouseLog is the audit log of signing in, accounts, tokens and receipts. What
// was done with the records of a person stands in that person's own log.
const HouseLog = store.House

// AuditLine is one line of an audit log. It names ids, never what was said.
type AuditLine struct {
	When    time.Time
	Account string
	What    string
	About   string
}

// note writes to the audit log of a tenant.
func (p *Practice) note(ctx context.Context, tenant, account, what, about string) error {
	return p.Store.AddEvent(ctx, tenant, store.Event{ID: rand.Text(), At: p.Now(), Account: account, What: what, About: about})
}

// Audit lists the latest lines of the audit log of a tenant.
func (p *Practice) Audit(ctx context.Context, tenant string, limit int) ([]AuditLine, error) {
	list, _, err := p.AuditPage(ctx, tenant, "", limit)
	return list, err
}

// AuditPage lists lines of the audit log of a tenant, latest first, from where
// the cursor ended, and the cursor of the next page, "" when this is the last.
func (p *Practice) AuditPage(ctx context.Context, tenant, cursor string, limit int) ([]AuditLine, string, error) {
	return page(cursor, limit, func(at time.Time, id string, most int) ([]store.Event, error) {
		return p.Store.Events(ctx, tenant, store.Event{ID: id, At: at}, most)
	}, func(e store.Event) (time.Time, string) { return e.At, e.ID },
		func(e store.Event) (AuditLine, error) { return AuditLine{e.At, e.Account, e.What, e.About}, nil })
}
