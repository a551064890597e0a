package store_test

import (
	"context"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/store"
)

// An episode goes with all that belongs to it, an entry with its corrections;
// nothing else goes, and the receipt is kept in the same step or not at all.
func TestDeletedIsGoneAndNothingElse(t *testing.T) { onBoth(t, deletedIsGoneAndNothingElse) }

func deletedIsGoneAndNothingElse(t *testing.T, db *store.DB) {
	ctx := context.Background()
	put := func(id, episode, mends string) {
		t.Helper()
		e := entry(1)
		e.ID, e.Episode, e.Mends = id, episode, mends
		if err := db.AddEntry(ctx, "me", e); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 2 {
		if err := db.AddEpisode(ctx, "me", episode(i)); err != nil {
			t.Fatal(err)
		}
	}
	put("a", "e000", "")
	put("b", "e001", "")
	put("first", "", "")
	put("second", "", "first")
	put("third", "", "second")
	if _, err := db.PutDocument(ctx, store.Document{Tenant: "me", ID: "d", Kind: "forecast", Episode: "e000", Doc: "{}"}); err != nil {
		t.Fatal(err)
	}
	if err := db.AddConsent(ctx, store.Consent{Tenant: "me", ID: "c", Episode: "e000", Grantee: "doc", May: "read"}); err != nil {
		t.Fatal(err)
	}
	if n, err := db.DeleteEpisode(ctx, "me", "e000", receipt("r1")); n != 4 || err != nil {
		t.Errorf("%d rows: %v", n, err)
	}
	if n, err := db.DeleteEntry(ctx, "me", "second", receipt("r2")); n != 3 || err != nil {
		t.Errorf("%d rows: %v", n, err)
	}
	if _, err := db.DeleteEntry(ctx, "me", "second", receipt("r3")); kind(err) != unknot.NotFound {
		t.Errorf("deleted twice: %v", err)
	}
	if _, err := db.DeleteEpisode(ctx, "me", "e000", receipt("r4")); kind(err) != unknot.NotFound {
		t.Errorf("deleted twice: %v", err)
	}
	list, err := db.Entries(ctx, "me", store.Entry{}, 9)
	if err != nil || len(list) != 1 || list[0].ID != "b" {
		t.Errorf("left: %+v %v", list, err)
	}
	log, err := db.Events(ctx, store.House, store.Event{}, 9)
	if err != nil || len(log) != 2 || log[0].ID != "r2" || log[1].ID != "r1" {
		t.Errorf("receipts: %+v %v", log, err)
	}
}
