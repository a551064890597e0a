//go:build !js

package store

import (
	"context"
	"database/sql"
	"time"
)

// Token lets a program in for an account.
type Token struct {
	Hash    string // SHA-256 of the token
	Account string
	Label   string
	Scopes  string // read, write, separated by blanks
	Created time.Time
	Ends    time.Time
}

// AddToken keeps a token.
func (d *DB) AddToken(ctx context.Context, t Token) error {
	_, err := d.exec(ctx, "insert into token (tenant, id, account, label, scopes, created, ends) values ($1, $2, $3, $4, $5, $6, $7)",
		House, t.Hash, t.Account, t.Label, t.Scopes, t.Created.UnixMicro(), t.Ends.UnixMicro())
	if err != nil {
		return failed("keep the token", err)
	}
	return nil
}

const tokenColumns = `id, account, label, scopes, created, ends`

// Tokens lists the tokens of an account, or the one token with the hash.
func (d *DB) Tokens(ctx context.Context, account, hash string) ([]Token, error) {
	return list(ctx, d, "list tokens", scanToken, "select "+tokenColumns+" from token where tenant = $1 and (account = $2 or id = $3) order by created, id", House, account, hash)
}

func scanToken(row scanner) (Token, error) {
	var t Token
	var created, ends int64
	err := row.Scan(&t.Hash, &t.Account, &t.Label, &t.Scopes, &created, &ends)
	t.Created, t.Ends = time.UnixMicro(created).UTC(), time.UnixMicro(ends).UTC()
	return t, err
}

// RevokeToken takes a token away.
func (d *DB) RevokeToken(ctx context.Context, account, hash string) error {
	return d.one(ctx, "revoke the token", "there is no such token", "delete from token where tenant = $1 and id = $2 and account = $3", House, hash, account)
}

// Consent lets an account read an episode of somebody else.
type Consent struct {
	Tenant  string // whose episode it is
	ID      string
	Episode string
	Grantee string
	Created time.Time
	Ends    time.Time // when it runs out or was taken back
	May     string    // read, or read add; "" when it was taken back
}

// AddConsent keeps a consent.
func (d *DB) AddConsent(ctx context.Context, c Consent) error {
	_, err := d.exec(ctx, "insert into consent (tenant, id, episode, grantee, created, ends, may) values ($1, $2, $3, $4, $5, $6, $7)",
		c.Tenant, c.ID, c.Episode, c.Grantee, c.Created.UnixMicro(), c.Ends.UnixMicro(), c.May)
	if err != nil {
		return failed("keep the consent", err)
	}
	return nil
}

const consentColumns = `tenant, id, episode, grantee, created, ends, may`

// Consents lists what a person granted, and when it ends or ended.
func (d *DB) Consents(ctx context.Context, tenant string) ([]Consent, error) {
	return list(ctx, d, "list consents", scanConsent, "select "+consentColumns+" from consent where tenant = $1 order by created desc, id", tenant)
}

// Granted lists what an account may read now.
func (d *DB) Granted(ctx context.Context, grantee string, now time.Time) ([]Consent, error) {
	return list(ctx, d, "list consents", scanConsent, "select "+consentColumns+" from consent where grantee = $1 and ends > $2 and may <> '' order by created desc, id", grantee, now.UnixMicro())
}

func scanConsent(row scanner) (Consent, error) {
	var c Consent
	var created, ends int64
	err := row.Scan(&c.Tenant, &c.ID, &c.Episode, &c.Grantee, &created, &ends, &c.May)
	c.Created, c.Ends = time.UnixMicro(created).UTC(), time.UnixMicro(ends).UTC()
	return c, err
}

// RevokeConsent ends a consent now. It takes the rights away, too, so that a
// clock that jumps back brings nothing to life again.
func (d *DB) RevokeConsent(ctx context.Context, tenant, id string, now time.Time) error {
	return d.one(ctx, "take the consent back", "there is no such consent, or it has ended", "update consent set ends = $3, may = '' where tenant = $1 and id = $2 and ends > $3", tenant, id, now.UnixMicro())
}

// AddEvent writes to the audit log of a tenant.
func (d *DB) AddEvent(ctx context.Context, tenant string, e Event) error {
	return d.together(ctx, "write the audit log", func(tx *sql.Tx) error { return addEvents(ctx, tx, tenant, []Event{e}) })
}

func addEvents(ctx context.Context, tx *sql.Tx, tenant string, events []Event) error {
	for _, e := range events {
		_, err := tx.ExecContext(ctx, "insert into audit (tenant, id, at, account, what, about) values ($1, $2, $3, $4, $5, $6)", tenant, e.ID, e.At.UnixMicro(), e.Account, e.What, e.About)
		if err != nil {
			return err
		}
	}
	return nil
}

// Events lists lines of the audit log of a tenant, latest first, from before
// the given one; the zero Event begins at the latest.
func (d *DB) Events(ctx context.Context, tenant string, before Event, limit int) ([]Event, error) {
	at, id := from(before.ID, before.At)
	return list(ctx, d, "read the audit log", func(row scanner) (Event, error) {
		var e Event
		var at int64
		err := row.Scan(&e.ID, &at, &e.Account, &e.What, &e.About)
		e.At = time.UnixMicro(at).UTC()
		return e, err
	}, "select id, at, account, what, about from audit where tenant = $1 and (at, id) < ($2, $3) order by at desc, id desc limit $4 + 0", tenant, at, id, limit)
}
