package care_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/trial"
	"github.com/unknot/unknot/internal/care"
)

// stiffNeck is a case that passes the gate.
const stiffNeck = `{"schema":"unknot.case/v1","person":{"age":40,"sex":"female","pregnant":"no","tools":["ball"]},
"drawing":{"places":[{"words":"right side of the neck","intensity":6},{"words":"right temple","intensity":3}]},
"onset":{"days":20,"kind":"gradual"},"danger":{"*":"no"}}`

func neckEpisode(t *testing.T, p *care.Practice) string {
	t.Helper()
	a, err := p.Assess([]byte(stiffNeck))
	if err != nil || a.PlanErr != nil {
		t.Fatal(err, a.PlanErr)
	}
	id, err := p.KeepAs(context.Background(), care.Home, "neck", []byte(stiffNeck), a)
	if err != nil {
		t.Fatal(err)
	}
	return id.ID
}

func TestForecastFromTheDiaryOfAnEpisode(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	start := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	now := start
	p.Now = func() time.Time { return now }
	id := neckEpisode(t, p)
	for day := 1; day <= 14; day++ {
		now = start.AddDate(0, 0, day)
		e := felt(1+day, 8, "neck_side.right", max(0, 6-.2*float64(day)))
		e.Did = []unknot.Done{{Treatment: "press_ball", Minutes: 2, Effort: -1}}
		log(t, p, e)
	}
	f, err := p.Forecast(ctx, care.Home, id, care.Ahead{Days: 14, Keep: true, If: []care.What{{Name: "lighter work", Load: .5}}})
	if err != nil {
		t.Fatal(err)
	}
	neck, temple := f.Places[0], f.Places[1]
	if neck.Rated != 15 || temple.Rated != 1 || len(neck.Plan.Days) != 14 || neck.Plan.Days[0].Date != "2026-11-16" || f.Made != "2026-11-15" {
		t.Errorf("%d and %d rated days, %d ahead from %s, made %s", neck.Rated, temple.Rated, len(neck.Plan.Days), neck.Plan.Days[0].Date, f.Made)
	}
	if neck.Verdict.State != "on_track" || temple.Verdict.State != "too_early" || len(neck.Options) != 1 {
		t.Errorf("%+v %+v", neck.Verdict, temple.Verdict)
	}
	again, err := p.Forecast(ctx, care.Home, id, care.Ahead{Days: 14, Keep: true, If: []care.What{{Name: "lighter work", Load: .5}}})
	if diff := cmp.Diff(f, again); diff != "" || err != nil {
		t.Errorf("the same diary gave another forecast: %v %s", err, diff)
	}
	if list, _, err := care.Forecasts.Page(ctx, p, care.Home, id, "", 9); err != nil || len(list) != 1 {
		t.Errorf("%d forecasts are kept, %v", len(list), err)
	}
	if _, err := p.Forecast(ctx, care.Home, id, care.Ahead{If: []care.What{{Without: []string{"pres_spot"}}}}); kind(err) != unknot.Invalid {
		t.Errorf("what if without something that the plan does not hold: %v", err)
	}
	if _, err := p.Forecast(ctx, care.Home, id, care.Ahead{If: []care.What{{Add: []string{"needling"}}}}); kind(err) != unknot.Invalid {
		t.Errorf("what if with a needle that nobody checked: %v", err)
	}
}

// No way leads around the danger questions: neither a case that left them open
// nor a sign that came later has a forecast.
func TestThereIsNoForecastBehindADangerSign(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	p.Now = func() time.Time { return time.Date(2026, 11, 3, 9, 0, 0, 0, time.UTC) }
	id := neckEpisode(t, p)
	e := felt(2, 9, "neck_side.right", 7)
	e.Episode = id
	if _, _, err := p.Log(ctx, care.Home, e, map[string]unknot.Answer{"thunderclap": unknot.Unsure}); err != nil {
		t.Fatal(err)
	}
	var stop *triage.StopError
	if f, err := p.Forecast(ctx, care.Home, id, care.Ahead{}); !errors.As(err, &stop) || len(f.Places) > 0 {
		t.Errorf("%v %d", err, len(f.Places))
	}
}

// A case that left questions open has no forecast either.
func TestThereIsNoForecastBeforeTheQuestionsAreAnswered(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	raw := []byte(strings.Replace(stiffNeck, `{"*":"no"}`, `{}`, 1))
	a, err := p.Assess(raw)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := p.KeepAs(ctx, care.Home, "open", raw, a)
	if err != nil {
		t.Fatal(err)
	}
	var open *triage.UnansweredError
	if _, err := p.Forecast(ctx, care.Home, kept.ID, care.Ahead{}); !errors.As(err, &open) {
		t.Errorf("a forecast, or %v", err)
	}
}

// A kept forecast is held against the days that came after it, and against the
// two simple rules.
func TestKeptForecastsAreScored(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	start := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	now := start
	p.Now = func() time.Time { return now }
	id := neckEpisode(t, p)
	if s, err := p.ForecastScore(ctx, care.Home, id, time.UTC); err != nil || s.Days != 0 {
		t.Errorf("before any forecast: %+v %v", s, err)
	}
	for day := 1; day <= 20; day++ {
		now = start.AddDate(0, 0, day)
		log(t, p, felt(1+day, 8, "neck_side.right", float64(5+day%2)))
		if day == 10 || day == 15 {
			if _, err := p.Forecast(ctx, care.Home, id, care.Ahead{Days: 7, Keep: true}); err != nil {
				t.Fatal(err)
			}
		}
	}
	s, err := p.ForecastScore(ctx, care.Home, id, time.UTC)
	if err != nil || s.Forecasts != 2 || s.Days != 12 {
		t.Fatalf("%+v %v", s, err)
	}
	if s.In80 < .5 || s.In50 > s.In80 || !(s.Model > 0 && s.Model < 2 && s.Smoothed > 0 && s.Last > 0) {
		t.Errorf("%+v", s)
	}
}

// After more than a year of entries for one place only, the other has no rating
// left that counts: it is named, and the forecast of the first is made and
// scored as its own.
func TestAPlaceWithoutRatingsIsNamed(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	start := time.Date(2025, 8, 1, 9, 0, 0, 0, time.UTC)
	now := start
	p.Now = func() time.Time { return now }
	id := neckEpisode(t, p)
	for day := 400; day <= 420; day++ {
		now = start.AddDate(0, 0, day)
		e := felt(1, 8, "temple.right", float64(2+day%2))
		e.At = now.Add(-time.Hour)
		log(t, p, e)
		if day == 410 {
			f, err := p.Forecast(ctx, care.Home, id, care.Ahead{Days: 7, Keep: true})
			if err != nil {
				t.Fatal(err)
			}
			if len(f.Places) != 1 || f.Places[0].Place != 2 || len(f.Silent) != 1 || !strings.Contains(f.Silent[0].Reason, "no rating") {
				t.Fatalf("%d places, silent: %v", len(f.Places), f.Silent)
			}
		}
	}
	if s, err := p.ForecastScore(ctx, care.Home, id, time.UTC); err != nil || s.Forecasts != 1 || s.Days != 7 {
		t.Errorf("%+v %v", s, err)
	}
}

func TestATrialOfTwoTreatmentsOfThePlan(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	start := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	now := start
	p.Now = func() time.Time { return now }
	id := neckEpisode(t, p)
	d := trial.Design{A: "heat_pack", B: "stretch_static", Blocks: 6, Days: 2, Skip: 1, Seed: 3}
	if _, err := p.StartTrial(ctx, care.Home, id, trial.Design{A: "needling", B: "walk", Blocks: 6, Days: 2}, time.UTC); kind(err) != unknot.Invalid {
		t.Errorf("a trial of a needle that nobody checked: %v", err)
	}
	doc, err := p.StartTrial(ctx, care.Home, id, d, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	for day := range d.Length() {
		now = start.AddDate(0, 0, day)
		so, err := p.TrialNow(ctx, care.Home, doc.ID, time.UTC)
		if err != nil || so.Day != day {
			t.Fatalf("day %d: %+v %v", day, so, err)
		}
		pain := 6.
		if so.Today == "heat_pack" {
			pain = 3
		}
		log(t, p, felt(1+day, 8, "neck_side.right", pain))
	}
	now = start.AddDate(0, 0, d.Length())
	so, err := p.TrialNow(ctx, care.Home, doc.ID, time.UTC)
	if err != nil || so.Today != "" || so.Result.State != trial.ABetter {
		t.Errorf("%+v %v", so, err)
	}
}
