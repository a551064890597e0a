package posterior

import (
	"math"
	"slices"
)

// class bounds all sets made of members and any of allowed.
//
// From above: the log mass is submodular, so M(S+T) <= M(S)·prod of gains.
// Positives with background atoms use the help they have without them, which
// is never smaller. From below: the set itself and its single additions.
func (b *branching) class(members, allowed []int32) *class {
	s, c, l := b.s, b.c, &b.s.loc
	slices.Sort(members)
	n := &class{members: members, order: allowed, tangent: math.Inf(1)}
	n.off = slices.Clone(l.leakOff[c.p0 : c.p0+c.np])
	for _, a := range members {
		n.logM += l.at[c.a0+a].logW
		for e := l.at[c.a0+a].e0; e < l.at[c.a0+a].e1; e++ {
			n.off[l.link[e].j] *= 1 - l.link[e].q
		}
	}
	help := make([]float64, c.np)
	n.logM += s.likelihood(c, members, n.off, help, make([]float64, c.g1-c.g0), nil, 0)
	for j, x := range n.off {
		help[j] = x / (1 - x) // without background
	}
	up, low := make([]float64, c.na), make([]float64, c.na)
	for _, a := range allowed {
		up[a], low[a] = b.gains(c.a0+a, help)
	}
	slices.SortFunc(n.order, func(x, y int32) int {
		switch {
		case up[x] > up[y]:
			return -1
		case up[x] < up[y]:
			return 1
		}
		return int(x - y)
	})
	k := len(n.order)
	all := make([]float64, 7*k+5)
	cut := func(size int) []float64 {
		x := all[:size:size]
		all = all[size:]
		return x
	}
	n.up, n.low = cut(k), cut(k)
	n.prodUp, n.sumUp, n.sumLow, n.prodTan, n.sumTan = cut(k+1), cut(k+1), cut(k+1), cut(k+1), cut(k+1)
	for i := k - 1; i >= 0; i-- {
		a := n.order[i]
		n.up[i], n.low[i] = up[a], low[a]
		n.prodUp[i] = n.prodUp[i+1] + log1p(up[a])
		n.sumUp[i] = n.sumUp[i+1] + up[a]
		n.sumLow[i] = n.sumLow[i+1] + low[a]
	}
	n.update()
	return n
}

// gains bounds M(S+a)/M(S) from above and below.
func (b *branching) gains(a int32, help []float64) (up, low float64) {
	l := &b.s.loc
	sumUp, sumLow := l.at[a].logW, l.at[a].logW
	for e := l.at[a].e0; e < l.at[a].e1; e++ {
		j := l.link[e].j
		x := log1p(float64(help[j] * l.link[e].q))
		sumUp += x
		if l.group[b.c.p0+j] < 0 {
			sumLow += x
		}
	}
	if o := l.at[a].own; o >= 0 {
		sumLow -= log1p(b.s.backgroundOdds(o, help))
	}
	return exp(sumUp), exp(sumLow)
}

// update works out the limits of the class from its suffix sums.
func (n *class) update() {
	i := n.pos
	few := log1p(n.sumUp[i]) // the set and single additions, no tangents needed
	n.logU = logSum(few, many(n.prodUp[i], n.sumUp[i]))
	if !math.IsInf(n.tangent, 1) {
		n.logU = min(n.logU, logSum(few, n.tangent+many(n.prodTan[i], n.sumTan[i])))
	}
	n.logU += n.logM
	n.logL = min(n.logM+log1p(n.sumLow[i]), n.logU)
	n.logGap = n.logU + log(oneMinusExp(n.logL-n.logU))
}

// many is the log of prod(1+g) - 1 - sum g: the share of sets with two or
// more additions, given the log of the product and the sum.
func many(logProd, sum float64) float64 {
	if logProd < 1e-3 {
		// The difference cancels; sum²/2 is an upper limit for it here:
		// prod(1+g) <= e^sum and e^x - 1 - x <= x²/2·e^x.
		return log(float64(sum*sum)/2) + sum
	}
	return logProd + log(max(1-(1+sum)*exp(-logProd), 1e-16))
}

// tighten replaces the secants of badly explained positives by tangents
// (Jaakkola & Jordan 1999, 10.1613/jair.583): log f(x) <= log f(t) +
// h(t)·(x - t) with f(x) = 1 - e^-x and h(t) = 1/(e^t - 1). Any t gives a
// valid limit; a few damped steps look for a good one.
func (b *branching) tighten(n *class) {
	l, c := &b.s.loc, b.c
	rest := n.order[n.pos:]
	h, x, ex := make([]float64, c.np), make([]float64, c.np), make([]float64, c.np)
	base := make([]float64, len(rest))
	for j, off := range n.off {
		x[j] = -log(off)
		h[j] = min(off/(1-off), 1)
	}
	for r, a := range rest {
		base[r] = l.at[c.a0+a].logW
		for e := l.at[c.a0+a].e0; e < l.at[c.a0+a].e1; e++ {
			if j := l.link[e].j; l.group[c.p0+j] >= 0 {
				base[r] += log1p(float64(n.off[j] / (1 - n.off[j]) * l.link[e].q))
			}
		}
	}
	best := math.Inf(1)
	gain, kept := make([]float64, len(rest)), make([]float64, len(rest))
	for range 5 {
		constant := 0.0
		for j := range h {
			if l.group[c.p0+int32(j)] >= 0 {
				continue
			}
			t := log1p(1 / h[j])
			constant += (-log1p(h[j]) - float64(h[j]*(t-x[j]))) - log1p(-n.off[j])
			ex[j] = x[j]
		}
		sum := 0.0
		for r, a := range rest {
			g := base[r]
			for e := l.at[c.a0+a].e0; e < l.at[c.a0+a].e1; e++ {
				if j := l.link[e].j; l.group[c.p0+j] < 0 {
					g += float64(h[j] * b.theta[e])
				}
			}
			g = exp(min(g, 600))
			gain[r] = g
			sum += log1p(g)
			p := g / (1 + g)
			for e := l.at[c.a0+a].e0; e < l.at[c.a0+a].e1; e++ {
				ex[l.link[e].j] += float64(p * b.theta[e])
			}
		}
		if constant+sum < best {
			best = constant + sum
			n.tangent = constant
			copy(kept, gain)
		}
		for j := range h {
			t := log1p(1 / h[j])
			t *= exp(0.35 * max(-2, min(2, log(ex[j]/t))))
			h[j] = min(1/(exp(t)-1), n.off[j]/(1-n.off[j]))
		}
	}
	for r := len(rest) - 1; r >= 0; r-- {
		i := n.pos + r
		n.prodTan[i] = n.prodTan[i+1] + log1p(kept[r])
		n.sumTan[i] = n.sumTan[i+1] + kept[r]
	}
}
