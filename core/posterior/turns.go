package posterior

import "math/bits"

// take makes room for n more numbers in the pool and returns where.
func (x *elimination) take(n int) int32 {
	at := int32(len(x.pool))
	x.pool = extend(x.pool, n)
	return at
}

func (x *elimination) at(i int32, n int) []float64 { return x.pool[i : int(i)+n] }

// buildGroups makes the table of each group from its causes, and keeps what
// the table was before each of them.
func (s *Solver) buildGroups() {
	x := &s.exact
	for k := range x.groups {
		g := &x.groups[k]
		if g.size == 2 {
			x.buildAlone(g)
			continue
		}
		size := int(g.size)
		extra := x.take(size)
		at := x.take(size)
		now := x.at(at, size)
		clear(now)
		now[0] = 1
		for i := g.first; i >= 0; i = x.causes[i].next {
			t := &x.causes[i]
			t.before = at
			at = x.take(size)
			before, now, more := x.at(t.before, size), x.at(at, size), x.at(extra, size)
			copy(now, before)
			for a := t.first; a < t.end; a++ {
				for u, v := range before {
					more[u] = x.weight[a] * v
				}
				bringAbout(more, x.bit[x.linkAt[a]:x.linkTo[a]], x.q[x.linkAt[a]:x.linkTo[a]])
				for u, v := range more {
					now[u] += v
				}
			}
		}
		g.table = at
	}
}

// buildAlone is buildGroups for a group of one positive.
func (x *elimination) buildAlone(g *maskGroup) {
	none, some := 1.0, 0.0
	for i := g.first; i >= 0; i = x.causes[i].next {
		t := &x.causes[i]
		t.before = x.take(2)
		x.pool[t.before], x.pool[t.before+1] = none, some
		n, m := none, some
		for a := t.first; a < t.end; a++ {
			w, q := x.weight[a], 0.0
			if x.linkAt[a] < x.linkTo[a] {
				q = x.q[x.linkAt[a]]
			}
			n += float64(w * float64((1-q)*none))
			m += float64(w * (some + float64(q*none)))
		}
		none, some = n, m
	}
	g.table = x.take(2)
	x.pool[g.table], x.pool[g.table+1] = none, some
}

// closeTurn gathers the tables that hold the positive of turn t and closes it.
// It returns what the message was divided by.
func (s *Solver) closeTurn(c *component, t int) float64 {
	x := &s.exact
	b := &x.bucket[t]
	size := 1 << b.width
	b.table = x.take(size)
	b.step0 = int32(len(x.steps))
	table := x.at(b.table, size)
	clear(table)
	table[0] = 1
	first := x.largest(b)
	if first >= 0 {
		x.lay(b, tableStep{mask: x.bucket[first].mask &^ (1 << first), group: -1, from: first})
	}
	for k := b.child; k >= 0; k = x.bucket[k].also {
		if k != first {
			x.put(b, tableStep{mask: x.bucket[k].mask &^ (1 << k), group: -1, from: k})
		}
	}
	for g := b.groups; g >= 0; g = x.groups[g].next {
		step := tableStep{mask: x.groups[g].mask, group: g, from: -1}
		if int(b.step0) == len(x.steps) {
			x.lay(b, step)
		} else {
			x.put(b, step)
		}
	}
	b.step1 = int32(len(x.steps))

	off := s.loc.leakOff[c.p0+b.place]
	none, some := 1.0, 0.0
	if b.alone >= 0 {
		own := x.at(x.groups[b.alone].table, 2)
		none, some = own[0], own[1]
	}
	b.on, b.off = none+some, some+float64(none*(1-off))
	b.send = x.take(size / 2)
	table = x.at(b.table, size)
	send := x.at(b.send, size/2)
	sum := 0.0
	for u := range send {
		send[u] = float64(b.off*table[2*u]) + float64(b.on*table[2*u+1])
		sum += send[u]
	}
	b.scale = sum
	for u := range send {
		send[u] /= sum
	}
	return sum
}

// local turns a mask of turns into one of places in the table of b.
func (b *bucket) local(mask uint64) uint64 {
	out := uint64(0)
	for m := mask; m != 0; m &= m - 1 {
		out |= 1 << uint(bits.OnesCount64(b.mask&(m&-m-1)))
	}
	return out
}

// source is the table of a step: of a group, or the message of a bucket.
func (x *elimination) source(step *tableStep) []float64 {
	if step.group >= 0 {
		return x.at(x.groups[step.group].table, int(step.size))
	}
	return x.at(x.bucket[step.from].send, int(step.size))
}

// lay writes the first table into that of a bucket, where nothing is yet.
func (x *elimination) lay(b *bucket, step tableStep) {
	step.mask = b.local(step.mask)
	step.size = 1 << bits.OnesCount64(step.mask)
	step.ready = -1
	table := x.at(b.table, 1<<b.width)
	sub := uint64(0)
	for _, v := range x.source(&step) {
		table[sub] = v
		sub = (sub - step.mask) & step.mask // the next subset
	}
	x.steps = append(x.steps, step)
}

// put adds a table to that of a bucket with OR, and keeps what was there.
func (x *elimination) put(b *bucket, step tableStep) {
	size := 1 << b.width
	step.mask = b.local(step.mask)
	step.size = 1 << bits.OnesCount64(step.mask)
	third := threes(step.size)
	step.ready = x.take(third)
	step.before = x.take(size)
	g, table := x.at(step.ready, third), x.at(b.table, size)
	ready(x.source(&step), g)
	copy(x.at(step.before, size), table)
	rest := uint64(size-1) &^ step.mask
	if step.size == 4 { // most tables are of two positives
		lo, hi := step.mask&-step.mask, step.mask&(step.mask-1)
		for base := uint64(0); ; {
			orPair(table, g, base, lo, hi)
			if base = (base - rest) & rest; base == 0 {
				break
			}
		}
	} else {
		cube, spare := x.room(0, int(step.size)), x.room(1, int(step.size))
		subs := x.subsets(&step)
		for base := uint64(0); ; {
			pick(cube, table[base:], subs)
			or(cube, g, spare)
			back(table[base:], cube, subs)
			if base = (base - rest) & rest; base == 0 {
				break
			}
		}
	}
	x.steps = append(x.steps, step)
}

func (x *elimination) room(i, n int) []float64 {
	x.cube[i] = resize(x.cube[i], n)
	return x.cube[i]
}

// subsets lists the subsets of the mask of a step, as places in the table of
// the bucket.
func (x *elimination) subsets(step *tableStep) []int32 {
	x.subs = resize(x.subs, int(step.size))
	sub := uint64(0)
	for i := range x.subs {
		x.subs[i] = int32(sub)
		sub = (sub - step.mask) & step.mask
	}
	return x.subs
}

func pick(cube, table []float64, subs []int32) {
	for i, at := range subs {
		cube[i] = table[at]
	}
}

func back(table, cube []float64, subs []int32) {
	for i, at := range subs {
		table[at] = cube[i]
	}
}

// openTurn goes the way back: from what the message of turn t is worth to what
// each table that went into it is worth, and to the chances of the causes.
func (s *Solver) openTurn(c *component, t int) {
	x := &s.exact
	b := &x.bucket[t]
	size := 1 << b.width
	own := x.take(2)
	at := x.take(size)
	table, worthOf := x.at(b.table, size), x.at(at, size)
	message := []float64{1}
	if size > 2 {
		message = x.at(b.need, size/2)
	}
	alone := x.at(own, 2)
	alone[0], alone[1] = 0, 0
	off := s.loc.leakOff[c.p0+b.place]
	for u, v := range message {
		v /= b.scale
		worthOf[2*u], worthOf[2*u+1] = float64(b.off*v), float64(b.on*v)
		alone[0] += float64(v * (float64((1-off)*table[2*u]) + table[2*u+1]))
		alone[1] += float64(v * (table[2*u] + table[2*u+1]))
	}
	if b.alone >= 0 {
		s.readGroupOf(&x.groups[b.alone], own)
	}
	for k := b.step1 - 1; k >= b.step0; k-- {
		step := &x.steps[k]
		n := int(step.size)
		to := x.take(n)
		out, worthOf := x.at(to, n), x.at(at, size)
		if step.ready < 0 {
			pick(out, worthOf, x.subsets(step))
		} else {
			clear(out)
			x.undo(step, size, worthOf, out)
		}
		if step.group >= 0 {
			s.readGroupOf(&x.groups[step.group], to)
		} else {
			x.bucket[step.from].need = to
		}
	}
}

// undo takes a step back: out becomes what its table is worth, worthOf what
// the table before it is worth.
func (x *elimination) undo(step *tableStep, size int, worthOf, out []float64) {
	third := threes(step.size)
	g, before := x.at(step.ready, third), x.at(step.before, size)
	rest := uint64(size-1) &^ step.mask
	if step.size == 4 {
		lo, hi := step.mask&-step.mask, step.mask&(step.mask-1)
		for base := uint64(0); ; {
			undoPair(before, worthOf, out, g, base, lo, hi)
			if base = (base - rest) & rest; base == 0 {
				break
			}
		}
		return
	}
	n := int(step.size)
	cube, spare, value := x.room(0, n), x.room(1, n), x.room(2, n)
	subs := x.subsets(step)
	for base := uint64(0); ; {
		pick(cube, before[base:], subs)
		pick(value, worthOf[base:], subs)
		worth(cube, value, out, spare)
		need(value, g, spare)
		back(worthOf[base:], value, subs)
		if base = (base - rest) & rest; base == 0 {
			break
		}
	}
}

// readGroupOf reads the chance of every atom of a group off what the entries
// of its table are worth, last cause first.
func (s *Solver) readGroupOf(g *maskGroup, at int32) {
	x := &s.exact
	size := int(g.size)
	with, more := x.take(size), x.take(size)
	value, table := x.at(at, size), x.at(g.table, size)
	whole := 0.0 // 1, but for rounding
	for u, v := range table {
		whole += float64(v * value[u])
	}
	for u := range value {
		value[u] /= whole
	}
	if size == 2 {
		x.readAlone(g, value)
		return
	}
	for i := g.last; i >= 0; i = x.causes[i].prev {
		t := &x.causes[i]
		before, sum, one := x.at(t.before, size), x.at(more, size), x.at(with, size)
		copy(sum, value)
		for a := t.first; a < t.end; a++ {
			copy(one, value)
			bringNeed(one, x.bit[x.linkAt[a]:x.linkTo[a]], x.q[x.linkAt[a]:x.linkTo[a]])
			p := 0.0
			for u, v := range before {
				p += float64(v * one[u])
				sum[u] += float64(x.weight[a] * one[u])
			}
			x.chance[a] = float64(x.weight[a] * p)
		}
		copy(value, sum)
	}
}

// readAlone is readGroupOf for a group of one positive.
func (x *elimination) readAlone(g *maskGroup, value []float64) {
	low, high := value[0], value[1]
	for i := g.last; i >= 0; i = x.causes[i].prev {
		t := &x.causes[i]
		none, some := x.pool[t.before], x.pool[t.before+1]
		l, h := low, high
		for a := t.first; a < t.end; a++ {
			w, q := x.weight[a], 0.0
			if x.linkAt[a] < x.linkTo[a] {
				q = x.q[x.linkAt[a]]
			}
			without := float64((1-q)*low) + float64(q*high)
			x.chance[a] = float64(w * (float64(none*without) + float64(some*high)))
			l += float64(w * without)
			h += float64(w * high)
		}
		low, high = l, h
	}
}
