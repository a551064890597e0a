//go:build goexperiment.simd && amd64

package knot

import "simd/archsimd"

// fours tells whether the processor works on four numbers at once.
var fours = archsimd.X86.AVX2()

// step is Step for all lanes, four at a time where the processor can. The same
// operations come in the same order as in plainStep, and none is fused, so the
// bytes are the same (tested).
func (k *block) step(m *middle) {
	if !fours {
		k.plainStep(m)
		return
	}
	k.fourStep(m)
}

// relative finds the relative load, as plainRelative does.
func (k *block) relative(u *inputs, half float64) {
	if !fours {
		k.plainRelative(u, half)
		return
	}
	one, halves := all4(1), all4(half)
	for l := 0; l < lanes; l += 4 {
		fit := at4(&k.k, l)
		fit = fit.Add(at4(&u.train, l).Sub(fit).Mul(halves).Div(at4(&k.tauK, l)))
		load := at4(&u.load, l).Div(one.Add(at4(&k.qK, l).Mul(fit)))
		put4(fit, &u.fit, l)
		put4(load, &u.load, l)
		put4(load.Div(at4(&k.a0, l)), &u.pool, l)
	}
}

// prepare sets what depends on the input, as plainPrepare does.
func (k *block) prepare(u *inputs, dt float64) {
	if !fours {
		k.plainPrepare(u, dt)
		return
	}
	one, half, dts := all4(1), all4(.5), all4(dt)
	more := func(g, x *[lanes]float64, l int) f4 { return one.Add(at4(g, l).Mul(at4(x, l))) }
	less := func(g, x *[lanes]float64, l int) f4 { return one.Sub(at4(g, l).Mul(at4(x, l))) }
	for l := 0; l < lanes; l += 4 {
		form, span, move, pool := at4(&k.kf, l).Mul(dts), at4(&k.span, l), at4(&u.move, l), at4(&u.pool, l)
		put4(span.Sub(at4(&k.kv, l).Mul(at4(&u.load, l))).Sub(at4(&k.klam, l).Mul(at4(&u.strain, l))).Div(span), &k.room, l)
		supply := half.Mul(at4(&k.scap, l)).Mul(more(&k.gm, &u.move, l)).Mul(more(&k.gheat, &u.heat, l)).Mul(more(&k.gK, &u.fit, l)).
			Mul(less(&k.gsig, &u.stress, l)).Mul(less(&k.gy, &u.dry, l))
		put4(supply, &k.supply, l)
		put4(supply.Mul(at4(&k.gA, l)), &k.supplyA, l)
		put4(at4(&k.d0, l).Add(at4(&k.da, l).Mul(pool)), &k.cost0, l)
		put4(at4(&k.kAf, l).Mul(one.Sub(move)).Mul(dts), &k.grow, l)
		put4(one.Add(move).Div(at4(&k.tauA, l)).Mul(dts), &k.heal, l)
		strain := at4(&u.stress, l).Add(half.Mul(at4(&u.noSleep, l)))
		put4(form.Mul(at4(&k.s0, l).Add(at4(&k.sa, l).Mul(pool)).Add(at4(&k.ssig, l).Mul(strain))), &k.plate, l)
		put4(form.Mul(at4(&k.sI, l)), &k.plateI, l)
	}
	k.plate0, k.damage, k.train = k.plate, [lanes]float64{}, u.train
}

type f4 = archsimd.Float64x4

func at4(a *[lanes]float64, l int) f4 { return archsimd.LoadFloat64x4((*[4]float64)(a[l : l+4])) }

func all4(x float64) f4 { return archsimd.BroadcastFloat64x4(x) }

func put4(v f4, into *[lanes]float64, l int) { v.Store((*[4]float64)(into[l : l+4])) }

// fourRates is plainRates, four at a time.
func (k *block) fourRates(c, i, a *[lanes]float64, r *speed) {
	one := all4(1)
	for l := 0; l < lanes; l += 4 {
		c, a := at4(c, l), at4(a, l)
		x := at4(&k.room, l).Sub(at4(&k.squeeze, l).Add(at4(&k.squeezeA, l).Mul(a)).Mul(c))
		flow := x.Add(x.Mul(x).Add(at4(&k.floor, l)).Sqrt())
		d := at4(&k.cost0, l).Add(at4(&k.costC, l).Mul(c))
		v := at4(&k.supply, l).Sub(at4(&k.supplyA, l).Mul(a)).Mul(flow)
		d3, v3 := d.Mul(d).Mul(d), v.Mul(v).Mul(v)
		short := d3.Div(d3.Add(v3))
		put4(short, &r.short, l)
		put4(at4(&k.plate0, l).Add(at4(&k.plateI, l).Mul(at4(i, l))).Mul(at4(&k.b, l).Add(short)), &r.form, l)
		put4(at4(&k.relax, l).Sub(at4(&k.relaxH, l).Mul(short)).Mul(one.Sub(at4(&k.rA, l).Mul(a))), &r.relax, l)
	}
}

// fourStep is plainStep, four at a time.
func (k *block) fourStep(m *middle) {
	one, half, twelfth := all4(1), all4(.5), all4(1./12)
	moved := func(c, form, relax f4) f4 {
		z := form.Add(relax)
		zh, z2 := half.Mul(z), z.Mul(z).Mul(twelfth)
		return form.Add(c.Mul(one.Sub(zh).Add(z2))).Div(one.Add(zh).Add(z2))
	}
	k.fourRates(&k.c, &k.i, &k.a, &m.r)
	for l := 0; l < lanes; l += 4 {
		c, i, a := at4(&k.c, l), at4(&k.i, l), at4(&k.a, l)
		hc := at4(&m.r.short, l).Mul(c)
		src := at4(&k.psi, l).Mul(hc.Mul(hc).Mul(hc))
		put4(moved(c, at4(&m.r.form, l), at4(&m.r.relax, l)), &m.c1, l)
		put4(src.Add(i.Sub(src).Mul(at4(&k.keepI, l))), &m.i1, l)
		to := i.Add(at4(&k.damage, l))
		put4(to.Add(at4(&k.s, l).Sub(to).Mul(at4(&k.keepS, l))), &m.s1, l)
		rise := at4(&k.grow, l).Mul(c)
		put4(a.Add(rise.Sub(rise.Add(at4(&k.heal, l)).Mul(a))), &m.a1, l)
	}
	k.fourRates(&m.c1, &m.i1, &m.a1, &m.r2)
	for l := 0; l < lanes; l += 4 {
		c, i, s, a, w := at4(&k.c, l), at4(&k.i, l), at4(&k.s, l), at4(&k.a, l), at4(&k.w, l)
		h, cm := half.Mul(at4(&m.r.short, l).Add(at4(&m.r2.short, l))), half.Mul(c.Add(at4(&m.c1, l)))
		im, sm := half.Mul(i.Add(at4(&m.i1, l))), half.Mul(s.Add(at4(&m.s1, l)))
		hc := h.Mul(cm)
		src := at4(&k.psi, l).Mul(hc.Mul(hc).Mul(hc))
		put4(moved(c, half.Mul(at4(&m.r.form, l).Add(at4(&m.r2.form, l))), half.Mul(at4(&m.r.relax, l).Add(at4(&m.r2.relax, l)))), &k.c, l)
		put4(src.Add(i.Sub(src).Mul(at4(&k.keepI, l))), &k.i, l)
		to := im.Add(at4(&k.damage, l))
		put4(to.Add(s.Sub(to).Mul(at4(&k.keepS, l))), &k.s, l)
		n := at4(&k.wI, l).Mul(im).Mul(one.Add(at4(&k.gS, l).Mul(sm))).Add(at4(&k.wh, l).Mul(hc.Mul(cm)))
		goal := n.Div(n.Add(at4(&k.th, l)))
		keep := at4(&k.keepWu, l).Merge(at4(&k.keepWd, l), goal.Greater(w))
		put4(goal.Add(w.Sub(goal).Mul(keep)), &k.w, l)
		rise := at4(&k.grow, l).Mul(cm)
		za := rise.Add(at4(&k.heal, l))
		put4(a.Add(rise.Sub(za.Mul(a)).Mul(one.Sub(half.Mul(za)))), &k.a, l)
		train, fit := at4(&k.train, l), at4(&k.k, l)
		put4(train.Add(fit.Sub(train).Mul(at4(&k.keepK, l))), &k.k, l)
	}
}
