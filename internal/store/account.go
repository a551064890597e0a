//go:build !js

package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/unknot/unknot"
)

// House is the tenant of what belongs to nobody's records: who may come in.
const House = "house"

// Account is somebody who may come in.
type Account struct {
	Name     string // for signing in, lower case
	Home     string // tenant of this person's own records
	Role     string // person, clinician, admin
	Password string // argon2id in PHC form, "" when there is none
	Created  time.Time
	Version  int64 // raised by each new password; a session of an older version has ended
}

const insertAccount = `insert into account (tenant, id, home, role, password, created, version)
values ($1, $2, $3, $4, $5, $6, 1) on conflict (tenant, id) do nothing`

// AddAccount keeps a new account; a name that is taken is a Conflict.
func (d *DB) AddAccount(ctx context.Context, a Account) error {
	r, err := d.exec(ctx, insertAccount, House, a.Name, a.Home, a.Role, a.Password, a.Created.UnixMicro())
	if err != nil {
		return failed("keep the account", err)
	}
	if n, err := r.RowsAffected(); err == nil && n == 0 {
		return unknot.Errorf(unknot.Conflict, "this name is taken; choose another")
	}
	return nil
}

const accountColumns = `id, home, role, password, created, version`

// Account returns the account of a name, or NotFound.
func (d *DB) Account(ctx context.Context, name string) (Account, error) {
	return d.account(ctx, "id", name)
}

// AccountOf returns the account whose own records are those of a tenant, or
// NotFound.
func (d *DB) AccountOf(ctx context.Context, home string) (Account, error) {
	return d.account(ctx, "home", home)
}

func (d *DB) account(ctx context.Context, column, value string) (Account, error) {
	a, err := scanAccount(d.row(ctx, "select "+accountColumns+" from account where tenant = $1 and "+column+" = $2", House, value))
	if errors.Is(err, sql.ErrNoRows) {
		return a, unknot.Errorf(unknot.NotFound, "there is no such account")
	}
	if err != nil {
		return a, failed("read the account", err)
	}
	return a, nil
}

// accountPage is how many accounts are read at once.
const accountPage = 500

// Accounts lists all accounts by name.
func (d *DB) Accounts(ctx context.Context) ([]Account, error) {
	var all []Account
	for after := ""; ; {
		page, err := list(ctx, d, "list accounts", scanAccount, "select "+accountColumns+" from account where tenant = $1 and id > $2 order by id limit $3 + 0", House, after, accountPage)
		if err != nil || len(page) == 0 {
			return all, err
		}
		all, after = append(all, page...), page[len(page)-1].Name
	}
}

func scanAccount(row scanner) (Account, error) {
	var a Account
	var created int64
	err := row.Scan(&a.Name, &a.Home, &a.Role, &a.Password, &created, &a.Version)
	a.Created = time.UnixMicro(created).UTC()
	return a, err
}

// SetPassword replaces the password and raises the version.
func (d *DB) SetPassword(ctx context.Context, name, password string) error {
	return d.one(ctx, "set the password", "there is no such account",
		"update account set password = $3, version = version + 1 where tenant = $1 and id = $2", House, name, password)
}

// AddRecovery keeps the hashes of recovery codes, in place of the older ones.
func (d *DB) AddRecovery(ctx context.Context, name string, hashes []string, now time.Time) error {
	return d.together(ctx, "keep the recovery codes", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "delete from recovery where tenant = $1 and account = $2", House, name); err != nil {
			return err
		}
		for _, h := range hashes {
			if _, err := tx.ExecContext(ctx, "insert into recovery (tenant, id, account, created) values ($1, $2, $3, $4)", House, h, name, now.UnixMicro()); err != nil {
				return err
			}
		}
		return nil
	})
}

// UseRecovery spends a recovery code; a code works once.
func (d *DB) UseRecovery(ctx context.Context, name, hash string) error {
	return d.one(ctx, "use the recovery code", "there is no such recovery code", "delete from recovery where tenant = $1 and id = $2 and account = $3", House, hash, name)
}

// one runs a change that must meet one row.
func (d *DB) one(ctx context.Context, what, none, query string, args ...any) error {
	r, err := d.exec(ctx, query, args...)
	if err != nil {
		return failed(what, err)
	}
	if n, err := r.RowsAffected(); err == nil && n == 0 {
		return unknot.Errorf(unknot.NotFound, "%s", none)
	}
	return nil
}

type scanner interface{ Scan(...any) error }

// list runs a query and scans each row.
func list[T any](ctx context.Context, d *DB, what string, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := d.rows(ctx, query, args...)
	if err != nil {
		return nil, failed(what, err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, failed(what, err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		return nil, failed(what, err)
	}
	return out, nil
}

// endOfTime is later than every time that is kept, in microseconds.
const endOfTime = int64(1) << 62

// from says at which time and id a listing, latest first, goes on after a row;
// without a row it begins at the latest.
func from(id string, at time.Time) (int64, string) {
	if id == "" {
		return endOfTime, ""
	}
	return at.UnixMicro(), id
}
