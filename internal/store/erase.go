//go:build !js

package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/unknot/unknot"
)

// erase takes rows away for good, in one step with the receipt that the house
// keeps of it. It says how many rows that were, none being NotFound.
func (d *DB) erase(ctx context.Context, receipt Event, rows func(*eraser)) (int64, error) {
	e := &eraser{ctx: ctx}
	err := d.together(ctx, "delete the records", func(tx *sql.Tx) error {
		*e = eraser{ctx: ctx, tx: tx}
		rows(e)
		if e.err != nil || e.rows == 0 {
			return errors.Join(e.err, unknot.Errorf(unknot.NotFound, "there is nothing to delete; it may have been deleted already"))
		}
		return addEvents(ctx, tx, House, []Event{receipt})
	})
	if err != nil {
		if unknot.IsKind(err, unknot.NotFound) && e.err == nil {
			return 0, unknot.Errorf(unknot.NotFound, "there is nothing to delete; it may have been deleted already")
		}
		return 0, err
	}
	return e.rows, nil
}

// eraser deletes and counts, until something goes wrong.
type eraser struct {
	ctx  context.Context
	tx   *sql.Tx
	rows int64
	err  error
}

func (e *eraser) from(query string, args ...any) {
	if e.err != nil {
		return
	}
	var r sql.Result
	if r, e.err = e.tx.ExecContext(e.ctx, "delete from "+query, args...); e.err == nil {
		var n int64
		n, e.err = r.RowsAffected()
		e.rows += n
	}
}

// DeleteEpisode takes an episode away with everything that belongs to it: its
// entries, records and grants.
func (d *DB) DeleteEpisode(ctx context.Context, tenant, id string, receipt Event) (int64, error) {
	return d.erase(ctx, receipt, func(e *eraser) {
		e.from("episode where tenant = $1 and id = $2", tenant, id)
		if e.rows == 0 {
			return
		}
		for _, table := range []string{"entry", "document", "consent"} {
			e.from(table+" where tenant = $1 and episode = $2", tenant, id)
		}
	})
}

// DeleteEntry takes an entry away with what it corrects and what corrects it:
// what was said at that time is gone.
func (d *DB) DeleteEntry(ctx context.Context, tenant, id string, receipt Event) (int64, error) {
	return d.erase(ctx, receipt, func(e *eraser) {
		ids := []string{id}
		for i := 0; i < len(ids) && e.err == nil; i++ { // ids grows while it is walked
			var more []string
			if more, e.err = related(ctx, e.tx, tenant, ids[i]); e.err != nil {
				return
			}
			e.from("entry where tenant = $1 and id = $2", tenant, ids[i])
			ids = append(ids, more...)
		}
	})
}

// related lists the entries that an entry corrects, and that correct it.
func related(ctx context.Context, tx *sql.Tx, tenant, id string) ([]string, error) {
	rows, err := tx.QueryContext(ctx, `select mends from entry where tenant = $1 and id = $2 and mends <> ''
union select id from entry where tenant = $1 and mends = $2 and mends <> ''`, tenant, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// DeleteAll takes everything of a tenant away.
func (d *DB) DeleteAll(ctx context.Context, tenant string, receipt Event) (int64, error) {
	return d.erase(ctx, receipt, func(e *eraser) {
		for _, table := range AllTables() {
			e.from(table+" where tenant = $1", tenant)
		}
	})
}

// DeleteAccount takes an account, what lets it in, what it was granted, and
// every record of its person away.
func (d *DB) DeleteAccount(ctx context.Context, name string, receipt Event) (int64, error) {
	a, err := d.Account(ctx, name)
	if err != nil {
		return 0, err
	}
	return d.erase(ctx, receipt, func(e *eraser) {
		for _, table := range AllTables() {
			e.from(table+" where tenant = $1", a.Home)
		}
		for _, table := range []string{"recovery", "passkey", "identity", "token"} {
			e.from(table+" where tenant = $1 and account = $2", House, name)
		}
		e.from("consent where grantee = $1", name)
		e.from("audit where tenant = $1 and account = $2", House, name)
		e.from("account where tenant = $1 and id = $2", House, name)
	})
}
