package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/unknot/unknot"
)

// errNoRow says within a transaction that no row was met.
var errNoRow = errors.New("no row")

// together does work in one transaction: all of it or, on an error, none. It
// returns when the work is safe on disk.
func (d *DB) together(ctx context.Context, what string, work func(*sql.Tx) error) error {
	tx, err := d.sql.BeginTx(ctx, nil)
	if err != nil {
		return failed(what, err)
	}
	defer tx.Rollback() // does nothing after a commit
	if err := work(tx); err != nil {
		return failed(what, err)
	}
	if err := tx.Commit(); err != nil {
		return failed(what, err)
	}
	return nil
}

func isNotFound(err error) bool {
	e, ok := errors.AsType[*unknot.Error](err)
	return ok && e.Kind == unknot.NotFound
}
