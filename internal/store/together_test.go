package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/store"
	"github.com/unknot/unknot/internal/store/storetest"
)

// A database where every transaction is serializable, as engines that spread
// over machines have it, often says "try again". Nobody gets to hear it, no
// change is lost, and none is made twice.
func TestADatabaseThatAsksToTryAgain(t *testing.T) {
	ctx := context.Background()
	db := open(t, storetest.Postgres(t)+"&default_transaction_isolation=serializable")
	if err := db.AddEpisode(ctx, "me", episode(1)); err != nil {
		t.Fatal(err)
	}
	if _, err := db.PutDocument(ctx, store.Document{Tenant: "me", ID: "shared", Kind: "k", Doc: "0"}); err != nil {
		t.Fatal(err)
	}
	const people, times = 4, 15
	var wait sync.WaitGroup
	for person := range people {
		wait.Go(func() {
			for i := range times {
				raise(t, db, store.Event{ID: fmt.Sprintf("%d-%d", person, i), What: "changed"})
				if _, err := db.DeleteEntry(ctx, "me", "nowhere", receipt(fmt.Sprintf("r%d-%d", person, i))); kind(err) != unknot.NotFound {
					t.Errorf("delete: %v", err)
				}
			}
		})
	}
	wait.Wait()
	d, err := db.Document(ctx, "me", "k", "shared")
	if err != nil || d.Version != people*times+1 {
		t.Errorf("version %d after %d changes: %v", d.Version, people*times, err)
	}
	if log, err := db.Events(ctx, "me", store.Event{}, 1000); err != nil || len(log) != people*times {
		t.Errorf("%d lines of %d: %v", len(log), people*times, err)
	}
}

// raise changes the shared document once, looking again when somebody was
// faster.
func raise(t *testing.T, db *store.DB, e store.Event) {
	ctx := context.Background()
	for {
		d, err := db.Document(ctx, "me", "k", "shared")
		if err == nil {
			_, err = db.PutDocument(ctx, d, e)
		}
		if err == nil {
			return
		}
		if kind(err) != unknot.Conflict {
			t.Errorf("raise: %v", err)
			return
		}
	}
}
