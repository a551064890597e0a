//go:build !js

package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// errNoRow says within a transaction that no row was met.
var errNoRow = errors.New("no row")

// together does work in one transaction: all of it or, on an error, none. It
// returns when the work is safe on disk. The work may be done again from its
// start, so it must not gather anything outside.
func (d *DB) together(ctx context.Context, what string, work func(*sql.Tx) error) error {
	err := again(ctx, func() error {
		tx, err := d.sql.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback() // does nothing after a commit
		if err := work(tx); err != nil {
			return err
		}
		return tx.Commit()
	})
	if err != nil {
		return failed(what, err)
	}
	return nil
}

// exec runs one change on its own.
func (d *DB) exec(ctx context.Context, query string, args ...any) (r sql.Result, err error) {
	err = again(ctx, func() error {
		r, err = d.sql.ExecContext(ctx, query, args...)
		return err
	})
	return r, err
}

// tries is how often work is done when the database asks to try again, and pause
// how long the first wait is; each is twice the one before.
const tries, pause = 8, 2 * time.Millisecond

// again does work, once more whenever the database says that it kept nothing
// because somebody else was in the way (SQLSTATE 40001, 40P01). PostgreSQL says
// so seldom; engines that spread over machines do it as a matter of course.
func again(ctx context.Context, work func() error) error {
	wait := pause
	for n := 1; ; n++ {
		err := work()
		e, ok := errors.AsType[*pgconn.PgError](err)
		if !ok || e.Code != "40001" && e.Code != "40P01" || n == tries {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
		wait *= 2
	}
}
