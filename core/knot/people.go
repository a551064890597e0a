package knot

import "github.com/unknot/unknot/core/num"

// Person is one invented person with one muscle: own parameters and own life.
type Person struct {
	P       Parameters
	Load    float64 // share of strength at work, 0-1
	Stress  float64 // 0-1
	Evening float64 // movement outside work and sleep, 0-1
}

// Spread is how much people differ, as coefficients of variation of log-normal
// values. All judgement, but PPT0 (Rosendal 2004: SEM 17 of 269 kPa, n = 20)
// and Psi (areas in Ballyns 2011).
var Spread = struct{ Kf, Kr, Scap, Dc, Kc, Th, PPT0, TauS, TauWd, TauI, Psi, Eta float64 }{
	Kf: .25, Kr: .2, Scap: .15, Dc: .15, Kc: .2, Th: .30, PPT0: .28, TauS: .3, TauWd: .4, TauI: .3, Psi: .6, Eta: .6,
}

// People draws n invented people around p. The same seed gives the same
// people. Load at work is about 2.2 % of strength (static EMG at computer work
// is 1 to 5 %; judgement), stress 0.3.
func People(n int, seed uint64, p Parameters) []Person {
	s := num.NewStream(seed, 1)
	list := make([]Person, n)
	for j := range list {
		q := p
		q.Kf *= s.LogNormal(Spread.Kf)
		q.Kr *= s.LogNormal(Spread.Kr)
		q.Scap *= s.LogNormal(Spread.Scap)
		q.Dc *= s.LogNormal(Spread.Dc)
		q.Kc *= s.LogNormal(Spread.Kc)
		q.Th *= s.LogNormal(Spread.Th)
		q.PPT0 *= s.LogNormal(Spread.PPT0)
		q.TauS *= s.LogNormal(Spread.TauS)
		q.TauWd *= s.LogNormal(Spread.TauWd)
		q.TauI *= s.LogNormal(Spread.TauI)
		q.Psi *= .85 * s.LogNormal(Spread.Psi)
		q.Eta *= s.LogNormal(Spread.Eta)
		list[j] = Person{P: q, Load: .022 * num.Exp(.45*s.Normal()), Stress: s.Beta(1.6, 3.5), Evening: .2 + .4*s.Float()}
	}
	return list
}

// At gives the input of one part of the person's day: 0 asleep, 1 at work, 2
// at rest. Factors change load and stress at work; off is a free day.
func (w *Person) At(part int, load, stress float64, off bool) Input {
	sig := min(1, w.Stress*stress)
	switch {
	case part == 0:
		return Input{Load: .002, Stress: .5 * sig}
	case part == 1 && !off:
		return Input{Load: min(1, w.Load*load), Stress: sig, Move: .1}
	}
	return Input{Load: .008, Stress: .8 * sig, Move: w.Evening}
}
