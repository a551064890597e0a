package knot

import "math"

// speed is what algebra gives for every lane.
type speed struct{ short, form, relax [lanes]float64 }

// plainRates is algebra for all lanes: a loop of its own, so that the processor can
// work on the divisions and roots of several knots at once.
func (k *block) plainRates(c, i, a *[lanes]float64, r *speed) {
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

// plainStep is Step for all lanes.
func (k *block) plainStep(dt float64) {
	var r, r2 speed
	var c1, i1, s1, a1 [lanes]float64
	k.plainRates(&k.c, &k.i, &k.a, &r)
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
	k.plainRates(&c1, &i1, &a1, &r2)
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
