//go:build !js

package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/unknot/unknot"
)

const insertEntry = `insert into entry (tenant, id, episode, at, written, mends, doc)
values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant, id) do nothing`

// AddEntry keeps an entry; it returns when the data is safe on disk. The same
// id with the same document again changes nothing, so that a device may send
// twice; with another document it is a Conflict.
func (d *DB) AddEntry(ctx context.Context, tenant string, e Entry) error {
	r, err := d.exec(ctx, insertEntry, tenant, e.ID, e.Episode, e.At.UnixMicro(), e.Written.UnixMicro(), e.Mends, d.shut("entry", "doc", tenant, e.ID, e.Doc))
	if err != nil {
		return failed("keep the entry", err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 1 {
		return err
	}
	old, err := d.Entry(ctx, tenant, e.ID)
	if err != nil {
		return err
	}
	if old.Doc != e.Doc {
		return unknot.Errorf(unknot.Conflict, "another entry has the same id; give the new one its own")
	}
	return nil
}

const entryColumns = `id, episode, at, written, mends, doc`

const selectEntry = `select ` + entryColumns + ` from entry where tenant = $1 and id = $2`

// Entry returns one entry, or NotFound.
func (d *DB) Entry(ctx context.Context, tenant, id string) (Entry, error) {
	e, err := d.scanEntry(tenant, d.row(ctx, selectEntry, tenant, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Entry{}, unknot.Errorf(unknot.NotFound, "there is no such entry; it may have been deleted")
	}
	if err != nil {
		return Entry{}, failed("read the entry", err)
	}
	return e, nil
}

const selectEntries = `select ` + entryColumns + ` from entry
where tenant = $1 and (at, id) < ($2, $3) order by at desc, id desc limit $4 + 0`

// Entries lists entries, latest first, at most limit of them, from before the
// given entry; the zero Entry begins at the latest. Corrected entries are
// listed too: each correction names the entry it mends.
func (d *DB) Entries(ctx context.Context, tenant string, before Entry, limit int) ([]Entry, error) {
	return d.entries(ctx, selectEntries, before, tenant, limit)
}

// entries runs a listing whose second and third argument say where it begins.
func (d *DB) entries(ctx context.Context, query string, before Entry, tenant string, more ...any) ([]Entry, error) {
	at, id := from(before.ID, before.At)
	return list(ctx, d, "list entries", func(row scanner) (Entry, error) { return d.scanEntry(tenant, row) }, query, append([]any{tenant, at, id}, more...)...)
}

// current leaves out what another entry corrects. Corrections are few and stand
// in an index of their own: they are gathered once, not looked for at each row.
const current = `id not in (select mends from entry where tenant = $1 and mends <> '')`

const selectCurrent = `select ` + entryColumns + ` from entry
where tenant = $1 and (at, id) < ($2, $3) and at >= $4 and ` + current + ` order by at desc, id desc limit $5 + 0`

const selectCurrentOf = `select ` + entryColumns + ` from entry
where tenant = $1 and episode = $6 and (at, id) < ($2, $3) and at >= $4 and ` + current + ` order by at desc, id desc limit $5 + 0`

const selectBeside = `select ` + entryColumns + ` from entry
where tenant = $1 and episode <> $6 and (at, id) < ($2, $3) and at >= $4 and ` + current + ` order by at desc, id desc limit $5 + 0`

// Current lists entries like Entries, without those that another entry
// corrects, and only those felt at since or later; with an episode only its
// entries.
func (d *DB) Current(ctx context.Context, tenant, episode string, since time.Time, before Entry, limit int) ([]Entry, error) {
	if episode != "" {
		return d.entries(ctx, selectCurrentOf, before, tenant, earliest(since), limit, episode)
	}
	return d.entries(ctx, selectCurrent, before, tenant, earliest(since), limit)
}

// CurrentBeside lists entries like Current, of any episode but this one, and
// those that belong to none.
func (d *DB) CurrentBeside(ctx context.Context, tenant, episode string, since time.Time, before Entry, limit int) ([]Entry, error) {
	return d.entries(ctx, selectBeside, before, tenant, earliest(since), limit, episode)
}

// earliest is a time as it is kept, before every other one when it is zero.
func earliest(since time.Time) int64 {
	if since.IsZero() {
		return -endOfTime
	}
	return since.UnixMicro()
}

func (d *DB) scanEntry(tenant string, row scanner) (Entry, error) {
	var e Entry
	var at, written int64
	err := row.Scan(&e.ID, &e.Episode, &at, &written, &e.Mends, &e.Doc)
	e.At, e.Written = time.UnixMicro(at).UTC(), time.UnixMicro(written).UTC()
	return e, d.unshut(err, "entry", "doc", tenant, e.ID, &e.Doc)
}
