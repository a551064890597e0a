//go:build !js

package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/unknot/unknot"
)

const insertEpisode = `insert into episode (tenant, id, created, changed, version, words, level, doc, relapse_of)
values ($1, $2, $3, $3, 1, $4, $5, $6, $7)`

// AddEpisode keeps a new episode; it returns when the data is safe on disk.
// An id that is already there is a Conflict.
func (d *DB) AddEpisode(ctx context.Context, tenant string, e Episode) error {
	_, err := d.exec(ctx, insertEpisode, tenant, e.ID, e.Created.UnixMicro(),
		d.shut("episode", "words", tenant, e.ID, e.Words), d.shut("episode", "level", tenant, e.ID, e.Level), d.shut("episode", "doc", tenant, e.ID, e.Doc), e.RelapseOf)
	if err != nil {
		if _, there := d.Episode(ctx, tenant, e.ID); there == nil {
			return unknot.Errorf(unknot.Conflict, "this entry is already there")
		}
		return failed("keep the episode", err)
	}
	return nil
}

const episodeColumns = `id, created, changed, version, words, level, doc, relapse_of, ended`

const selectEpisode = `select ` + episodeColumns + ` from episode where tenant = $1 and id = $2`

// Episode returns one episode, or NotFound.
func (d *DB) Episode(ctx context.Context, tenant, id string) (Episode, error) {
	e, err := d.scanEpisode(tenant, d.row(ctx, selectEpisode, tenant, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Episode{}, unknot.Errorf(unknot.NotFound, "there is no such entry; it may have been deleted")
	}
	if err != nil {
		return Episode{}, failed("read the episode", err)
	}
	return e, nil
}

const selectEpisodes = `select ` + episodeColumns + ` from episode
where tenant = $1 and (created, id) < ($2, $3) order by created desc, id desc limit $4 + 0`

// Episodes lists episodes, newest first, at most limit of them, from before
// the given episode; the zero Episode begins at the newest.
func (d *DB) Episodes(ctx context.Context, tenant string, before Episode, limit int) ([]Episode, error) {
	at, id := from(before.ID, before.Created)
	return list(ctx, d, "list episodes", func(row scanner) (Episode, error) { return d.scanEpisode(tenant, row) }, selectEpisodes, tenant, at, id, limit)
}

const endEpisode = `update episode set ended = $4, changed = $5, version = version + 1
where tenant = $1 and id = $2 and version = $3`

// EndEpisode says that an episode is quiet, or with the zero time that it goes
// on after all. version is the one that the caller has seen; when somebody
// changed the episode meanwhile, it is a Conflict.
func (d *DB) EndEpisode(ctx context.Context, tenant, id string, version int64, ended, now time.Time) error {
	at := int64(0)
	if !ended.IsZero() {
		at = ended.UnixMicro()
	}
	r, err := d.exec(ctx, endEpisode, tenant, id, version, at, now.UnixMicro())
	if err != nil {
		return failed("end the episode", err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 1 {
		return err
	}
	if _, err := d.Episode(ctx, tenant, id); err != nil {
		return err
	}
	return unknot.Errorf(unknot.Conflict, "it was changed meanwhile; look at it again first")
}

const changeEpisode = `update episode set words = $3, level = $4, doc = $5, changed = $6, version = version + 1
where tenant = $1 and id = $2`

// ChangeEpisode gives an episode other words, level and text, or reports
// NotFound. The last change stands: each carries the whole case.
func (d *DB) ChangeEpisode(ctx context.Context, tenant string, e Episode, now time.Time) error {
	return d.one(ctx, "change the episode", "there is no such answer; it may have been deleted", changeEpisode, tenant, e.ID,
		d.shut("episode", "words", tenant, e.ID, e.Words), d.shut("episode", "level", tenant, e.ID, e.Level), d.shut("episode", "doc", tenant, e.ID, e.Doc), now.UnixMicro())
}

func (d *DB) scanEpisode(tenant string, row scanner) (Episode, error) {
	var e Episode
	var created, changed, ended int64
	err := row.Scan(&e.ID, &created, &changed, &e.Version, &e.Words, &e.Level, &e.Doc, &e.RelapseOf, &ended)
	if ended != 0 {
		e.Ended = time.UnixMicro(ended).UTC()
	}
	e.Created, e.Changed = time.UnixMicro(created).UTC(), time.UnixMicro(changed).UTC()
	err = d.unshut(err, "episode", "words", tenant, e.ID, &e.Words)
	err = d.unshut(err, "episode", "level", tenant, e.ID, &e.Level)
	return e, d.unshut(err, "episode", "doc", tenant, e.ID, &e.Doc)
}
