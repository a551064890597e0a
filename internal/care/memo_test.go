package care_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
)

// A forecast that is asked for again is the same, without being made again; an
// entry more makes another one.
func TestAForecastIsMadeWhenSomethingWasAdded(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	p.Now = func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }
	id := keep(t, p, care.Home)
	for day := range 12 {
		log(t, p, felt(8+day, 9, "calf.left", 7-float64(day)/3))
	}
	ask := func() (any, time.Duration) {
		t.Helper()
		start := time.Now()
		f, err := p.Forecast(ctx, care.Home, id, care.Ahead{})
		if err != nil {
			t.Fatal(err)
		}
		return f, time.Since(start)
	}
	first, slow := ask()
	again, quick := ask()
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error(diff)
	}
	t.Logf("%v at first, %v again", slow, quick)
	log(t, p, felt(21, 9, "calf.left", 9))
	if other, _ := ask(); cmp.Equal(first, other) {
		t.Error("an entry more changes nothing")
	}
}

// The course page reads an episode and what lies beside it, a report reads all:
// both stand on the same diary.
func TestAForecastIsTheSameWhicheverWayTheDiaryWasRead(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	p.Now = func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }
	id, other := keep(t, p, care.Home), keep(t, p, care.Home)
	for day := range 14 {
		e := felt(8+day, 9, "calf.left", 7-float64(day)/3)
		e.Episode = []string{id, "", other}[day%3]
		log(t, p, e)
	}
	wrong := felt(20, 11, "calf.left", 10)
	wrong.Episode = id
	right := felt(20, 12, "calf.left", 2) // of no episode any more
	right.Mends = log(t, p, wrong).ID
	log(t, p, right)
	r, err := p.Report(ctx, care.Home, id, time.Time{}, time.Time{}, time.UTC)
	if err == nil {
		err = p.LookAhead(ctx, care.Home, &r, time.UTC)
	}
	if err != nil {
		t.Fatal(err)
	}
	sum, f, err := p.Look(ctx, care.Home, id, care.Ahead{Days: 28, Keep: true})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(*r.Forecast, f); diff != "" {
		t.Error(diff)
	}
	if len(sum.Days) != 5 || f.Places[0].Rated < 9 {
		t.Errorf("%d days of the episode, %d with a rating that counts", len(sum.Days), f.Places[0].Rated)
	}
	if again, err := p.Forecast(ctx, care.Home, id, care.Ahead{Days: 28, Keep: true}); err != nil || !cmp.Equal(f, again) {
		t.Errorf("%v, or another forecast when one was kept", err)
	}
}

// What is remembered is what would be computed, whatever changed since: a
// finding, a danger sign, a wish, an entry.
func TestAnAnswerIsRememberedUntilSomethingChanges(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	p.Now = func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }
	id := keep(t, p, care.Home)
	same := func(step string) care.Answer {
		t.Helper()
		var got care.Answer
		for _, brief := range []func(context.Context, string, string) (care.Answer, error){p.RecallPlan, p.Recall, p.Recall} {
			fresh := practice(t)
			fresh.Store, fresh.Now = p.Store, p.Now
			want, err := fresh.Recall(ctx, care.Home, id)
			if err != nil {
				t.Fatal(err)
			}
			if got, err = brief(ctx, care.Home, id); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want.Plan, got.Plan, cmp.AllowUnexported(want.Plan)); diff != "" {
				t.Errorf("%s: %s", step, diff)
			}
			if diff := cmp.Diff(want.Gate, got.Gate, cmp.AllowUnexported(want.Gate)); diff != "" {
				t.Errorf("%s: %s", step, diff)
			}
			if len(want.Assessment.Candidates) != len(got.Assessment.Candidates) || len(want.Assessment.Candidates) > 0 && want.Assessment.Candidates[0].Probability != got.Assessment.Candidates[0].Probability {
				t.Errorf("%s: other chances", step)
			}
		}
		return got
	}
	before := same("at first")
	for day := range 20 {
		log(t, p, unknot.Entry{Episode: id, At: time.Date(2026, 11, 24, 12, 0, day, 0, time.UTC).Add(-time.Minute), Sleep: -1, Stress: -1, Did: []unknot.Done{{Treatment: before.Plan.Items[0].Treatment, Minutes: -1, Effort: 3}}})
	}
	same("after twenty sessions")
	if _, err := care.WishShelf.Put(ctx, p, care.Home, care.Document[care.Wishes]{Episode: id, Body: care.Wishes{Avoid: []string{before.Plan.Items[0].Treatment}}}); err != nil {
		t.Fatal(err)
	}
	if a := same("after a wish"); cmp.Equal(a.Plan.Items, before.Plan.Items) {
		t.Error("the wish changes nothing")
	}
	raw, err := p.CaseText(ctx, care.Home, id)
	if err != nil {
		t.Fatal(err)
	}
	raw = bytes.Replace(raw, []byte(`"*"`), []byte(`"chest_pressure":"yes","*"`), 1)
	if err := p.Amend(ctx, care.Home, id, raw); err != nil {
		t.Fatal(err)
	}
	if a := same("after a danger sign"); !a.Gate.Level.StopsPlan() || len(a.Plan.Items) > 0 {
		t.Errorf("a danger sign gives %v and %d items", a.Gate.Level, len(a.Plan.Items))
	}
}
