package wire

import (
	"encoding/json"
	"math"
	"time"

	"github.com/unknot/unknot/core/forecast"
)

// ForecastSchema names the format of a forecast.
const ForecastSchema = "unknot.forecast/v1"

// ForecastLimits is what every forecast says of itself.
const ForecastLimits = "A guess from this diary and from how such pain usually goes. It is no promise. Two days of ten fall outside the wide band. Part of it is a model of muscle tissue that may be wrong."

// Forecast is a forecast as it is written down and kept. Pain is NRS 0-10,
// chances are 0-1, dates are days where the person lives.
type Forecast struct {
	Schema    string          `json:"schema"`
	Knowledge string          `json:"knowledge"`
	Model     string          `json:"model"`
	Seed      uint64          `json:"seed"`
	Particles int             `json:"particles"`
	Made      string          `json:"made"`  // 2006-01-02: the last day of the diary
	Phase     string          `json:"phase"` // fresh, lasting
	Days      int             `json:"days"`  // of the diary that were used
	Places    []ForecastPlace `json:"places"`
	Silent    []ForecastGap   `json:"silent,omitempty"` // places without a forecast
	Limits    string          `json:"limits"`
}

// ForecastGap is a place that has no forecast, and why.
type ForecastGap struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// ForecastPlace is the forecast of one place.
type ForecastPlace struct {
	Place    int              `json:"place,omitempty"` // its number among the places of the complaint, from 1; 0 in old forecasts, which have every place
	Name     string           `json:"name"`
	Rated    int              `json:"rated_days"`
	Natural  float64          `json:"natural_share"` // weight of the natural course against the tissue model
	Verdict  ForecastVerdict  `json:"verdict"`
	Diary    []ForecastRating `json:"diary"`
	Past     []ForecastDay    `json:"past"` // what was expected of each day of the diary on the day before
	Plan     ForecastCourse   `json:"plan"`
	Without  ForecastCourse   `json:"without"`  // no session from now on
	Last     ForecastDay      `json:"last"`     // the rule: every day as the last rating
	Smoothed ForecastDay      `json:"smoothed"` // the rule: every day as the smoothed diary
	Options  []ForecastCourse `json:"options,omitempty"`
}

// ForecastVerdict compares the pain with how such pain usually goes.
type ForecastVerdict struct {
	State    string   `json:"state"` // too_early, on_track, slower, see_someone
	Start    float64  `json:"start"`
	Now      float64  `json:"now"`
	Expected float64  `json:"expected"`
	Days     int      `json:"days"`
	Reasons  []string `json:"reasons"`
}

// ForecastRating is a day of the diary that has a rating.
type ForecastRating struct {
	Date string  `json:"date"`
	Pain float64 `json:"pain"`
}

// ForecastCourse is one way into the future.
type ForecastCourse struct {
	Name    string        `json:"name,omitempty"`
	Days    []ForecastDay `json:"days"`
	Quiet   float64       `json:"quiet"`   // chance that it is quiet at some time within these days
	Relapse float64       `json:"relapse"` // chance that it is back within these days, once it was quiet
}

// ForecastDay is how one day may be rated: the bands of 50 % (low to high) and
// 80 % (lowest to highest), the middle, the mean and the chance of each whole
// number.
type ForecastDay struct {
	Date    string      `json:"date,omitempty"`
	Lowest  float64     `json:"p10"`
	Low     float64     `json:"p25"`
	Middle  float64     `json:"p50"`
	High    float64     `json:"p75"`
	Highest float64     `json:"p90"`
	Mean    float64     `json:"mean"`
	Chance  [11]float64 `json:"chance"`
	Quiet   float64     `json:"quiet_by,omitempty"`
}

// NewForecast puts a forecast into the form in which it is written. first is
// any time on the first day of the diary, UTC.
func NewForecast(f forecast.Forecast, d forecast.Diary, knowledge string) Forecast {
	first := d.First.AddDate(0, 0, len(d.Days)-f.Days)
	date := func(day int) string { return first.AddDate(0, 0, day).Format(time.DateOnly) }
	out := Forecast{Schema: ForecastSchema, Knowledge: knowledge, Model: f.Version, Seed: f.Seed, Particles: f.Number,
		Made: date(f.Days - 1), Phase: "lasting", Days: f.Days, Limits: ForecastLimits}
	if f.Fresh {
		out.Phase = "fresh"
	}
	for _, s := range f.Silent {
		out.Silent = append(out.Silent, ForecastGap{s.Name, s.Error()})
	}
	for _, o := range f.Places {
		p := ForecastPlace{Place: o.Place + 1, Name: o.Name, Rated: o.Rated, Natural: round(o.Natural, 3), Diary: []ForecastRating{}, Past: []ForecastDay{},
			Verdict: ForecastVerdict{string(o.Verdict.State), round(o.Verdict.Start, 2), round(o.Verdict.Now, 2), round(o.Verdict.Expected, 2), o.Verdict.Days, o.Verdict.Reasons},
			Last:    newDay("", &o.Last, 0), Smoothed: newDay("", &o.Smoothed, 0)}
		pain := d.Places[o.Place].Pain
		for day, y := range pain[len(pain)-f.Days:] {
			if y >= 0 {
				p.Diary = append(p.Diary, ForecastRating{date(day), round(y, 2)})
			}
		}
		for day := range o.Past {
			p.Past = append(p.Past, newDay(date(o.First+day), &o.Past[day], 0))
		}
		course := func(c *forecast.Course) ForecastCourse {
			w := ForecastCourse{Name: c.Name, Relapse: round(c.Relapse, 3)}
			for day := range c.Days {
				a := &c.Days[day]
				w.Days = append(w.Days, newDay(date(f.Days+day), &a.Ratings, a.Quiet))
				w.Quiet = round(a.Quiet, 3)
			}
			return w
		}
		p.Plan, p.Without = course(&o.Plan), course(&o.Without)
		for k := range o.Options {
			p.Options = append(p.Options, course(&o.Options[k]))
		}
		out.Places = append(out.Places, p)
	}
	return out
}

func newDay(date string, c *forecast.Chances, quiet float64) ForecastDay {
	q := func(p float64) float64 { return round(c.Quantile(p), 2) }
	d := ForecastDay{Date: date, Lowest: q(.1), Low: q(.25), Middle: q(.5), High: q(.75), Highest: q(.9), Mean: round(c.Mean(), 2), Quiet: round(quiet, 3)}
	for y, p := range c {
		d.Chance[y] = round(p, 5)
	}
	return d
}

func round(x float64, digits int) float64 {
	by := math.Pow10(digits)
	return math.Round(x*by) / by
}

// WriteForecast prints a forecast, the same bytes each time.
func WriteForecast(f Forecast) ([]byte, error) { return json.MarshalIndent(f, "", "  ") }
