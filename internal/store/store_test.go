package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/store"
	"github.com/unknot/unknot/internal/store/storetest"
)

// onBoth runs a test on the embedded database and on PostgreSQL.
func onBoth(t *testing.T, body func(t *testing.T, db *store.DB)) {
	t.Run("sqlite", func(t *testing.T) { body(t, open(t, t.TempDir())) })
	t.Run("postgres", func(t *testing.T) { body(t, open(t, storetest.Postgres(t))) })
}

func open(t *testing.T, folder string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func episode(n int) store.Episode {
	return store.Episode{ID: fmt.Sprintf("e%03d", n), Created: time.Unix(int64(1000+n/2), 0).UTC(), Words: "right temple", Level: "self_care", Doc: "{}"}
}

func TestEpisodesSurviveReopening(t *testing.T) {
	ctx, folder := context.Background(), filepath.Join(t.TempDir(), "new", "folder with space#?%")
	db := open(t, folder)
	if err := db.AddEpisode(ctx, "me", episode(1)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := open(t, folder).Episode(ctx, "me", "e001")
	if err != nil || got.Words != "right temple" || got.Version != 1 || !got.Created.Equal(episode(1).Created) {
		t.Errorf("%+v %v", got, err)
	}
	info, err := os.Stat(filepath.Join(folder, "unknot.db"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the database: %v %v", info, err)
	}
}

func TestPagesListEachEpisodeOnceNewestFirst(t *testing.T) {
	onBoth(t, pagesListEachEpisodeOnceNewestFirst)
}

func pagesListEachEpisodeOnceNewestFirst(t *testing.T, db *store.DB) {
	ctx := context.Background()
	const all = 25 // pairs share a second, so the id must break ties
	for i := range all {
		if err := db.AddEpisode(ctx, "me", episode(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.AddEpisode(ctx, "somebody else", episode(99)); err != nil {
		t.Fatal(err)
	}
	var seen []string
	var last store.Episode
	for {
		page, err := db.Episodes(ctx, "me", last, 4)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			seen = append(seen, e.ID)
		}
		last = page[len(page)-1]
	}
	if len(seen) != all {
		t.Fatalf("%d of %d: %v", len(seen), all, seen)
	}
	for i, id := range seen {
		if want := episode(all - 1 - i).ID; id != want {
			t.Errorf("place %d is %s, want %s", i, id, want)
		}
	}
}

func TestOneTenantCannotSeeOrDeleteAnothers(t *testing.T) {
	onBoth(t, oneTenantCannotSeeOrDeleteAnothers)
}

func oneTenantCannotSeeOrDeleteAnothers(t *testing.T, db *store.DB) {
	ctx := context.Background()
	if err := db.AddEpisode(ctx, "me", episode(1)); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Episode(ctx, "other", "e001"); kind(err) != unknot.NotFound {
		t.Errorf("seen: %v", err)
	}
	if _, err := db.DeleteEpisode(ctx, "other", "e001", receipt("r1")); kind(err) != unknot.NotFound {
		t.Errorf("deleted: %v", err)
	}
	if n, err := db.DeleteAll(ctx, "other", receipt("r2")); n != 0 || kind(err) != unknot.NotFound {
		t.Errorf("%d deleted: %v", n, err)
	}
	if n, err := db.DeleteAll(ctx, "me", receipt("r3")); n != 1 || err != nil {
		t.Errorf("%d deleted: %v", n, err)
	}
}

func receipt(id string) store.Event { return store.Event{ID: id, What: "deleted"} }

func TestSameIDTwiceIsAConflict(t *testing.T) { onBoth(t, sameIDTwiceIsAConflict) }

func sameIDTwiceIsAConflict(t *testing.T, db *store.DB) {
	ctx := context.Background()
	if err := db.AddEpisode(ctx, "me", episode(1)); err != nil {
		t.Fatal(err)
	}
	if err := db.AddEpisode(ctx, "me", episode(1)); kind(err) != unknot.Conflict {
		t.Errorf("%v", err)
	}
}

func TestFolderThatCannotBeUsedIsExplained(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(context.Background(), file); kind(err) != unknot.Invalid {
		t.Errorf("a file as folder: %v", err)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "unknot.db"), []byte("this is no database at all, only text that fills a page"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(context.Background(), folder); kind(err) != unknot.Invalid {
		t.Errorf("a broken file: %v", err)
	}
}

func entry(n int) store.Entry {
	return store.Entry{ID: fmt.Sprintf("d%03d", n), At: time.Unix(int64(5000+n/3), 0).UTC(), Written: time.Unix(9000, 0).UTC(), Doc: fmt.Sprintf("{\"n\":%d}", n)}
}

// Three entries a day, several in the same second: none is lost, and paging
// neither repeats nor leaves out.
func TestManyEntriesADayAreListedOnce(t *testing.T) { onBoth(t, manyEntriesADayAreListedOnce) }

func manyEntriesADayAreListedOnce(t *testing.T, db *store.DB) {
	ctx := context.Background()
	const all = 31
	for i := range all {
		if err := db.AddEntry(ctx, "me", entry(i)); err != nil {
			t.Fatal(err)
		}
	}
	var seen []string
	var last store.Entry
	for {
		page, err := db.Entries(ctx, "me", last, 5)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			seen = append(seen, e.ID)
		}
		last = page[len(page)-1]
	}
	for i, id := range seen {
		if want := entry(all - 1 - i).ID; id != want {
			t.Errorf("place %d is %s, want %s", i, id, want)
		}
	}
	if len(seen) != all {
		t.Errorf("%d of %d", len(seen), all)
	}
	if got, err := db.Entry(ctx, "me", "d007"); err != nil || got != entry(7) {
		t.Errorf("%+v %v", got, err)
	}
}

// What belongs to an episode and what lies beside it are together what counts:
// nothing twice, nothing that was corrected.
func TestAnEpisodeAndWhatLiesBesideIt(t *testing.T) { onBoth(t, anEpisodeAndWhatLiesBesideIt) }

func anEpisodeAndWhatLiesBesideIt(t *testing.T, db *store.DB) {
	ctx := context.Background()
	for i := range 12 {
		e := entry(i)
		e.Episode = []string{"neck", "", "calf"}[i%3]
		if i == 9 {
			e.Mends = entry(4).ID // of another episode, and earlier
		}
		if err := db.AddEntry(ctx, "me", e); err != nil {
			t.Fatal(err)
		}
	}
	ids := func(list []store.Entry, err error) (out []string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list {
			out = append(out, e.ID)
		}
		return out
	}
	since := entry(3).At
	own := ids(db.Current(ctx, "me", "neck", since, store.Entry{}, 50))
	if want := []string{"d009", "d006", "d003"}; !slices.Equal(own, want) {
		t.Errorf("of the neck: %v, want %v", own, want)
	}
	beside := ids(db.CurrentBeside(ctx, "me", "neck", since, store.Entry{}, 4))
	beside = append(beside, ids(db.CurrentBeside(ctx, "me", "neck", since, entry(7), 4))...)
	if want := []string{"d011", "d010", "d008", "d007", "d005"}; !slices.Equal(beside, want) {
		t.Errorf("beside the neck: %v, want %v", beside, want)
	}
	all := append(own, beside...)
	slices.Sort(all)
	slices.Reverse(all)
	if want := ids(db.Current(ctx, "me", "", since, store.Entry{}, 50)); !slices.Equal(all, want) {
		t.Errorf("together %v, want %v", all, want)
	}
}

// A device that got no answer sends again: that changes nothing. Another
// document under the same id is refused, and the first one stays.
func TestSendingTwiceIsHarmless(t *testing.T) { onBoth(t, sendingTwiceIsHarmless) }

func sendingTwiceIsHarmless(t *testing.T, db *store.DB) {
	ctx := context.Background()
	for range 2 {
		if err := db.AddEntry(ctx, "me", entry(1)); err != nil {
			t.Fatal(err)
		}
	}
	other := entry(1)
	other.Doc = "{}"
	if err := db.AddEntry(ctx, "me", other); kind(err) != unknot.Conflict {
		t.Errorf("%v", err)
	}
	if list, err := db.Entries(ctx, "me", store.Entry{}, 10); err != nil || len(list) != 1 || list[0].Doc != entry(1).Doc {
		t.Errorf("%+v %v", list, err)
	}
	if n, err := db.DeleteAll(ctx, "me", receipt("r3")); n != 1 || err != nil {
		t.Errorf("%d deleted: %v", n, err)
	}
}

func TestPostgresOutOfReachIsExplainedWithoutThePassword(t *testing.T) {
	_, err := store.Open(context.Background(), "postgres://me:secret@127.0.0.1:1/unknot?connect_timeout=2")
	if kind(err) != unknot.Invalid || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
}

func kind(err error) unknot.Kind {
	var e *unknot.Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}
