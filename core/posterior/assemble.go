package posterior

// What an atom is in the case at hand.
const (
	free     uint8 = iota // no positive finding touches it
	screened              // touched, but its odds bound is negligible
	searched              // member of sets
	grouped               // background, summed out exactly
)

// How the chances of a component were got.
const (
	bySets        uint8 = iota // read off the sets that the search found
	byElimination              // exactly
	byClusters                 // estimated from clusters
)

// assembly is scratch for splitting a case into components.
type assembly struct {
	role   []uint8
	stamp  []int32 // atom -> first positive
	slot   []int32 // atom -> place in the sorted list
	root   []int32 // union-find over positives
	compOf []int32
	local  []int32 // positive -> place in component order
	order  []int32 // place -> positive
	atoms  []int32 // touched atoms, by component, then number
	off    []int32 // their links, one more at the end
	fill   []int32
	place  []int32 // link -> place of its positive
	q      []float64
	gRoot  []int32 // union-find over places for background groups
	gSize  []int32
	gID    []int32
	count  []int32
}

// local is the case as the search sees it: everything in component order.
type local struct {
	comps []component

	leakOff []float64 // per place of a positive
	group   []int32   // group of background atoms, or -1
	bit     []uint8   // place within the group

	atom  []int32 // per searched atom
	cause []int32
	at    []member
	link  []edge

	bgAtom []int32
	bgW    []float64
	bgGrp  []int32
	bgE0   []int32
	bgE1   []int32
	bgPos  []int32 // place within the component
	bgBit  []uint8
	bgQ    []float64

	gOff   []int32 // group -> its positives in gPos; one more at the end
	gPos   []int32 // place within the component
	gBg    []int32 // group -> first of its background atoms; one more at the end
	gTable []groupTable
	tables []float64
}

// member is a searched atom.
type member struct {
	w, logW float64
	mask    uint64 // which positives (modulo 64) its gain depends on
	groups  uint64 // which background groups (modulo 64) it changes
	e0      int32  // its links in local.link
	e1      int32
	own     int32 // background atom of the same cause that is grouped, or -1
	plain   bool  // gain is w times a product over its links
	extreme bool  // gain must be worked out in logs
	exact   bool  // its first-order gain is exact
}

// edge links a searched atom to positive j of its component with chance q.
type edge struct {
	j int32
	q float64
}

// component is a part of the case that no searched or background atom links
// to another part.
type component struct {
	p0, np  int32 // positives
	first   int32 // its atoms in assembly.atoms
	end     int32
	how     uint8 // how its chances were got
	weighed bool  // its sets are in search.nodes
	a0, na  int32 // searched atoms
	g0, g1  int32 // background groups
	n0, n1  int32 // sets in search.nodes
	best    float64
	logZ    float64 // log of the total weight
	bestSet int32
	paired  bool // some cause has two searched states here
}

func (w *assembly) init(n *Network) {
	w.role = make([]uint8, n.Atoms())
	w.stamp = make([]int32, n.Atoms())
	w.slot = make([]int32, n.Atoms())
}

func (w *assembly) find(x int32) int32 {
	for w.root[x] != x {
		w.root[x] = w.root[w.root[x]]
		x = w.root[x]
	}
	return x
}

// resize returns s with length n, keeping its memory if it is large enough.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2+16)
	}
	return s[:n]
}

// split splits the evidence into components.
func (s *Solver) split() {
	s.touch()
	s.orderPositives()
	s.orderAtoms()
	s.laid = false
}

// lay lays the components out for the search.
func (s *Solver) lay() {
	if !s.laid {
		s.laid = true
		s.formGroups()
		s.layOut()
	}
}

// touch finds which atoms matter and which positives hang together.
func (s *Solver) touch() {
	w, ev := &s.work, &s.ev
	clear(w.role)
	w.root = resize(w.root, len(ev.pos))
	for j := range w.root {
		w.root[j] = int32(j)
	}
	for j, p := range ev.pos {
		for e := p.e0; e < p.e1; e++ {
			a := ev.parent[e]
			if ev.q[e] == 0 {
				continue
			}
			switch w.role[a] {
			case free:
				if ev.bound[a] < screenLog && s.net.flags[a]&isDanger == 0 {
					w.role[a] = screened
					continue
				}
				w.role[a] = searched
				w.stamp[a] = int32(j)
			case searched:
				w.join(w.stamp[a], int32(j))
			}
		}
	}
	// States of one cause exclude each other, so they belong together.
	for _, k := range s.net.several {
		last := int32(-1)
		for a := s.net.first[k]; a < s.net.first[k+1]; a++ {
			if w.role[a] == searched {
				if last >= 0 {
					w.join(w.stamp[last], w.stamp[a])
				}
				last = a
			}
		}
	}
}

func (w *assembly) join(i, j int32) {
	x, y := w.find(i), w.find(j)
	if x != y {
		w.root[max(x, y)] = min(x, y)
	}
}

// orderPositives numbers the components and sorts the positives by component.
func (s *Solver) orderPositives() {
	w, ev, l := &s.work, &s.ev, &s.loc
	n := len(ev.pos)
	w.compOf = resize(w.compOf, n)
	l.comps = l.comps[:0]
	for j := range ev.pos {
		r := w.find(int32(j)) // the smallest positive of its component
		if r == int32(j) {
			w.compOf[j] = int32(len(l.comps))
			l.comps = append(l.comps, component{})
		} else {
			w.compOf[j] = w.compOf[r]
		}
		l.comps[w.compOf[j]].np++
	}
	w.fill = resize(w.fill, len(l.comps))
	at := int32(0)
	for k := range l.comps {
		l.comps[k].p0, w.fill[k] = at, at
		at += l.comps[k].np
	}
	w.local, w.order = resize(w.local, n), resize(w.order, n)
	l.leakOff = resize(l.leakOff, n)
	for j, p := range ev.pos {
		k := w.compOf[j]
		at := w.fill[k]
		w.fill[k]++
		w.local[j], w.order[at] = at, int32(j)
		l.leakOff[at] = p.leakOff
	}
}

// orderAtoms sorts the touched atoms by component and number and lists their
// links in the order of positives.
func (s *Solver) orderAtoms() {
	w, ev, l := &s.work, &s.ev, &s.loc
	w.count = resize(w.count, len(l.comps)+1)
	clear(w.count)
	total := 0
	for a, r := range w.role {
		if r == searched {
			w.count[w.compOf[w.stamp[a]]+1]++
			total++
		}
	}
	for k := range l.comps {
		w.count[k+1] += w.count[k]
	}
	w.atoms = resize(w.atoms, total)
	for a, r := range w.role {
		if r == searched {
			k := w.compOf[w.stamp[a]]
			w.slot[a] = w.count[k]
			w.atoms[w.count[k]] = int32(a)
			w.count[k]++
		}
	}
	at := int32(0)
	for k := range l.comps {
		l.comps[k].first, l.comps[k].end = at, w.count[k] // the counts now stand at the end of each
		at = w.count[k]
	}
	w.off = resize(w.off, total+1)
	clear(w.off)
	for e, a := range ev.parent {
		if w.role[a] == searched && ev.q[e] != 0 {
			w.off[w.slot[a]+1]++
		}
	}
	for i := range total {
		w.off[i+1] += w.off[i]
	}
	links := int(w.off[total])
	w.place, w.q = resize(w.place, links), resize(w.q, links)
	w.fill = append(w.fill[:0], w.off[:total]...)
	for at, j := range w.order {
		p := &ev.pos[j]
		for e := p.e0; e < p.e1; e++ {
			if a := ev.parent[e]; w.role[a] == searched && ev.q[e] != 0 {
				x := w.fill[w.slot[a]]
				w.fill[w.slot[a]]++
				w.place[x], w.q[x] = int32(at), ev.q[e]
			}
		}
	}
}

// layOut copies the searched atoms into their final arrays.
func (s *Solver) layOut() {
	w, l, n := &s.work, &s.loc, s.net
	l.atom, l.cause, l.at, l.link = l.atom[:0], l.cause[:0], l.at[:0], l.link[:0]
	i := 0
	for k := range l.comps {
		c := &l.comps[k]
		c.a0 = int32(len(l.atom))
		for ; i < len(w.atoms) && w.compOf[w.stamp[w.atoms[i]]] == int32(k); i++ {
			a := w.atoms[i]
			if w.role[a] != searched {
				continue
			}
			cause := n.causeOf[a]
			c.paired = c.paired || len(l.cause) > int(c.a0) && l.cause[len(l.cause)-1] == cause
			l.atom = append(l.atom, a)
			l.cause = append(l.cause, cause)
			l.at = append(l.at, s.layMember(c, i))
		}
		c.na = int32(len(l.atom)) - c.a0
	}
}

// layMember lays out the i-th touched atom.
func (s *Solver) layMember(c *component, i int) member {
	w, ev, l := &s.work, &s.ev, &s.loc
	a := w.atoms[i]
	sum, own := s.siblings(a, s.net.causeOf[a])
	m := member{logW: ev.logW[a] - sum, own: own, exact: own < 0, e0: int32(len(l.link))}
	for x := w.off[i]; x < w.off[i+1]; x++ {
		p := w.place[x] - c.p0
		m.mask |= 1 << (uint(p) & 63)
		if g := l.group[w.place[x]]; g >= 0 {
			m.exact = false
			m.groups |= 1 << (uint(g) & 63)
		}
		l.link = append(l.link, edge{j: p, q: w.q[x]})
	}
	m.e1 = int32(len(l.link))
	if own >= 0 {
		m.groups |= 1 << (uint(l.bgGrp[own]) & 63)
		for x := l.bgE0[own]; x < l.bgE1[own]; x++ {
			m.mask |= 1 << (uint(l.bgPos[x]) & 63)
		}
	}
	m.w = exp(m.logW)
	m.extreme = m.logW < -600 || ev.bound[a] > 600
	m.plain = !m.extreme && own < 0
	return m
}

// siblings returns the log of 1 + the odds of the free states of a cause, to
// be divided out, and the grouped background atom of the cause, or -1.
func (s *Solver) siblings(a, cause int32) (float64, int32) {
	lo, hi := s.net.first[cause], s.net.first[cause+1]
	if hi-lo == 1 {
		return 0, -1
	}
	sum, own := 0.0, int32(-1)
	for b := lo; b < hi; b++ {
		switch {
		case b == a:
		case s.work.role[b] == free:
			sum += exp(s.ev.logW[b])
		case s.work.role[b] == grouped:
			own = s.work.slot[b] // formGroups left the background number here
		}
	}
	if sum == 0 {
		return 0, own
	}
	return log1p(sum), own
}

// formGroups joins background atoms that share positives. An atom that would
// make a group too large is searched for like any other.
func (s *Solver) formGroups() {
	w, l, n := &s.work, &s.loc, s.net
	places := len(w.order)
	l.group, l.bit = resize(l.group, places), resize(l.bit, places)
	w.gRoot, w.gSize, w.gID = resize(w.gRoot, places), resize(w.gSize, places), resize(w.gID, places)
	for p := range places {
		l.group[p], w.gRoot[p], w.gSize[p], w.gID[p] = -1, int32(p), 1, -1
	}
	find := func(x int32) int32 {
		for w.gRoot[x] != x {
			x = w.gRoot[x]
		}
		return x
	}
	for i, a := range w.atoms {
		if n.flags[a]&isBackground == 0 {
			continue
		}
		first := find(w.place[w.off[i]])
		size := w.gSize[first]
		for x := w.off[i] + 1; x < w.off[i+1] && size <= groupCap; x++ {
			// Roots met twice are joined provisionally by marking gID with the atom.
			if r := find(w.place[x]); r != first && w.gID[r] != int32(i) {
				w.gID[r] = int32(i)
				size += w.gSize[r]
			}
		}
		if size > groupCap || s.single {
			continue
		}
		w.role[a] = grouped
		for x := w.off[i]; x < w.off[i+1]; x++ {
			l.group[w.place[x]] = 0
			if r := find(w.place[x]); r != first {
				w.gRoot[r] = first
				w.gSize[first] += w.gSize[r]
			}
		}
	}
	s.numberGroups(find)
	s.layBackground(find)
}

func (s *Solver) numberGroups(find func(int32) int32) {
	w, l := &s.work, &s.loc
	groups := int32(0)
	l.gOff = append(l.gOff[:0], 0)
	for p := range w.gID {
		w.gID[p] = -1
	}
	k := 0
	for p := range l.group {
		for k < len(l.comps) && int32(p) >= l.comps[k].p0+l.comps[k].np {
			l.comps[k].g1 = groups
			k++
		}
		if int32(p) == l.comps[k].p0 {
			l.comps[k].g0 = groups
		}
		if l.group[p] < 0 {
			continue
		}
		r := find(int32(p))
		if w.gID[r] < 0 {
			w.gID[r] = groups
			groups++
			l.gOff = append(l.gOff, 0)
		}
		l.group[p] = w.gID[r]
		l.bit[p] = uint8(l.gOff[l.group[p]+1])
		l.gOff[l.group[p]+1]++
	}
	if len(l.comps) > 0 {
		l.comps[k].g1 = groups
	}
	for g := range groups {
		l.gOff[g+1] += l.gOff[g]
	}
	l.gPos = resize(l.gPos, int(l.gOff[groups]))
	for k := range l.comps {
		c := &l.comps[k]
		for p := c.p0; p < c.p0+c.np; p++ {
			if g := l.group[p]; g >= 0 {
				l.gPos[l.gOff[g]+int32(l.bit[p])] = p - c.p0
			}
		}
	}
}

// layBackground lists the grouped background atoms by group.
func (s *Solver) layBackground(find func(int32) int32) {
	w, l, ev := &s.work, &s.loc, &s.ev
	groups := len(l.gOff) - 1
	l.gBg = resize(l.gBg, groups+1)
	clear(l.gBg)
	total := int32(0)
	for i, a := range w.atoms {
		if w.role[a] == grouped {
			l.gBg[w.gID[find(w.place[w.off[i]])]+1]++
			total++
		}
	}
	for g := range groups {
		l.gBg[g+1] += l.gBg[g]
	}
	w.fill = append(w.fill[:0], l.gBg[:groups]...)
	l.bgAtom, l.bgW, l.bgGrp = resize(l.bgAtom, int(total)), resize(l.bgW, int(total)), resize(l.bgGrp, int(total))
	l.bgE0, l.bgE1 = resize(l.bgE0, int(total)), resize(l.bgE1, int(total))
	l.bgPos, l.bgBit, l.bgQ = l.bgPos[:0], l.bgBit[:0], l.bgQ[:0]
	for i, a := range w.atoms {
		if w.role[a] != grouped {
			continue
		}
		g := w.gID[find(w.place[w.off[i]])]
		b := w.fill[g]
		w.fill[g]++
		w.slot[a] = b
		sum, _ := s.siblings(a, s.net.causeOf[a])
		l.bgAtom[b], l.bgGrp[b] = a, g
		l.bgW[b] = exp(ev.logW[a] - sum)
		l.bgE0[b] = int32(len(l.bgPos))
		c := &l.comps[w.compOf[w.stamp[a]]]
		for x := w.off[i]; x < w.off[i+1]; x++ {
			l.bgPos = append(l.bgPos, w.place[x]-c.p0)
			l.bgBit = append(l.bgBit, l.bit[w.place[x]])
			l.bgQ = append(l.bgQ, w.q[x])
		}
		l.bgE1[b] = int32(len(l.bgPos))
	}
	l.tables = l.tables[:0]
	l.gTable = l.gTable[:0]
}
