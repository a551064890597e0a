package knot

import (
	"math"

	"github.com/unknot/unknot/core/num"
)

// untouchedFacts were left alone: no number was set or changed after a look at
// them, but the spread of change (33), for which Wander was chosen.
func (v *village) untouchedFacts() []Fact {
	ch := v.chronic
	needles := []Event{{.5, "needling", 1}, {7.5, "needling", 1}, {14.5, "needling", 1}}
	needled := v.follow(ch, 24, way{events: needles})
	quiet := 0.
	for i, j := range ch {
		if needled[20][i].Class(&v.c.who[j].P) != Active {
			quiet += 1 / float64(len(ch))
		}
	}
	var mild []int // as in the trial of weekly compression
	for _, j := range v.active {
		if v.r[j].NRS >= 1.5 && v.r[j].NRS <= 5.5 {
			mild = append(mild, j)
		}
	}
	var weekly []Event
	for d := range 84 {
		if d%7 == 0 {
			for range 3 {
				weekly = append(weekly, Event{float64(d) + .6, "press", 60})
			}
			weekly = append(weekly, Event{float64(d) + .6, "stretch", 60})
		}
		weekly = append(weekly, Event{float64(d) + .8, "stretch", 60})
	}
	fewer := func(j, day int) float64 { return .9 } // the programme advised on load
	care, wait := v.follow(mild, 85, way{load: fewer, events: weekly}), v.follow(mild, 85, way{})
	last := func(course [][]Reading) float64 {
		sum := 0.
		for d := 77; d < 84; d++ {
			sum += meanNRS(course[d]) / 7
		}
		return sum
	}
	start := v.mean(mild, func(j int) float64 { return v.r[j].NRS })
	now, then := v.others(28, len(mild))
	change := make([]float64, len(mild))
	for i, j := range mild {
		change[i] = v.rate(care[28][i].NRS, then[i]) - v.rate(v.r[j].NRS, now[i])
	}
	alone := v.follow(mild, 16, way{events: []Event{{.6, "press", 90}, {3.6, "press", 90}, {7.6, "press", 90}, {10.6, "press", 90}}})
	var with, without []float64
	for i := range mild {
		with, without = append(with, v.rate(alone[13][i].NRS, then[i])), append(without, v.rate(wait[13][i].NRS, now[i]))
	}
	const bron = "Bron 2011, doi:10.1186/1741-7015-9-8"
	return []Fact{
		{"30", "three weekly needlings: share no longer active a week later", "41 of 52 = 0.79", .60, .95, quiet, HeldOut, "Gerber 2015"},
		{"31", "weekly compression, stretches at home, 12 weeks: points of pain against waiting", "-1.38 [-2.50, -0.26]", -2.5, -.26, last(care) - last(wait), HeldOut, bron},
		{"32", "waiting list: pain at 12 weeks against start", "0.88 now, 0.76 over 7 days", .70, 1.10, last(wait) / start, HeldOut, bron},
		{"33", "spread of the change over 4 weeks, points", "2.6 to 3.0", 1.5, 3.2, num.Deviation(change), Tuned, "open trial data"},
		{"34", "compression alone, 2 weeks: standard difference in pain", "-0.22 [-0.53, 0.09]", -.53, .09, (num.Mean(with) - num.Mean(without)) / num.Deviation(without), HeldOut, "meta-analysis 2022, PMC9434898"},
	}
}

// stepFacts compare the integrator with an independent one: Dormand-Prince of
// order 8 at a tolerance of 1e-10, thirty days of a forming knot.
func stepFacts() []Fact {
	p := Specified()
	want := State{.861894, .307887, .295441, .242712, .214359, 0}
	off := func(perDay int, want State) float64 {
		x, _, err := RunFine(Healthy, 30, &p, Office(.05, .2, false), nil, perDay)
		if err != nil {
			panic(err)
		}
		return max(math.Abs(x.C-want.C), math.Abs(x.I-want.I), math.Abs(x.S-want.S), math.Abs(x.W-want.W), math.Abs(x.A-want.A))
	}
	fine, _, err := RunFine(Healthy, 30, &p, Office(.05, .2, false), nil, 768)
	if err != nil {
		panic(err)
	}
	return []Fact{
		{"39a", "order of the integrator", "2", 1.7, 2.3, math.Log2(off(48, fine) / off(96, fine)), Watched, "this model"},
		{"39b", "error at steps of one hour, any state", "below 0.02", 0, .02, off(24, want), Watched, "this model"},
	}
}
