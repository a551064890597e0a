package store_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/store"
	"github.com/unknot/unknot/internal/store/storetest"
)

// says checks that a fault outside the program is told as one, with its words.
func says(t *testing.T, err error, words string) {
	t.Helper()
	if k := kind(err); k != unknot.Busy && k != unknot.Invalid || !strings.Contains(err.Error(), words) {
		t.Errorf("%v (%s), want %q in it", err, k, words)
	}
}

// A full disk is told, what was kept stays, and writing goes on when there is
// room again.
func TestFullDisk(t *testing.T) {
	ctx := context.Background()
	db := open(t, t.TempDir())
	if err := db.Pragma(ctx, "max_page_count = 60"); err != nil {
		t.Fatal(err)
	}
	var err error
	kept := 0
	for ; err == nil && kept < 1000; kept++ {
		e := entry(kept)
		e.Doc = strings.Repeat("x", 3000)
		err = db.AddEntry(ctx, "me", e)
	}
	kept-- // the last one was refused
	says(t, err, "disk is full")
	if list, err := db.Entries(ctx, "me", store.Entry{}, 1000); err != nil || len(list) != kept || kept < 5 {
		t.Errorf("%d of %d: %v", len(list), kept, err)
	}
	if err := db.Pragma(ctx, "max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	if err := db.AddEntry(ctx, "me", entry(999)); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

func TestReadOnlyAndLocked(t *testing.T) {
	ctx, folder := context.Background(), t.TempDir()
	db, other := open(t, folder), open(t, folder)
	if err := db.Pragma(ctx, "query_only = 1"); err != nil {
		t.Fatal(err)
	}
	says(t, db.AddEntry(ctx, "me", entry(1)), "may not be written")
	if faults := db.Check(ctx); len(faults) != 1 || !strings.Contains(faults[0], "may not be written") {
		t.Errorf("%q", faults)
	}
	for _, pragma := range []string{"query_only = 0", "busy_timeout = 20"} {
		if err := db.Pragma(ctx, pragma); err != nil {
			t.Fatal(err)
		}
	}
	l, err := other.Load(ctx)
	if err != nil {
		t.Fatal(err)
	}
	says(t, db.AddEntry(ctx, "me", entry(1)), "another program holds")
	l.Close()
	if err := db.AddEntry(ctx, "me", entry(1)); err != nil {
		t.Errorf("after the lock: %v", err)
	}
	_, err = store.Open(ctx, "/proc/unknot")
	says(t, err, "--data")
}

// Bytes that a failing disk changed are found by the check, or the database
// refuses to open, with words that say what to do.
func TestDamagedFileIsFound(t *testing.T) {
	ctx, folder := context.Background(), t.TempDir()
	db := open(t, folder)
	for i := range 200 {
		if err := db.AddEntry(ctx, "me", entry(i)); err != nil {
			t.Fatal(err)
		}
	}
	if faults := db.Check(ctx); len(faults) != 0 {
		t.Errorf("a whole database: %q", faults)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "unknot.db")
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for page := range len(whole) / 4096 {
		bad := bytes.Clone(whole)
		copy(bad[page*4096+8:], bytes.Repeat([]byte{0xAA}, 2000))
		if err := os.WriteFile(file, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := store.Open(ctx, folder)
		if err != nil {
			says(t, err, "database")
			continue
		}
		if faults := db.Check(ctx); len(faults) == 0 && !bytes.Equal(bytes.TrimRight(whole[page*4096+8:page*4096+2008], "\x00"), nil) {
			t.Errorf("page %d: not noticed", page)
		}
		db.Close()
	}
}

func TestANewerDatabaseIsLeftAlone(t *testing.T) {
	ctx, folder := context.Background(), t.TempDir()
	db := open(t, folder)
	if err := db.Exec(ctx, "insert into goose_db_version (version_id, is_applied) values (9999, true)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	_, err := store.Open(ctx, folder)
	says(t, err, "newer unknot")
}

// The server is restarted while entries come in: some are refused with clear
// words, and every acknowledged one is there.
func TestPostgresRestartedUnderLoad(t *testing.T) {
	ctx := context.Background()
	db := open(t, storetest.Postgres(t))
	var acked []string
	refused := 0
	stop := make(chan struct{})
	done := make(chan error, 1)
	go func() {
		defer close(done)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			e := entry(0)
			e.ID = fmt.Sprintf("r%06d", i)
			if err := db.AddEntry(ctx, "me", e); err == nil {
				acked = append(acked, e.ID)
			} else {
				refused++
				if kind(err) != unknot.Busy {
					done <- err
					return
				}
			}
		}
	}()
	storetest.Restart(t)
	time.Sleep(50 * time.Millisecond) // so that the load goes on for a while
	close(stop)
	if err := <-done; err != nil {
		t.Errorf("not told as a fault that passes: %v", err)
	}
	for _, id := range acked {
		if _, err := db.Entry(ctx, "me", id); err != nil {
			t.Fatalf("%s was acknowledged: %v", id, err)
		}
	}
	if len(acked) == 0 {
		t.Errorf("nothing was written; %d refused", refused)
	}
}
