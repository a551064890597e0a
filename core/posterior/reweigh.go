package posterior

import (
	"fmt"
	"math"
	"slices"
)

// reweigh is scratch for Reweigh.
type reweigh struct {
	ev       evidence
	marginal []float64
	factor   []float64 // by local atom: by how much its odds changed
	log      []float64
}

// Reweigh returns the chance of each atom for a case that has the same
// positive findings as the case solved last and differs from it in odds only:
// adjustments, and findings at level 0. It weighs the sets found then anew
// instead of searching again, so what the change does not touch stays exactly
// as it was. ok is false if the case differs in more, or the network has more
// than one state of a cause to search or to sum out; solve it then. The result
// is valid until the next call; those of the solver stay as they are.
func (s *Solver) Reweigh(c *Case) (marginal []float64, ok bool, err error) {
	for k := range s.loc.comps {
		if x := &s.loc.comps[k]; x.how != bySets || x.paired || x.g0 != x.g1 {
			return nil, false, nil
		}
	}
	w := &s.again
	if err := s.net.absorb(&w.ev, c); err != nil {
		return nil, false, fmt.Errorf("case: %w", err)
	}
	if !samePositives(w.ev.pos, s.ev.pos) || !slices.Equal(w.ev.parent, s.ev.parent) || !slices.Equal(w.ev.q, s.ev.q) {
		return nil, false, nil
	}
	w.marginal = resize(w.marginal, s.net.Atoms())
	s.reweighFree(c)
	for k := range s.loc.comps {
		s.reweighComponent(&s.loc.comps[k])
	}
	return w.marginal, true, nil
}

// samePositives compares all but the place in the list of observations.
func samePositives(a, b []positive) bool {
	return slices.EqualFunc(a, b, func(x, y positive) bool {
		x.obs = y.obs
		return x == y
	})
}

// reweighFree reads what no set holds: untouched, screened and dropped atoms.
func (s *Solver) reweighFree(c *Case) {
	n, w, role := s.net, &s.again, s.work.role
	for k := range n.spec.Causes {
		u := 1.0
		for a := n.first[k]; a < n.first[k+1]; a++ {
			switch role[a] {
			case free, screened:
				w.marginal[a] = n.oddsOf(&w.ev, c, a)
				u += w.marginal[a]
			case searched: // kept only for dropped atoms
				p := s.res.Marginal[a]
				x := p / (1 - p) * exp(w.ev.logW[a]-s.ev.logW[a])
				w.marginal[a] = x / (1 + x)
			}
		}
		for a := n.first[k]; a < n.first[k+1]; a++ {
			if role[a] == free || role[a] == screened {
				w.marginal[a] /= u
			}
		}
	}
}

func (s *Solver) reweighComponent(c *component) {
	w, l, q := &s.again, &s.loc, &s.search
	w.factor, w.log = resize(w.factor, int(c.na)), resize(w.log, int(c.na))
	atom := l.atom[c.a0 : c.a0+c.na]
	for i, a := range atom {
		w.log[i] = w.ev.logW[a] - s.ev.logW[a] - s.freeStates(&w.ev, a) + s.freeStates(&s.ev, a)
		w.factor[i] = exp(w.log[i])
		w.marginal[a] = 0
	}
	best := math.Inf(-1)
	for id := c.n0; id < c.n1; id++ {
		if n := &q.nodes[id]; n.weight > 0 {
			best = max(best, w.logMass(q, n))
		}
	}
	total := 0.0
	for id := c.n0; id < c.n1; id++ {
		if n := &q.nodes[id]; n.weight > 0 {
			total += s.reweighSet(c, n, atom, best)
		}
	}
	for _, a := range atom {
		w.marginal[a] /= total
	}
	last := int32(-1)
	for _, k := range l.cause[c.a0 : c.a0+c.na] {
		if k != last {
			s.readSibling(k, &w.ev, w.marginal)
			last = k
		}
	}
}

// logMass is the log mass of a set with the changed odds.
func (w *reweigh) logMass(q *search, n *node) float64 {
	m := n.logM
	for _, a := range q.sets[n.set : n.set+n.size] {
		m += w.log[a]
	}
	return m
}

// reweighSet adds one set with its tail, as weighTail does; the owners of the
// tails stay as the first reading left them.
func (s *Solver) reweighSet(c *component, n *node, atom []int32, best float64) float64 {
	w, q := &s.again, &s.search
	mass := exp(w.logMass(q, n) - best)
	if mass == 0 {
		return 0
	}
	gain := q.pool[n.gain : n.gain+c.na]
	sum, prod := 0.0, 1.0
	for a, g := range gain {
		if g > 0 {
			g *= w.factor[a]
			sum += g
			prod *= 1 + g
		}
	}
	byTerm := !(sum < tailSumLimit)
	weight := float64(mass * prod)
	if byTerm {
		weight = float64(mass * (1 + sum))
	}
	least := negligible / weight
	for a, g := range gain {
		if g *= w.factor[a]; g < least {
			continue
		}
		if byTerm {
			w.marginal[atom[a]] += float64(mass * g)
		} else {
			w.marginal[atom[a]] += float64(weight * (g / (1 + g)))
		}
	}
	for _, a := range q.sets[n.set : n.set+n.size] {
		w.marginal[atom[a]] += weight
	}
	return weight
}

// freeStates is the log of 1 + the odds of the free states beside atom a.
func (s *Solver) freeStates(ev *evidence, a int32) float64 {
	k := s.net.causeOf[a]
	sum := 0.0
	for b := s.net.first[k]; b < s.net.first[k+1]; b++ {
		if b != a && s.work.role[b] == free {
			sum += exp(ev.logW[b])
		}
	}
	if sum == 0 {
		return 0
	}
	return log1p(sum)
}
