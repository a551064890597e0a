package knot

import "github.com/unknot/unknot/core/num"

// Range is the plausible range of one parameter.
type Range struct {
	Name      string
	Low, High float64
	set       func(p *Parameters, v float64)
}

// Ranges are the parameters that nobody measured well, with the bounds within
// which any value could be defended. Judgement.
func Ranges() []Range {
	return []Range{
		{"squeeze of a full contracture, mmHg", 15, 55, func(p *Parameters, v float64) { p.Kc = v }},
		{"cost of a full contracture, mM/s", .15, .35, func(p *Parameters, v float64) { p.Dc = v }},
		{"rate of forming, per day", 2, 5, func(p *Parameters, v float64) { p.Kf = v }},
		{"rate of releasing, per day", .7, 1.4, func(p *Parameters, v float64) { p.Kr = v }},
		{"forming without want of energy", .008, .03, func(p *Parameters, v float64) { p.B = v }},
		{"end plate by mediators", 0, .8, func(p *Parameters, v float64) { p.SI = v }},
		{"end plate by stress", .1, .6, func(p *Parameters, v float64) { p.Ssig = v }},
		{"end plate by load", .5, 1.5, func(p *Parameters, v float64) { p.Sa = v }},
		{"release that needs energy, share", .75, .95, func(p *Parameters, v float64) { p.Zeta = v }},
		{"flow lost to stress, share", .1, .35, func(p *Parameters, v float64) { p.Gsig = v }},
		{"supply of energy, mM/s", .25, .42, func(p *Parameters, v float64) { p.Scap = v }},
	}
}

// Robustness is what random parameters over Ranges do, as shares of all sets.
type Robustness struct {
	Sets     int
	TwoState float64 // two stable states at some load
	Forms    float64 // a knot at 5 % of strength
	Safe     float64 // none at 2 %
	Persists float64 // formed, and stays at 2.5 %
	LetsGo   float64 // formed, and lets go at rest
	AllFour  float64
}

// Robust draws sets of parameters around p over Ranges and lets each live
// through the four test lives. Nothing is tuned.
func Robust(p Parameters, sets int, seed uint64) Robustness {
	s := num.NewStream(seed, 2)
	who := make([]Person, sets)
	healthy := make([]State, sets)
	for j := range who {
		q := p
		for _, r := range Ranges() {
			r.set(&q, r.Low+(r.High-r.Low)*s.Float())
		}
		who[j], healthy[j] = Person{P: q, Load: 1, Stress: 0, Evening: .4}, Healthy
	}
	run := func(start []State, days int, load, stress float64) (end []State, c []float64) {
		crowd := newCrowd(who, start)
		crowd.free = -1
		crowd.live(days, way{load: func(int, int) float64 { return load }, stress: func(int, int) float64 { return stress }}, nil)
		for j := range who {
			end = append(end, crowd.b.State(j))
			c = append(c, crowd.b.State(j).C)
		}
		return end, c
	}
	made, formed := run(healthy, 45, .05, .2)
	_, low := run(healthy, 45, .02, .2)
	_, kept := run(made, 60, .025, .2)
	_, rested := run(made, 60, .006, .05)
	r := Robustness{Sets: sets}
	one := 1 / float64(sets)
	for j := range who {
		forms, safe, stays, goes := formed[j] > .6, low[j] < .3, kept[j] > .5, rested[j] < .3
		for _, t := range []struct {
			so bool
			to *float64
		}{{forms, &r.Forms}, {safe, &r.Safe}, {forms && stays, &r.Persists}, {forms && goes, &r.LetsGo}, {forms && safe && stays && goes, &r.AllFour}} {
			if t.so {
				*t.to += one
			}
		}
		for load := 0.; load < .045; load += .01 {
			if len(Balances(Input{Load: load, Stress: .2}, 0, 0, &who[j].P)) == 3 {
				r.TwoState += one
				break
			}
		}
	}
	return r
}

func (r Robustness) facts() []Fact {
	return []Fact{
		{"36a", "random parameters: share with two stable states", "more than half", .5, 1, r.TwoState, Watched, "this model"},
		{"36b", "random parameters: share that forms, is safe, persists and lets go", "some", .05, 1, r.AllFour, Watched, "this model"},
	}
}
