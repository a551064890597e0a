package knot

import (
	"fmt"
	"math"
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
		done := 1 - math.Exp(-e.Dose/60)
		x.C *= math.Exp(-p.Kpress * done * p.Eta)
		holdBack(.30 * done)
	case "massage":
		x.C *= math.Exp(-p.Kmass * e.Dose / 60 * p.Eta)
		x.A *= .98
		holdBack(.35 * (1 - math.Exp(-e.Dose/20)))
	case "stretch":
		x.C *= math.Exp(-p.Kstretch * (1 - math.Exp(-e.Dose/20)) * p.Eta)
		holdBack(.10)
	case "needling":
		x.C *= math.Exp(-p.Kdn * e.Dose * p.Eta)
		f.quiet = 1 - (1-f.quiet)*(1-p.Bdn*min(e.Dose, 1)*respond)
		f.quietDays = p.TBdn
		f.sore += .35 * e.Dose
		f.numb = 1 - (1-f.numb)*(1-p.Ndn*min(e.Dose, 1))
	case "injection":
		x.C *= math.Exp(-p.Kinj * e.Dose * p.Eta)
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

// fade lets the after-effects pass by dt days.
func (f *after) fade(p *Parameters, dt float64) {
	f.gate *= math.Exp(-dt / p.TG)
	f.numb *= math.Exp(-dt / p.TG)
	f.sore *= math.Exp(-dt / p.TN)
	if f.quietDays > 0 {
		f.quiet *= math.Exp(-dt / f.quietDays)
	}
	f.frozen *= math.Exp(-dt / 75)
	e := math.Exp(-dt / p.TD)
	f.worn2 += float64((f.worn1 - f.worn2) * (1 - e))
	f.worn1 *= e
}

// read is Read with what sessions left behind. A needle leaves the spot sore
// by itself and yet duller to pressure, so the two are kept apart.
func (f *after) read(x State, u *Input, p *Parameters) Reading {
	r := Read(x, u, p, f.gate, f.sore)
	if f.numb > 0 {
		r.PPT *= math.Exp(p.GG * f.numb)
	}
	return r
}
