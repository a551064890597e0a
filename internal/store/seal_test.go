package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/seal"
	"github.com/unknot/unknot/internal/store"
	"github.com/unknot/unknot/internal/store/storetest"
)

func key(t *testing.T) *seal.Sealer {
	t.Helper()
	s, err := seal.New(seal.NewKey())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sealedDB(t *testing.T, where string, s *seal.Sealer) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), where, store.WithKey(s))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// secret is what must not be found on the disk.
const secret = "a very private matter"

func keepSecrets(t *testing.T, db *store.DB) {
	t.Helper()
	ctx := context.Background()
	ep := episode(1)
	ep.Words, ep.Level, ep.Doc = secret, secret, secret
	e := entry(1)
	e.Doc = secret
	if err := db.AddEpisode(ctx, "me", ep); err != nil {
		t.Fatal(err)
	}
	for range 2 { // sent twice
		if err := db.AddEntry(ctx, "me", e); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.PutDocument(ctx, store.Document{Tenant: "me", ID: "d", Kind: "k", Doc: secret}); err != nil {
		t.Fatal(err)
	}
	if err := db.AddJob(ctx, store.Job{Tenant: "me", ID: "j", Kind: "k", Doc: secret, Due: time.Unix(0, 0)}); err != nil {
		t.Fatal(err)
	}
}

func readSecrets(t *testing.T, db *store.DB) {
	t.Helper()
	ctx := context.Background()
	ep, err := db.Episode(ctx, "me", "e001")
	if err != nil || ep.Words != secret || ep.Level != secret || ep.Doc != secret {
		t.Errorf("%+v %v", ep, err)
	}
	if list, err := db.Entries(ctx, "me", store.Entry{}, 9); err != nil || len(list) != 1 || list[0].Doc != secret {
		t.Errorf("%+v %v", list, err)
	}
	if d, err := db.FindDocument(ctx, "k", "d"); err != nil || d.Doc != secret {
		t.Errorf("%+v %v", d, err)
	}
}

// everyRow is all text of the database, as somebody who has it reads it.
func everyRow(t *testing.T, where string) string {
	t.Helper()
	driver, dsn := "pgx", where
	if !strings.HasPrefix(where, "postgres") {
		driver, dsn = "sqlite", filepath.Join(where, store.FileName)
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var all strings.Builder
	for _, table := range store.AllTables() {
		rows, err := db.Query("select * from " + table)
		if err != nil {
			t.Fatal(err)
		}
		names, _ := rows.Columns()
		for rows.Next() {
			values, into := make([]any, len(names)), make([]any, len(names))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&all, values...)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		rows.Close()
	}
	return all.String()
}

// With a key nothing that was said is found in the database; with another key,
// or none, it does not open.
func TestSealedDatabaseShowsNothing(t *testing.T) {
	ctx := context.Background()
	for name, where := range map[string]string{"sqlite": t.TempDir(), "postgres": storetest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			k := key(t)
			db := sealedDB(t, where, k)
			keepSecrets(t, db)
			readSecrets(t, db)
			if j, ok, err := db.ClaimJob(ctx, "p", time.Unix(9, 0), time.Minute); err != nil || !ok || j.Doc != secret {
				t.Errorf("%+v %v", j, err)
			}
			if strings.Contains(everyRow(t, where), secret) {
				t.Error("a record shows what was said")
			}
			if name == "sqlite" {
				noneOnDisk(t, where)
			}
			for say, s := range map[string]*seal.Sealer{"is encrypted": nil, "not the one": key(t)} {
				_, err := store.Open(ctx, where, store.WithKey(s))
				says(t, err, say)
			}
			readSecrets(t, sealedDB(t, where, k))
			if faults := db.Check(ctx); len(faults) > 0 {
				t.Errorf("%q", faults)
			}
		})
	}
}

func noneOnDisk(t *testing.T, folder string) {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(filepath.Join(folder, f.Name()))
		if err != nil || bytes.Contains(raw, []byte(secret)) {
			t.Errorf("%s shows what was said (%v)", f.Name(), err)
		}
	}
}

// A sealed field that was moved to another record, or opened by hand, is told.
func TestMovedFieldsAreNoticed(t *testing.T) {
	ctx, folder := context.Background(), t.TempDir()
	db := sealedDB(t, folder, key(t))
	for i := range 2 {
		if err := db.AddEntry(ctx, "me", entry(i)); err != nil {
			t.Fatal(err)
		}
	}
	for _, change := range []string{"update entry set doc = (select doc from entry where id = 'd001') where id = 'd000'", "update entry set doc = '{}' where id = 'd000'"} {
		if err := db.Exec(ctx, change); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Entry(ctx, "me", "d000"); err == nil || kind(err) == unknot.NotFound {
			t.Errorf("%s: %v", change, err)
		}
	}
}

// An open database is encrypted afterwards, gets another key, and is opened
// again; each time everything reads the same, and the old form is gone.
func TestRekey(t *testing.T) {
	ctx := context.Background()
	for name, where := range map[string]string{"sqlite": t.TempDir(), "postgres": storetest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			db := open(t, where)
			keepSecrets(t, db)
			for i := range 1200 { // more than are held at a time
				if err := db.AddEntry(ctx, "other", entry(i)); err != nil {
					t.Fatal(err)
				}
			}
			k1, k2 := key(t), key(t)
			_, err := store.Open(ctx, where, store.WithKey(k1))
			says(t, err, "unknot rekey")
			for step, k := range []*seal.Sealer{k1, k2, nil} {
				if n, err := db.Rekey(ctx, k); err != nil || n != 1204 {
					t.Fatalf("step %d: %d records: %v", step, n, err)
				}
				readSecrets(t, db)
				readSecrets(t, sealedDB(t, where, k))
				if k != nil && strings.Contains(everyRow(t, where), secret) {
					t.Errorf("step %d: a record shows what was said", step)
				}
				if k != nil && name == "sqlite" {
					noneOnDisk(t, where)
				}
				if list, err := db.Entries(ctx, "other", store.Entry{}, 2000); err != nil || len(list) != 1200 || list[0].Doc != entry(1199).Doc {
					t.Errorf("step %d: %d entries: %v", step, len(list), err)
				}
			}
		})
	}
}

// What is sealed here comes out open, and goes in sealed elsewhere.
func TestRecordsTravelBetweenKeys(t *testing.T) {
	ctx := context.Background()
	from, to := sealedDB(t, t.TempDir(), key(t)), sealedDB(t, storetest.Postgres(t), key(t))
	keepSecrets(t, from)
	for round, want := range []store.Put{store.Added, store.Same} {
		r, err := from.Read(ctx)
		if err != nil {
			t.Fatal(err)
		}
		l, err := to.Load(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range store.Tables() {
			err := r.Rows(ctx, table, "me", func(line []byte) error {
				put, err := l.Put(ctx, table, "me", line)
				if put != want {
					t.Errorf("round %d, %s: %v", round, table, put)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := l.Commit(); err != nil {
			t.Fatal(err)
		}
		l.Close()
		r.Close()
	}
	readSecrets(t, to)
}
