//go:build !js

package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Reading is one consistent view of the whole database: what others write
// meanwhile is not seen, and they need not wait.
type Reading struct {
	db *DB
	tx *sql.Tx
}

// Read begins a Reading; close it in the end.
func (d *DB) Read(ctx context.Context) (*Reading, error) {
	o := &sql.TxOptions{ReadOnly: true}
	if d.postgres { // SQLite's transactions see one state anyhow
		o.Isolation = sql.LevelRepeatableRead
	}
	tx, err := d.sql.BeginTx(ctx, o)
	if err != nil {
		return nil, failed("begin to read", err)
	}
	return &Reading{d, tx}, nil
}

// Close ends the view.
func (r *Reading) Close() { _ = r.tx.Rollback() } // nothing was written that could be lost

// Rows gives each row of a table as one line of JSON, ordered by tenant and id
// by their bytes, so that the same rows give the same lines on each database.
// With a tenant only its rows come, and the tenant is left out of the line;
// with "" all rows come. The line is valid until each returns.
func (r *Reading) Rows(ctx context.Context, table, tenant string, each func(line []byte) error) error {
	names, err := columns(ctx, r.tx, table)
	if err != nil {
		return err
	}
	bytewise := ""
	if r.db.postgres {
		bytewise = ` collate "C"`
	}
	query := fmt.Sprintf("select %s from %s order by tenant%s, id%s", strings.Join(names, ", "), table, bytewise, bytewise)
	var args []any
	if tenant != "" {
		query = fmt.Sprintf("select %s from %s where tenant = $1 order by id%s", strings.Join(names, ", "), table, bytewise)
		args = append(args, tenant)
	}
	rows, err := r.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return failed("read table "+table, err)
	}
	defer rows.Close()
	values, into := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		into[i] = &values[i]
	}
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return failed("read table "+table, err)
		}
		if err := r.db.openRow(table, tenant, names, values); err != nil {
			return failed("read table "+table, err)
		}
		line.Reset()
		for i, name := range names {
			if name == "tenant" && tenant != "" {
				continue
			}
			start := byte(',')
			if line.Len() == 0 {
				start = '{'
			}
			line.WriteByte(start)
			fmt.Fprintf(&line, "%q:", name)
			if err := e.Encode(values[i]); err != nil {
				return failed("read table "+table, err)
			}
			line.Truncate(line.Len() - 1) // the line end that Encode adds
		}
		line.WriteByte('}')
		if err := each(line.Bytes()); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return failed("read table "+table, err)
	}
	return nil
}

// openRow opens the sealed fields of a row in place.
func (d *DB) openRow(table, tenant string, names []string, values []any) error {
	if d.seal == nil || sealed[table] == nil {
		return nil
	}
	field := func(name string) (string, int) {
		i := slices.Index(names, name)
		switch v := values[i].(type) {
		case string:
			return v, i
		case []byte:
			return string(v), i
		}
		return "", i
	}
	if tenant == "" {
		tenant, _ = field("tenant")
	}
	id, _ := field("id")
	for _, name := range sealed[table] {
		text, i := field(name)
		if err := d.unshut(nil, table, name, tenant, id, &text); err != nil {
			return err
		}
		values[i] = text
	}
	return nil
}
