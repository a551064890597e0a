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

// What a session does beside the numbers in Parameters. No study measured these
// in the form that the model needs, so all are judgement; the words beside each
// say what it is held near to.
const (
	// Seconds or minutes after which 63 % of the effect of one session is there.
	pressFull   = 60. // seconds; judgement: presses of 30 to 90 seconds are usual
	stretchFull = 20. // seconds; judgement: holds of 20 to 30 seconds are usual
	massageFull = 20. // minutes, for the pain held back; judgement: sessions of 20 to 30 minutes are usual
	massageUnit = 60. // minutes of the session that Kmass stands for; a unit, not a finding

	// Share of the pain that is held back right after, 0-1; fades with TG.
	pressHolds     = .30 // a long press; judgement
	massageHolds   = .35 // a long massage; judgement: a bit more than a press, it covers more skin
	stretchHolds   = .10 // any stretch; judgement: less than a press
	injectionHolds = .5  // the anaesthetic; judgement: not all pain comes from the spot
	shamHolds      = .15 // a dummy: hope and attention; judgement: half of a press

	massageKeeps = .98 // share of old tissue left by one massage; judgement: hardly any goes

	// Soreness after a needle, on the scale of the drive of pain; fades with TN.
	needlingSore  = .35 // judgement: most people are sore for a day
	injectionSore = .15 // judgement: less, the anaesthetic dulls it

	// Botulinum toxin holds the release of acetylcholine.
	botulinumHolds = .8 // share of the end plate that is held, 0-1; judgement: as needling (Bdn)
	botulinumDays  = 75 // days until 63 % of that is gone; judgement: the effect is usually said to last about three months
)

// some tells whether anything is left.
func (f *after) some() bool {
	return f.gate != 0 || f.numb != 0 || f.sore != 0 || f.quiet != 0 || f.frozen != 0 || f.worn1 != 0 || f.worn2 != 0
}

// apply lets an event act: it breaks contracture (c falls by exp(-k·dose)),
// holds pain back, quiets the end plate, or does harm. The size of each is above
// or in Parameters.
func (f *after) apply(e Event, x *State, p *Parameters) error {
	if !(e.Dose >= 0) || math.IsInf(e.Dose, 0) {
		return fmt.Errorf("%s on day %g has the dose %g; a dose is a number from 0 up", e.Kind, e.Day, e.Dose)
	}
	holdBack := func(share float64) { f.gate = 1 - (1-f.gate)*(1-share) }
	respond := min(1, p.Eta)
	switch e.Kind {
	case "press":
		done := 1 - num.Exp(-e.Dose/pressFull)
		x.C *= num.Exp(-p.Kpress * done * p.Eta)
		holdBack(pressHolds * done)
	case "massage":
		x.C *= num.Exp(-p.Kmass * e.Dose / massageUnit * p.Eta)
		x.A *= massageKeeps
		holdBack(massageHolds * (1 - num.Exp(-e.Dose/massageFull)))
	case "stretch":
		x.C *= num.Exp(-p.Kstretch * (1 - num.Exp(-e.Dose/stretchFull)) * p.Eta)
		holdBack(stretchHolds)
	case "needling":
		x.C *= num.Exp(-p.Kdn * e.Dose * p.Eta)
		f.quiet = 1 - (1-f.quiet)*(1-p.Bdn*min(e.Dose, 1)*respond)
		f.quietDays = p.TBdn
		f.sore += needlingSore * e.Dose
		f.numb = 1 - (1-f.numb)*(1-p.Ndn*min(e.Dose, 1))
	case "injection":
		x.C *= num.Exp(-p.Kinj * e.Dose * p.Eta)
		f.quiet = 1 - (1-f.quiet)*(1-p.Binj*min(e.Dose, 1)*respond)
		f.quietDays = p.TBinj
		f.sore += injectionSore * e.Dose
		holdBack(injectionHolds)
	case "botulinum":
		f.frozen = 1 - (1-f.frozen)*(1-botulinumHolds*min(e.Dose, 1))
	case "sham":
		holdBack(shamHolds * min(e.Dose, 1))
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
		gate: num.Exp(-dt / p.TG), sore: num.Exp(-dt / p.TN), worn: num.Exp(-dt / p.TD), frozen: num.Exp(-dt / botulinumDays)}
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
