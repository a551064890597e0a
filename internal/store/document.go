//go:build !js

package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/unknot/unknot"
)

const insertDocument = `insert into document (tenant, id, kind, episode, at, changed, version, doc)
values ($1, $2, $3, $4, $5, $6, 1, $7) on conflict (tenant, id) do nothing`

const updateDocument = `update document set episode = $4, at = $5, changed = $6, doc = $7, version = version + 1
where tenant = $1 and id = $2 and kind = $3 and version = $8`

// PutDocument keeps a document and writes the events into the audit log of its
// tenant, both or neither; it returns when that is safe on disk. Version 0
// makes a new one: the same again changes nothing, another under the same id
// is a Conflict. Any other version is the one that the caller has seen; when
// somebody changed it meanwhile, it is a Conflict.
func (d *DB) PutDocument(ctx context.Context, doc Document, events ...Event) (Document, error) {
	err := d.together(ctx, "keep the "+doc.Kind, func(tx *sql.Tx) error {
		query, args := insertDocument, []any{doc.Tenant, doc.ID, doc.Kind, doc.Episode, doc.At.UnixMicro(), doc.Changed.UnixMicro(), d.shut("document", "doc", doc.Tenant, doc.ID, doc.Doc)}
		if doc.Version != 0 {
			query, args = updateDocument, append(args, doc.Version)
		}
		r, err := tx.ExecContext(ctx, query, args...)
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		if err != nil || n == 0 {
			return errors.Join(err, errNoRow)
		}
		return addEvents(ctx, tx, doc.Tenant, events)
	})
	if err == nil {
		doc.Version++
		return doc, nil
	}
	if !errors.Is(err, errNoRow) {
		return Document{}, err
	}
	old, err := d.Document(ctx, doc.Tenant, doc.Kind, doc.ID)
	switch {
	case err == nil && doc.Version == 0 && old.Doc == doc.Doc && old.Episode == doc.Episode:
		return old, nil
	case err != nil && (doc.Version != 0 || !unknot.IsKind(err, unknot.NotFound)):
		return Document{}, err
	case doc.Version == 0:
		return Document{}, unknot.Errorf(unknot.Conflict, "something else has the same id; give the new one its own")
	}
	return Document{}, unknot.Errorf(unknot.Conflict, "it was changed meanwhile; look at it again first")
}

const documentColumns = `tenant, id, kind, episode, at, changed, version, doc`

// Document returns one document of a kind, or NotFound.
func (d *DB) Document(ctx context.Context, tenant, kind, id string) (Document, error) {
	return d.document(ctx, "select "+documentColumns+" from document where tenant = $1 and kind = $2 and id = $3", tenant, kind, id)
}

// FindDocument returns the document of a kind whose id nobody can guess, such
// as the hash of a link, whoever it belongs to, or NotFound.
func (d *DB) FindDocument(ctx context.Context, kind, id string) (Document, error) {
	return d.document(ctx, "select "+documentColumns+" from document where kind = $1 and id = $2 order by tenant limit 1", kind, id)
}

func (d *DB) document(ctx context.Context, query string, args ...any) (Document, error) {
	doc, err := d.scanDocument(d.row(ctx, query, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return Document{}, unknot.Errorf(unknot.NotFound, "there is no such record; it may have been deleted")
	}
	if err != nil {
		return Document{}, failed("read a record", err)
	}
	return doc, nil
}

// Documents lists documents of a kind, latest first, at most limit of them,
// from before the given one; the zero Document begins at the latest. With an
// episode only its documents come.
func (d *DB) Documents(ctx context.Context, tenant, kind, episode string, before Document, limit int) ([]Document, error) {
	at, id := from(before.ID, before.At)
	return list(ctx, d, "list records", d.scanDocument, "select "+documentColumns+` from document
where tenant = $1 and kind = $2 and (at, id) < ($3, $4) and ($5 = '' or episode = $5) order by at desc, id desc limit $6 + 0`, tenant, kind, at, id, episode, limit)
}

// EveryDocument lists the documents of a kind of all tenants by id, after the
// given one, for work that the house does for everybody.
func (d *DB) EveryDocument(ctx context.Context, kind string, after Document, limit int) ([]Document, error) {
	return list(ctx, d, "list records", d.scanDocument, "select "+documentColumns+` from document
where kind = $1 and (id, tenant) > ($2, $3) order by id, tenant limit $4 + 0`, kind, after.ID, after.Tenant, limit)
}

// DeleteDocument takes a document away for good and writes the events into the
// audit log, both or neither; or reports NotFound.
func (d *DB) DeleteDocument(ctx context.Context, tenant, kind, id string, events ...Event) error {
	err := d.together(ctx, "delete the "+kind, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "delete from document where tenant = $1 and kind = $2 and id = $3", tenant, kind, id)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, errNoRow)
		}
		return addEvents(ctx, tx, tenant, events)
	})
	if errors.Is(err, errNoRow) {
		return unknot.Errorf(unknot.NotFound, "there is no such record; it may have been deleted")
	}
	return err
}

func (d *DB) scanDocument(row scanner) (Document, error) {
	var doc Document
	var at, changed int64
	err := row.Scan(&doc.Tenant, &doc.ID, &doc.Kind, &doc.Episode, &at, &changed, &doc.Version, &doc.Doc)
	doc.At, doc.Changed = time.UnixMicro(at).UTC(), time.UnixMicro(changed).UTC()
	return doc, d.unshut(err, "document", "doc", doc.Tenant, doc.ID, &doc.Doc)
}
