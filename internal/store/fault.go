//go:build !js

package store

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"

	"github.com/unknot/unknot"
)

// SQLite's primary result codes (sqlite.org/rescode.html); the low byte of the
// extended code that the driver gives.
const (
	sqliteBusy     = 5
	sqliteLocked   = 6
	sqliteReadonly = 8
	sqliteIOErr    = 10
	sqliteCorrupt  = 11
	sqliteFull     = 13
	sqliteCantOpen = 14
	sqliteNotADB   = 26
)

// failed says what could not be done, and, where the fault lies outside the
// program, how to mend it. The words of the driver, which may hold data or a
// password, are then left out.
func failed(what string, err error) error {
	why := ""
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: %w", what, err)
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		why = sqliteFault(e.Code() & 0xff)
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		why = postgresFault(e.Code)
	}
	if _, ok := errors.AsType[net.Error](err); ok || errors.Is(err, net.ErrClosed) || pgconn.SafeToRetry(err) {
		why = "the PostgreSQL server is out of reach; try again when it runs"
	}
	if why == "" {
		return fmt.Errorf("%s: %w", what, err)
	}
	return unknot.Errorf(unknot.Busy, "%s: %s", what, why)
}

func sqliteFault(code int) string {
	switch code {
	case sqliteBusy, sqliteLocked:
		return "another program holds the database; end it, or try again"
	case sqliteReadonly, sqliteCantOpen:
		return "the database may not be written; check who owns the data folder and whether the disk is read-only"
	case sqliteIOErr:
		return "the disk does not answer as it should; check it, and back up"
	case sqliteCorrupt, sqliteNotADB:
		return "the database file is damaged; run unknot doctor, and restore your latest backup into an empty folder"
	case sqliteFull:
		return "the disk is full; free some space. What was kept before is safe"
	}
	return ""
}

// postgresFault reads SQLSTATE classes (postgresql.org/docs/current/errcodes-appendix.html).
func postgresFault(code string) string {
	switch {
	case code == "53100":
		return "the disk of the PostgreSQL server is full; free some space there"
	case code == "25006":
		return "the PostgreSQL server only allows reading; use its primary"
	case code == "40001" || code == "40P01":
		return "too many others change the same at once; try again"
	case code[:2] == "53" || code[:2] == "57" || code[:2] == "08":
		return "the PostgreSQL server is stopping, starting or full; try again"
	case code[:2] == "XX" || code[:2] == "58":
		return "the PostgreSQL server reports damage; look at its log, and restore your latest backup into a new database"
	}
	return ""
}

// cannotOpen says why a database file cannot be used.
func cannotOpen(file string, err error) error {
	if e, ok := errors.AsType[*unknot.Error](err); ok {
		return e
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		if why := sqliteFault(e.Code() & 0xff); why != "" {
			return unknot.Errorf(unknot.Invalid, "the database %s cannot be used: %s", file, why)
		}
	}
	return unknot.Errorf(unknot.Invalid, "the database %s cannot be used: %v", file, err)
}
