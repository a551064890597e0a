package posterior

import (
	"cmp"
	"slices"
)

// Reason says what one atom has to do with a positive finding.
type Reason struct {
	Atom int
	// Fired is the chance that the atom is present and brings the finding by
	// itself. Several atoms may do so at once.
	Fired float64
	// ButFor is the chance that the atom is present and the finding would not
	// be there without it (Richens 2020, 10.1038/s41467-020-17419-7). Never
	// above Fired.
	ButFor float64
}

// Reasons explains a positive finding of the case solved last by the sets
// that were weighed: which atoms bring it, largest ButFor first, and the
// chance that it came by itself. Background atoms and tails are left out, so
// the chances are slightly low. Nil if the finding is not positive.
func (s *Solver) Reasons(finding int) (reasons []Reason, leak float64) {
	j := slices.IndexFunc(s.ev.pos, func(p positive) bool { return int(p.finding) == finding })
	if j < 0 {
		return nil, 0
	}
	s.explore()
	q, l := &s.search, &s.loc
	c := &l.comps[s.work.compOf[j]]
	at := s.work.local[j] - c.p0
	fired, butFor := make([]float64, c.na), make([]float64, c.na)
	for id := c.n0; id < c.n1; id++ {
		n := &q.nodes[id]
		if n.weight == 0 {
			continue
		}
		on, off := s.onOff(n, at)
		leak += n.weight * min((1-l.leakOff[c.p0+at])/on, 1)
		for _, a := range q.sets[n.set : n.set+n.size] {
			i := c.a0 + a
			for e := l.at[i].e0; e < l.at[i].e1; e++ {
				if l.link[e].j == at {
					x := l.link[e].q
					fired[a] += n.weight * min(x/on, 1)
					butFor[a] += n.weight * min(off/(1-x)*x/on, min(x/on, 1))
				}
			}
		}
	}
	for a := range fired {
		if fired[a] > 0 {
			reasons = append(reasons, Reason{Atom: int(l.atom[c.a0+int32(a)]), Fired: fired[a], ButFor: butFor[a]})
		}
	}
	slices.SortStableFunc(reasons, func(a, b Reason) int { return cmp.Compare(b.ButFor, a.ButFor) })
	return reasons, leak
}

// onOff is the chance that positive j of the component is there, and that it
// is not, given the set of n and all background.
func (s *Solver) onOff(n *node, j int32) (on, off float64) {
	h := s.search.pool[n.help+j]
	return 1 / (1 + h), h / (1 + h)
}

// Joint is one joint explanation: exactly these atoms, and perhaps one or
// more of little weight besides.
type Joint struct {
	Atoms  []int
	Chance float64
}

// Joints lists the most likely joint explanations of the case solved last,
// best first, at most limit. Causes that no positive touches are left out.
func (s *Solver) Joints(limit int) []Joint {
	s.explore()
	best := []Joint{{Chance: 1}}
	for k := range s.loc.comps {
		c := &s.loc.comps[k]
		ids := s.heaviest(c, limit)
		var next []Joint
		for _, b := range best {
			for _, id := range ids {
				n := &s.search.nodes[id]
				x := Joint{Atoms: slices.Clone(b.Atoms), Chance: b.Chance * n.weight}
				for _, a := range s.search.sets[n.set : n.set+n.size] {
					x.Atoms = append(x.Atoms, int(s.loc.atom[c.a0+a]))
				}
				next = append(next, x)
			}
		}
		slices.SortStableFunc(next, func(a, b Joint) int { return cmp.Compare(b.Chance, a.Chance) })
		best = next[:min(limit, len(next))]
	}
	for i := range best {
		slices.Sort(best[i].Atoms)
	}
	return best
}

// heaviest lists the heaviest sets of a component.
func (s *Solver) heaviest(c *component, limit int) []int32 {
	var ids []int32
	for id := c.n0; id < c.n1; id++ {
		if s.search.nodes[id].weight > 0 {
			ids = append(ids, id)
		}
	}
	slices.SortStableFunc(ids, func(a, b int32) int {
		return cmp.Compare(s.search.nodes[b].weight, s.search.nodes[a].weight)
	})
	return ids[:min(limit, len(ids))]
}
