//go:build !js

package store

import (
	"context"
	"database/sql"
)

// A listing says "limit $4 + 0": SQLite reads a statement again for each number
// that stands alone as its limit, which takes longer than a short listing.

// prepared is a statement that SQLite read before: reading one takes longer
// than most answers. nil is for PostgreSQL, whose driver remembers them itself.
func (d *DB) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if d.postgres {
		return nil, nil
	}
	if s, known := d.statements.Load(query); known {
		return s.(*sql.Stmt), nil
	}
	s, err := d.sql.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	kept, known := d.statements.LoadOrStore(query, s)
	if known { // another request was faster
		_ = s.Close()
	}
	return kept.(*sql.Stmt), nil
}

// rows runs a query. Its text must be one of few: it is kept.
func (d *DB) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := d.prepared(ctx, query)
	switch {
	case err != nil:
		return nil, err
	case s == nil:
		return d.sql.QueryContext(ctx, query, args...)
	}
	return s.QueryContext(ctx, args...)
}

// row runs a query for one row at most, like rows.
func (d *DB) row(ctx context.Context, query string, args ...any) scanner {
	s, err := d.prepared(ctx, query)
	switch {
	case err != nil:
		return noRow{err}
	case s == nil:
		return d.sql.QueryRowContext(ctx, query, args...)
	}
	return s.QueryRowContext(ctx, args...)
}

// noRow is the row of a query that could not be asked.
type noRow struct{ err error }

func (r noRow) Scan(...any) error { return r.err }
