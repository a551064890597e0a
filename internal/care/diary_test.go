package care_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/store"
)

func felt(day, hour int, cell unknot.CellID, now float64) unknot.Entry {
	return unknot.Entry{At: time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC), Sleep: -1, Stress: -1,
		Places: []unknot.PainAt{{Cells: []unknot.CellID{cell}, Now: now, Worst: -1, Average: -1}}}
}

// A correction replaces what was shown, however old the entry and wherever the
// list is cut, and nothing is lost from the records.
func TestCorrectionsReplaceWithoutLoss(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	wrong := log(t, p, felt(20, 8, "temple.right", 9))
	right := felt(1, 8, "temple.right", 3) // the day was wrong too
	right.Mends = wrong.ID
	right = log(t, p, right)
	list, err := p.Diary(ctx, care.Home, 1)
	if err != nil || len(list) != 1 || list[0].ID != right.ID {
		t.Errorf("%+v %v", list, err)
	}
	if all, err := p.Store.Entries(ctx, care.Home, store.Entry{}, 9); err != nil || len(all) != 2 {
		t.Errorf("%d records %v", len(all), err)
	}
	self := felt(2, 8, "temple.right", 3)
	self.ID, self.Mends = "A", "A"
	if _, _, err := p.Log(ctx, care.Home, self, nil); kind(err) != unknot.Invalid {
		t.Errorf("an entry that corrects itself: %v", err)
	}
}

// The rules look at the person of the episode: a sign that matters only to
// some people is seen with the episode and not without.
func TestEachEntryIsScreenedForThePersonOfTheEpisode(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	raw := []byte(fmt.Sprintf(line, 72))
	a, err := p.Assess(raw)
	if err != nil {
		t.Fatal(err)
	}
	id, err := p.Keep(ctx, care.Home, raw, a)
	if err != nil {
		t.Fatal(err)
	}
	e := felt(3, 9, "calf.left", 4)
	e.Episode = id
	_, gate, err := p.Log(ctx, care.Home, e, map[string]unknot.Answer{"one_leg_swollen": unknot.Yes})
	if err != nil || gate.Level < unknot.SameDay {
		t.Errorf("%v %v", gate.Level, err)
	}
	e.Episode = "NOWHERE"
	if _, _, err := p.Log(ctx, care.Home, e, nil); kind(err) != unknot.NotFound {
		t.Errorf("%v", err)
	}
	list, err := p.Diary(ctx, care.Home, 5)
	if err != nil || len(list) != 1 || list[0].Danger["one_leg_swollen"] != unknot.Yes {
		t.Errorf("the answer was not kept: %+v %v", list, err)
	}
}

func TestSummaryOfADay(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	morning := felt(1, 7, "temple.right", 6)
	morning.Sleep, morning.Stress = 6.5, 4
	noon := felt(1, 12, "temple.right", 4)
	noon.Places[0].Worst = 8
	noon.Did = []unknot.Done{{Treatment: "press_fingers", Minutes: 2, Effort: 5}, {Treatment: "press_fingers", Minutes: -1, Effort: -1}}
	noon.Medicine = []unknot.Taken{{Name: "ibuprofen", Dose: "400 mg"}}
	noon.Function, noon.PEG = []unknot.Activity{{Name: "lift", Score: 4}, {Name: "drive", Score: 7}}, []float64{3, 4, 8}
	noon.Motion, noon.Work, noon.Places[0].Threshold = []unknot.Motion{{What: "neck.rotation.right", Degrees: 60}}, []unknot.Work{{Kind: "desk", Hours: 6}}, 200
	noon.Did[0].Pain = &unknot.Felt{Before: 6, After: 4}
	noon.Spots = []unknot.Spot{{Muscle: "trapezius_upper", Side: unknot.Right, State: unknot.Active}}
	evening := felt(1, 21, "calf.left", 2)
	evening.Places[0].Now, evening.Places[0].Average = -1, 3
	next := felt(2, 1, "temple.right", 1) // still the first, where the day begins later
	next.Motion = []unknot.Motion{{What: "neck.rotation.right", Degrees: 65}, {What: "neck.rotation.right", Degrees: 75}}
	next.Spots = []unknot.Spot{{Muscle: "trapezius_upper", Side: unknot.Right, State: unknot.Quiet}}
	for _, e := range []unknot.Entry{next, evening, morning, noon} {
		log(t, p, e)
	}
	s, err := p.Summary(ctx, care.Home, "", time.Time{}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	want := care.Summary{Places: []unknot.CellID{"temple.right", "calf.left"},
		Spots: []unknot.Spot{{Muscle: "trapezius_upper", Side: unknot.Right, State: unknot.Quiet}},
		Measures: []care.Measure{
			{Name: "activity.drive", Unit: "0-10", Points: []care.Point{{Date: "2026-11-01", Value: 7}}},
			{Name: "activity.lift", Unit: "0-10", Points: []care.Point{{Date: "2026-11-01", Value: 4}}},
			{Name: "motion.neck.rotation.right", Unit: "degrees", Points: []care.Point{{Date: "2026-11-01", Value: 60}, {Date: "2026-11-02", Value: 70}}},
			{Name: "peg", Unit: "0-10", Points: []care.Point{{Date: "2026-11-01", Value: 5}}},
			{Name: "psfs", Unit: "0-10", Points: []care.Point{{Date: "2026-11-01", Value: 5.5}}},
			{Name: "session_change", Unit: "points", Points: []care.Point{{Date: "2026-11-01", Value: -2}}},
			{Name: "threshold.temple.right", Unit: "kPa", Points: []care.Point{{Date: "2026-11-01", Value: 200}}},
			{Name: "work.desk", Unit: "hours", Points: []care.Point{{Date: "2026-11-01", Value: 6}}},
		},
		Days: []care.Day{
			{Date: "2026-11-01", Entries: 3, Sessions: 2, Minutes: 2, Effort: 5, Sleep: 6.5, Stress: 4, Medicine: []string{"ibuprofen"}, Places: []care.PlaceDay{
				{Cell: "temple.right", Entries: 2, Mean: 5, Worst: 8}, {Cell: "calf.left", Entries: 1, Mean: 3, Worst: 3}}},
			{Date: "2026-11-02", Entries: 1, Effort: -1, Sleep: -1, Stress: -1, Places: []care.PlaceDay{{Cell: "temple.right", Entries: 1, Mean: 1, Worst: 1}}}}}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
	if top := s.Days[0].Top(); top != 5 {
		t.Errorf("the strongest place of the day has %v", top)
	}
	if top := (care.Day{}).Top(); top != -1 {
		t.Errorf("a day without places has %v", top)
	}
	s, err = p.Summary(ctx, care.Home, "", time.Time{}, time.FixedZone("west", -5*3600))
	if err != nil || len(s.Days) != 1 || s.Days[0].Entries != 4 {
		t.Errorf("in another zone: %+v %v", s, err)
	}
}

func TestNoGainIsSaidAfterTwoWeeksAndNotBefore(t *testing.T) {
	for _, c := range []struct {
		name string
		days int
		fall float64 // points a day
		want bool
	}{{"same for three weeks", 21, 0, true}, {"same for ten days", 10, 0, false}, {"falls", 21, 0.2, false}, {"rises", 21, -0.1, true}} {
		var list []unknot.Entry
		for d := c.days; d > 0; d-- {
			list = append(list, felt(d, 8, "temple.right", 6-c.fall*float64(d)))
		}
		if got := care.Summarize(list, time.UTC).NoGain; got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// Quiet, then back: the new episode names the old one. Two pages that both
// think the episode still lasts: the second is told.
func TestRelapseIsLinkedAndNoChangeIsLost(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	raw := []byte(fmt.Sprintf(line, 41))
	a, err := p.Assess(raw)
	if err != nil {
		t.Fatal(err)
	}
	old, err := p.Keep(ctx, care.Home, raw, a)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := p.KeepAs(ctx, care.Home, "while it lasts", raw, a); err != nil || again.RelapseOf != "" {
		t.Errorf("an episode that lasts is no relapse: %+v %v", again, err)
	}
	if err := p.Settle(ctx, care.Home, old, 1); err != nil {
		t.Fatal(err)
	}
	if err := p.Settle(ctx, care.Home, old, 1); kind(err) != unknot.Conflict {
		t.Errorf("a lost update: %v", err)
	}
	if err := p.Settle(ctx, "other", old, 2); kind(err) != unknot.NotFound {
		t.Errorf("another tenant: %v", err)
	}
	id, err := p.Keep(ctx, care.Home, raw, a)
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.Recent(ctx, care.Home, 5)
	if err != nil || len(list) != 3 || list[0].ID != id || list[0].RelapseOf != old || list[2].Ended.IsZero() {
		t.Errorf("%+v %v", list, err)
	}
	elsewhere := []byte(strings.Replace(string(raw), "left calf", "right neck", 1))
	b, err := p.Assess(elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	if k, err := p.KeepAs(ctx, care.Home, "elsewhere", elsewhere, b); err != nil || k.RelapseOf != "" {
		t.Errorf("pain at another place came back after nothing: %+v %v", k, err)
	}
	if err := p.Reopen(ctx, care.Home, old, 2); err != nil {
		t.Error(err)
	}
}
