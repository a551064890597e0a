package store

import (
	"context"
	"database/sql"
)

// everything lists the tables that hold what people said and did, in the order
// in which they are carried. Each has the primary key (tenant, id). DeleteAll
// empties them all, Reading reads and Loading fills them; a test compares the
// list with the database.
var everything = []string{"episode", "entry"}

// Tables lists the tables that exports and backups carry.
func Tables() []string { return append([]string(nil), everything...) }

// AllTables lists every table of ours.
func AllTables() []string { return Tables() }

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
