package posterior

import "math"

// searchComponent finds the sets that hold the mass of a component: a greedy
// climb, then adding, dropping and swapping, then new starts from wide atoms
// and from danger atoms (docs/engine.md, "search").
func (s *Solver) searchComponent(c *component) {
	q := &s.search
	q.index.reset()
	q.known.reset()
	q.queue = q.queue[:0]
	q.evals = 0
	c.n0 = int32(len(q.nodes))
	c.best = math.Inf(-1)
	root := s.eval(c, nil, 0, -1, 0)
	top := s.climb(c, root, -1)
	s.note(c, top)
	s.open(c, top)
	s.restart(c, root)
	s.force(c, root)
	s.trim(c)
	for len(q.queue) > 0 {
		if q.evals >= s.opt.Cap {
			s.res.Capped = true
			break
		}
		x := q.pop()
		if x.logM < c.best+s.logDelta {
			break
		}
		id := x.from
		if x.add >= 0 {
			id = s.plus(c, x.from, x.add)
		}
		s.open(c, id)
	}
	c.n1 = int32(len(q.nodes))
	s.res.Sets += q.evals
}

func (s *Solver) note(c *component, id int32) {
	if m := s.search.nodes[id].logM; m > c.best {
		c.best, c.bestSet = m, id
	}
}

// plus weighs the set of node id with local atom a added.
func (s *Solver) plus(c *component, id, a int32) int32 {
	q := &s.search
	n := &q.nodes[id]
	m := q.next[:0]
	for _, b := range q.sets[n.set : n.set+n.size] {
		if b > a && (len(m) == 0 || m[len(m)-1] < a) {
			m = append(m, a)
		}
		m = append(m, b)
	}
	if len(m) == 0 || m[len(m)-1] < a {
		m = append(m, a)
	}
	q.next = m
	return s.eval(c, m, n.key^s.keyOf(c, a), id, s.loc.at[c.a0+a].groups)
}

func (s *Solver) keyOf(c *component, a int32) uint64 { return s.net.key[s.loc.atom[c.a0+a]] }

// minus weighs the set of node id without its i-th member.
func (s *Solver) minus(c *component, id int32, i int) int32 {
	q := &s.search
	n := &q.nodes[id]
	set := q.sets[n.set : n.set+n.size]
	m := append(append(q.next[:0], set[:i]...), set[i+1:]...)
	q.next = m
	return s.eval(c, m, n.key^s.keyOf(c, set[i]), id, s.loc.at[c.a0+set[i]].groups)
}

// climb adds the best atom again and again while that helps; forbid is left
// out.
func (s *Solver) climb(c *component, id, forbid int32) int32 {
	q := &s.search
	for {
		n := &q.nodes[id]
		best, most := int32(-1), 1.0
		for a, g := range q.pool[n.gain : n.gain+c.na] {
			if g > most && int32(a) != forbid {
				best, most = int32(a), g
			}
		}
		if best < 0 || n.logM+2*log(most) < c.best+s.logDelta-climbSlack {
			return id
		}
		up := s.plus(c, id, best)
		if q.nodes[up].logM <= q.nodes[id].logM {
			return id
		}
		id = up
	}
}

// queueAdds queues every single addition to node id that is heavy enough.
func (s *Solver) queueAdds(c *component, id int32) {
	q := &s.search
	n := &q.nodes[id]
	limit := exp(c.best + s.logDelta - n.logM)
	for a, g := range q.pool[n.gain : n.gain+c.na] {
		if g > limit {
			key := n.key ^ s.keyOf(c, int32(a))
			if q.known.put(key, 0) {
				q.push(step{logM: n.logM + log(g), key: key, from: id, add: int32(a)})
			}
		}
	}
}

// queueSelf queues node id to be opened if it is heavy enough.
func (s *Solver) queueSelf(c *component, id int32) {
	n := &s.search.nodes[id]
	if !n.opened && n.logM > c.best+s.logDelta {
		s.search.push(step{logM: n.logM, key: n.key, from: id, add: -1})
	}
}

// settle climbs from node id and queues what it finds there.
func (s *Solver) settle(c *component, id, forbid int32) {
	id = s.climb(c, id, forbid)
	s.note(c, id)
	s.queueSelf(c, id)
	s.queueAdds(c, id)
}

// open queues the additions to a set and, if it is heavy, takes its members
// out one by one: the additions to the smaller sets are all the swaps.
func (s *Solver) open(c *component, id int32) {
	q := &s.search
	if q.nodes[id].opened {
		return
	}
	q.nodes[id].opened = true
	s.note(c, id)
	s.queueAdds(c, id)
	if q.nodes[id].logM <= c.best+s.logEta {
		return
	}
	for i := 0; i < int(q.nodes[id].size); i++ {
		if q.evals >= s.opt.Cap {
			s.res.Capped = true
			return
		}
		member := q.sets[int(q.nodes[id].set)+i]
		less := s.minus(c, id, i)
		s.queueAdds(c, less)
		s.settle(c, less, member)
		s.queueSelf(c, less)
	}
}

// restart climbs again from every wide atom that helps on its own: single
// swaps do not find one cause in place of many. An atom is passed over when
// no part of the best set together with it comes near the best set.
func (s *Solver) restart(c *component, root int32) {
	q, l := &s.search, &s.loc
	left := restartCap
	for a := int32(0); a < c.na && left > 0; a++ {
		i := c.a0 + a
		if s.net.flags[l.atom[i]]&isWide == 0 || l.at[i].e1-l.at[i].e0 < 3 {
			continue
		}
		if q.pool[q.nodes[root].gain+a] > 1 && s.inPlaceOf(c, a) > c.best+restartLog {
			left--
			s.settle(c, s.plus(c, root, a), -1)
		}
	}
}

// inPlaceOf is an upper limit on the log mass of any subset of the best set
// together with atom a: the log mass is submodular, so taking out several
// members gains at most what taking them out one by one gains. (Background
// groups make it an estimate.) Minus infinity if a is in the best set.
func (s *Solver) inPlaceOf(c *component, a int32) float64 {
	q, l := &s.search, &s.loc
	n := &q.nodes[c.bestSet]
	g := q.pool[n.gain+a]
	if g == 0 {
		return math.Inf(-1)
	}
	help := append(q.off[:0], q.pool[n.help:n.help+c.np]...)
	q.off = help
	i := c.a0 + a
	for e := l.at[i].e0; e < l.at[i].e1; e++ {
		h := help[l.link[e].j]
		help[l.link[e].j] = h * (1 - l.link[e].q) / (1 + float64(h*l.link[e].q))
	}
	sum := n.logM + log(g)
	for _, b := range q.sets[n.set : n.set+n.size] {
		sum += max(0, s.dropGain(c, c.a0+b, help))
	}
	return sum
}

// dropGain is the log of the factor by which taking out member a multiplies
// the mass; help belongs to the set with a.
func (s *Solver) dropGain(c *component, a int32, help []float64) float64 {
	l := &s.loc
	sum := -l.at[a].logW
	prod := 1.0
	for e := l.at[a].e0; e < l.at[a].e1; e++ {
		prod *= max(1-float64(help[l.link[e].j]*(l.link[e].q/(1-l.link[e].q))), 1e-9)
	}
	sum += log(prod)
	if b := l.at[a].own; b >= 0 {
		sum += log1p(s.backgroundOdds(b, help))
	}
	return sum
}

// force makes sure that the likeliest explanations with each danger atom are
// weighed, however rare: the atom takes the place of the members of the best
// set that share positives with it, then the set climbs.
func (s *Solver) force(c *component, root int32) {
	q, l := &s.search, &s.loc
	top := c.bestSet
	for a := int32(0); a < c.na; a++ {
		i := c.a0 + a
		if s.net.flags[l.atom[i]]&isDanger == 0 || s.ev.bound[l.atom[i]] < dangerLog {
			continue
		}
		n := &q.nodes[top]
		m, key, placed, groups := q.next[:0], s.keyOf(c, a), false, l.at[i].groups
		for _, b := range q.sets[n.set : n.set+n.size] {
			if b == a || l.at[c.a0+b].mask&l.at[i].mask != 0 || l.cause[c.a0+b] == l.cause[i] {
				continue
			}
			if b > a && !placed {
				m, placed = append(m, a), true
			}
			m = append(m, b)
			key ^= s.keyOf(c, b)
			groups |= l.at[c.a0+b].groups
		}
		if !placed {
			m = append(m, a)
		}
		q.next = m
		id := s.eval(c, m, key, root, groups)
		s.settle(c, id, -1)
	}
}

// trim drops atoms that add nothing next to any set seen so far. This is the
// one screen that is not rigorous; danger atoms pass it. Their estimate is
// kept as marginal.
func (s *Solver) trim(c *component) {
	q, l := &s.search, &s.loc
	top := resize(q.top, int(c.na))
	q.top = top
	clear(top)
	for id := int(c.n0); id < len(q.nodes); id++ {
		n := &q.nodes[id]
		d := n.logM - c.best
		if d < -40 {
			continue
		}
		f := exp(d)
		for a, g := range q.pool[n.gain : n.gain+c.na] {
			if v := f * g; v > top[a] {
				top[a] = v
			}
		}
	}
	// Members stay, whatever their set weighs.
	for _, a := range q.sets[q.nodes[c.n0].set:] {
		top[a] = 1
	}
	keep := float64(keepShare * s.opt.Delta)
	remap := resize(q.remap, int(c.na))
	q.remap = remap
	k := int32(0)
	for a := range c.na {
		i := c.a0 + a
		if top[a] < keep && s.net.flags[l.atom[i]]&isDanger == 0 {
			remap[a] = -1
			s.res.Marginal[l.atom[i]] = top[a] / (1 + top[a])
			continue
		}
		remap[a] = k
		l.move(c.a0+k, i)
		k++
	}
	if k == c.na {
		return
	}
	for id := int(c.n0); id < len(q.nodes); id++ {
		q.shrink(&q.nodes[id], remap)
	}
	for i := range q.queue {
		if q.queue[i].add >= 0 {
			q.queue[i].add = remap[q.queue[i].add]
		}
	}
	c.na = k
}

// move copies searched atom from to place to.
func (l *local) move(to, from int32) {
	if to == from {
		return
	}
	l.atom[to], l.cause[to], l.at[to] = l.atom[from], l.cause[from], l.at[from]
}

// shrink renumbers the atoms of a node; remap[a] is -1 for dropped ones.
func (q *search) shrink(n *node, remap []int32) {
	set := q.sets[n.set : n.set+n.size]
	for i, a := range set {
		set[i] = remap[a]
	}
	gain := q.pool[n.gain:]
	for a, b := range remap {
		if b >= 0 {
			gain[b] = gain[a]
		}
	}
}
