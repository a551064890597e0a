//go:build !js

package store

import (
	"context"
	"time"

	"github.com/unknot/unknot"
)

// AddIdentity lets somebody whom another house knows in as an account. One
// that belongs to another account already is a Conflict.
func (d *DB) AddIdentity(ctx context.Context, account, id string, now time.Time) error {
	_, err := d.exec(ctx, "insert into identity (tenant, id, account, created) values ($1, $2, $3, $4) on conflict (tenant, id) do nothing", House, id, account, now.UnixMicro())
	if err != nil {
		return failed("keep the identity", err)
	}
	is, err := d.Identity(ctx, id)
	if err == nil && is != account {
		return unknot.Errorf(unknot.Conflict, "this sign-in belongs to another account here")
	}
	return err
}

// Identity returns the account of an identity, or NotFound.
func (d *DB) Identity(ctx context.Context, id string) (string, error) {
	found, err := list(ctx, d, "read the identity", func(row scanner) (name string, err error) { return name, row.Scan(&name) },
		"select account from identity where tenant = $1 and id = $2", House, id)
	if err == nil && len(found) == 0 {
		err = unknot.Errorf(unknot.NotFound, "nobody is known by this sign-in")
	}
	if err != nil {
		return "", err
	}
	return found[0], nil
}
