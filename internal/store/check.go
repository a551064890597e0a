//go:build !js

package store

import (
	"context"
	"fmt"
)

// Check looks for damage: it reads every page and index of an embedded
// database, and every row of PostgreSQL, and tries whether it may write. It
// returns one line for each fault, none when all is well.
func (d *DB) Check(ctx context.Context) []string {
	var faults []string
	if err := d.tryWrite(ctx); err != nil {
		faults = append(faults, err.Error())
	}
	if d.postgres {
		r, err := d.Read(ctx)
		if err != nil {
			return append(faults, err.Error())
		}
		defer r.Close()
		for _, table := range AllTables() {
			if err := r.Rows(ctx, table, "", func([]byte) error { return nil }); err != nil {
				faults = append(faults, err.Error())
			}
		}
		return faults
	}
	rows, err := d.sql.QueryContext(ctx, "pragma integrity_check(20)")
	if err != nil {
		return append(faults, failed("check the database", err).Error())
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return append(faults, failed("check the database", err).Error())
		}
		if line != "ok" {
			faults = append(faults, fmt.Sprintf("the database file is damaged (%s); restore your latest backup into an empty folder", line))
		}
	}
	if err := rows.Err(); err != nil {
		faults = append(faults, failed("check the database", err).Error())
	}
	return faults
}

// tryWrite writes a row and takes it back.
func (d *DB) tryWrite(ctx context.Context) error {
	l, err := d.Load(ctx)
	if err != nil {
		return err
	}
	defer l.Close()
	if _, err := l.tx.ExecContext(ctx, insertEntry, "doctor", "doctor", "", 0, 0, "", ""); err != nil {
		return failed("try to write", err)
	}
	return nil
}

// Ping tells whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.sql.PingContext(ctx); err != nil {
		return failed("reach the database", err)
	}
	return nil
}
