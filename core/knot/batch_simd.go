//go:build goexperiment.simd && amd64

package knot

import "simd/archsimd"

// fours tells whether the processor works on four numbers at once.
var fours = archsimd.X86.AVX2()

// step is Step for all lanes, four at a time where the processor can. The same
// operations come in the same order as in plainStep, and none is fused, so the
// bytes are the same (tested).
func (k *block) step(dt float64) {
	if !fours {
		k.plainStep(dt)
		return
	}
	for l := 0; l < lanes; l += 4 {
		k.four(l, dt)
	}
}

type f4 = archsimd.Float64x4

func at4(a *[lanes]float64, l int) f4 { return archsimd.LoadFloat64x4((*[4]float64)(a[l : l+4])) }

func all4(x float64) f4 { return archsimd.BroadcastFloat64x4(x) }

// four steps lanes l to l+3.
func (k *block) four(l int, dt float64) {
	one, half, six, twelve, dts := all4(1), all4(.5), all4(6), all4(12), all4(dt)
	push := twelve.Mul(dts)
	room, squeeze, supply, floor := at4(&k.room, l), at4(&k.squeeze, l), at4(&k.supply, l), at4(&k.floor, l)
	cost0, costC, plate0, plateI := at4(&k.cost0, l), at4(&k.costC, l), at4(&k.plate0, l), at4(&k.plateI, l)
	kA, gA, rA, kf, kr, zeta, b := at4(&k.kA, l), at4(&k.gA, l), at4(&k.rA, l), at4(&k.kf, l), at4(&k.kr, l), at4(&k.zeta, l), at4(&k.b, l)
	rates := func(c, i, a f4) (short, form, relax f4) {
		x := room.Sub(squeeze.Mul(c).Mul(one.Add(kA.Mul(a))))
		flow := half.Mul(x.Add(x.Mul(x).Add(floor).Sqrt()))
		d := cost0.Add(costC.Mul(c))
		v := supply.Mul(one.Sub(gA.Mul(a))).Mul(flow)
		d3, v3 := d.Mul(d).Mul(d), v.Mul(v).Mul(v)
		short = d3.Div(d3.Add(v3))
		form = kf.Mul(plate0.Add(plateI.Mul(i))).Mul(b.Add(short))
		relax = kr.Mul(one.Sub(zeta.Mul(short))).Mul(one.Sub(rA.Mul(a)))
		return short, form, relax
	}
	moved := func(c, form, relax f4) f4 {
		z := form.Add(relax).Mul(dts)
		z2, z6 := z.Mul(z), six.Mul(z)
		return push.Mul(form).Add(c.Mul(twelve.Sub(z6).Add(z2))).Div(twelve.Add(z6).Add(z2))
	}
	c, i, s, w, a, fit := at4(&k.c, l), at4(&k.i, l), at4(&k.s, l), at4(&k.w, l), at4(&k.a, l), at4(&k.k, l)
	psi, keepI, keepS, damage, grow, heal := at4(&k.psi, l), at4(&k.keepI, l), at4(&k.keepS, l), at4(&k.damage, l), at4(&k.grow, l), at4(&k.heal, l)
	short, form, relax := rates(c, i, a)
	hc := short.Mul(c)
	src := psi.Mul(hc.Mul(hc).Mul(hc))
	c1 := moved(c, form, relax)
	i1 := src.Add(i.Sub(src).Mul(keepI))
	to := i.Add(damage)
	s1 := to.Add(s.Sub(to).Mul(keepS))
	rise := grow.Mul(c)
	a1 := a.Add(dts.Mul(rise.Sub(rise.Add(heal).Mul(a))))
	short2, form2, relax2 := rates(c1, i1, a1)
	h, cm, im, sm := half.Mul(short.Add(short2)), half.Mul(c.Add(c1)), half.Mul(i.Add(i1)), half.Mul(s.Add(s1))
	hc = h.Mul(cm)
	src = psi.Mul(hc.Mul(hc).Mul(hc))
	put := func(v f4, into *[lanes]float64) { v.Store((*[4]float64)(into[l : l+4])) }
	put(moved(c, half.Mul(form.Add(form2)), half.Mul(relax.Add(relax2))), &k.c)
	put(src.Add(i.Sub(src).Mul(keepI)), &k.i)
	to = im.Add(damage)
	put(to.Add(s.Sub(to).Mul(keepS)), &k.s)
	n := at4(&k.wI, l).Mul(im).Mul(one.Add(at4(&k.gS, l).Mul(sm))).Add(at4(&k.wh, l).Mul(hc.Mul(cm)))
	goal := n.Div(n.Add(at4(&k.th, l)))
	keep := at4(&k.keepWu, l).Merge(at4(&k.keepWd, l), goal.Greater(w))
	put(goal.Add(w.Sub(goal).Mul(keep)), &k.w)
	rise = grow.Mul(cm)
	za := rise.Add(heal).Mul(dts)
	put(a.Add(rise.Mul(dts).Sub(za.Mul(a)).Mul(one.Sub(half.Mul(za)))), &k.a)
	train := at4(&k.train, l)
	put(train.Add(fit.Sub(train).Mul(at4(&k.keepK, l))), &k.k)
}
