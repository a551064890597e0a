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
		if err := b.input[j].check(); err != nil {
			return err
		}
		if b.dt != dt {
			b.factors(j, dt)
		}
		b.prepare(j)
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
					b.plate(j)
				}
			}
			k.step(dt)
			for j := first; j < last; j++ {
				if f := &b.left[j]; any || f.gate != 0 || f.sore != 0 {
					f.fade(&b.p[j], dt)
				}
			}
		}
	}
	return nil
}

// factors sets what depends on the step only.
func (b *Batch) factors(j int, dt float64) {
	k, l, p := &b.blocks[j/lanes], j%lanes, &b.p[j]
	k.keepI[l], k.keepS[l], k.keepK[l] = num.Exp(-dt/p.TauI), num.Exp(-dt/p.TauS), num.Exp(-dt/p.TauK)
	k.keepWu[l], k.keepWd[l] = num.Exp(-dt/p.TauWu), num.Exp(-dt/p.TauWd)
}

// prepare sets what depends on the input: everything in algebra without c, i
// and a.
func (b *Batch) prepare(j int) {
	k, l, p, u := &b.blocks[j/lanes], j%lanes, &b.p[j], &b.input[j]
	load := u.Load / (1 + float64(p.QK*k.k[l]))
	pool := 1 - num.Exp(-load/p.A0)
	k.room[l] = (p.Pa - p.Pr - float64(p.Kv*load) - float64(p.Klam*u.Strain)) / (p.Pa - p.Pr)
	k.supply[l] = p.Scap * (1 + float64(p.Gm*u.Move)) * (1 + float64(p.Gheat*u.Heat)) * (1 + float64(p.GK*k.k[l])) *
		(1 - float64(p.Gsig*u.Stress)) * (1 - float64(p.Gy*u.Dry))
	k.cost0[l] = p.D0 + float64(p.Da*pool)
	k.grow[l] = p.KAf * (1 - u.Move)
	k.heal[l] = (1 + u.Move) / p.TauA
	k.train[l] = u.Train
	k.plate0[l] = p.S0 + float64(p.Sa*pool) + float64(p.Ssig*(u.Stress+float64(.5*u.NoSleep)))
	k.plateI[l], k.damage[l] = p.SI, 0
}

// plate sets what after-effects change from step to step.
func (b *Batch) plate(j int) {
	b.prepare(j)
	k, l := &b.blocks[j/lanes], j%lanes
	open := 1 - b.input[j].quiet
	k.plate0[l] *= open
	k.plateI[l] = b.p[j].SI * open
	k.damage[l] = b.input[j].damage
}

// rates is algebra for one lane: share short of energy, forming, relaxing.
func (k *block) rates(l int, c, i, a float64) (short, form, relax float64) {
	x := k.room[l] - float64(float64(k.squeeze[l]*c)*(1+float64(k.kA[l]*a)))
	flow := .5 * (x + math.Sqrt(float64(x*x)+4*.03*.03))
	d := k.cost0[l] + float64(k.costC[l]*c)
	v := k.supply[l] * (1 - float64(k.gA[l]*a)) * flow
	d3, v3 := float64(d*d*d), float64(v*v*v)
	short = d3 / (d3 + v3)
	form = k.kf[l] * (k.plate0[l] + float64(k.plateI[l]*i)) * (k.b[l] + short)
	relax = k.kr[l] * (1 - float64(k.zeta[l]*short)) * (1 - float64(k.rA[l]*a))
	return short, form, relax
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
	for l := range lanes {
		c, i, s, a := k.c[l], k.i[l], k.s[l], k.a[l]
		h, form, relax := k.rates(l, c, i, a)
		hc := float64(h * c)
		src := float64(k.psi[l] * float64(hc*hc*hc))
		c1 := moved(c, form, relax, dt)
		i1 := src + float64((i-src)*k.keepI[l])
		to := i + k.damage[l]
		s1 := to + float64((s-to)*k.keepS[l])
		rise := float64(k.grow[l] * c)
		a1 := a + float64(dt*(rise-float64((rise+k.heal[l])*a)))

		h2, form2, relax2 := k.rates(l, c1, i1, a1)
		h, cm, im, sm := .5*(h+h2), .5*(c+c1), .5*(i+i1), .5*(s+s1)
		hc = float64(h * cm)
		src = float64(k.psi[l] * float64(hc*hc*hc))
		k.c[l] = moved(c, .5*(form+form2), .5*(relax+relax2), dt)
		k.i[l] = src + float64((i-src)*k.keepI[l])
		to = im + k.damage[l]
		k.s[l] = to + float64((s-to)*k.keepS[l])
		n := float64(float64(k.wI[l]*im)*(1+float64(k.gS[l]*sm))) + float64(k.wh[l]*float64(h*float64(cm*cm)))
		goal := n / (n + k.th[l])
		keep := k.keepWd[l]
		if goal > k.w[l] {
			keep = k.keepWu[l]
		}
		k.w[l] = goal + float64((k.w[l]-goal)*keep)
		rise = float64(k.grow[l] * cm)
		za := float64((rise + k.heal[l]) * dt)
		k.a[l] = a + float64((float64(rise*dt)-float64(za*a))*(1-float64(.5*za)))
		k.k[l] = k.train[l] + float64((k.k[l]-k.train[l])*k.keepK[l])
	}
}
