package knot

import (
	"fmt"
	"math"

	"github.com/unknot/unknot/core/num"
)

// Event is one session or one mishap.
type Event struct {
	Day  float64 // since the start
	Kind string  // one of EventKinds
	Dose float64 // seconds for press and stretch, minutes for massage, else a share or a count
}

// EventKinds lists what may happen, with the unit of its dose.
var EventKinds = []string{"botulinum", "eccentric", "injection", "massage", "needling", "press", "sham", "strain", "stretch"}

// after is what sessions leave behind; each fades exponentially.
type after struct {
	gate         float64 // pain held back
	numb         float64 // the pressed spot dulled by a needle
	sore         float64 // of a needle
	quiet        float64 // end plate, needle or injection
	quietDays    float64
	frozen       float64 // end plate, botulinum
	worn1, worn2 float64 // two stages of damage by unused work
}

// apply lets an event act: it breaks contracture (c falls by exp(-k·dose)),
// holds pain back, quiets the end plate, or does harm. Doses and their sources
// are in docs/model.md, treatments.
func (f *after) apply(e Event, x *State, p *Parameters) error {
	if !(e.Dose >= 0) || math.IsInf(e.Dose, 0) {
		return fmt.Errorf("%s on day %g has the dose %g; a dose is a number from 0 up", e.Kind, e.Day, e.Dose)
	}
	holdBack := func(share float64) { f.gate = 1 - (1-f.gate)*(1-share) }
	respond := min(1, p.Eta)
	switch e.Kind {
	case "press":
		done := 1 - num.Exp(-e.Dose/60)
		x.C *= num.Exp(-p.Kpress * done * p.Eta)
		holdBack(.30 * done)
	case "massage":
		x.C *= num.Exp(-p.Kmass * e.Dose / 60 * p.Eta)
		x.A *= .98
		holdBack(.35 * (1 - num.Exp(-e.Dose/20)))
	case "stretch":
		x.C *= num.Exp(-p.Kstretch * (1 - num.Exp(-e.Dose/20)) * p.Eta)
		holdBack(.10)
	case "needling":
		x.C *= num.Exp(-p.Kdn * e.Dose * p.Eta)
		f.quiet = 1 - (1-f.quiet)*(1-p.Bdn*min(e.Dose, 1)*respond)
		f.quietDays = p.TBdn
		f.sore += .35 * e.Dose
		f.numb = 1 - (1-f.numb)*(1-p.Ndn*min(e.Dose, 1))
	case "injection":
		x.C *= num.Exp(-p.Kinj * e.Dose * p.Eta)
		f.quiet = 1 - (1-f.quiet)*(1-p.Binj*min(e.Dose, 1)*respond)
		f.quietDays = p.TBinj
		f.sore += .15 * e.Dose
		holdBack(.5)
	case "botulinum":
		f.frozen = 1 - (1-f.frozen)*(1-.8*min(e.Dose, 1))
	case "sham":
		holdBack(.15 * min(e.Dose, 1))
	case "eccentric":
		f.worn1 += e.Dose
	case "strain":
		x.C += min(e.Dose, 1) * (1 - x.C)
	default:
		return fmt.Errorf("day %g: unknown event %q; use one of %v", e.Day, e.Kind, EventKinds)
	}
	return nil
}

// decay is by how much after-effects fall in one step.
type decay struct {
	dt, tG, tN, tD           float64 // for which the rest is right
	gate, sore, worn, frozen float64
	quiet, quietDays         float64
}

// of makes the factors right for p and a step of dt days.
func (d *decay) of(p *Parameters, dt float64) {
	if d.dt == dt && d.tG == p.TG && d.tN == p.TN && d.tD == p.TD {
		return
	}
	*d = decay{dt: dt, tG: p.TG, tN: p.TN, tD: p.TD,
		gate: num.Exp(-dt / p.TG), sore: num.Exp(-dt / p.TN), worn: num.Exp(-dt / p.TD), frozen: num.Exp(-dt / 75)}
}

// fade lets the after-effects pass by one step. What is left of less than a
// millionth is taken as gone.
func (f *after) fade(d *decay) {
	f.gate = orGone(f.gate * d.gate)
	f.numb = orGone(f.numb * d.gate)
	f.sore = orGone(f.sore * d.sore)
	if f.quiet > 0 {
		if d.quietDays != f.quietDays {
			d.quiet, d.quietDays = num.Exp(-d.dt/f.quietDays), f.quietDays
		}
		f.quiet = orGone(f.quiet * d.quiet)
	}
	f.frozen = orGone(f.frozen * d.frozen)
	f.worn2 = orGone(f.worn2 + float64((f.worn1-f.worn2)*(1-d.worn)))
	f.worn1 = orGone(f.worn1 * d.worn)
}

func orGone(x float64) float64 {
	if x < 1e-6 {
		return 0
	}
	return x
}

// read is Read with what sessions left behind. A needle leaves the spot sore
// by itself and yet duller to pressure, so the two are kept apart.
func (f *after) read(x State, u *Input, p *Parameters) Reading {
	r := Read(x, u, p, f.gate, f.sore)
	if f.numb > 0 {
		r.PPT *= num.Exp(p.GG * f.numb)
	}
	return r
}
