package posterior

import "slices"

// readFree fills the marginals of everything that no positive touches and
// adds its share of the evidence.
func (s *Solver) readFree() {
	n, ev, w, r := s.net, &s.ev, &s.work, &s.res
	sum, prod := 0.0, 1.0
	for c := range n.spec.Causes {
		u, rest := 1.0, 0.0
		for a := n.first[c]; a < n.first[c+1]; a++ {
			if role := w.role[a]; role != free && role != screened {
				continue
			}
			x := n.oddsOf(ev, &s.current, a)
			r.Marginal[a] = x
			if w.role[a] == free {
				u += x
			} else {
				rest += x
			}
		}
		prod *= u
		if prod > 1e200 {
			sum += log(prod)
			prod = 1
		}
		for a := n.first[c]; a < n.first[c+1]; a++ {
			r.Marginal[a] /= u + rest
		}
	}
	sum += log(prod)
	r.LogEvidence += sum
	r.LogLower += sum
}

// readComponent turns the weighed sets of a component into weights and
// marginals.
//
// A set S that was not weighed but is one atom away from weighed ones belongs
// to the tail of the heaviest of them, its owner. The weight of a set is its
// mass times the product of (1 + gain) over its tail.
func (s *Solver) readComponent(c *component) {
	q, l, r := &s.search, &s.loc, &s.res
	for a := c.a0; a < c.a0+c.na; a++ {
		r.Marginal[l.atom[a]] = 0
	}
	total, lower := 0.0, 0.0
	for _, id := range s.heaviestFirst(c) {
		n := &q.nodes[id]
		d := n.logM - c.best
		mass := exp(d)
		gain := q.pool[n.gain : n.gain+c.na]
		certain := s.own(c, n, d, gain)
		lower += float64(mass * (1 + certain))
		s.weighTail(c, n, mass, gain)
		total += n.weight
		for _, a := range q.sets[n.set : n.set+n.size] {
			r.Marginal[l.atom[c.a0+a]] += n.weight
		}
	}
	for a := c.a0; a < c.a0+c.na; a++ {
		r.Marginal[l.atom[a]] /= total
	}
	c.logZ = c.best + log(total)
	r.LogEvidence += c.logZ
	r.LogLower += c.best + log(lower)
	for id := c.n0; id < c.n1; id++ {
		q.nodes[id].weight /= total
	}
	s.readBackground(c)
	s.readSiblings(c)
}

// heaviestFirst orders the sets that are heavy enough to be read by falling
// mass, and notes every weighed set as taken: no tail may own it.
func (s *Solver) heaviestFirst(c *component) []int32 {
	q := &s.search
	q.order = q.order[:0]
	count := int(c.n1 - c.n0)
	for id := c.n0; id < c.n1; id++ {
		n := &q.nodes[id]
		if d := n.logM - c.best; d < readLog && !(n.rare && d > readRareLog) {
			n.weight = 0
			continue
		}
		q.order = append(q.order, id)
		limit := tailLimit(n.logM - c.best)
		for _, g := range q.pool[n.gain : n.gain+c.na] {
			if g > limit {
				count++
			}
		}
	}
	q.owned.reset(count)
	for id := c.n0; id < c.n1; id++ {
		q.owned.put(q.nodes[id].key)
	}
	slices.SortFunc(q.order, func(a, b int32) int {
		x, y := &q.nodes[a], &q.nodes[b]
		switch {
		case x.logM > y.logM || x.logM == y.logM && x.key < y.key:
			return -1
		case x.key == y.key:
			return 0
		}
		return 1
	})
	return q.order
}

// tailLimit is the gain below which an addition to a set of log mass d, next
// to the best, is too light to ask whose it is.
func tailLimit(d float64) float64 { return exp(-10 - d) }

// own marks in gain which additions do not belong to the tail of n (they turn
// negative) and returns the sum of those that do and whose gain is exact. Sets
// come heaviest first, so the first to meet an addition owns it.
func (s *Solver) own(c *component, n *node, d float64, gain []float64) float64 {
	q, l := &s.search, &s.loc
	limit := tailLimit(d)
	certain := 0.0
	atoms, at := l.atom[c.a0:c.a0+c.na], l.at[c.a0:c.a0+c.na]
	for a, g := range gain {
		if g <= limit {
			continue
		}
		if !q.owned.put(n.key ^ s.net.key[atoms[a]]) {
			gain[a] = -g
			continue
		}
		if at[a].exact {
			certain += g
		}
	}
	return certain
}

// weighTail sets the weight of n and shares it out to the atoms of its tail.
func (s *Solver) weighTail(c *component, n *node, mass float64, gain []float64) {
	r, l := &s.res, &s.loc
	atom := l.atom[c.a0 : c.a0+c.na]
	sum, prod := 0.0, 1.0
	for _, g := range gain {
		if g > 0 {
			sum += g
			prod *= 1 + g
		}
	}
	if c.paired && sum < tailSumLimit {
		prod = s.exclusive(c, gain)
	}
	n.sum = sum
	n.byTerm = !(sum < tailSumLimit)
	if n.byTerm {
		n.weight = float64(mass * (1 + sum))
	} else {
		n.weight = float64(mass * prod)
	}
	least := negligible / n.weight
	for a, g := range gain {
		if g < least {
			continue
		}
		switch {
		case n.byTerm:
			r.Marginal[atom[a]] += float64(mass * g)
		case c.paired:
			r.Marginal[atom[a]] += float64(n.weight * s.share(c, n, int32(a)))
		default:
			r.Marginal[atom[a]] += float64(n.weight * (g / (1 + g)))
		}
	}
}

// exclusive is the product of (1 + gain) with the states of one cause added
// inside the bracket, as they exclude each other.
func (s *Solver) exclusive(c *component, gain []float64) float64 {
	cause := s.loc.cause[c.a0 : c.a0+c.na]
	prod := 1.0
	for a := 0; a < len(gain); a++ {
		g := max(gain[a], 0)
		for ; a+1 < len(gain) && cause[a+1] == cause[a]; a++ {
			g += max(gain[a+1], 0)
		}
		prod *= 1 + g
	}
	return prod
}

// share is the chance of local atom a (of the component) given that the set
// of node n holds apart from its tail; 0 if a is not in the tail.
func (s *Solver) share(c *component, n *node, a int32) float64 {
	l := &s.loc
	gain := s.search.pool[n.gain : n.gain+c.na]
	if gain[a] <= 0 {
		return 0
	}
	if n.byTerm {
		return gain[a] / (1 + n.sum)
	}
	g := gain[a]
	cause := l.cause[c.a0 : c.a0+c.na]
	for b := a - 1; b >= 0 && cause[b] == cause[a]; b-- {
		g += max(gain[b], 0)
	}
	for b := a + 1; b < c.na && cause[b] == cause[a]; b++ {
		g += max(gain[b], 0)
	}
	return gain[a] / (1 + g)
}

// readBackground reads the marginals of grouped background atoms off the
// heavier sets.
func (s *Solver) readBackground(c *component) {
	if c.g0 == c.g1 {
		return
	}
	q, l, r := &s.search, &s.loc, &s.res
	heavy, used := q.heavy[:0], 0.0
	offs := append(q.offs[:0], l.leakOff[c.p0:c.p0+c.np]...)
	for id := c.n0; id < c.n1; id++ {
		n := &q.nodes[id]
		if n.weight < heavySet {
			continue
		}
		used += n.weight
		h := heavyNode{weight: n.weight, set: q.sets[n.set : n.set+n.size], off: int32(len(offs))}
		offs = append(offs, s.offOf(c, h.set)...)
		for _, a := range h.set {
			h.groups |= l.at[c.a0+a].groups
		}
		heavy = append(heavy, h)
	}
	q.heavy, q.offs = heavy, offs
	for g := c.g0; g < c.g1; g++ {
		for b := l.gBg[g]; b < l.gBg[g+1]; b++ {
			r.Marginal[l.bgAtom[b]] = 0
		}
		if used > 0 {
			s.readGroup(c, g)
		}
		for b := l.gBg[g]; b < l.gBg[g+1] && used > 0; b++ {
			r.Marginal[l.bgAtom[b]] /= used
		}
	}
}

// readGroup adds up the marginals of one group over the heavier sets. Sets
// that leave out the same background atoms share one pass: the pass is linear
// in what is left to explain.
func (s *Solver) readGroup(c *component, g int32) {
	q, l := &s.search, &s.loc
	size := 1 << (l.gOff[g+1] - l.gOff[g])
	q.fold = resize(q.fold, (int(l.gBg[g+1]-l.gBg[g])+4)*size)
	need, one := q.fold[:size], q.fold[size:2*size]
	heavy := q.heavy
	alone := 0.0
	for i := range heavy {
		h := &heavy[i]
		h.done = h.groups>>(uint(g)&63)&1 == 0
		if h.done {
			alone += h.weight
		} else {
			h.out = s.leftOutKey(c, g, h.set)
		}
	}
	if alone > 0 {
		clear(need)
		s.need(c, g, nil, q.offs, alone, need, one)
		s.background(c, g, nil, need, q.fold[size:])
	}
	for i := range heavy {
		if heavy[i].done {
			continue
		}
		clear(need)
		for k := i; k < len(heavy); k++ {
			if h := &heavy[k]; !h.done && h.out == heavy[i].out {
				h.done = true
				s.need(c, g, h.set, q.offs[h.off:], h.weight, need, one)
			}
		}
		s.background(c, g, heavy[i].set, need, q.fold[size:])
	}
}

// offOf returns the chances that neither leak nor set causes each positive.
func (s *Solver) offOf(c *component, set []int32) []float64 {
	l := &s.loc
	off := append(s.search.off[:0], l.leakOff[c.p0:c.p0+c.np]...)
	s.search.off = off
	for _, a := range set {
		i := c.a0 + a
		for x := l.at[i].e0; x < l.at[i].e1; x++ {
			off[l.link[x].j] *= 1 - l.link[x].q
		}
	}
	return off
}

// readSiblings gives the free states of the causes of a component what the
// touched states leave over.
func (s *Solver) readSiblings(c *component) {
	l := &s.loc
	last := int32(-1)
	for a := c.a0; a < c.a0+c.na; a++ {
		if k := l.cause[a]; k != last {
			s.readSibling(k, &s.ev, s.res.Marginal)
			last = k
		}
	}
	for b := l.gBg[c.g0]; b < l.gBg[c.g1]; b++ {
		s.readSibling(s.net.causeOf[l.bgAtom[b]], &s.ev, s.res.Marginal)
	}
}

func (s *Solver) readSibling(k int32, ev *evidence, marginal []float64) {
	n := s.net
	if n.first[k+1]-n.first[k] == 1 {
		return
	}
	left, odds := 1.0, 1.0
	for a := n.first[k]; a < n.first[k+1]; a++ {
		if s.work.role[a] == free {
			odds += exp(ev.logW[a])
		} else {
			left -= marginal[a]
		}
	}
	left = max(left, 0)
	for a := n.first[k]; a < n.first[k+1]; a++ {
		if s.work.role[a] == free {
			marginal[a] = left * exp(ev.logW[a]) / odds
		}
	}
}
