package forecast_test

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/forecast"
	"github.com/unknot/unknot/core/knowledge"
)

func small(pain ...float64) forecast.Input {
	return forecast.Input{Places: []forecast.Place{{Name: "neck", Pain: pain}}, Number: 400, Horizon: 21, Seed: 7}
}

func steady(pain float64, days int) []float64 {
	list := make([]float64, days)
	for d := range list {
		list[d] = pain + float64(d%2)
	}
	return list
}

func make1(t *testing.T, in forecast.Input) forecast.Outlook {
	t.Helper()
	f, err := forecast.Make(in)
	if err != nil {
		t.Fatal(err)
	}
	return f.Places[0]
}

func TestTheSameSeedGivesTheSameForecast(t *testing.T) {
	in := small(5, 4, -1, 5, 3, 4, 4)
	in.Plan.Items = []forecast.Item{{Session: forecast.Session{Kind: "press", Dose: 90}, Times: 2}}
	a, b := make1(t, in), make1(t, in)
	if !reflect.DeepEqual(a, b) {
		t.Error("the same seed gave two forecasts")
	}
	in.Seed++
	if c := make1(t, in); reflect.DeepEqual(a.Plan, c.Plan) {
		t.Error("the seed changes nothing")
	}
}

// Whatever the diary says, chances are chances, bands are nested and being
// quiet by a day only becomes likelier.
func TestForecastsAreWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(1, 30).Draw(t, "days")
		in := small()
		in.Number, in.Horizon = 100, 10
		pain := in.Places[0].Pain
		for d := range days {
			y := float64(rapid.IntRange(-1, 20).Draw(t, "pain"))
			if y > 0 {
				y /= 2
			}
			if d == 0 {
				y = max(y, 0)
			}
			pain = append(pain, y)
			in.Days = append(in.Days, forecast.Day{Stress: rapid.Float64Range(0, 10).Draw(t, "stress"), Sleep: rapid.Float64Range(0, 24).Draw(t, "sleep")})
			if rapid.Bool().Draw(t, "did") {
				in.Days[d].Done = []forecast.Session{{Kind: rapid.SampledFrom(forecast.SessionKinds()).Draw(t, "kind"), Dose: rapid.Float64Range(0, 500).Draw(t, "dose")}}
			}
		}
		in.Places[0].Pain = pain
		f, err := forecast.Make(in)
		if err != nil {
			t.Fatal(err)
		}
		last := 0.
		for _, d := range f.Places[0].Plan.Days {
			sum := 0.
			for _, p := range d.Ratings {
				sum += p
			}
			q := []float64{d.Ratings.Quantile(.1), d.Ratings.Quantile(.25), d.Ratings.Quantile(.5), d.Ratings.Quantile(.75), d.Ratings.Quantile(.9)}
			for i := 1; i < len(q); i++ {
				if q[i] < q[i-1] {
					t.Fatalf("bands cross: %v", q)
				}
			}
			if math.Abs(sum-1) > 1e-9 || d.Quiet < last-1e-12 || d.Quiet > 1+1e-9 || q[0] < 0 || q[4] > 10 {
				t.Fatalf("sum %v, quiet %v after %v, bands %v", sum, d.Quiet, last, q)
			}
			last = d.Quiet
		}
	})
}

func TestCareHelpsAndALighterLifeHelps(t *testing.T) {
	in := small(steady(5, 14)...)
	in.Number = 2000
	in.Plan.Items = []forecast.Item{{Session: forecast.Session{Kind: "press", Dose: 90}, Times: 2}, {Session: forecast.Session{Kind: "stretch", Dose: 60}, Times: 2}}
	in.Options = []forecast.Plan{{Name: "plan and less load", Items: in.Plan.Items, Load: .6}}
	o := make1(t, in)
	end := func(c forecast.Course) float64 { return c.Days[len(c.Days)-1].Ratings.Mean() }
	if !(end(o.Options[0]) < end(o.Plan) && end(o.Plan) < end(o.Without)-.5) {
		t.Errorf("without care %.2f, with the plan %.2f, with less load %.2f", end(o.Without), end(o.Plan), end(o.Options[0]))
	}
}

// A place that nobody rated takes no forecast from the others, and changes none
// of theirs.
func TestAPlaceWithoutRatingsDoesNotSilenceTheOthers(t *testing.T) {
	none := []float64{-1, -1, -1, -1}
	in := small(5, 4, 4, 3)
	in.Places = []forecast.Place{{Name: "jaw", Pain: none}, in.Places[0], {Name: "hand", Pain: none}}
	f, err := forecast.Make(in)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Places) != 1 || f.Places[0].Name != "neck" || f.Places[0].Place != 1 {
		t.Fatalf("forecast of %d places, the first %q, number %d", len(f.Places), f.Places[0].Name, f.Places[0].Place)
	}
	if len(f.Silent) != 2 || f.Silent[0].Name != "jaw" || f.Silent[1].Place != 2 || !strings.Contains(f.Silent[1].Error(), "no rating for hand") {
		t.Errorf("silent places: %v", f.Silent)
	}
	in.Places[0].Pain, in.Places[2].Pain = steady(2, 4), steady(6, 4)
	all, err := forecast.Make(in)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(all.Places[1], f.Places[0]) {
		t.Error("the forecast of the neck depends on whether others were rated")
	}
}

func TestBadInputIsRefusedWithWhereAndHow(t *testing.T) {
	for name, c := range map[string]struct {
		in   forecast.Input
		says string
	}{
		"pain of 11":     {small(5, 11), "day 1: pain is 11"},
		"no rating":      {small(-1, -1), "write down the pain"},
		"pain no number": {small(math.NaN()), "0 to 10"},
		"negative dose": {func() forecast.Input {
			in := small(5)
			in.Plan.Items = []forecast.Item{{Session: forecast.Session{Kind: "press", Dose: -3}}}
			return in
		}(), "dose -3"},
		"unknown session": {func() forecast.Input {
			in := small(5)
			in.Plan.Items = []forecast.Item{{Session: forecast.Session{Kind: "pres", Dose: 3}}}
			return in
		}(), `unknown session "pres"`},
		"ten years":   {func() forecast.Input { in := small(5); in.Horizon = 3650; return in }(), "3650 days ahead"},
		"two lengths": {func() forecast.Input { in := small(5, 4); in.Days = make([]forecast.Day, 1); return in }(), "1 days of life for 2"},
		"load":        {func() forecast.Input { in := small(5); in.Plan.Load = -1; return in }(), "load is -1"},
	} {
		if _, err := forecast.Make(c.in); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if f, err := forecast.Make(small(steady(4, 400)...)); err != nil || f.Days != forecast.MostDays {
		t.Errorf("a diary of 400 days: %d days, %v", f.Days, err)
	}
}

func TestVerdicts(t *testing.T) {
	fall := func(from, by float64, days int) []float64 {
		var list []float64
		for d := range days {
			list = append(list, max(0, from-by*float64(d)))
		}
		return list
	}
	done := func(n int) (list []forecast.Day) {
		for range n {
			list = append(list, forecast.Day{Done: []forecast.Session{{Kind: "press", Dose: 60}}, Stress: -1, Sleep: -1})
		}
		return list
	}
	for name, c := range map[string]struct {
		pain  []float64
		days  []forecast.Day
		fresh bool
		want  forecast.State
	}{
		"two days":                        {[]float64{5, 5}, nil, true, forecast.TooEarly},
		"falls as usual":                  {fall(6, .12, 21), nil, true, forecast.OnTrack},
		"new and does not fall":           {fall(6, 0, 21), nil, true, forecast.Slower},
		"two weeks of care and no gain":   {fall(6, 0, 20), done(20), true, forecast.SeeSomeone},
		"six weeks and no gain":           {fall(6, 0, 47), nil, false, forecast.SeeSomeone},
		"rises":                           {fall(3, -.3, 12), nil, true, forecast.SeeSomeone},
		"lasting and stays, three weeks":  {fall(4, 0, 15), nil, false, forecast.OnTrack},
		"low all the time, for six weeks": {fall(1, 0, 47), nil, false, forecast.OnTrack},
	} {
		in := small(c.pain...)
		in.Number, in.Days, in.Fresh = 100, c.days, c.fresh
		if v := make1(t, in).Verdict; v.State != c.want {
			t.Errorf("%s: %+v, want %s", name, v, c.want)
		}
	}
}

// What is said of the course is true of the ratings.
func TestTheReasonIsTrueOfTheRatings(t *testing.T) {
	const early, down, same = "Eight days in a row", "goes down", "stays about the same"
	for name, c := range map[string]struct {
		pain []float64
		want forecast.State
		says string
	}{
		"seven days in a row":         {[]float64{5, 5, 5, 5, 5, 5, 5}, forecast.TooEarly, early},
		"eight days in a row, flat":   {[]float64{5, 5, 5, 5, 5, 5, 5, 5}, forecast.OnTrack, same},
		"a fall too small to notice":  {[]float64{5, 5, 5, 5, 5, 4.5, 4.5, 4.5}, forecast.OnTrack, same},
		"a fall by 15 %":              {[]float64{5, 5, 5, 5, 5, 4.25, 4.25, 4.25}, forecast.OnTrack, down},
		"a fall by a point":           {[]float64{8, 8, 8, 7, 7, 7, 7, 7}, forecast.OnTrack, down},
		"a rise too small to notice":  {[]float64{5, 5, 5, 5, 5, 5.5, 5.5, 5.5}, forecast.OnTrack, same},
		"a rise by a point, from low": {[]float64{2, 2, 2, 2, 3, 3, 3, 3}, forecast.OnTrack, "risen by about a point"},
		"five ratings over ten days":  {[]float64{5, -1, 5, 5, -1, -1, -1, -1, 5, 5}, forecast.OnTrack, same},
		"four ratings over two weeks": {[]float64{5, -1, -1, -1, 5, -1, -1, -1, -1, 5, -1, -1, -1, 5}, forecast.TooEarly, early},
	} {
		in := small(c.pain...)
		in.Number = 100
		v := make1(t, in).Verdict
		if got := strings.Join(v.Reasons, " "); v.State != c.want || !strings.Contains(got, c.says) {
			t.Errorf("%s: %s, %q; want %s, %q", name, v.State, got, c.want, c.says)
		}
	}
}

// CRPS against its definition: the integral of (F(x) - [x ≥ y])².
func TestCRPSAgainstItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c forecast.Chances
		sum := 0.
		for y := range c {
			c[y] = rapid.Float64Range(0, 1).Draw(t, "p")
			sum += c[y]
		}
		if sum == 0 {
			return
		}
		for y := range c {
			c[y] /= sum
		}
		y := float64(rapid.IntRange(0, 20).Draw(t, "y")) / 2
		want, below := 0., 0.
		const n = 2000
		for i := range 10 * n {
			x := (float64(i) + .5) / n
			if i%n == 0 {
				below += c[i/n]
			}
			d := below
			if x >= y {
				d--
			}
			want += d * d / n
		}
		if got := c.CRPS(y); math.Abs(got-want) > 1e-9 {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

// Days are days of the calendar where the person is: the night in which clocks
// go back has 25 hours and is one day.
func TestGatherKeepsToTheCalendar(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, hour int) time.Time { return time.Date(2026, 10, day, hour, 30, 0, 0, berlin) }
	entry := func(id string, when time.Time, now float64, did ...unknot.Done) unknot.Entry {
		return unknot.Entry{ID: id, At: when, Sleep: -1, Stress: -1, Did: did, Places: []unknot.PainAt{{Cells: []unknot.CellID{"temple.right"}, Now: now, Worst: -1, Average: -1}}}
	}
	list := []unknot.Entry{
		entry("d", at(26, 0), 1), // the day after the change
		entry("a", at(24, 23), 6, unknot.Done{Treatment: "press_ball", Minutes: 2}),
		entry("b", at(25, 1), 4), entry("c", at(25, 23), 2), // the day with 25 hours
		entry("c", at(25, 23), 9), // sent twice
		entry("e", at(29, 12), 0), // from the future: the clock of a device was wrong
	}
	d := forecast.Gather(base, []forecast.Spot{{Name: "temple", Cells: []unknot.CellID{"temple.right"}, Pain: 7}}, at(23, 9), list, at(27, 9), berlin)
	if got, want := d.Places[0].Pain, []float64{7, 6, 3, 1, -1}; !reflect.DeepEqual(got, want) {
		t.Errorf("pain by day %v, want %v", got, want)
	}
	if d.Ignored != 2 || d.Weekday != 4 || d.First.Format(time.DateOnly) != "2026-10-23" {
		t.Errorf("%d ignored, weekday %d, first %v", d.Ignored, d.Weekday, d.First)
	}
	if got := d.Days[1].Done; len(got) != 1 || got[0] != (forecast.Session{Kind: "press", Dose: 120}) {
		t.Errorf("done %v", got)
	}
}

func TestTheKnowledgeAsksOnlyForWhatTheModelDoes(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if err := forecast.Check(base); err != nil {
		t.Error(err)
	}
	if len(base.Arms) == 0 {
		t.Error("the knowledge has no arms")
	}
	for _, a := range base.Arms {
		r, err := forecast.Replay(a, 400, 1)
		if err != nil {
			t.Error(err)
		}
		if len(r.Points) != len(a.Points)-1 {
			t.Errorf("%s: %d later points replayed of %d", a.ID, len(r.Points), len(a.Points)-1)
		}
		for _, p := range r.Points {
			if math.Abs(p.Foretold-p.Measured) > 3 {
				t.Errorf("%s, week %g: %.1f foretold, %.1f measured", a.ID, p.Week, p.Foretold, p.Measured)
			}
		}
	}
}
