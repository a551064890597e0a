//go:build !js

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/seal"
)

// sealed lists the columns that are encrypted when the database has a key:
// whatever was said or concluded. What stays readable are ids, times, kinds,
// versions and the names of accounts.
var sealed = map[string][]string{
	"episode":  {"words", "level", "doc"},
	"entry":    {"doc"},
	"document": {"doc"},
	"job":      {"doc"},
}

// keyWord is what the row of the table seal opens to.
const keyWord = "unknot"

// place names a field of a record, so that no sealed text can be moved.
func place(table, column, tenant, id string) string {
	return fmt.Sprintf("%s.%s %q %q", table, column, tenant, id)
}

func (d *DB) shut(table, column, tenant, id, text string) string {
	return d.seal.Seal(place(table, column, tenant, id), text)
}

// unshut opens a field in place. err is an error from before, so that a scan
// stays one expression.
func (d *DB) unshut(err error, table, column, tenant, id string, text *string) error {
	if err != nil || d.seal == nil {
		return err
	}
	if *text, err = d.seal.Open(place(table, column, tenant, id), *text); err != nil {
		return fmt.Errorf("table %s: %w", table, err)
	}
	return nil
}

// checkKey compares the key with the one that the database was sealed with. An
// empty database takes any.
func (d *DB) checkKey(ctx context.Context) error {
	var word string
	err := d.sql.QueryRowContext(ctx, "select doc from seal where tenant = $1 and id = 'key'", House).Scan(&word)
	switch {
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return failed("look for the key", err)
	case err == nil && d.seal == nil:
		return unknot.Errorf(unknot.Invalid, "this database is encrypted; name its key with --data-key-file")
	case err == nil:
		if got, err := d.seal.Open(place("seal", "doc", House, "key"), word); err != nil || got != keyWord {
			return unknot.Errorf(unknot.Invalid, "the data key is not the one of this database")
		}
		return nil
	case d.seal == nil:
		return nil
	}
	return d.together(ctx, "keep the mark of the key", func(tx *sql.Tx) error {
		l := &Loading{Reading: Reading{d, tx}}
		if empty, err := l.Empty(ctx); err != nil || !empty {
			return errors.Join(err, unknot.Errorf(unknot.Invalid, "this database is not encrypted yet; encrypt it first: unknot rekey --to KEYFILE"))
		}
		return d.markKey(ctx, tx)
	})
}

func (d *DB) markKey(ctx context.Context, tx *sql.Tx) error {
	if d.seal == nil {
		return nil
	}
	_, err := tx.ExecContext(ctx, "insert into seal (tenant, id, doc) values ($1, 'key', $2) on conflict (tenant, id) do nothing", House, d.shut("seal", "doc", House, "key", keyWord))
	return err
}

// Rekey seals everything anew with another key, or, with nil, opens it for
// good; all of it or, on an error, nothing. Nobody else may write meanwhile;
// servers must be started anew with the new key.
func (d *DB) Rekey(ctx context.Context, to *seal.Sealer) (rows int64, err error) {
	next := &DB{sql: d.sql, postgres: d.postgres, version: d.version, seal: to}
	err = d.together(ctx, "seal the records anew", func(tx *sql.Tx) error {
		rows = 0
		for table, names := range sealed {
			n, err := rekeyTable(ctx, tx, d, next, table, names)
			if err != nil {
				return err
			}
			rows += n
		}
		if _, err := tx.ExecContext(ctx, "delete from seal where tenant = $1", House); err != nil {
			return err
		}
		return next.markKey(ctx, tx)
	})
	if err != nil {
		return 0, err
	}
	d.seal = to
	if d.postgres {
		return rows, nil
	}
	// old pages may still show what was there: write the file anew
	for _, step := range []string{"vacuum", "pragma wal_checkpoint(truncate)"} {
		if _, err := d.sql.ExecContext(ctx, step); err != nil {
			return rows, failed("write the database file anew", err)
		}
	}
	return rows, nil
}

// rekeyBatch is how many records are held at a time.
const rekeyBatch = 500

func rekeyTable(ctx context.Context, tx *sql.Tx, was, next *DB, table string, names []string) (rows int64, err error) {
	tenant, id := "", ""
	for {
		page, err := someFields(ctx, tx, table, names, tenant, id)
		if err != nil || len(page) == 0 {
			return rows, err
		}
		for _, row := range page {
			tenant, id = row[0], row[1]
			for i, name := range names {
				text := row[2+i]
				if err := was.unshut(nil, table, name, tenant, id, &text); err != nil {
					return rows, err
				}
				if _, err := tx.ExecContext(ctx, "update "+table+" set "+name+" = $3 where tenant = $1 and id = $2", tenant, id, next.shut(table, name, tenant, id, text)); err != nil {
					return rows, err
				}
			}
			rows++
		}
	}
}

// someFields reads tenant, id and the named columns of records after one.
func someFields(ctx context.Context, tx *sql.Tx, table string, names []string, tenant, id string) ([][]string, error) {
	query := "select tenant, id"
	for _, name := range names {
		query += ", " + name
	}
	rows, err := tx.QueryContext(ctx, query+" from "+table+" where (tenant, id) > ($1, $2) order by tenant, id limit $3", tenant, id, rekeyBatch)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out [][]string
	for rows.Next() {
		row := make([]string, 2+len(names))
		into := make([]any, len(row))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, rows.Err()
}
