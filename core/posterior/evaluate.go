package posterior

// node is one weighed set of a component. All slices live in search's arenas.
type node struct {
	key    uint64
	logM   float64 // log of the exact mass of the set
	weight float64 // mass with its tail, relative to the component's best mass; set by the read-out
	sum    float64 // sum of the gains in its tail
	set    int32   // members: search.sets[set : set+size]
	size   int32
	help   int32 // search.pool: one value per positive
	gain   int32 // search.pool: one value per atom
	opened bool
	rare   bool // holds a danger atom
	byTerm bool // the tail is a sum instead of a product
}

// search holds the sets of all components of the case.
type search struct {
	nodes []node
	pool  []float64
	sets  []int32
	fold  []float64
	off   []float64
	index table  // key -> node, this component
	known table  // keys that were queued, this component
	owned sieve  // sets that were weighed or belong to a tail, this component
	queue []step // a heap
	next  []int32
	top   []float64
	remap []int32
	order []int32
	heavy []heavyNode
	offs  []float64
	evals int // sets weighed in this component
}

// heavyNode is a set that background marginals are read off.
type heavyNode struct {
	weight float64
	set    []int32
	off    int32  // in search.offs: chances that each positive is left off
	groups uint64 // background groups it changes
	out    uint64 // key of the background atoms it leaves out, group in hand
	done   bool
}

func (q *search) init() {
	q.index.init()
	q.known.init()
}

// eval weighs a set, or finds it if it was weighed before. members ascend.
// from is a node whose values may be reused where nothing changed, or -1;
// groups are the background groups that the change from it touches.
//
// help h_j of a positive is how much causing it outright would multiply the
// mass, minus 1; the gain of an atom is M(set + atom)/M(set).
func (s *Solver) eval(c *component, members []int32, key uint64, from int32, groups uint64) int32 {
	q, l := &s.search, &s.loc
	if id, ok := q.index.get(key); ok {
		return id
	}
	q.evals++
	id := int32(len(q.nodes))
	ng := c.g1 - c.g0
	n := node{key: key, set: int32(len(q.sets)), size: int32(len(members)),
		help: int32(len(q.pool)), gain: int32(len(q.pool)) + c.np + ng}
	q.sets = append(q.sets, members...)
	q.pool = extend(q.pool, int(c.np+ng+c.na))
	members = q.sets[n.set : n.set+n.size]
	help := q.pool[n.help : n.help+c.np]
	mass := q.pool[n.help+c.np : n.gain] // of the background groups
	gain := q.pool[n.gain : n.gain+c.na]

	off := append(q.off[:0], l.leakOff[c.p0:c.p0+c.np]...)
	q.off = off
	for _, a := range members {
		m := &l.at[c.a0+a]
		n.logM += m.logW
		n.rare = n.rare || s.net.flags[l.atom[c.a0+a]]&isDanger != 0
		for _, e := range l.link[m.e0:m.e1] {
			off[e.j] *= 1 - e.q
		}
	}
	at := l.at[c.a0 : c.a0+c.na]
	if from < 0 {
		n.logM += s.likelihood(c, members, off, help, mass, nil, 0)
		for a := range gain {
			gain[a] = s.gainOf(&at[a], help)
		}
	} else {
		old := q.pool[q.nodes[from].help:q.nodes[from].gain]
		n.logM += s.likelihood(c, members, off, help, mass, old, groups)
		s.update(c, gain, q.pool[q.nodes[from].gain:][:len(gain)], help, old)
	}
	// A member, and any other state of its cause, cannot be added.
	for _, a := range members {
		cause := l.cause[c.a0+a]
		for b := a; b >= 0 && l.cause[c.a0+b] == cause; b-- {
			gain[b] = 0
		}
		for b := a + 1; b < c.na && l.cause[c.a0+b] == cause; b++ {
			gain[b] = 0
		}
	}
	q.nodes = append(q.nodes, n)
	q.index.put(key, id)
	return id
}

// update works out the gains that a change of help touches and copies the
// rest from an earlier set. A gain of 0 may stand for a member of that set,
// so it is worked out anew.
func (s *Solver) update(c *component, gain, before, help, old []float64) {
	l := &s.loc
	changed := uint64(0)
	old = old[:len(help)]
	for j, h := range help {
		if h != old[j] {
			changed |= 1 << (uint(j) & 63)
		}
	}
	at := l.at[c.a0 : c.a0+c.na]
	gain, before = gain[:len(at)], before[:len(at)]
	for a := range at {
		m := &at[a]
		if g := before[a]; m.mask&changed == 0 && g != 0 {
			gain[a] = g
			continue
		}
		if !m.plain {
			gain[a] = s.gainOf(m, help)
			continue
		}
		p := m.w
		for _, e := range l.link[m.e0:m.e1] {
			p *= 1 + float64(help[e.j]*e.q)
		}
		gain[a] = p
	}
}

// likelihood returns the log chance of all positives of the component and
// fills help and the masses of the background groups. Groups that are not in
// groups are taken from old, if there is one: help, then masses.
func (s *Solver) likelihood(c *component, members []int32, off, help, mass, old []float64, groups uint64) float64 {
	l := &s.loc
	sum, prod := 0.0, 1.0
	group := l.group[c.p0 : c.p0+c.np]
	for j := range c.np {
		if group[j] >= 0 {
			continue
		}
		x := off[j]
		f := 1 - x
		help[j] = x / f
		prod *= f
		if prod < 1e-150 {
			sum += log(prod)
			prod = 1
		}
	}
	for g := c.g0; g < c.g1; g++ {
		var e float64
		if old != nil && groups>>(uint(g)&63)&1 == 0 {
			e = old[c.np+g-c.g0]
			for _, j := range l.gPos[l.gOff[g]:l.gOff[g+1]] {
				help[j] = old[j]
			}
		} else {
			e = s.weigh(c, g, members, off, help)
		}
		mass[g-c.g0] = e
		prod *= e
		if prod < 1e-150 || prod > 1e150 {
			sum += log(prod)
			prod = 1
		}
	}
	return sum + log(prod)
}

// gainOf is the factor by which adding a multiplies the mass. First-order
// (not exact) only if a touches two positives of one background group or its
// own cause has a grouped background atom.
func (s *Solver) gainOf(a *member, help []float64) float64 {
	if a.extreme {
		return s.gainInLogs(a, help)
	}
	p := a.w
	for _, e := range s.loc.link[a.e0:a.e1] {
		p *= 1 + float64(help[e.j]*e.q)
	}
	if a.own >= 0 {
		p /= 1 + s.backgroundOdds(a.own, help)
	}
	return p
}

func (s *Solver) backgroundOdds(b int32, help []float64) float64 {
	l := &s.loc
	r := l.bgW[b]
	for x := l.bgE0[b]; x < l.bgE1[b]; x++ {
		r *= 1 + float64(help[l.bgPos[x]]*l.bgQ[x])
	}
	return r
}

// gainInLogs is gainOf for atoms whose factors leave the range of a float64.
func (s *Solver) gainInLogs(a *member, help []float64) float64 {
	l := &s.loc
	sum := a.logW
	for _, e := range l.link[a.e0:a.e1] {
		sum += log1p(float64(help[e.j] * e.q))
	}
	if a.own >= 0 {
		sum -= log1p(s.backgroundOdds(a.own, help))
	}
	return exp(sum)
}
