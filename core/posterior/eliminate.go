package posterior

import "math/bits"

// A few positives with all their causes are worked out exactly by eliminating
// the positives one by one (bucket elimination: Dechter 1999,
// 10.1016/S0004-3702(99)00059-4).
//
// A table over some positives holds, for each subset U of them, the weight of
// all states of the causes taken in so far that bring about exactly U. Such
// tables are put together with OR (convolve.go), so that every term is
// positive and nothing cancels, as it does in Quickscore (Heckerman 1989). A
// positive is closed when every cause that touches it is in: what did not
// bring it about is left to its leak.

// Limits of elimination. Judgement, from measurements.
const (
	closedMost = 64  // positives at once: one machine word
	widthMost  = 18  // positives of one table
	oddsMost   = 600 // log odds of an atom: e^709 is the end of a float64
)

// elimination is scratch for working positives out.
type elimination struct {
	weight []float64 // by place in assembly.atoms: odds against the untouched states
	chance []float64 // likewise: what came out
	all    []int32
	index  []int8 // place of a positive -> its number among those worked out, or -1

	causes []touching
	groups []maskGroup
	byMask table
	linkAt []int32 // by place in assembly.atoms: first of its links below
	linkTo []int32
	bit    []uint8 // place of the positive in the table of the group
	q      []float64

	near   []uint64 // by number: positives that share a table with it when it is closed
	bucket []bucket // by turn
	turn   []int32  // number -> when it is closed
	steps  []tableStep
	pool   []float64 // all tables
	cube   [3][]float64
	subs   []int32
}

// touching is a cause with the positives that it touches.
type touching struct {
	first, end int32 // in assembly.atoms
	mask       uint64
	next, prev int32 // cause of the same group, or -1
	before     int32 // in pool: the table of its group without it and all later causes
}

// maskGroup is all causes that touch the same positives.
type maskGroup struct {
	mask        uint64 // by turn
	size        int32  // of its table
	first, last int32  // its causes: a list through next
	table       int32  // in pool
	next        int32  // group of the same turn, or -1
}

// bucket is what happens when one positive is closed.
type bucket struct {
	place        int32
	mask         uint64 // positives of its table, by turn; itself is the lowest
	width        int32
	groups       int32 // its groups of two and more positives: a list through maskGroup.next
	alone        int32 // the group that touches nothing else, or -1
	child        int32 // earlier buckets whose message comes here: a list through also
	also         int32
	table        int32 // in pool
	send         int32 // in pool: the message, half as long
	need         int32 // in pool: what the message is worth
	step0, step1 int32
	on           float64 // weight of closing with the positive brought about
	off          float64 // and without, leak included
	scale        float64 // what the message was divided by
}

// tableStep is one table put into that of a bucket.
type tableStep struct {
	mask   uint64 // its positives, by place in the table of the bucket
	size   int32
	ready  int32 // in pool: ready for OR; -1 if it was the first and only laid in
	before int32 // in pool: the table before the step
	group  int32 // whose table it is, or -1
	from   int32 // bucket whose message it is, or -1
}

// weighAtoms notes the odds of the atoms of a component and reports false if
// some would leave the range of a float64.
func (s *Solver) weighAtoms(c *component) bool {
	x, w := &s.exact, &s.work
	x.weight, x.chance = resize(x.weight, len(w.atoms)), resize(x.chance, len(w.atoms))
	x.linkAt, x.linkTo = resize(x.linkAt, len(w.atoms)), resize(x.linkTo, len(w.atoms))
	for i := c.first; i < c.end; i++ {
		a := w.atoms[i]
		if s.ev.bound[a] > oddsMost {
			return false
		}
		free, _ := s.siblings(a, s.net.causeOf[a])
		x.weight[i] = exp(s.ev.logW[a] - free)
	}
	return true
}

// choose makes ready to work out the given positives of a component, places
// counted from its first. It returns about how many multiplications that will
// take, or infinity if a table would be too large.
func (s *Solver) choose(c *component, places []int32) float64 {
	x := &s.exact
	if len(places) > closedMost {
		return tooMuch
	}
	s.index(c, places)
	s.gatherCauses(c)
	if !x.orderTurns(places) {
		return tooMuch
	}
	return x.work()
}

const tooMuch = 1e300

// index numbers the given positives.
func (s *Solver) index(c *component, places []int32) {
	x := &s.exact
	x.index = resize(x.index, int(c.np))
	for p := range x.index {
		x.index[p] = -1
	}
	for k, p := range places {
		x.index[p] = int8(k)
	}
}

// workOut gives the chances of a component without looking for sets of causes:
// exactly if that is cheap enough, else, if wanted, from clusters. It reports
// false if neither is done.
func (s *Solver) workOut(c *component) bool {
	x := &s.exact
	if s.opt.Work < 0 || !s.weighAtoms(c) {
		return false
	}
	x.all = resize(x.all, int(c.np))
	for p := range x.all {
		x.all[p] = int32(p)
	}
	switch {
	case s.choose(c, x.all) <= float64(s.opt.Work):
		c.logZ, c.how = s.eliminate(c), byElimination
		s.res.LogLower += c.logZ
	case s.opt.Clusters:
		s.propagate(c)
		c.how = byClusters
		for _, off := range s.loc.leakOff[c.p0 : c.p0+c.np] {
			s.res.LogLower += log(1 - off) // no cause at all
		}
	default:
		return false
	}
	if !(c.logZ > -tooMuch && c.logZ < tooMuch) {
		panic("posterior: weights beyond the range of a float64") // weighAtoms and the limits of a network keep them within
	}
	s.res.LogEvidence += c.logZ
	for i := c.first; i < c.end; i++ {
		a := s.work.atoms[i]
		s.res.Marginal[a] = x.chance[i]
		k := s.net.causeOf[a]
		if i+1 == c.end || s.net.causeOf[s.work.atoms[i+1]] != k {
			s.readSibling(k, &s.ev, s.res.Marginal)
		}
	}
	return true
}

// eliminate works the chosen positives out: the log of the weight of all
// states, and the chance of each atom.
func (s *Solver) eliminate(c *component) (logZ float64) {
	x := &s.exact
	x.pool, x.steps = x.pool[:0], x.steps[:0]
	s.buildGroups()
	for t := range x.bucket {
		logZ += log(s.closeTurn(c, t))
	}
	for t := len(x.bucket) - 1; t >= 0; t-- {
		s.openTurn(c, t)
	}
	return logZ
}

// gatherCauses lists the causes of the chosen positives and groups them by
// those that they touch.
func (s *Solver) gatherCauses(c *component) {
	x, w := &s.exact, &s.work
	x.causes, x.groups = x.causes[:0], x.groups[:0]
	x.bit, x.q = x.bit[:0], x.q[:0]
	last := int32(-1)
	for i := c.first; i < c.end; i++ {
		mask := uint64(0)
		x.linkAt[i] = int32(len(x.q))
		for e := w.off[i]; e < w.off[i+1]; e++ {
			if k := x.index[w.place[e]-c.p0]; k >= 0 {
				mask |= 1 << uint(k)
				x.bit, x.q = append(x.bit, uint8(k)), append(x.q, w.q[e])
			}
		}
		x.linkTo[i] = int32(len(x.q))
		k := s.net.causeOf[w.atoms[i]]
		switch {
		case k == last:
			t := &x.causes[len(x.causes)-1]
			t.end, t.mask = i+1, t.mask|mask
		case mask != 0 || i+1 < c.end && s.net.causeOf[w.atoms[i+1]] == k:
			last = k
			x.causes = append(x.causes, touching{first: i, end: i + 1, mask: mask})
		}
	}
	x.byMask.reset()
	for i := range x.causes {
		t := &x.causes[i]
		t.next, t.prev = -1, -1
		if t.mask == 0 {
			continue
		}
		key := t.mask * 0x9e3779b97f4a7c15 // spreads the bits; odd, so no two masks meet
		key ^= key >> 32
		if x.byMask.put(key, int32(len(x.groups))) {
			x.groups = append(x.groups, maskGroup{mask: t.mask, first: int32(i), last: int32(i)})
			continue
		}
		g, _ := x.byMask.get(key)
		t.prev = x.groups[g].last
		x.causes[t.prev].next = int32(i)
		x.groups[g].last = int32(i)
	}
}

// orderTurns chooses the order in which positives are closed: always the one
// whose table is smallest. It reports false if a table would be too large.
func (x *elimination) orderTurns(places []int32) bool {
	n := len(places)
	x.near, x.turn, x.bucket = resize(x.near, n), resize(x.turn, n), resize(x.bucket, n)
	for p := range n {
		x.near[p] = 1 << p
	}
	for i := range x.groups {
		for m := x.groups[i].mask; m != 0; m &= m - 1 {
			x.near[bits.TrailingZeros64(m)] |= x.groups[i].mask
		}
	}
	left := ^uint64(0) >> (64 - n)
	for t := range n {
		best, least := 0, 65
		for m := left; m != 0; m &= m - 1 {
			p := bits.TrailingZeros64(m)
			if w := bits.OnesCount64(x.near[p]); w < least {
				best, least = p, w
			}
		}
		if least > widthMost {
			return false
		}
		x.turn[best] = int32(t)
		x.bucket[t] = bucket{place: places[best], mask: x.near[best], width: int32(least), groups: -1, alone: -1, child: -1, also: -1}
		left &^= 1 << best
		rest := x.near[best] &^ (1 << best)
		for m := rest; m != 0; m &= m - 1 {
			p := bits.TrailingZeros64(m)
			x.near[p] = (x.near[p] | rest) &^ (1 << best)
		}
	}
	x.linkTurns()
	return true
}

// linkTurns hangs every group and every message in the bucket where it is
// taken in.
func (x *elimination) linkTurns() {
	for t := range x.bucket {
		b := &x.bucket[t]
		b.mask = x.byTurn(b.mask)
		if rest := b.mask &^ (1 << t); rest != 0 {
			to := &x.bucket[bits.TrailingZeros64(rest)]
			b.also, to.child = to.child, int32(t)
		}
	}
	for i := len(x.groups) - 1; i >= 0; i-- {
		g := &x.groups[i]
		g.mask = x.byTurn(g.mask)
		g.size = 1 << bits.OnesCount64(g.mask)
		b := &x.bucket[bits.TrailingZeros64(g.mask)] // the first of its positives that is closed
		if g.size == 2 {
			b.alone = int32(i)
			continue
		}
		g.next, b.groups = b.groups, int32(i)
	}
	for i := range x.groups {
		g := &x.groups[i]
		for k := g.first; k >= 0; k = x.causes[k].next {
			t := &x.causes[k]
			for e := x.linkAt[t.first]; e < x.linkTo[t.end-1]; e++ {
				turn := uint64(1) << uint(x.turn[x.bit[e]])
				x.bit[e] = uint8(bits.OnesCount64(g.mask & (turn - 1)))
			}
		}
	}
}

// byTurn renumbers the bits of a mask by turns.
func (x *elimination) byTurn(mask uint64) uint64 {
	out := uint64(0)
	for m := mask; m != 0; m &= m - 1 {
		out |= 1 << uint(x.turn[bits.TrailingZeros64(m)])
	}
	return out
}

// work is about how many multiplications elimination will take.
func (x *elimination) work() float64 {
	sum := 0.0
	for t := range x.bucket {
		b := &x.bucket[t]
		whole := float64(uint64(1) << b.width)
		sum += whole
		first := x.largest(b)
		for k := b.child; k >= 0; k = x.bucket[k].also {
			if k != first {
				sum += whole * orShare[x.bucket[k].width-1]
			}
		}
		for g := b.groups; g >= 0; g = x.groups[g].next {
			sum += whole * orShare[bits.OnesCount64(x.groups[g].mask)]
		}
	}
	return sum
}

// largest is the child of b with the largest message, or -1.
func (x *elimination) largest(b *bucket) int32 {
	best := int32(-1)
	for k := b.child; k >= 0; k = x.bucket[k].also {
		if best < 0 || x.bucket[k].width > x.bucket[best].width {
			best = k
		}
	}
	return best
}
