package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"

	"github.com/unknot/unknot/internal/store"
	"github.com/unknot/unknot/internal/store/storetest"
)

// A database of each earlier version, with a record in it, is brought up to the
// newest and keeps the record.
func TestEveryEarlierVersionIsBroughtUp(t *testing.T) {
	ctx := context.Background()
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for from := 1; from < len(files); from++ {
		folder := t.TempDir()
		for _, c := range []struct {
			driver, dsn, where string
			dialect            goose.Dialect
		}{
			{"sqlite", filepath.Join(folder, store.FileName), folder, goose.DialectSQLite3},
			{"pgx", storetest.Postgres(t), "", goose.DialectPostgres},
		} {
			if c.where == "" {
				c.where = c.dsn
			}
			db, err := sql.Open(c.driver, c.dsn)
			if err != nil {
				t.Fatal(err)
			}
			provider, err := goose.NewProvider(c.dialect, db, os.DirFS("migrations"))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := provider.UpTo(ctx, int64(from)); err != nil {
				t.Fatal(err)
			}
			if _, err := db.ExecContext(ctx, "insert into episode (tenant, id, created, changed, version, words, level, doc) values ('me', 'old', 1, 1, 1, 'right temple', 'self_care', '{}')"); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			name := fmt.Sprintf("%s from version %d", c.driver, from)
			up := open(t, c.where)
			if e, err := up.Episode(ctx, "me", "old"); err != nil || e.Words != "right temple" || e.RelapseOf != "" || !e.Ended.IsZero() {
				t.Errorf("%s: %+v %v", name, e, err)
			}
			if int(up.Version()) != len(files) {
				t.Errorf("%s: version %d", name, up.Version())
			}
			if faults := up.Check(ctx); len(faults) > 0 {
				t.Errorf("%s: %q", name, faults)
			}
		}
	}
}
