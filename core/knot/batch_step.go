package knot

import (
	"fmt"

	"github.com/unknot/unknot/core/num"
)

// Segment advances every knot by steps steps of dt days under an input that
// stays the same for all of them; input gives it for each knot.
func (b *Batch) Segment(input func(j int) Input, dt float64, steps int) error {
	if !(dt > 0 && dt <= .25) || steps < 0 {
		return fmt.Errorf("%d steps of %g days; give steps of at most a quarter of a day", steps, dt)
	}
	for j := range b.n {
		b.input[j] = input(j)
		if u := &b.input[j]; !u.plain() {
			if err := u.check(); err != nil {
				return err
			}
		}
		if b.dt != dt {
			b.factors(j, dt)
		}
		b.prepare(j, .5*dt*float64(steps))
	}
	b.dt = dt
	for i := range b.blocks {
		k := &b.blocks[i]
		first, last := i*lanes, min((i+1)*lanes, b.n)
		some := false // most knots have nothing left of any session
		for j := first; j < last && !some; j++ {
			some = b.left[j] != (after{quietDays: b.left[j].quietDays})
		}
		if !some {
			for range steps {
				k.step(dt)
			}
			continue
		}
		for range steps {
			any := false
			for j := first; j < last; j++ {
				f := &b.left[j]
				if f.quiet != 0 || f.frozen != 0 || f.worn1 != 0 || f.worn2 != 0 {
					any = true
					b.input[j].quiet = 1 - float64((1-f.quiet)*(1-f.frozen))
					b.input[j].damage = f.worn2 / b.p[j].TD
					b.plate(j, dt)
				}
			}
			k.step(dt)
			for j := first; j < last; j++ {
				if f := &b.left[j]; any || f.gate != 0 || f.numb != 0 || f.sore != 0 {
					b.fall.of(&b.p[j], dt)
					f.fade(&b.fall)
				}
			}
		}
	}
	return nil
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
	k.keepWu[l], k.keepWd[l] = num.Exp(-dt/p.TauWu), num.Exp(-dt/p.TauWd)
}

// prepare sets what depends on the input: everything in algebra without c, i
// and a. Conditioning is taken as it will be half days from now.
func (b *Batch) prepare(j int, half float64) {
	k, l, p, u := &b.blocks[j/lanes], j%lanes, &b.p[j], &b.input[j]
	fit := k.k[l] + float64((u.Train-k.k[l])*half)/p.TauK
	load := u.Load / (1 + float64(p.QK*fit))
	if x := load / p.A0; x != b.lastLoad || b.lastPool == 0 { // nights and evenings are alike for all
		b.lastLoad, b.lastPool = x, 1-num.Exp(-x)
	}
	pool := b.lastPool
	k.room[l] = (p.Pa - p.Pr - float64(p.Kv*load) - float64(p.Klam*u.Strain)) / (p.Pa - p.Pr)
	k.supply[l] = p.Scap * (1 + float64(p.Gm*u.Move)) * (1 + float64(p.Gheat*u.Heat)) * (1 + float64(p.GK*fit)) *
		(1 - float64(p.Gsig*u.Stress)) * (1 - float64(p.Gy*u.Dry))
	k.cost0[l] = p.D0 + float64(p.Da*pool)
	k.grow[l] = p.KAf * (1 - u.Move)
	k.heal[l] = (1 + u.Move) / p.TauA
	k.train[l] = u.Train
	k.plate0[l] = p.S0 + float64(p.Sa*pool) + float64(p.Ssig*(u.Stress+float64(.5*u.NoSleep)))
	k.plateI[l], k.damage[l] = p.SI, 0
}

// plate sets what after-effects change from step to step.
func (b *Batch) plate(j int, dt float64) {
	b.prepare(j, .5*dt)
	k, l := &b.blocks[j/lanes], j%lanes
	open := 1 - b.input[j].quiet
	k.plate0[l] *= open
	k.plateI[l] = b.p[j].SI * open
	k.damage[l] = b.input[j].damage
}
