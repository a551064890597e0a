//go:build !js

package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver named "pgx"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	_ "modernc.org/sqlite" // the driver named "sqlite"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/seal"
)

//go:embed migrations/*.sql
var migrations embed.FS

// FileName is the embedded database within its folder.
const FileName = "unknot.db"

// DB is the open store. It may be used from many goroutines.
type DB struct {
	sql        *sql.DB
	postgres   bool
	version    int64    // of the newest migration that was run
	statements sync.Map // *sql.Stmt by text, of SQLite
	seal       *seal.Sealer
}

// Option changes how a store is opened.
type Option func(*DB)

// WithKey encrypts the fields with health data, and opens those that were
// encrypted; nil does neither.
func WithKey(s *seal.Sealer) Option { return func(d *DB) { d.seal = s } }

// Version is the version of the tables: the number of the newest migration.
func (d *DB) Version() int64 { return d.version }

// Open opens a store and brings it to the newest form. where is a folder for
// the embedded SQLite, made when it is not there and readable by nobody else,
// or the address of a PostgreSQL database (postgres://…).
func Open(ctx context.Context, where string, options ...Option) (*DB, error) {
	d, err := open(ctx, where)
	if err != nil {
		return nil, err
	}
	for _, o := range options {
		o(d)
	}
	if err := d.checkKey(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func open(ctx context.Context, where string) (*DB, error) {
	if strings.HasPrefix(where, "postgres://") || strings.HasPrefix(where, "postgresql://") {
		return openPostgres(ctx, where)
	}
	return openSQLite(ctx, where)
}

func openSQLite(ctx context.Context, folder string) (*DB, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, unknot.Errorf(unknot.Invalid, "the data folder cannot be made: %v; choose another with --data", err)
	}
	file := filepath.Join(folder, FileName)
	// WAL with synchronous FULL: a write that was acknowledged survives a
	// power cut (sqlite.org/pragma.html#pragma_synchronous).
	dsn := (&url.URL{Scheme: "file", Opaque: url.PathEscape(file), RawQuery: "_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=secure_delete(1)&_txlock=immediate"}).String()
	db, version, err := ready(ctx, "sqlite", dsn, goose.DialectSQLite3)
	if err != nil {
		return nil, cannotOpen(file, err)
	}
	if err := os.Chmod(file, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("protect the database: %w", err), db.Close())
	}
	return &DB{sql: db, version: version}, nil
}

func openPostgres(ctx context.Context, address string) (*DB, error) {
	db, version, err := ready(ctx, "pgx", address, goose.DialectPostgres)
	if err != nil {
		// the address may hold a password, and so may the driver's words
		if e, ok := errors.AsType[*unknot.Error](err); ok {
			return nil, e
		}
		return nil, unknot.Errorf(unknot.Invalid, "the PostgreSQL database cannot be used; check the address, the password and that the server runs")
	}
	return &DB{sql: db, postgres: true, version: version}, nil
}

// ready opens a database and runs the migrations that it lacks; it returns the
// version that the tables have then.
func ready(ctx context.Context, driver, dsn string, dialect goose.Dialect) (*sql.DB, int64, error) {
	db, err := sql.Open(driver, dsn)
	if err != nil {
		return nil, 0, err
	}
	version, err := migrate(ctx, db, dialect)
	if err != nil {
		return nil, 0, errors.Join(err, db.Close())
	}
	return db, version, nil
}

// migrate runs the migrations that are lacking. On PostgreSQL several processes
// may start at once, so they wait for each other by an advisory lock; an engine
// that has none goes without.
func migrate(ctx context.Context, db *sql.DB, dialect goose.Dialect) (int64, error) {
	if dialect != goose.DialectPostgres {
		return migrateWith(ctx, db, dialect)
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return 0, err
	}
	version, err := migrateWith(ctx, db, dialect, goose.WithSessionLocker(locker))
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && (e.Code == "42883" || e.Code == "0A000") { // no such function, not supported
		return migrateWith(ctx, db, dialect)
	}
	return version, err
}

func migrateWith(ctx context.Context, db *sql.DB, dialect goose.Dialect, options ...goose.ProviderOption) (int64, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return 0, err
	}
	provider, err := goose.NewProvider(dialect, db, files, options...)
	if err != nil {
		return 0, err
	}
	sources := provider.ListSources()
	newest := sources[len(sources)-1].Version
	if there, err := provider.GetDBVersion(ctx); err != nil {
		return 0, err
	} else if there > newest {
		return 0, unknot.Errorf(unknot.Invalid, "the database was made by a newer unknot (tables %d, this program knows %d); use that one", there, newest)
	}
	if _, err = provider.Up(ctx); err != nil {
		return 0, err
	}
	return newest, nil
}

// Close ends all work with the database.
func (d *DB) Close() error { return d.sql.Close() }
