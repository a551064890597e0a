package store_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/unknot/unknot/internal/store"
)

// shelves are the calls that the pages of a browser make of the store.
type shelves interface {
	AddEpisode(context.Context, string, store.Episode) error
	Episode(context.Context, string, string) (store.Episode, error)
	Episodes(context.Context, string, store.Episode, int) ([]store.Episode, error)
	ChangeEpisode(context.Context, string, store.Episode, time.Time) error
	EndEpisode(context.Context, string, string, int64, time.Time, time.Time) error
	AddEntry(context.Context, string, store.Entry) error
	Entry(context.Context, string, string) (store.Entry, error)
	Current(context.Context, string, string, time.Time, store.Entry, int) ([]store.Entry, error)
	PutDocument(context.Context, store.Document, ...store.Event) (store.Document, error)
	Document(context.Context, string, string, string) (store.Document, error)
	Documents(context.Context, string, string, string, store.Document, int) ([]store.Document, error)
	DeleteDocument(context.Context, string, string, string, ...store.Event) error
}

// The pocket of a browser answers every call as the database does, whatever was
// done before.
func TestPocketAnswersAsTheDatabaseDoes(t *testing.T) {
	ctx, db, people := context.Background(), open(t, t.TempDir()), 0
	rapid.Check(t, func(r *rapid.T) {
		people++
		me := fmt.Sprint("person ", people)
		both := []shelves{db, store.NewPocket(store.Records{})}
		id := rapid.SampledFrom([]string{"a", "b", "c"})
		kind := rapid.SampledFrom([]string{"wishes", "draft"})
		at := func(what string) time.Time {
			return time.Unix(int64(rapid.IntRange(1000, 1004).Draw(r, what)), 0).UTC()
		}
		doc := rapid.SampledFrom([]string{`{"one":1}`, `{"two":2}`})
		calls := map[string]func(shelves) (any, error){}
		for range rapid.IntRange(1, 25).Draw(r, "calls") {
			e := store.Episode{ID: id.Draw(r, "episode"), Created: at("created"), Words: "neck", Level: "soon", Doc: doc.Draw(r, "case")}
			n := store.Entry{ID: id.Draw(r, "entry"), Episode: id.Draw(r, "of"), At: at("felt"), Written: at("written"), Mends: rapid.SampledFrom([]string{"", "a", "b"}).Draw(r, "mends"), Doc: doc.Draw(r, "entry doc")}
			d := store.Document{Tenant: me, ID: id.Draw(r, "document"), Kind: kind.Draw(r, "kind"), Episode: id.Draw(r, "belongs"), At: at("document at"), Changed: at("changed"), Version: int64(rapid.IntRange(0, 2).Draw(r, "seen")), Doc: doc.Draw(r, "document doc")}
			version, now, limit := int64(rapid.IntRange(1, 3).Draw(r, "version")), at("now"), rapid.IntRange(1, 4).Draw(r, "limit")
			since := rapid.SampledFrom([]time.Time{{}, time.Unix(1002, 0)}).Draw(r, "since")
			ended := rapid.SampledFrom([]time.Time{{}, time.Unix(1003, 0)}).Draw(r, "ended")
			episode := rapid.SampledFrom([]string{"", "a"}).Draw(r, "episode or all")
			calls["add episode"] = func(s shelves) (any, error) { return nil, s.AddEpisode(ctx, me, e) }
			calls["episode"] = func(s shelves) (any, error) { return s.Episode(ctx, me, e.ID) }
			calls["episodes"] = func(s shelves) (any, error) { return s.Episodes(ctx, me, store.Episode{}, limit) }
			calls["episodes before"] = func(s shelves) (any, error) { return s.Episodes(ctx, me, e, limit) }
			calls["change episode"] = func(s shelves) (any, error) { return nil, s.ChangeEpisode(ctx, me, e, now) }
			calls["end episode"] = func(s shelves) (any, error) { return nil, s.EndEpisode(ctx, me, e.ID, version, ended, now) }
			calls["add entry"] = func(s shelves) (any, error) { return nil, s.AddEntry(ctx, me, n) }
			calls["entry"] = func(s shelves) (any, error) { return s.Entry(ctx, me, n.ID) }
			calls["current"] = func(s shelves) (any, error) { return s.Current(ctx, me, episode, since, store.Entry{}, limit) }
			calls["current before"] = func(s shelves) (any, error) { return s.Current(ctx, me, episode, since, n, limit) }
			calls["put document"] = func(s shelves) (any, error) { return s.PutDocument(ctx, d) }
			calls["document"] = func(s shelves) (any, error) { return s.Document(ctx, me, d.Kind, d.ID) }
			calls["documents"] = func(s shelves) (any, error) {
				return s.Documents(ctx, me, d.Kind, episode, store.Document{}, limit)
			}
			calls["delete document"] = func(s shelves) (any, error) { return nil, s.DeleteDocument(ctx, me, d.Kind, d.ID) }
			name := rapid.SampledFrom(names(calls)).Draw(r, "call")
			var said [2]string
			for i, s := range both {
				got, err := calls[name](s)
				said[i] = fmt.Sprintf("%+v, %v", got, err)
			}
			if diff := cmp.Diff(said[0], said[1]); diff != "" {
				r.Fatalf("%s: the database and the pocket differ:\n%s", name, diff)
			}
		}
	})
}

func names[T any](m map[string]T) []string {
	return slices.Sorted(maps.Keys(m))
}

// What is in no database can be deleted from the pocket, with all that belongs
// to it; what the database has cannot.
func TestDropLeavesNothing(t *testing.T) {
	ctx := context.Background()
	p := store.NewPocket(store.Records{Episodes: []store.Episode{{ID: "old", Version: 1}}, Entries: []store.Entry{{ID: "old entry", Episode: "old"}}})
	if err := p.AddEpisode(ctx, "me", store.Episode{ID: "new"}); err != nil {
		t.Fatal(err)
	}
	if err := p.AddEntry(ctx, "me", store.Entry{ID: "new entry", Episode: "new"}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.PutDocument(ctx, store.Document{ID: "draft", Kind: "draft", Doc: `{"episode":"new"}`}); err != nil {
		t.Fatal(err)
	}
	if p.Drop("old") || p.Drop("none") || !p.Drop("new") {
		t.Error("the wrong one was dropped")
	}
	if left := p.Fresh(); len(left.Episodes)+len(left.Entries)+len(left.Documents) != 0 {
		t.Errorf("left: %+v", left)
	}
	if _, err := p.Entry(ctx, "me", "old entry"); err != nil {
		t.Error(err)
	}
}
