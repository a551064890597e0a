package posterior

import "math/bits"

// Background atoms of one group are summed out exactly. The table of a group
// holds, for every subset U of its positives, the weight of all background
// states that cause exactly U. It is built from positive terms only, so
// nothing cancels (unlike Quickscore, Heckerman 1989).

// groupTable is the table of a group with some background atoms left out
// (those whose cause is in the set as another state).
type groupTable struct {
	group int32
	out   uint64 // keys of the atoms left out, combined
	at    int32  // in local.tables
}

// table returns the table of group g without the background atoms of the
// causes in set.
func (s *Solver) table(c *component, g int32, set []int32) []float64 {
	l := &s.loc
	out := s.leftOutKey(c, g, set)
	size := int32(1) << (l.gOff[g+1] - l.gOff[g])
	for _, t := range l.gTable {
		if t.group == g && t.out == out {
			return l.tables[t.at : t.at+size]
		}
	}
	at := int32(len(l.tables))
	l.tables = extend(l.tables, int(2*size))
	t, extra := l.tables[at:at+size], l.tables[at+size:at+2*size]
	clear(t)
	t[0] = 1
	for b := l.gBg[g]; b < l.gBg[g+1]; b++ {
		if !s.leftOut(c, b, set) {
			s.fire(b, t, extra)
			for u := range t {
				t[u] += extra[u]
			}
		}
	}
	l.tables = l.tables[:at+size]
	l.gTable = append(l.gTable, groupTable{group: g, out: out, at: at})
	return t
}

// leftOutKey names the background atoms of group g that set leaves out.
func (s *Solver) leftOutKey(c *component, g int32, set []int32) uint64 {
	l := &s.loc
	out := uint64(0)
	for _, a := range set {
		if b := l.at[c.a0+a].own; b >= 0 && l.bgGrp[b] == g {
			out ^= s.net.key[l.bgAtom[b]]
		}
	}
	return out
}

func (s *Solver) leftOut(c *component, b int32, set []int32) bool {
	for _, a := range set {
		if s.loc.at[c.a0+a].own == b {
			return true
		}
	}
	return false
}

// fire puts into out what in becomes when background atom b is present.
func (s *Solver) fire(b int32, in, out []float64) {
	l := &s.loc
	w := l.bgW[b]
	for u, x := range in {
		out[u] = w * x
	}
	for e := l.bgE0[b]; e < l.bgE1[b]; e++ {
		bit, q := 1<<l.bgBit[e], l.bgQ[e]
		for u := range out {
			if u&bit == 0 {
				x := out[u]
				out[u|bit] += float64(q * x)
				out[u] = (1 - q) * x
			}
		}
	}
}

// extend lengthens s by n; the new part is not cleared.
func extend[T any](s []T, n int) []T {
	for cap(s) < len(s)+n {
		s = append(s[:cap(s)], *new(T))[:len(s)]
	}
	return s[:len(s)+n]
}

// weigh returns the weight of group g when positive j is left off
// by leak and set with chance off[j], and sets help[j] = how much turning j
// fully on would multiply it, minus 1.
func (s *Solver) weigh(c *component, g int32, set []int32, off, help []float64) float64 {
	l := &s.loc
	t := s.table(c, g, set)
	pos := l.gPos[l.gOff[g]:l.gOff[g+1]]
	if len(pos) == 1 {
		j := pos[0]
		e := float64(t[0]*(1-off[j])) + t[1]
		help[j] = off[j] * t[0] / e
		return max(e, 1e-300)
	}
	// Fold one positive at a time, keeping every stage for the way back.
	buf := resize(s.search.fold, 3*len(t))
	s.search.fold = buf
	stage := buf[: 0 : 2*len(t)]
	cur := t
	for _, j := range pos {
		f := 1 - off[j]
		at := len(stage)
		stage = stage[:at+len(cur)/2]
		next := stage[at:]
		for u := range next {
			next[u] = float64(cur[2*u]*f) + cur[2*u+1]
		}
		cur = next
	}
	e := cur[0]
	// The derivative by f_j, last positive first.
	back := buf[2*len(t):]
	back[0] = 1
	n := 1
	end := len(stage) - 1
	for i := len(pos) - 1; i >= 0; i-- {
		j := pos[i]
		in := t
		if i > 0 {
			in = stage[end-2*n : end]
			end -= 2 * n
		}
		d, f := 0.0, 1-off[j]
		for u := n - 1; u >= 0; u-- {
			d += float64(back[u] * in[2*u])
			back[2*u], back[2*u+1] = back[u]*f, back[u]
		}
		help[j] = off[j] * d / e
		n *= 2
	}
	return max(e, 1e-300)
}

// need adds to out, per subset of positives that the background causes, the
// chance that the rest is caused by leak and set, scaled so that the products
// with the table add up to weight.
func (s *Solver) need(c *component, g int32, set []int32, off []float64, weight float64, out, one []float64) {
	l := &s.loc
	t := s.table(c, g, set)
	one[len(t)-1] = 1
	pos := l.gPos[l.gOff[g]:l.gOff[g+1]]
	e := t[len(t)-1]
	for u := len(t) - 2; u >= 0; u-- {
		bit := bits.TrailingZeros(^uint(u))
		one[u] = one[u|1<<bit] * (1 - off[pos[bit]])
		e += float64(t[u] * one[u])
	}
	f := weight / e
	for u := range out {
		out[u] += float64(f * one[u])
	}
}

// background adds the chance of every background atom of group g, given what
// is needed, to its marginal. buf holds one table per atom and three more.
func (s *Solver) background(c *component, g int32, set []int32, need, buf []float64) {
	l := &s.loc
	size := len(need)
	b0, b1 := l.gBg[g], l.gBg[g+1]
	extra := buf[int(b1-b0+1)*size : int(b1-b0+2)*size]
	cur := buf[:size]
	clear(cur)
	cur[0] = 1
	for b := b0; b < b1; b++ { // forward: the table before each atom
		next := buf[int(b-b0+1)*size : int(b-b0+2)*size]
		copy(next, cur)
		if !s.leftOut(c, b, set) {
			s.fire(b, cur, extra)
			for u := range next {
				next[u] += extra[u]
			}
		}
		cur = next
	}
	with := extra
	for b := b1 - 1; b >= b0; b-- { // back: what is needed before each atom
		if s.leftOut(c, b, set) {
			continue
		}
		copy(with, need)
		for x := l.bgE1[b] - 1; x >= l.bgE0[b]; x-- {
			bit, q := 1<<l.bgBit[x], l.bgQ[x]
			for u := range with {
				if u&bit == 0 {
					with[u] = float64((1-q)*with[u]) + float64(q*with[u|bit])
				}
			}
		}
		in := buf[int(b-b0)*size : int(b-b0+1)*size]
		p := 0.0
		for u := range in {
			p += float64(in[u] * with[u])
			need[u] += float64(l.bgW[b] * with[u])
		}
		s.res.Marginal[l.bgAtom[b]] += float64(l.bgW[b] * p)
	}
}
