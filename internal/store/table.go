//go:build !js

package store

import (
	"context"
	"database/sql"
	"slices"
)

// everything lists the tables that hold what people said and did, in the order
// in which they are carried: exports, imports and backups carry them.
var everything = []string{"episode", "entry", "document"}

// house lists the tables of accounts and grants: backups carry them, but no
// import may bring them in. passing lists what nothing carries. A test compares
// all three lists with the database; each table has the primary key (tenant, id).
var (
	house   = []string{"account", "recovery", "passkey", "identity", "token", "consent", "audit"}
	passing = []string{"session", "job", "seal"}
)

// Tables lists the tables that the export of a person carries.
func Tables() []string { return slices.Clone(everything) }

// BackupTables lists the tables that a backup carries.
func BackupTables() []string { return slices.Concat(everything, house) }

// AllTables lists every table of ours.
func AllTables() []string { return slices.Concat(everything, house, passing) }

// columns lists the columns of a table in their order.
func columns(ctx context.Context, tx *sql.Tx, table string) ([]string, error) {
	rows, err := tx.QueryContext(ctx, "select * from "+table+" limit 0")
	if err != nil {
		return nil, failed("look at table "+table, err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return nil, failed("look at table "+table, err)
	}
	return names, rows.Err()
}
