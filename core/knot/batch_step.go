package knot

import (
	"fmt"
	"math"

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
	pool := 1 - num.Exp(-load/p.A0)
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

// speed is what algebra gives for every lane.
type speed struct{ short, form, relax [lanes]float64 }

// rates is algebra for all lanes: a loop of its own, so that the processor can
// work on the divisions and roots of several knots at once.
func (k *block) rates(c, i, a *[lanes]float64, r *speed) {
	for l := range lanes {
		c, a := c[l], a[l]
		x := k.room[l] - float64(float64(k.squeeze[l]*c)*(1+float64(k.kA[l]*a)))
		flow := .5 * (x + math.Sqrt(float64(x*x)+k.floor[l]))
		d := k.cost0[l] + float64(k.costC[l]*c)
		v := float64(k.supply[l]*(1-float64(k.gA[l]*a))) * flow
		d3, v3 := float64(d*d*d), float64(v*v*v)
		short := d3 / (d3 + v3)
		r.short[l] = short
		r.form[l] = float64(k.kf[l]*(k.plate0[l]+float64(k.plateI[l]*i[l]))) * (k.b[l] + short)
		r.relax[l] = float64(k.kr[l]*(1-float64(k.zeta[l]*short))) * (1 - float64(k.rA[l]*a))
	}
}

// moved is c after dt at the given rates, with exp(-z) as
// (12-6z+z²)/(12+6z+z²): error z⁵/720, never outside 0-1.
func moved(c, form, relax, dt float64) float64 {
	z := float64((form + relax) * dt)
	z2 := float64(z * z)
	return (float64(float64(12*dt)*form) + float64(c*(12-float64(6*z)+z2))) / (12 + float64(6*z) + z2)
}

// step is Step for all lanes.
func (k *block) step(dt float64) {
	var r, r2 speed
	var c1, i1, s1, a1 [lanes]float64
	k.rates(&k.c, &k.i, &k.a, &r)
	for l := range lanes {
		c, i, a := k.c[l], k.i[l], k.a[l]
		hc := float64(r.short[l] * c)
		src := float64(k.psi[l] * float64(hc*hc*hc))
		c1[l] = moved(c, r.form[l], r.relax[l], dt)
		i1[l] = src + float64((i-src)*k.keepI[l])
		to := i + k.damage[l]
		s1[l] = to + float64((k.s[l]-to)*k.keepS[l])
		rise := float64(k.grow[l] * c)
		a1[l] = a + float64(dt*(rise-float64((rise+k.heal[l])*a)))
	}
	k.rates(&c1, &i1, &a1, &r2)
	for l := range lanes {
		c, i, s, a, w := k.c[l], k.i[l], k.s[l], k.a[l], k.w[l]
		h, cm, im, sm := .5*(r.short[l]+r2.short[l]), .5*(c+c1[l]), .5*(i+i1[l]), .5*(s+s1[l])
		hc := float64(h * cm)
		src := float64(k.psi[l] * float64(hc*hc*hc))
		k.c[l] = moved(c, .5*(r.form[l]+r2.form[l]), .5*(r.relax[l]+r2.relax[l]), dt)
		k.i[l] = src + float64((i-src)*k.keepI[l])
		to := im + k.damage[l]
		k.s[l] = to + float64((s-to)*k.keepS[l])
		n := float64(float64(k.wI[l]*im)*(1+float64(k.gS[l]*sm))) + float64(k.wh[l]*float64(hc*cm))
		goal := n / (n + k.th[l])
		keep := k.keepWd[l]
		if goal > w {
			keep = k.keepWu[l]
		}
		k.w[l] = goal + float64((w-goal)*keep)
		rise := float64(k.grow[l] * cm)
		za := float64((rise + k.heal[l]) * dt)
		k.a[l] = a + float64((float64(rise*dt)-float64(za*a))*(1-float64(.5*za)))
		k.k[l] = k.train[l] + float64((k.k[l]-k.train[l])*k.keepK[l])
	}
}
