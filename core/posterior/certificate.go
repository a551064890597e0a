package posterior

import (
	"container/heap"
	"slices"
)

// CertificateOptions steer Certify.
type CertificateOptions struct {
	// Budget is the largest number of classes of sets that are bounded;
	// default 1000.
	Budget int
	// Gap is the gap at which the search stops; default 0.01.
	Gap float64
}

// Certificate holds limits that are always true, whatever the search found:
// the exact values lie inside (up to rounding).
type Certificate struct {
	// LogLower and LogUpper bound the log of the evidence.
	LogLower, LogUpper float64
	// Gap is 1 - lower/upper of the evidence; no estimate made from the
	// bounded classes is further from the truth than this. 0 to 1.
	Gap float64
	// Certified says that Gap reached the wanted gap.
	Certified bool
	// Low and High bound the chance of each atom.
	Low, High []float64
	// Classes counts the classes that were bounded.
	Classes int
}

// Certify bounds the evidence and the marginals of a case by branch and
// bound over classes of sets (docs/engine.md, "certificate"). It replaces the
// case in hand; earlier results of the solver are no longer valid. It
// allocates.
func (s *Solver) Certify(c *Case, o CertificateOptions) (*Certificate, error) {
	if o.Budget == 0 {
		o.Budget = 1000
	}
	if o.Gap == 0 {
		o.Gap = 0.01
	}
	r, err := s.Solve(c) // for the marginals of causes that no positive touches
	if err != nil {
		return nil, err
	}
	x := &Certificate{Low: make([]float64, len(r.Marginal)), High: make([]float64, len(r.Marginal))}
	for a := range r.Marginal {
		x.High[a] = r.Bound(a)
		if s.alone(int32(a)) {
			x.Low[a], x.High[a] = r.Marginal[a], r.Marginal[a]
		}
	}
	solved := slices.Clone(s.loc.comps)
	s.split() // the search leaves components without atoms that it dropped
	s.lay()
	x.LogLower, x.LogUpper = s.ev.norm, s.ev.norm
	for k := range s.net.spec.Causes {
		u := 1.0
		for a := s.net.first[k]; a < s.net.first[k+1]; a++ {
			switch s.work.role[a] {
			case free:
				u += exp(s.ev.logW[a])
			case screened:
				x.LogUpper += log1p(exp(s.ev.bound[a]))
			}
		}
		x.LogLower += log(u)
		x.LogUpper += log(u)
	}
	slack := x.LogUpper - x.LogLower
	var parts []*branching
	for k := range s.loc.comps {
		if solved[k].how == byElimination {
			s.certifyExact(x, &s.loc.comps[k], solved[k].logZ, slack)
			continue
		}
		parts = append(parts, s.branch(&s.loc.comps[k]))
		x.Classes++
	}
	for x.Classes < o.Budget {
		widest, sum := 0, slack
		for k, p := range parts {
			sum += p.logU - p.logL
			if p.logU-p.logL > parts[widest].logU-parts[widest].logL {
				widest = k
			}
		}
		if len(parts) == 0 || oneMinusExp(-sum) <= o.Gap || !parts[widest].refine() {
			break
		}
		x.Classes++
	}
	for _, p := range parts {
		p.total()
		x.LogLower += p.logL
		x.LogUpper += p.logU
		p.limits(x, slack)
	}
	x.Gap = oneMinusExp(x.LogLower - x.LogUpper)
	x.Certified = x.Gap <= o.Gap
	return x, nil
}

// rounding is how far rounding may take the weight of a component that was
// worked out exactly, in nats: some thousand additions and multiplications of
// positive numbers, 1e-16 each, with room to spare.
const rounding = 1e-10

// certifyExact takes in a component that was worked out exactly: only screened
// atoms may add to it.
func (s *Solver) certifyExact(x *Certificate, c *component, logZ, slack float64) {
	x.LogLower += logZ - rounding
	x.LogUpper += logZ + rounding
	miss := oneMinusExp(-slack) + rounding
	for _, a := range s.work.atoms[c.first:c.end] {
		p := s.res.Marginal[a]
		x.Low[a] = max(x.Low[a], float64(p*(1-miss)))
		x.High[a] = min(x.High[a], p+miss)
	}
}

// alone reports whether no positive touches any state of the cause of a.
func (s *Solver) alone(a int32) bool {
	k := s.net.causeOf[a]
	for b := s.net.first[k]; b < s.net.first[k+1]; b++ {
		if s.work.role[b] != free {
			return false
		}
	}
	return true
}

// branching is the branch and bound of one component.
type branching struct {
	s          *Solver
	c          *component
	theta      []float64 // per link: -ln(1-q)
	open       classes
	logL, logU float64
	steps      int
}

// class is all sets made of members and any of order[pos:].
type class struct {
	members []int32
	off     []float64
	logM    float64
	order   []int32   // local atoms, largest gain first
	up, low []float64 // gains that bound from above and below, as order
	pos     int
	// Suffix sums over order: ln(1+up), up, low; and of the tangents.
	prodUp, sumUp, sumLow, prodTan, sumTan []float64
	tangent                                float64 // log constant of the tangents; +Inf if there are none
	tightAt                                int
	logL, logU, logGap                     float64
}

type classes []*class

func (h classes) Len() int           { return len(h) }
func (h classes) Less(i, j int) bool { return h[i].logGap > h[j].logGap }
func (h classes) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *classes) Push(x any)        { *h = append(*h, x.(*class)) }
func (h *classes) Pop() any {
	o := *h
	x := o[len(o)-1]
	*h = o[:len(o)-1]
	return x
}

func (s *Solver) branch(c *component) *branching {
	b := &branching{s: s, c: c, theta: make([]float64, len(s.loc.link))}
	for a := c.a0; a < c.a0+c.na; a++ {
		for e := s.loc.at[a].e0; e < s.loc.at[a].e1; e++ {
			b.theta[e] = -log1p(-s.loc.link[e].q)
		}
	}
	all := make([]int32, c.na)
	for a := range all {
		all[a] = int32(a)
	}
	b.open = classes{b.class(nil, all)}
	b.total()
	return b
}

// refine splits the class with the widest gap in two: its sets with the atom
// of largest gain and those without. It returns false if nothing is left to
// split.
func (b *branching) refine() bool {
	n := b.open[0]
	if n.pos >= len(n.order) {
		return false
	}
	if n.tightAt < n.pos+1 && n.logU-n.logL > 0.3 {
		n.tightAt = n.pos + 1
		before := n.logGap
		b.tighten(n)
		n.update()
		if n.logGap < before-0.2 {
			heap.Fix(&b.open, 0)
			b.total()
			return true
		}
	}
	a := n.order[n.pos]
	cause := b.s.loc.cause
	var rest []int32
	for _, x := range n.order[n.pos+1:] {
		if cause[b.c.a0+x] != cause[b.c.a0+a] {
			rest = append(rest, x)
		}
	}
	child := b.class(append(append([]int32{}, n.members...), a), rest)
	n.pos++
	n.update()
	heap.Fix(&b.open, 0)
	heap.Push(&b.open, child)
	if b.steps++; b.steps%8 == 0 || len(b.open) < 32 {
		b.total()
	}
	return true
}

// total adds the classes up. Between calls logL and logU are older, wider
// limits, which still hold.
func (b *branching) total() {
	top := b.open[0].logU
	for _, n := range b.open {
		top = max(top, n.logU)
	}
	lo, hi := 0.0, 0.0
	for _, n := range b.open {
		lo += exp(n.logL - top)
		hi += exp(n.logU - top)
	}
	b.logL, b.logU = top+log(lo), top+log(hi)
}

// limits turns the classes into limits on the marginals. others is the slack
// that is outside the component.
func (b *branching) limits(x *Certificate, slack float64) {
	l := &b.s.loc
	with := make([]float64, b.c.na)
	for _, n := range b.open {
		m := exp(n.logM - b.logU)
		for i := n.pos; i < len(n.order); i++ {
			with[n.order[i]] += float64(m * n.low[i])
		}
		m = exp(n.logL - b.logU)
		for _, a := range n.members {
			with[a] += m
		}
	}
	missing := oneMinusExp(b.logL - b.logU)
	miss := oneMinusExp(-slack) // mass that sets with screened atoms may add
	for a, p := range with {
		g := l.atom[b.c.a0+int32(a)]
		x.Low[g] = max(x.Low[g], p*(1-miss))
		x.High[g] = min(x.High[g], p+missing+miss)
	}
}
