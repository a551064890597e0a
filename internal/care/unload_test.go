package care_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/store"
)

// device is a browser that carries the records of a practice.
func device(t *testing.T, home *care.Practice) *store.Pocket {
	t.Helper()
	r, err := home.Carry(context.Background(), care.Home)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(r) // as it travels
	if err != nil {
		t.Fatal(err)
	}
	var carried care.Records
	if err := json.Unmarshal(raw, &carried); err != nil {
		t.Fatal(err)
	}
	return store.NewPocket(carried)
}

func unload(t *testing.T, p *care.Practice, r care.Records, kept, refused int) {
	t.Helper()
	done, err := p.Unload(context.Background(), care.Home, r)
	if err != nil || len(done.Kept) != kept || len(done.Refused) != refused {
		t.Fatalf("kept %v, refused %v, %v; want %d and %d", done.Kept, done.Refused, err, kept, refused)
	}
}

func words(t *testing.T, p *care.Practice) (out []string) {
	t.Helper()
	list, err := p.Recent(context.Background(), care.Home, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range list {
		out = append(out, fmt.Sprintf("%s %s %s", k.ID, k.Level, k.When.UTC().Format(time.DateOnly)))
	}
	return out
}

// What a device brings is there once, however often it is sent, with the time
// at which it was said; what cannot be read is refused and stops nothing.
func TestWhatADeviceBringsIsKeptOnce(t *testing.T) {
	p, ctx := caretest.Practice(t), context.Background()
	pocket := device(t, p)
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	raw := caretest.Example(t, "desk-worker")
	if err := pocket.AddEpisode(ctx, care.Home, store.Episode{ID: "MADEHERE", Created: at, Doc: string(raw)}); err != nil {
		t.Fatal(err)
	}
	if err := pocket.AddEpisode(ctx, care.Home, store.Episode{ID: "BROKEN", Created: at, Doc: `{"schema":"unknot.case/v1","drawing":{"places":[{"cells":["no such cell"]}]}}`}); err != nil {
		t.Fatal(err)
	}
	entry := `{"schema":"unknot.entry/v1","id":"E1","episode":"MADEHERE","at":"2026-03-01T10:00:00Z","note":"in a tunnel"}`
	lone := `{"schema":"unknot.entry/v1","id":"E2","episode":"DELETEDMEANWHILE","at":"2026-03-01T10:00:00Z","note":"alone"}`
	for id, doc := range map[string]string{"E1": entry, "E2": lone} {
		if err := pocket.AddEntry(ctx, care.Home, store.Entry{ID: id, At: at, Written: at, Doc: doc}); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		unload(t, p, pocket.Fresh(), 3, 1)
	}
	if got := words(t, p); len(got) != 1 || got[0] != "MADEHERE self_care 2026-03-01" {
		t.Errorf("kept: %q", got)
	}
	list, err := p.Diary(ctx, care.Home, 10)
	if err != nil || len(list) != 2 {
		t.Fatalf("%d entries, %v", len(list), err)
	}
	for _, e := range list {
		if want := map[string]string{"E1": "MADEHERE", "E2": ""}[e.ID]; e.Episode != want {
			t.Errorf("entry %s belongs to %q, want %q", e.ID, e.Episode, want)
		}
	}
}

// An answer that was changed on the device alone is changed; one that was
// changed in both places stands in both, once.
func TestChangesInTwoPlacesLoseNothing(t *testing.T) {
	p, ctx := caretest.Practice(t), context.Background()
	id, _ := caretest.Keep(t, p, care.Home, caretest.Example(t, "desk-worker"))
	pocket := device(t, p)
	change := func(days int) string {
		var c map[string]any
		if err := json.Unmarshal(caretest.Example(t, "desk-worker"), &c); err != nil {
			t.Fatal(err)
		}
		c["onset"] = map[string]any{"days": days}
		raw, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	here := func(days int) {
		if err := pocket.ChangeEpisode(ctx, care.Home, store.Episode{ID: id, Doc: change(days)}, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	here(11)
	here(12)
	unload(t, p, pocket.Fresh(), 1, 0)
	if raw, err := p.CaseText(ctx, care.Home, id); err != nil || string(raw) != change(12) {
		t.Errorf("the change did not arrive: %s %v", raw, err)
	}
	pocket = device(t, p)
	if err := p.Amend(ctx, care.Home, id, []byte(change(20))); err != nil {
		t.Fatal(err)
	}
	here(30)
	for range 2 {
		unload(t, p, pocket.Fresh(), 1, 0)
	}
	if got := words(t, p); len(got) != 2 {
		t.Errorf("kept: %q", got)
	}
	if raw, err := p.CaseText(ctx, care.Home, id); err != nil || string(raw) != change(20) {
		t.Errorf("the server's own was lost: %s %v", raw, err)
	}
}

// The danger signs of an answer made on a device are weighed again.
func TestStoppedAnswerStaysStopped(t *testing.T) {
	p, ctx := caretest.Practice(t), context.Background()
	pocket := device(t, p)
	if err := pocket.AddEpisode(ctx, care.Home, store.Episode{ID: "STOPPED", Created: time.Now(), Level: "self_care", Doc: string(caretest.Example(t, "chest-pressure-stop"))}); err != nil {
		t.Fatal(err)
	}
	unload(t, p, pocket.Fresh(), 1, 0)
	a, err := p.Recall(ctx, care.Home, "STOPPED")
	if err != nil || a.Gate.Level != unknot.Emergency || a.PlanErr == nil {
		t.Errorf("level %v, %v, %v", a.Gate.Level, a.PlanErr, err)
	}
}
