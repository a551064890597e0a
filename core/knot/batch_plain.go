package knot

import "math"

// speed is what algebra gives for every lane.
type speed struct{ short, form, relax [lanes]float64 }

// middle is what a step finds out on its way.
type middle struct {
	r, r2          speed
	c1, i1, s1, a1 [lanes]float64
}

// plainRates is algebra for all lanes: a loop of its own, so that the processor can
// work on the divisions and roots of several knots at once.
func (k *block) plainRates(c, i, a *[lanes]float64, r *speed) {
	for l := range lanes {
		c, a := c[l], a[l]
		x := k.room[l] - float64((k.squeeze[l]+float64(k.squeezeA[l]*a))*c)
		flow := x + math.Sqrt(float64(x*x)+k.floor[l]) // twice the share; the half is in supply
		d := k.cost0[l] + float64(k.costC[l]*c)
		v := (k.supply[l] - float64(k.supplyA[l]*a)) * flow
		d3, v3 := float64(d*d*d), float64(v*v*v)
		short := d3 / (d3 + v3)
		r.short[l] = short
		r.form[l] = (k.plate0[l] + float64(k.plateI[l]*i[l])) * (k.b[l] + short)
		r.relax[l] = (k.relax[l] - float64(k.relaxH[l]*short)) * (1 - float64(k.rA[l]*a))
	}
}

// moved is c after a step with the given rates, with exp(-z) as
// (12-6z+z²)/(12+6z+z²): error z⁵/720, never outside 0-1.
func moved(c, form, relax float64) float64 {
	z := form + relax
	half, z2 := float64(.5*z), float64(float64(z*z)*(1./12))
	return (form + float64(c*(1-half+z2))) / (1 + half + z2)
}

// plainStep is Step for all lanes.
func (k *block) plainStep(m *middle) {
	r, r2 := &m.r, &m.r2
	k.plainRates(&k.c, &k.i, &k.a, r)
	for l := range lanes {
		c, i, a := k.c[l], k.i[l], k.a[l]
		hc := float64(r.short[l] * c)
		src := float64(k.psi[l] * float64(hc*hc*hc))
		m.c1[l] = moved(c, r.form[l], r.relax[l])
		m.i1[l] = src + float64((i-src)*k.keepI[l])
		to := i + k.damage[l]
		m.s1[l] = to + float64((k.s[l]-to)*k.keepS[l])
		rise := float64(k.grow[l] * c)
		m.a1[l] = a + (rise - float64((rise+k.heal[l])*a))
	}
	k.plainRates(&m.c1, &m.i1, &m.a1, r2)
	for l := range lanes {
		c, i, s, a, w := k.c[l], k.i[l], k.s[l], k.a[l], k.w[l]
		h, cm, im, sm := .5*(r.short[l]+r2.short[l]), .5*(c+m.c1[l]), .5*(i+m.i1[l]), .5*(s+m.s1[l])
		hc := float64(h * cm)
		src := float64(k.psi[l] * float64(hc*hc*hc))
		k.c[l] = moved(c, .5*(r.form[l]+r2.form[l]), .5*(r.relax[l]+r2.relax[l]))
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
		za := rise + k.heal[l]
		k.a[l] = a + float64((rise-float64(za*a))*(1-float64(.5*za)))
		k.k[l] = k.train[l] + float64((k.k[l]-k.train[l])*k.keepK[l])
	}
}

// plainRelative finds the relative load, with conditioning as it will be half
// days from now.
func (k *block) plainRelative(u *inputs, half float64) {
	for l := range lanes {
		fit := k.k[l] + float64((u.train[l]-k.k[l])*half)/k.tauK[l]
		load := u.load[l] / (1 + float64(k.qK[l]*fit))
		u.fit[l], u.load[l], u.pool[l] = fit, load, load/k.a0[l]
	}
}

// plainPrepare sets what depends on the input: everything in algebra without
// c, i and a, for steps of dt days.
func (k *block) plainPrepare(u *inputs, dt float64) {
	for l := range lanes {
		form := k.kf[l] * dt
		k.room[l] = (k.span[l] - float64(k.kv[l]*u.load[l]) - float64(k.klam[l]*u.strain[l])) / k.span[l]
		k.supply[l] = .5 * k.scap[l] * (1 + float64(k.gm[l]*u.move[l])) * (1 + float64(k.gheat[l]*u.heat[l])) * (1 + float64(k.gK[l]*u.fit[l])) *
			(1 - float64(k.gsig[l]*u.stress[l])) * (1 - float64(k.gy[l]*u.dry[l]))
		k.supplyA[l] = k.supply[l] * k.gA[l]
		k.cost0[l] = k.d0[l] + float64(k.da[l]*u.pool[l])
		k.grow[l] = k.kAf[l] * (1 - u.move[l]) * dt
		k.heal[l] = (1 + u.move[l]) / k.tauA[l] * dt
		k.plate[l] = form * (k.s0[l] + float64(k.sa[l]*u.pool[l]) + float64(k.ssig[l]*(u.stress[l]+float64(.5*u.noSleep[l]))))
		k.plateI[l] = form * k.sI[l]
	}
	k.plate0, k.damage, k.train = k.plate, [lanes]float64{}, u.train
}
