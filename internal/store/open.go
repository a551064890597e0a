package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver named "sqlite"

	"github.com/unknot/unknot"
)

//go:embed migrations/*.sql
var migrations embed.FS

// DB is the open store. It may be used from many goroutines.
type DB struct{ sql *sql.DB }

// Open makes the folder when it is not there, opens the database in it and
// brings it to the newest form. Nobody else can read the folder.
func Open(ctx context.Context, folder string) (*DB, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, unknot.Errorf(unknot.Invalid, "the data folder cannot be made: %v; choose another with --data", err)
	}
	file := filepath.Join(folder, "unknot.db")
	// WAL with synchronous FULL: a write that was acknowledged survives a
	// power cut (sqlite.org/pragma.html#pragma_synchronous).
	dsn := (&url.URL{Scheme: "file", Opaque: url.PathEscape(file), RawQuery: "_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=secure_delete(1)&_txlock=immediate"}).String()
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	if err := migrate(ctx, db); err != nil {
		db.Close() // the migration error is the one to tell
		return nil, unknot.Errorf(unknot.Invalid, "the database %s cannot be used: %v", file, err)
	}
	if err := os.Chmod(file, 0o600); err != nil {
		db.Close()
		return nil, fmt.Errorf("protect the database: %w", err)
	}
	return &DB{db}, nil
}

func migrate(ctx context.Context, db *sql.DB) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files)
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

// Close ends all work with the database.
func (d *DB) Close() error { return d.sql.Close() }
