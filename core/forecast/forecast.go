package forecast

import (
	"errors"

	"github.com/unknot/unknot/core/num"
)

// Version names the way of forecasting; it rises when the same diary would give
// another forecast.
const Version = "2"

// Forecast is what may come, for each place.
type Forecast struct {
	Version string
	Seed    uint64
	Number  int // particles
	Horizon int // days
	Days    int // of the diary that were used
	Fresh   bool
	Places  []Outlook
	Silent  []*SilentError // places that nothing was ever written down for; they have no outlook
}

// Outlook is the forecast of one place.
type Outlook struct {
	Place    int // in the order of Input.Places, from 0
	Name     string
	Rated    int       // days of the diary with a rating
	Natural  float64   // weight of the natural course against the tissue model, 0-1
	Past     []Chances // what was expected of each day of the diary, a day ahead; nothing before the first rating
	First    int       // day of the diary that Past begins with
	Plan     Course    // with the plan
	Without  Course    // without any session from now on
	Last     Chances   // tomorrow is as the last rating, the same for each day
	Smoothed Chances   // tomorrow is as the smoothed diary
	Options  []Course  // in the order of Input.Options
	Verdict  Verdict
}

// Course is one way into the future.
type Course struct {
	Name    string
	Days    []Ahead
	Relapse float64 // chance that pain is back within the horizon once it was quiet; 0 when it is never quiet
}

// Ahead is one day of a course.
type Ahead struct {
	Ratings Chances
	Quiet   float64 // chance that it was quiet by this day
}

// Quiet means a level of pain below 1 for three days on end; back means 2 or
// more for three days on end (a change of 2 points is much, Salaffi 2004,
// doi:10.1016/j.ejpain.2003.09.004).
const (
	quietBelow = 1
	backFrom   = 2
	onEnd      = 3
)

// firstSpread is how far the level may lie from the first rating; judgement, a
// little more than the noise of a rating.
const firstSpread = 1.2

// forget is how fast the weights of the explanations forget (Raftery 2010).
const forget = .97

// Shares of the natural course against the tissue model. Judgement: nothing is
// known before the diary speaks, and neither explanation is ever ruled out, so
// that it can come back.
const evenly, leastShare = .5, .02

// Make makes a forecast of each place that has one rating at least, and names
// the others in Silent. Without any rating the error is a *SilentError. An error
// says what cannot be, where, and how to mend it.
func Make(in Input) (Forecast, error) {
	if err := in.check(); err != nil {
		return Forecast{}, err
	}
	days := len(in.Places[0].Pain)
	out := Forecast{Version: Version, Seed: in.Seed, Number: in.Number, Horizon: in.Horizon, Days: days, Fresh: in.Fresh}
	cares := make([]float64, days)
	level := 0.
	for d := range in.Days {
		level = care(level, in.Days[d].Done)
		cares[d] = level
	}
	for i := range in.Places {
		o, err := in.outlook(i, cares)
		if silent, ok := errors.AsType[*SilentError](err); ok {
			out.Silent = append(out.Silent, silent)
			continue
		}
		if err != nil {
			return Forecast{}, err
		}
		out.Places = append(out.Places, o)
	}
	if len(out.Places) == 0 {
		return Forecast{}, out.Silent[0]
	}
	return out, nil
}

func (in *Input) outlook(i int, cares []float64) (Outlook, error) {
	p := &in.Places[i]
	out := Outlook{Place: i, Name: p.Name}
	first := -1
	for d, y := range p.Pain {
		if y >= 0 {
			out.Rated++
			if first < 0 {
				first = d
			}
		}
	}
	if first < 0 {
		return out, &SilentError{i, p.Name}
	}
	out.First = first + 1
	branch := uint64(i) << 8
	half := in.Number / 2
	start := p.Pain[first]
	tissue, err := newTissue(half, start, firstSpread, in.Seed+branch, num.NewStream(in.Seed, branch|1))
	if err != nil {
		return out, err
	}
	both := pair{newCloud(newUsual(half, in.Fresh, start, firstSpread, num.NewStream(in.Seed, branch|2)), half, num.NewStream(in.Seed, branch|3)),
		newCloud(tissue, half, num.NewStream(in.Seed, branch|4))}
	share := evenly // of the natural course
	for d := first + 1; d < len(p.Pain); d++ {
		t := today{stress: -1, sleep: -1, load: 1, off: in.off(d)}
		if len(in.Days) > 0 {
			t.done, t.care, t.stress, t.sleep = in.Days[d].Done, cares[d], in.Days[d].Stress, in.Days[d].Sleep
		}
		both[0].next(t)
		both[1].next(t)
		out.Past = append(out.Past, both.ratings(share))
		if y := p.Pain[d]; y >= 0 {
			like := likelihood(y)
			a, b := both[0].learn(&like), both[1].learn(&like)
			pa, pb := num.Power(share, forget), num.Power(1-share, forget)
			share = min(max(pa*a/(float64(pa*a)+float64(pb*b)), leastShare), 1-leastShare)
		}
		if len(p.PPT) > 0 && p.PPT[d] > 0 {
			both[1].learnPPT(p.PPT[d])
		}
	}
	both[0].renew()
	both[1].renew()
	now := 0.
	if len(cares) > 0 {
		now = cares[len(cares)-1]
	}
	share = min(max(share, doubt(cares)), 1-doubt(cares))
	out.Natural = share
	out.Plan = in.ahead(both, share, &in.Plan, now, branch)
	out.Without = in.ahead(both, share, &Plan{Name: "without"}, now, branch)
	for k := range in.Options {
		out.Options = append(out.Options, in.ahead(both, share, &in.Options[k], now, branch))
	}
	out.Last, out.Smoothed, _ = naive(p.Pain)
	out.Verdict = in.judge(p)
	return out, nil
}

// doubt is the least weight of either explanation for the days ahead. A diary
// without care cannot tell which of them is right about care: then neither
// falls below 0.3. Two weeks of care leave it to the diary. Judgement.
func doubt(cares []float64) float64 {
	seen := 0.
	for _, c := range cares {
		seen += c
	}
	return .3 - float64(.28*min(1, seen/14))
}

// SilentError says that nothing was ever written down for a place.
type SilentError struct {
	Place int // from 0
	Name  string
}

func (e *SilentError) Error() string {
	return "the diary has no rating for " + e.Name + "; write down the pain (0 to 10) at least once"
}

func (in *Input) off(day int) bool { return (in.Weekday+day)%7 >= 5 }

// pair is both explanations: the natural course and the tissue model.
type pair [2]*cloud

func (p pair) ratings(share float64) (out Chances) {
	a, b := p[0].ratings(), p[1].ratings()
	for y := range out {
		out[y] = float64(share*a[y]) + float64((1-share)*b[y])
	}
	return out
}

// ahead follows a plan. All plans meet the same chance, so that they differ by
// what was done only.
func (in *Input) ahead(from pair, share float64, plan *Plan, level float64, branch uint64) Course {
	both := pair{from[0].copy(num.NewStream(in.Seed, branch|5)), from[1].copy(num.NewStream(in.Seed, branch|6))}
	out := Course{Name: plan.Name, Days: make([]Ahead, in.Horizon)}
	weights := [2]float64{share, 1 - share}
	runs := [2][]run{make([]run, len(both[0].felt)), make([]run, len(both[1].felt))}
	past := len(in.Places[0].Pain)
	quiet, back := 0., 0.
	for d := range out.Days {
		t := today{done: plan.on(d), stress: -1, sleep: -1, load: 1, off: in.off(past + d)}
		level = care(level, t.done)
		t.care = level
		if plan.Load > 0 {
			t.load = plan.Load
		}
		for e, c := range both {
			c.next(t)
			for j := range runs[e] {
				was, now := runs[e][j].quiet, runs[e][j].back
				runs[e][j].day(c.felt[j])
				if w := weights[e] * c.weight[j]; runs[e][j].quiet && !was {
					quiet += w
				} else if runs[e][j].back && !now {
					back += w
				}
			}
		}
		out.Days[d] = Ahead{Ratings: both.ratings(share), Quiet: quiet}
	}
	if quiet > 0 {
		out.Relapse = back / quiet
	}
	return out
}

// run counts days on end.
type run struct {
	low, high   uint8
	quiet, back bool
}

func (r *run) day(level float64) {
	if r.back {
		return
	}
	switch {
	case !r.quiet && level < quietBelow:
		r.low++
		r.quiet = r.low >= onEnd
	case !r.quiet:
		r.low = 0
	case level >= backFrom:
		r.high++
		r.back = r.high >= onEnd
	default:
		r.high = 0
	}
}
