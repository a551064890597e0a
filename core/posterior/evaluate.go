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
	queue []step // a heap
	next  []int32
	top   []float64
	remap []int32
	heavy []heavyNode
	evals int // sets weighed in this component
}

// heavyNode is a set with the key of the background atoms it leaves out.
type heavyNode struct {
	id   int32
	out  uint64
	done bool
}

func (q *search) init() {
	q.index.init()
	q.known.init()
}

// eval weighs a set, or finds it if it was weighed before. members ascend.
// from is a node whose gains may be reused where nothing changed, or -1.
//
// help h_j of a positive is how much causing it outright would multiply the
// mass, minus 1; the gain of an atom is M(set + atom)/M(set).
func (s *Solver) eval(c *component, members []int32, key uint64, from int32) int32 {
	q, l := &s.search, &s.loc
	if id, ok := q.index.get(key); ok {
		return id
	}
	q.evals++
	id := int32(len(q.nodes))
	n := node{key: key, set: int32(len(q.sets)), size: int32(len(members)),
		help: int32(len(q.pool)), gain: int32(len(q.pool)) + c.np}
	q.sets = append(q.sets, members...)
	q.pool = extend(q.pool, int(c.np+c.na))
	members = q.sets[n.set : n.set+n.size]
	help := q.pool[n.help:n.gain]
	gain := q.pool[n.gain : n.gain+c.na]

	off := append(q.off[:0], l.leakOff[c.p0:c.p0+c.np]...)
	q.off = off
	for _, a := range members {
		a += c.a0
		n.logM += l.logW[a]
		n.rare = n.rare || s.net.flags[l.atom[a]]&isDanger != 0
		e0, e2 := l.e0[a], l.e2[a]
		eq := l.eq[e0:e2]
		for i, j := range l.ep[e0:e2] {
			off[j] *= 1 - eq[i]
		}
	}
	n.logM += s.likelihood(c, members, off, help)
	changed := ^uint64(0)
	if from >= 0 {
		changed = 0
		old := q.pool[q.nodes[from].help:][:len(help)]
		for j, h := range help {
			if h != old[j] {
				changed |= 1 << (uint(j) & 63)
			}
		}
		prev := q.pool[q.nodes[from].gain:][:len(gain)]
		mask := l.mask[c.a0 : c.a0+c.na]
		for a, m := range mask {
			if g := prev[a]; m&changed == 0 && g != 0 {
				gain[a] = g
			} else {
				gain[a] = s.gainOf(c, int32(a)+c.a0, help)
			}
		}
	} else {
		for a := range gain {
			gain[a] = s.gainOf(c, int32(a)+c.a0, help)
		}
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

// likelihood returns the log chance of all positives of the component and
// fills help.
func (s *Solver) likelihood(c *component, members []int32, off, help []float64) float64 {
	l := &s.loc
	sum, prod := 0.0, 1.0
	group := l.group[c.p0 : c.p0+c.np]
	for j := range c.plain {
		x := off[j]
		f := 1 - x
		help[j] = x / f
		if group[j] >= 0 {
			continue
		}
		prod *= f
		if prod < 1e-200 {
			sum += log(prod)
			prod = 1
		}
	}
	sum += log(prod)
	for j := c.plain; j < c.np; {
		class := l.class[c.p0+j]
		prod, part := 1.0, 0.0
		for ; j < c.np && l.class[c.p0+j] == class; j++ {
			x := off[j]
			f := 1 - x
			help[j] = x / f
			prod *= f
			if prod < 1e-200 {
				part += log(prod)
				prod = 1
			}
		}
		sum += float64(s.net.taus[class] * (part + log(prod)))
	}
	for g := c.g0; g < c.g1; g++ {
		sum += s.weigh(c, g, members, off, help)
	}
	return sum
}

// gainOf is the factor by which adding local atom a multiplies the mass.
// First-order (not exact) only if a touches two positives of one background
// group or its own cause has a grouped background atom.
func (s *Solver) gainOf(c *component, a int32, help []float64) float64 {
	l := &s.loc
	if l.extreme[a] {
		return s.gainInLogs(c, a, help)
	}
	p := l.w[a]
	e0, e1, e2 := l.e0[a], l.e1[a], l.e2[a]
	eq := l.eq[e0:e1]
	for i, j := range l.ep[e0:e1] {
		p *= 1 + float64(help[j]*eq[i])
	}
	if e1 < e2 {
		p *= s.tempered(c, e1, e2, help)
	}
	if b := l.own[a]; b >= 0 {
		p /= 1 + s.backgroundOdds(b, help)
	}
	return p
}

func (s *Solver) tempered(c *component, e1, e2 int32, help []float64) float64 {
	l := &s.loc
	sum, prod := 0.0, 1.0
	class := l.class[c.p0+l.ep[e1]]
	for e := e1; e < e2; e++ {
		j := l.ep[e]
		if k := l.class[c.p0+j]; k != class {
			sum += float64(s.net.taus[class] * log(prod))
			class, prod = k, 1
		}
		prod *= 1 + float64(help[j]*l.eq[e])
	}
	return exp(sum + float64(s.net.taus[class]*log(prod)))
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
func (s *Solver) gainInLogs(c *component, a int32, help []float64) float64 {
	l := &s.loc
	sum := l.logW[a]
	for e := l.e0[a]; e < l.e2[a]; e++ {
		j := l.ep[e]
		sum += float64(s.net.taus[l.class[c.p0+j]] * log1p(float64(help[j]*l.eq[e])))
	}
	if b := l.own[a]; b >= 0 {
		sum -= log1p(s.backgroundOdds(b, help))
	}
	return exp(sum)
}
