package posterior

import (
	"errors"
	"fmt"
)

// ErrTooWide says that exact inference would need tables beyond the limit.
var ErrTooWide = errors.New("the case is too entangled for exact inference")

// ExactOptions steer Exact.
type ExactOptions struct {
	// MaxWidth is the largest size of one table as a power of two; default 16.
	MaxWidth int
	// Least leaves out atoms whose chance in a normal solve is lower; 0 keeps
	// every atom, and only then is the answer exact for the whole network.
	Least float64
}

// Exact is the answer of exact inference.
type Exact struct {
	Marginal    []float64
	LogEvidence float64
	// Width is the size of the largest table as a power of two.
	Width int
	// Kept counts the atoms that took part.
	Kept int
}

// Exact works the case out with a junction tree: every yes/no positive is
// split into a chain of two-valued ORs (Takikawa & D'Ambrosio 1999), so that
// all terms are positive and nothing cancels. It returns ErrTooWide if a table
// would be larger than allowed. It allocates.
func (s *Solver) Exact(c *Case, o ExactOptions) (*Exact, error) {
	if o.MaxWidth == 0 {
		o.MaxWidth = 16
	}
	if _, err := s.Solve(c); err != nil {
		return nil, err
	}
	n, ev := s.net, &s.ev
	keep := make([]bool, n.Atoms())
	for a := range keep {
		keep[a] = o.Least == 0 || s.res.Marginal[a] >= o.Least
	}
	x := &Exact{Marginal: make([]float64, n.Atoms()), LogEvidence: ev.norm}
	m := newModel(n, ev, keep)
	x.Kept = m.kept
	m.addPositives(ev, keep)
	t, err := m.tree(o.MaxWidth)
	if err != nil {
		return nil, fmt.Errorf("%d positives, %d atoms: %w", len(ev.pos), m.kept, err)
	}
	x.Width = t.width
	x.LogEvidence += m.scale + t.collect()
	t.distribute()
	for k, v := range m.varOf {
		m.readCause(t, ev, k, v, keep, x.Marginal)
	}
	return x, nil
}

// model is a case as a product of factors over discrete variables.
type model struct {
	net     *Network
	card    []int
	factors []factor
	varOf   []int32   // cause -> variable, or -1 if no positive touches it
	value   []int32   // atom -> value of the variable, or 0
	rest    []float64 // cause -> 1 + odds of its untouched states
	scale   float64   // log factor
	kept    int
}

// chainLink is a cause touching a positive; off[v] is the chance that value v
// of the cause leaves it off.
type chainLink struct {
	v   int32
	off []float64
}

type factor struct {
	vars []int32
	tab  []float64 // first variable runs fastest
}

func newModel(n *Network, ev *evidence, keep []bool) *model {
	m := &model{net: n, varOf: make([]int32, n.Causes()), value: make([]int32, n.Atoms()), rest: make([]float64, n.Causes())}
	touched := make([]bool, n.Atoms())
	for _, p := range ev.pos {
		for e := p.e0; e < p.e1; e++ {
			if a := ev.parent[e]; keep[a] && ev.q[e] > 0 {
				touched[a] = true
			}
		}
	}
	for k := range m.varOf {
		m.varOf[k] = -1
		m.rest[k] = 1
		w := []float64{1}
		for a := n.first[k]; a < n.first[k+1]; a++ {
			switch {
			case !keep[a]:
			case touched[a]:
				m.value[a] = int32(len(w))
				w = append(w, ev.logW[a])
				m.kept++
			default:
				m.rest[k] += exp(ev.logW[a])
				m.kept++
			}
		}
		m.scale += log(m.rest[k])
		if len(w) == 1 {
			continue
		}
		top := 0.0 // odds may be far outside the range of a float64
		for i := range w[1:] {
			w[i+1] -= log(m.rest[k])
			top = max(top, w[i+1])
		}
		w[0] = exp(-top)
		for i := range w[1:] {
			w[i+1] = exp(w[i+1] - top)
		}
		m.scale += top
		m.varOf[k] = m.variable(len(w))
		m.factors = append(m.factors, factor{vars: []int32{m.varOf[k]}, tab: w})
	}
	return m
}

func (m *model) variable(card int) int32 {
	m.card = append(m.card, card)
	return int32(len(m.card) - 1)
}

func (m *model) addPositives(ev *evidence, keep []bool) {
	for _, p := range ev.pos {
		var links []chainLink
		at := map[int32]int{}
		for e := p.e0; e < p.e1; e++ {
			a := ev.parent[e]
			if !keep[a] || ev.q[e] == 0 {
				continue
			}
			k := m.net.causeOf[a]
			i, ok := at[k]
			if !ok {
				i = len(links)
				at[k] = i
				l := chainLink{v: m.varOf[k], off: make([]float64, m.card[m.varOf[k]])}
				for v := range l.off {
					l.off[v] = 1
				}
				links = append(links, l)
			}
			links[i].off[m.value[a]] = 1 - ev.q[e]
		}
		if len(links) == 0 {
			m.scale += log(1 - p.leakOff)
			continue
		}
		m.chain(p.leakOff, links)
	}
}

// chain splits an OR into steps of two inputs each; the last output is 1.
func (m *model) chain(leakOff float64, links []chainLink) {
	before := int32(-1)
	for i, l := range links {
		f := factor{vars: []int32{l.v}}
		if before >= 0 {
			f.vars = append(f.vars, before)
		}
		last := i == len(links)-1
		after := int32(-1)
		if !last {
			after = m.variable(2)
			f.vars = append(f.vars, after)
		}
		for _, out := range []int{0, 1} {
			if last && out == 0 {
				continue
			}
			for _, in := range []int{0, 1} {
				if before < 0 && in == 1 {
					continue
				}
				for _, off := range l.off {
					if before < 0 {
						off *= leakOff
					}
					on := 1 - off
					if in == 1 {
						off, on = 0, 1
					}
					f.tab = append(f.tab, [2]float64{off, on}[out])
				}
			}
		}
		m.factors = append(m.factors, f)
		before = after
	}
}

// readCause fills the marginals of one cause.
func (m *model) readCause(t *tree, ev *evidence, k int, v int32, keep []bool, out []float64) {
	n := m.net
	absent := 1.0
	if v >= 0 {
		p := t.marginal(v)
		absent = p[0]
		for a := n.first[k]; a < n.first[k+1]; a++ {
			if m.value[a] > 0 {
				out[a] = p[m.value[a]]
			}
		}
	}
	for a := n.first[k]; a < n.first[k+1]; a++ {
		if m.value[a] == 0 && keep[a] {
			out[a] = absent * exp(ev.logW[a]) / m.rest[k]
		}
	}
}
