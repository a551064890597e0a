package care_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/store/storetest"
)

type trialNote struct {
	Name string `json:"name"`
	Week int    `json:"week,omitempty"`
}

var (
	trials = care.Shelf[trialNote]{Kind: "trial"}
	links  = care.Shelf[trialNote]{Kind: "link", Noted: true}
)

// Two pages that both think they have the latest: the second is told, and
// nothing of the first is lost. Sending the same twice is harmless.
func TestDocumentsLoseNoUpdate(t *testing.T) {
	for name, where := range map[string]string{"sqlite": t.TempDir(), "postgres": storetest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			ctx := context.Background()
			p := opened(t, where)
			first, err := trials.Put(ctx, p, care.Home, care.Document[trialNote]{ID: "t", Body: trialNote{"heat", 0}})
			if err != nil || first.Version != 1 || first.ETag() != `"v1"` {
				t.Fatalf("%+v %v", first, err)
			}
			again, err := trials.Put(ctx, p, care.Home, care.Document[trialNote]{ID: "t", Body: trialNote{"heat", 0}})
			if err != nil || again.Version != 1 || !again.Changed.Equal(first.Changed) {
				t.Errorf("sent twice: %+v %v", again, err)
			}
			if _, err := trials.Put(ctx, p, care.Home, care.Document[trialNote]{ID: "t", Body: trialNote{"cold", 0}}); kind(err) != unknot.Conflict {
				t.Errorf("another under the same id: %v", err)
			}
			if _, err := links.Put(ctx, p, care.Home, care.Document[trialNote]{ID: "t", Body: trialNote{"heat", 0}}); kind(err) != unknot.Conflict {
				t.Errorf("another kind under the same id: %v", err)
			}
			mine, other := first, first
			mine.Body.Week, other.Body.Week = 1, 2
			if mine, err = trials.Put(ctx, p, care.Home, mine); err != nil || mine.Version != 2 {
				t.Fatal(mine, err)
			}
			if _, err := trials.Put(ctx, p, care.Home, other); kind(err) != unknot.Conflict {
				t.Errorf("a lost update: %v", err)
			}
			if got, err := trials.Get(ctx, p, care.Home, "t"); err != nil || got.Body.Week != 1 {
				t.Errorf("%+v %v", got, err)
			}
			if _, err := trials.Get(ctx, p, "somebody", "t"); kind(err) != unknot.NotFound {
				t.Errorf("of somebody else: %v", err)
			}
			if _, err := trials.Put(ctx, p, care.Home, care.Document[trialNote]{ID: "gone", Version: 3}); kind(err) != unknot.NotFound {
				t.Errorf("a change of what is gone: %v", err)
			}
			if _, err := trials.Put(ctx, p, care.Home, care.Document[trialNote]{Episode: "nowhere"}); kind(err) != unknot.NotFound {
				t.Errorf("of no episode: %v", err)
			}
		})
	}
}

func TestDocumentsArePagedFoundAndWalked(t *testing.T) {
	for name, where := range map[string]string{"sqlite": t.TempDir(), "postgres": storetest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			ctx := context.Background()
			p := opened(t, where)
			const all = 13
			for i := range all {
				for _, tenant := range []string{care.Home, "other"} {
					if _, err := trials.Put(ctx, p, tenant, care.Document[trialNote]{ID: fmt.Sprintf("t%02d", i), At: p.Now(), Body: trialNote{tenant, i}}); err != nil {
						t.Fatal(err)
					}
				}
			}
			var seen []int
			for cursor := ""; ; {
				list, next, err := trials.Page(ctx, p, care.Home, "", cursor, 4)
				if err != nil {
					t.Fatal(err)
				}
				for _, d := range list {
					seen = append(seen, d.Body.Week)
				}
				if cursor = next; next == "" {
					break
				}
			}
			for i, week := range seen {
				if week != all-1-i {
					t.Errorf("place %d is %d", i, week)
				}
			}
			every := map[string]bool{}
			err := trials.Every(ctx, p, func(tenant string, d care.Document[trialNote]) error { every[tenant+d.ID] = true; return nil })
			if len(seen) != all || len(every) != 2*all || err != nil {
				t.Errorf("%d paged, %d walked of %d: %v", len(seen), len(every), all, err)
			}
			if _, err := links.Put(ctx, p, "other", care.Document[trialNote]{ID: "hash", Body: trialNote{Name: "x"}}); err != nil {
				t.Fatal(err)
			}
			if tenant, d, err := links.Find(ctx, p, "hash"); err != nil || tenant != "other" || d.Body.Name != "x" {
				t.Errorf("%s %+v %v", tenant, d, err)
			}
			if _, _, err := links.Find(ctx, p, "t01"); kind(err) != unknot.NotFound {
				t.Errorf("of another kind: %v", err)
			}
		})
	}
}

// Changes of a kind that is noted stand in the audit log with who made them.
func TestNotedDocumentsAreAudited(t *testing.T) {
	ctx := care.By(context.Background(), "ada")
	p := opened(t, t.TempDir())
	if _, err := links.Put(ctx, p, care.Home, care.Document[trialNote]{ID: "l"}); err != nil {
		t.Fatal(err)
	}
	if err := links.Delete(ctx, p, care.Home, "l"); err != nil {
		t.Fatal(err)
	}
	if err := links.Delete(ctx, p, care.Home, "l"); kind(err) != unknot.NotFound {
		t.Errorf("deleted twice: %v", err)
	}
	log, err := p.Audit(ctx, care.Home, 9)
	if err != nil || len(log) != 2 || log[0].What != "link_deleted" || log[1].What != "link_kept" || log[1].Account != "ada" || log[1].About != "l" {
		t.Errorf("%+v %v", log, err)
	}
}

func TestDocumentsTravelWithTheExport(t *testing.T) {
	ctx := context.Background()
	p, q := opened(t, t.TempDir()), opened(t, storetest.Postgres(t))
	if _, err := care.Prefs.Put(ctx, p, care.Home, care.Document[care.Preferences]{Body: care.Preferences{Figure: "female", Tools: []string{"ball"}, Reminders: []care.Reminder{{What: "log", At: "08:30"}}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := trials.Put(ctx, p, care.Home, care.Document[trialNote]{Body: trialNote{"heat", 3}}); err != nil {
		t.Fatal(err)
	}
	raw := export(t, p)
	if done, err := bring(q, raw); err != nil || done.Added != 2 {
		t.Errorf("%+v %v", done, err)
	}
	if got, err := care.Prefs.Get(ctx, q, care.Home, ""); err != nil || got.Body.Figure != "female" || got.Version != 1 {
		t.Errorf("%+v %v", got, err)
	}
	if !bytes.Equal(raw, export(t, q)) {
		t.Error("a second export differs")
	}
	if r, err := q.ForgetAll(ctx, care.Home); err != nil || r.Rows != 2 {
		t.Errorf("%d deleted: %v", r.Rows, err)
	}
	if got, err := care.Prefs.Get(ctx, q, care.Home, ""); err != nil || got.Version != 0 || got.Body.Figure != "" {
		t.Errorf("after deletion: %+v %v", got, err)
	}
}

func TestWrongPreferencesAreRefused(t *testing.T) {
	p := opened(t, t.TempDir())
	for say, bad := range map[string]care.Preferences{
		"figure":   {Figure: "robot"},
		"units":    {Units: "stones"},
		"theme":    {Theme: "pink"},
		"zone":     {Zone: "Nowhere/Land"},
		"call":     {Emergency: "call mum"},
		"08:30":    {Reminders: []care.Reminder{{What: "log", At: "8 o'clock"}}},
		"one of":   {Reminders: []care.Reminder{{What: "cake", At: "08:30"}}},
		"the week": {Reminders: []care.Reminder{{What: "log", At: "08:30", Days: []time.Weekday{7}}}},
		"too many": {Reminders: make([]care.Reminder, 21)},
	} {
		_, err := care.Prefs.Put(context.Background(), p, care.Home, care.Document[care.Preferences]{Body: bad})
		if kind(err) != unknot.Invalid || !strings.Contains(err.Error(), say) {
			t.Errorf("%+v: %v, want %q in it", bad, err, say)
		}
	}
}
