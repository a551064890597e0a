package posterior

import (
	"math/bits"
	"slices"
)

// tree is a junction tree built by eliminating one variable after the other;
// cluster v belongs to variable v.
type tree struct {
	m        *model
	order    []int32
	place    []int // variable -> place in order
	cluster  []cluster
	width    int
	children [][]int32
}

type cluster struct {
	vars   []int32 // own variable first, the rest by place in order
	tab    []float64
	up     []float64 // message to the parent, over vars[1:]
	parent int32     // variable of the parent cluster, or -1
}

// tree eliminates by least fill (Kjærulff 1990), ties by lowest number.
func (m *model) tree(maxWidth int) (*tree, error) {
	n := len(m.card)
	words := (n + 63) / 64
	adj := make([][]uint64, n)
	for v := range adj {
		adj[v] = make([]uint64, words)
	}
	join := func(vars []int32) {
		for _, v := range vars {
			for _, u := range vars {
				if u != v {
					adj[v][u/64] |= 1 << (u % 64)
				}
			}
		}
	}
	for _, f := range m.factors {
		join(f.vars)
	}
	t := &tree{m: m, place: make([]int, n), cluster: make([]cluster, n), children: make([][]int32, n)}
	gone := make([]bool, n)
	fill := make([]int, n)
	for v := range fill {
		fill[v] = fillOf(adj, v)
	}
	total := 0
	for range n {
		best := -1
		for v := range n {
			if !gone[v] && (best < 0 || fill[v] < fill[best]) {
				best = v
			}
		}
		near := members(adj[best])
		size := m.card[best]
		for _, u := range near {
			if size *= m.card[u]; size > 1<<maxWidth {
				return nil, ErrTooWide
			}
		}
		if total += size; total > 1<<24 {
			return nil, ErrTooWide
		}
		t.width = max(t.width, bits.Len(uint(size-1)))
		t.place[best] = len(t.order)
		t.order = append(t.order, int32(best))
		t.cluster[best] = cluster{vars: append([]int32{int32(best)}, near...), tab: make([]float64, size), parent: -1}
		gone[best] = true
		join(near)
		stale := make([]uint64, words)
		for _, u := range near {
			adj[u][best/64] &^= 1 << (best % 64)
			for w := range stale {
				stale[w] |= adj[u][w]
			}
			stale[u/64] |= 1 << (u % 64)
		}
		for _, u := range members(stale) {
			if !gone[u] {
				fill[u] = fillOf(adj, int(u))
			}
		}
	}
	t.fill()
	return t, nil
}

func members(set []uint64) []int32 {
	var out []int32
	for w, x := range set {
		for ; x != 0; x &= x - 1 {
			out = append(out, int32(w*64+bits.TrailingZeros64(x)))
		}
	}
	return out
}

// fillOf counts the pairs of neighbours of v that are not neighbours.
func fillOf(adj [][]uint64, v int) int {
	near := members(adj[v])
	missing := 0
	for _, u := range near {
		both := 0
		for w, x := range adj[u] {
			both += bits.OnesCount64(x & adj[v][w])
		}
		missing += len(near) - 1 - both
	}
	return missing
}

// fill puts every factor into the cluster of its first eliminated variable.
func (t *tree) fill() {
	for v := range t.cluster {
		c := &t.cluster[v]
		slices.SortFunc(c.vars, func(a, b int32) int { return t.place[a] - t.place[b] })
		if len(c.vars) > 1 {
			c.parent = c.vars[1]
		}
		for i := range c.tab {
			c.tab[i] = 1
		}
	}
	for _, f := range t.m.factors {
		first := f.vars[0]
		for _, v := range f.vars {
			if t.place[v] < t.place[first] {
				first = v
			}
		}
		c := &t.cluster[first]
		t.each(c.vars, f.vars, func(i, j int) { c.tab[i] *= f.tab[j] })
	}
}

// each walks all assignments of vars and hands over their index together with
// the index of the same assignment of part, a subset.
func (t *tree) each(vars, part []int32, visit func(i, j int)) {
	step := make([]int, len(vars))
	at := 1
	for _, p := range part {
		step[slices.Index(vars, p)] = at
		at *= t.m.card[p]
	}
	count := make([]int, len(vars))
	i, j := 0, 0
	for {
		visit(i, j)
		i++
		k := 0
		for ; k < len(vars); k++ {
			count[k]++
			j += step[k]
			if count[k] < t.m.card[vars[k]] {
				break
			}
			j -= count[k] * step[k]
			count[k] = 0
		}
		if k == len(vars) {
			return
		}
	}
}

// collect passes messages towards the roots and returns the log of the sum
// of everything.
func (t *tree) collect() float64 {
	sum := 0.0
	for _, v := range t.order {
		c := &t.cluster[v]
		own := t.m.card[v]
		c.up = make([]float64, len(c.tab)/own)
		top := 0.0
		for i := range c.up {
			for _, x := range c.tab[i*own : (i+1)*own] {
				c.up[i] += x
			}
			top = max(top, c.up[i])
		}
		for i := range c.up {
			c.up[i] /= top
		}
		sum += log(top)
		if c.parent >= 0 {
			p := &t.cluster[c.parent]
			t.each(p.vars, c.vars[1:], func(i, j int) { p.tab[i] *= c.up[j] })
		}
	}
	return sum
}

// distribute passes messages back, so that every table becomes a marginal.
func (t *tree) distribute() {
	for at := len(t.order) - 1; at >= 0; at-- {
		c := &t.cluster[t.order[at]]
		own := t.m.card[t.order[at]]
		if c.parent >= 0 {
			p := &t.cluster[c.parent]
			down := make([]float64, len(c.up))
			t.each(p.vars, c.vars[1:], func(i, j int) { down[j] += p.tab[i] })
			for j := range down {
				if c.up[j] > 0 {
					down[j] /= c.up[j]
				}
			}
			for i := range c.tab {
				c.tab[i] *= down[i/own]
			}
		}
		sum := 0.0
		for _, x := range c.tab {
			sum += x
		}
		for i := range c.tab {
			c.tab[i] /= sum
		}
	}
}

// marginal reads the chances of the values of variable v.
func (t *tree) marginal(v int32) []float64 {
	c := &t.cluster[v]
	out := make([]float64, t.m.card[v])
	for i, x := range c.tab {
		out[i%len(out)] += x
	}
	return out
}
