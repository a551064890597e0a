//go:build !js

package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/unknot/unknot"
)

// AddPasskey keeps the public half of a passkey; id is its credential id.
func (d *DB) AddPasskey(ctx context.Context, account, id, doc string, now time.Time) error {
	_, err := d.exec(ctx, "insert into passkey (tenant, id, account, doc, created) values ($1, $2, $3, $4, $5)", House, id, account, doc, now.UnixMicro())
	if err != nil {
		return failed("keep the passkey", err)
	}
	return nil
}

// Passkeys lists the documents of an account's passkeys, oldest first.
func (d *DB) Passkeys(ctx context.Context, account string) ([]string, error) {
	return list(ctx, d, "list passkeys", func(row scanner) (string, error) {
		var doc string
		err := row.Scan(&doc)
		return doc, err
	}, "select doc from passkey where tenant = $1 and account = $2 order by created, id", House, account)
}

// UsePasskey keeps what changed when a passkey was used: its counter.
func (d *DB) UsePasskey(ctx context.Context, account, id, doc string) error {
	return d.one(ctx, "keep the passkey", "there is no such passkey", "update passkey set doc = $4 where tenant = $1 and id = $2 and account = $3", House, id, account, doc)
}

// AccountAt returns the account whose records are in a tenant, or NotFound.
func (d *DB) AccountAt(ctx context.Context, home string) (Account, error) {
	a, err := scanAccount(d.row(ctx, "select "+accountColumns+" from account where tenant = $1 and home = $2", House, home))
	if errors.Is(err, sql.ErrNoRows) {
		return a, unknot.Errorf(unknot.NotFound, "there is no such account")
	}
	if err != nil {
		return a, failed("read the account", err)
	}
	return a, nil
}
