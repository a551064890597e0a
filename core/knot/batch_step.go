package knot

import (
	"fmt"

	"github.com/unknot/unknot/core/num"
)

// Segment advances every knot by steps steps of dt days under an input that
// stays the same for all of them; input gives it for each knot. A batch that
// returned an error is of no more use: some knots went on and some did not.
func (b *Batch) Segment(input func(j int) Input, dt float64, steps int) error {
	if !(dt > 0 && dt <= .25) || steps < 0 {
		return fmt.Errorf("%d steps of %g days; give steps of at most a quarter of a day", steps, dt)
	}
	u := &b.on.inputs
	for i := range b.blocks {
		k := &b.blocks[i]
		first, last := i*lanes, min((i+1)*lanes, b.n)
		for j := first; j < last; j++ {
			in := &b.input[j]
			*in = input(j)
			if !in.plain() {
				if err := in.check(); err != nil {
					return err
				}
			}
			u.put(j-first, in)
			if b.dt != dt {
				b.factors(j, dt)
			}
		}
		k.relative(u, .5*dt*float64(steps))
		b.recruit(&u.pool)
		k.prepare(u, dt)
		b.goOn(i, dt, steps)
	}
	b.dt = dt
	return nil
}

// More goes on for so many steps under the inputs of the last Segment; a session
// may have acted meanwhile.
func (b *Batch) More(steps int) {
	for i := range b.blocks {
		b.goOn(i, b.dt, steps)
	}
}

// goOn steps one block. What sessions left behind passes with each step as long
// as the muscle notices it; what is only felt passes at the end, all at once.
func (b *Batch) goOn(i int, dt float64, steps int) {
	first, last := i*lanes, min((i+1)*lanes, b.n)
	acts, left := b.held[i], steps
	for range steps {
		acts = acts && b.hold(first, last, dt)
		b.blocks[i].step(&b.on.middle)
		if acts {
			b.held[i] = b.fade(first, last, dt)
			left--
		}
	}
	if b.held[i] && left > 0 {
		b.held[i] = b.fade(first, last, dt*float64(left))
	}
}

// hold lets what sessions left behind act on the next step of some knots, and
// tells whether any of it did.
func (b *Batch) hold(first, last int, dt float64) (any bool) {
	k := &b.blocks[first/lanes]
	for j := first; j < last; j++ {
		f := &b.left[j]
		if f.quiet == 0 && f.frozen == 0 && f.worn1 == 0 && f.worn2 == 0 {
			continue
		}
		any = true
		l, u, p := j-first, &b.input[j], &b.p[j]
		u.quiet = 1 - float64((1-f.quiet)*(1-f.frozen))
		u.damage = f.worn2 / p.TD
		k.plate0[l] = k.plate[l] * (1 - u.quiet)
		k.plateI[l] = p.Kf * dt * p.SI * (1 - u.quiet)
		k.damage[l] = u.damage
	}
	return any
}

// fade lets it pass by so many days, and tells whether any is left.
func (b *Batch) fade(first, last int, days float64) (any bool) {
	for j := first; j < last; j++ {
		if f := &b.left[j]; f.some() {
			b.fall.of(&b.p[j], days)
			f.fade(&b.fall)
			any = any || f.some()
		}
	}
	return any
}

// plain tells quickly that nothing is out of range.
func (u *Input) plain() bool {
	return u.Load >= 0 && u.Load <= 1 && u.Strain >= 0 && u.Strain <= 1 && u.Move >= 0 && u.Move <= 1 && u.Stress >= 0 && u.Stress <= 1 &&
		u.NoSleep == 0 && u.Dry == 0 && u.Heat == 0 && u.Train >= 0 && u.Train <= 1
}

// factors sets what depends on the step only.
func (b *Batch) factors(j int, dt float64) {
	k, l, p := &b.blocks[j/lanes], j%lanes, &b.p[j]
	k.keepI[l], k.keepS[l], k.keepK[l] = num.Exp(-dt/p.TauI), num.Exp(-dt/p.TauS), num.Exp(-dt/p.TauK)
	k.relax[l], k.relaxH[l] = p.Kr*dt, p.Kr*dt*p.Zeta
	k.keepWu[l], k.keepWd[l] = num.Exp(-dt/p.TauWu), num.Exp(-dt/p.TauWd)
}

// inputs is what acts on the knots of a block during one segment.
type inputs struct {
	load, strain, move, stress, noSleep, dry, heat, train [lanes]float64
	fit, pool                                             [lanes]float64 // what prepare makes of them
}

// put sets the inputs of one knot.
func (u *inputs) put(l int, in *Input) {
	u.load[l], u.strain[l], u.move[l], u.stress[l] = in.Load, in.Strain, in.Move, in.Stress
	u.noSleep[l], u.dry[l], u.heat[l], u.train[l] = in.NoSleep, in.Dry, in.Heat, in.Train
}

// recruit turns relative loads into shares of the low-threshold units. Nights
// and evenings are alike for all, so that the last share often fits again.
func (b *Batch) recruit(x *[lanes]float64) {
	for l := range x {
		if x[l] != b.lastLoad || b.lastPool == 0 {
			b.lastLoad, b.lastPool = x[l], 1-num.Exp(-x[l])
		}
		x[l] = b.lastPool
	}
}
