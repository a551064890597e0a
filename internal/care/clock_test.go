package care_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/store"
	"github.com/unknot/unknot/internal/store/storetest"
)

// The clock jumps back by an hour: nothing that was kept is lost or hidden,
// nothing is kept twice, no lease is broken, no change gets lost, and what was
// taken back stays so.
func TestAClockThatJumpsBack(t *testing.T) {
	for name, where := range map[string]string{"sqlite": t.TempDir(), "postgres": storetest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			ctx, now := context.Background(), time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
			p := opened(t, where)
			p.Now = func() time.Time { return now }
			ada, doc := account(t, p, "ada", "person"), account(t, p, "doc", "clinician")
			episode := keep(t, p, ada.Tenant)
			shared, err := p.Share(ctx, ada, episode, "doc", 24*time.Hour, false)
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Unshare(ctx, ada, shared.ID); err != nil {
				t.Fatal(err)
			}
			say := func(note string) unknot.Entry {
				t.Helper()
				e, _, err := p.Log(ctx, ada.Tenant, unknot.Entry{Sleep: -1, Stress: -1, Note: note}, nil)
				if err != nil {
					t.Fatal(err)
				}
				return e
			}
			say("before")
			seen, err := p.Kept(ctx, ada.Tenant, episode)
			if err == nil {
				err = p.Settle(ctx, ada.Tenant, episode, seen.Version)
			}
			if err == nil {
				err = p.Store.AddJob(ctx, store.Job{Tenant: store.House, ID: "j", Kind: "test", Due: now})
			}
			if err != nil {
				t.Fatal(err)
			}
			if _, ok, err := p.Store.ClaimJob(ctx, "one", now, time.Minute); !ok || err != nil {
				t.Fatal(err)
			}

			now = now.Add(-time.Hour)
			say("after")
			list, err := p.Diary(ctx, ada.Tenant, 9)
			if err != nil || len(list) != 2 || list[0].Note != "before" || list[1].Note != "after" {
				t.Errorf("the diary says %+v %v", list, err)
			}
			if err := p.Reopen(ctx, ada.Tenant, episode, seen.Version); kind(err) != unknot.Conflict {
				t.Errorf("a lost update: %v", err)
			}
			if _, ok, err := p.Store.ClaimJob(ctx, "two", now, time.Minute); ok || err != nil {
				t.Errorf("the lease was broken: %v", err)
			}
			if _, err := p.OpenShared(ctx, doc, shared.ID); kind(err) != unknot.NotFound {
				t.Errorf("what was taken back lives again: %v", err)
			}
			if found, err := p.Doctor(ctx, care.Premises{}); err != nil || len(found) != 0 {
				t.Errorf("%+v %v", found, err)
			}
		})
	}
}

// keep keeps a case and returns its id.
func keep(t *testing.T, p *care.Practice, tenant string) string {
	t.Helper()
	raw := []byte(fmt.Sprintf(line, 41))
	a, err := p.Assess(raw)
	if err != nil {
		t.Fatal(err)
	}
	id, err := p.Keep(context.Background(), tenant, raw, a)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// A clinician adds to an episode only where the consent says so, while it lasts,
// and never without a line in the log of its owner.
func TestAddingNeedsItsOwnConsent(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	ada, doc := account(t, p, "ada", "person"), account(t, p, "doc", "clinician")
	episode := keep(t, p, ada.Tenant)
	look, err := p.Share(ctx, ada, episode, "doc", time.Hour, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Granted(ctx, doc, look.ID, "add"); kind(err) != unknot.NotFound {
		t.Errorf("a look that adds: %v", err)
	}
	add, err := p.Share(ctx, ada, episode, "doc", time.Hour, true)
	if err != nil {
		t.Fatal(err)
	}
	c, err := p.Granted(ctx, doc, add.ID, "add")
	if err != nil || c.Owner != ada.Tenant || c.Episode != episode {
		t.Fatalf("%+v %v", c, err)
	}
	if lines, err := p.Audit(ctx, ada.Tenant, 1); err != nil || lines[0].What != "add_shared" || lines[0].Account != "doc" {
		t.Errorf("%+v %v", lines, err)
	}
	if err := p.Unshare(ctx, ada, add.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Granted(ctx, doc, add.ID, "add"); kind(err) != unknot.NotFound {
		t.Errorf("after it was taken back: %v", err)
	}
}
