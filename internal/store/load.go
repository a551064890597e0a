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

	"github.com/unknot/unknot"
)

// Put says what became of a row that was brought in.
type Put int

// A row is new, was there to the letter, or its id is taken by another row,
// which then stays as it is.
const (
	Added Put = iota
	Same
	Different
)

// Loading brings rows in, all of them or, without Commit, none.
type Loading struct {
	Reading
	names    map[string][]string
	prepared map[string]*sql.Stmt
}

// Load begins a Loading; close it in the end.
func (d *DB) Load(ctx context.Context) (*Loading, error) {
	tx, err := d.sql.BeginTx(ctx, nil)
	if err != nil {
		return nil, failed("begin to load", err)
	}
	return &Loading{Reading{d, tx}, map[string][]string{}, map[string]*sql.Stmt{}}, nil
}

// Commit keeps what was put; it returns when that is safe on disk.
func (l *Loading) Commit() error {
	if err := l.tx.Commit(); err != nil {
		return failed("keep what was loaded", err)
	}
	return nil
}

// Put brings in one row, a line that Rows gave. With a tenant the row becomes
// that tenant's, whatever the line says. Columns that an older version did not
// have get their default; a column that is unknown here is refused.
func (l *Loading) Put(ctx context.Context, table, tenant string, line []byte) (Put, error) {
	names, err := l.columns(ctx, table)
	if err != nil {
		return 0, err
	}
	fields, err := fieldsOf(line)
	if err != nil {
		return 0, err
	}
	if tenant != "" {
		fields["tenant"] = tenant
	}
	l.db.shutRow(table, fields)
	var into, marks []string
	var values []any
	for _, name := range names {
		if v, ok := fields[name]; ok {
			into, values = append(into, name), append(values, v)
			marks = append(marks, fmt.Sprintf("$%d", len(values)))
			delete(fields, name)
		}
	}
	for name := range fields { // any of them will do for the message
		return 0, unknot.Errorf(unknot.Invalid, "the record has the field %q, which this version does not know; use a newer unknot", name)
	}
	if !slices.Contains(into, "tenant") || !slices.Contains(into, "id") {
		return 0, unknot.Errorf(unknot.Invalid, "the record has no id")
	}
	insert, err := l.prepare(ctx, fmt.Sprintf("insert into %s (%s) values (%s) on conflict (tenant, id) do nothing",
		table, strings.Join(into, ", "), strings.Join(marks, ", ")))
	if err != nil {
		return 0, failed("load into table "+table, err)
	}
	r, err := insert.ExecContext(ctx, values...)
	if err != nil {
		return 0, failed("load into table "+table, err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 1 {
		return Added, err
	}
	return l.compare(ctx, table, into, marks, values)
}

// shutRow seals the fields that are sealed, in place. The same record gives the
// same bytes, so that it can be compared.
func (d *DB) shutRow(table string, fields map[string]any) {
	tenant, _ := fields["tenant"].(string)
	id, _ := fields["id"].(string)
	for _, name := range sealed[table] {
		if text, ok := fields[name].(string); ok {
			fields[name] = d.shut(table, name, tenant, id, text)
		}
	}
}

// prepare keeps each form of a statement for the next row. The transaction
// closes them all in the end.
func (l *Loading) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := l.prepared[query]; s != nil {
		return s, nil
	}
	s, err := l.tx.PrepareContext(ctx, query)
	if err == nil {
		l.prepared[query] = s
	}
	return s, err
}

// compare tells whether the row that is there has the same values.
func (l *Loading) compare(ctx context.Context, table string, names, marks []string, values []any) (Put, error) {
	var same []string
	for i, name := range names {
		same = append(same, name+" = "+marks[i])
	}
	var n int
	err := l.tx.QueryRowContext(ctx, "select count(*) from "+table+" where "+strings.Join(same, " and "), values...).Scan(&n)
	if err != nil {
		return 0, failed("compare with table "+table, err)
	}
	if n == 0 {
		return Different, nil
	}
	return Same, nil
}

func (l *Loading) columns(ctx context.Context, table string) ([]string, error) {
	if names, ok := l.names[table]; ok {
		return names, nil
	}
	if !slices.Contains(BackupTables(), table) {
		return nil, unknot.Errorf(unknot.Invalid, "there is no place for records of the kind %q; use a newer unknot", table)
	}
	names, err := columns(ctx, l.tx, table)
	l.names[table] = names
	return names, err
}

// fieldsOf reads a record: text and whole numbers only.
func fieldsOf(line []byte) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var fields map[string]any
	if err := d.Decode(&fields); err != nil {
		return nil, unknot.Errorf(unknot.Invalid, "a record is not JSON: %v", err)
	}
	for name, v := range fields {
		switch v := v.(type) {
		case string:
			if strings.ContainsRune(v, 0) {
				return nil, unknot.Errorf(unknot.Invalid, "the field %q holds a zero character; take it out", name)
			}
		case json.Number:
			n, err := v.Int64()
			if err != nil {
				return nil, unknot.Errorf(unknot.Invalid, "the field %q is no whole number", name)
			}
			fields[name] = n
		default:
			return nil, unknot.Errorf(unknot.Invalid, "the field %q is neither text nor a number", name)
		}
	}
	return fields, nil
}

// Empty reports whether no table that is carried holds a row.
func (l *Loading) Empty(ctx context.Context) (bool, error) {
	for _, table := range BackupTables() {
		var any int
		err := l.tx.QueryRowContext(ctx, "select 1 from "+table+" limit 1").Scan(&any)
		if err == nil {
			return false, nil
		}
		if err != sql.ErrNoRows {
			return false, failed("look into table "+table, err)
		}
	}
	return true, nil
}
