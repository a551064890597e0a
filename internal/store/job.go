//go:build !js

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/unknot/unknot"
)

// Job is work that must be done once, by whichever process comes first, also
// when the process that took it dies.
type Job struct {
	Tenant string
	ID     string // asking for the same id twice is asking once
	Kind   string
	Doc    string
	Due    time.Time
	Holder string
	Tries  int64
}

// AddJob asks for work. A job of the same id that is waiting stays as it is.
func (d *DB) AddJob(ctx context.Context, j Job) error {
	_, err := d.exec(ctx, `insert into job (tenant, id, kind, doc, due, lease, holder, tries)
values ($1, $2, $3, $4, $5, 0, '', 0) on conflict (tenant, id) do nothing`, j.Tenant, j.ID, j.Kind, d.shut("job", "doc", j.Tenant, j.ID, j.Doc), j.Due.UnixMicro())
	if err != nil {
		return failed("keep the job", err)
	}
	return nil
}

const claimJob = `update job set lease = $1, holder = $2, tries = tries + 1 where (tenant, id) in (
	select tenant, id from job where due <= $3 and lease <= $3%s order by due, tenant, id limit 1%s)
and lease <= $3 returning tenant, id, kind, doc, due, holder, tries`

// ClaimJob takes the job that is due longest, until a time: when it is not
// done by then, another process may take it. It reports false when nothing is
// due. What a job does must bear being done twice, because a process may die
// after the work and before DoneJob. With kinds only jobs of these are taken.
func (d *DB) ClaimJob(ctx context.Context, holder string, now time.Time, lease time.Duration, kinds ...string) (Job, bool, error) {
	skip, only := "", ""
	args := []any{now.Add(lease).UnixMicro(), holder, now.UnixMicro()}
	for i, kind := range kinds {
		args = append(args, kind)
		only += fmt.Sprintf("%s$%d", map[bool]string{true: " and kind in (", false: ", "}[i == 0], len(args))
	}
	if only != "" {
		only += ")"
	}
	if d.postgres { // several processes claim at once; SQLite has one writer
		skip = " for update skip locked"
	}
	var j Job
	var due int64
	err := again(ctx, func() error {
		return d.sql.QueryRowContext(ctx, fmt.Sprintf(claimJob, only, skip), args...).
			Scan(&j.Tenant, &j.ID, &j.Kind, &j.Doc, &due, &j.Holder, &j.Tries)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return j, false, nil
	}
	if err = d.unshut(err, "job", "doc", j.Tenant, j.ID, &j.Doc); err != nil {
		return j, false, failed("take a job", err)
	}
	j.Due = time.UnixMicro(due).UTC()
	return j, true, nil
}

// DoneJob takes a job away. A Conflict says that the lease ran out and another
// process has taken it since.
func (d *DB) DoneJob(ctx context.Context, j Job) error {
	return d.holding(ctx, "end the job", "delete from job where tenant = $1 and id = $2 and holder = $3 and tries = $4", j)
}

// RetryJob gives a job back, to be tried again at a time.
func (d *DB) RetryJob(ctx context.Context, j Job, at time.Time) error {
	return d.holding(ctx, "give the job back", "update job set lease = 0, due = $5 where tenant = $1 and id = $2 and holder = $3 and tries = $4", j, at.UnixMicro())
}

func (d *DB) holding(ctx context.Context, what, query string, j Job, more ...any) error {
	r, err := d.exec(ctx, query, append([]any{j.Tenant, j.ID, j.Holder, j.Tries}, more...)...)
	if err != nil {
		return failed(what, err)
	}
	if n, err := r.RowsAffected(); err == nil && n == 0 {
		return unknot.Errorf(unknot.Conflict, "another process has taken the job since")
	}
	return nil
}
