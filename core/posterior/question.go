package posterior

import (
	"cmp"
	"slices"
)

// Candidate is a finding that could be asked or examined.
type Candidate struct {
	Finding int
	// Effort is what an answer costs, above 0; 0 means 1.
	Effort float64
	// Reliability of the answer, as in Observation.
	Reliability float64
}

// Question is a candidate with what its answer is worth.
type Question struct {
	Finding int
	// Bits is the information about the causes to be expected from the answer.
	Bits float64
	// PerEffort is Bits divided by the effort.
	PerEffort float64
}

// How far Questions looks. Judgement between time and truth; the tests against
// brute force hold what is lost by it.
const (
	questionSet    = 2e-4 // sets with a smaller share are not looked at
	questionMember = 1e-3 // atoms rarer in the sets than this are taken one at a time
	questionStates = 64   // joint states of the parents of a question
	questionQuiet  = 2e-5 // atoms rarer than this do not count
	questionLoud   = 0.02 // atoms outside the sets that are likelier than this get states of their own
)

// question is scratch for Questions.
type question struct {
	sets   []askSet
	comps  []int32   // component -> first of its sets; one more at the end
	where  []int32   // atom -> component, or -1
	inSets []float64 // atom -> share of the sets that hold it
	bit    []uint8   // atom -> its bit while it is a parent of the question in hand, else 0
	states []askState
	next   []askState
	loud   []askParent
	quiet  []askParent
	member []askParent
}

type askSet struct {
	node   int32
	weight float64
}

// askState is one joint state of the parents with the chance that the answer
// is at most l, for every l below the top.
type askState struct {
	weight float64
	mask   uint32
	moved  bool // by some parent; else it is the leak alone
	upTo   [MaxLevels]float64
}

type askParent struct {
	atom  int32
	link  int32
	share float64
}

type lists struct{ ready bool }

// Questions appends the worth of every candidate that is not observed yet to
// out, best first by PerEffort, for the case solved last.
//
// The information is H(answer) - E[H(answer | causes)], with the causes taken
// from the weighed sets; likely atoms outside the sets count as independent,
// unlikely ones as present one at a time.
func (s *Solver) Questions(candidates []Candidate, out []Question) []Question {
	s.prepareQuestions()
	from := len(out)
	for _, c := range candidates {
		if c.Finding < 0 || c.Finding >= len(s.net.levels) || s.ev.level[c.Finding] != Unknown {
			continue
		}
		effort := c.Effort
		if effort <= 0 {
			effort = 1
		}
		rel := c.Reliability
		if rel <= 0 || rel > 1 {
			rel = 1
		}
		b := s.bits(int32(c.Finding), rel)
		out = append(out, Question{Finding: c.Finding, Bits: b, PerEffort: b / effort})
	}
	slices.SortFunc(out[from:], func(a, b Question) int {
		if d := cmp.Compare(b.PerEffort, a.PerEffort); d != 0 {
			return d
		}
		return cmp.Compare(a.Finding, b.Finding)
	})
	return out
}

func (s *Solver) prepareQuestions() {
	if s.lists.ready {
		return
	}
	s.lists.ready = true
	s.explore()
	k, q, l := &s.ask, &s.search, &s.loc
	k.where = resize(k.where, s.net.Atoms())
	k.inSets = resize(k.inSets, s.net.Atoms())
	k.bit = resize(k.bit, s.net.Atoms())
	clear(k.bit)
	clear(k.inSets)
	for a := range k.where {
		k.where[a] = -1
	}
	k.sets, k.comps = k.sets[:0], k.comps[:0]
	for i := range l.comps {
		c := &l.comps[i]
		first := len(k.sets)
		k.comps = append(k.comps, int32(first))
		total := 0.0
		for id := c.n0; id < c.n1; id++ {
			if w := q.nodes[id].weight; w >= questionSet {
				k.sets = append(k.sets, askSet{node: id, weight: w})
				total += w
			}
		}
		for x := first; x < len(k.sets); x++ {
			k.sets[x].weight /= total
			n := &q.nodes[k.sets[x].node]
			for _, a := range q.sets[n.set : n.set+n.size] {
				k.inSets[l.atom[c.a0+a]] += k.sets[x].weight
				k.where[l.atom[c.a0+a]] = int32(i)
			}
		}
	}
	k.comps = append(k.comps, int32(len(k.sets)))
}

// bits is the information to be expected from finding f.
func (s *Solver) bits(f int32, reliability float64) float64 {
	k, n := &s.ask, s.net
	levels := int(n.levels[f])
	first := askState{weight: 1}
	for l := range levels {
		first.upTo[l] = 1 - n.spec.Findings[f].Leak[l]
	}
	k.states = append(k.states[:0], first)
	s.sortParents(f)
	// Atoms of the sets, component by component.
	for i := 0; i < len(k.member); {
		comp := k.where[k.member[i].atom]
		end := i
		for end < len(k.member) && k.where[k.member[end].atom] == comp {
			end++
		}
		s.joinSets(comp, k.member[i:end], reliability, levels)
		i = end
	}
	for _, p := range k.loud {
		if 2*len(k.states) > questionStates {
			k.quiet = append(k.quiet, p)
			continue
		}
		for i := range len(k.states) {
			x := k.states[i]
			k.states[i].weight *= 1 - p.share
			x.weight *= p.share
			s.apply(&x, p.link, reliability, levels)
			k.states = append(k.states, x)
		}
	}
	return s.information(f, reliability, levels)
}

// sortParents splits the parents of f into atoms of the sets, loud and quiet
// ones.
func (s *Solver) sortParents(f int32) {
	k, n := &s.ask, s.net
	k.member, k.loud, k.quiet = k.member[:0], k.loud[:0], k.quiet[:0]
	for x := n.off[f]; x < n.off[f+1]; x++ {
		a := n.parent[x]
		p := askParent{atom: a, link: x, share: s.res.Marginal[a]}
		if k.inSets[a] >= questionMember && len(k.member) < 30 {
			k.member = append(k.member, p)
			p.share -= k.inSets[a] // the rest of its chance lies in tails
		}
		switch {
		case p.share > questionLoud:
			k.loud = append(k.loud, p)
		case p.share > questionQuiet:
			k.quiet = append(k.quiet, p)
		}
	}
	for i := range k.member { // by component; few, so insertion is enough
		for j := i; j > 0 && k.where[k.member[j].atom] < k.where[k.member[j-1].atom]; j-- {
			k.member[j], k.member[j-1] = k.member[j-1], k.member[j]
		}
	}
}

// joinSets multiplies the states by what the sets of one component say about
// the given parents.
func (s *Solver) joinSets(comp int32, parents []askParent, reliability float64, levels int) {
	k, q, l := &s.ask, &s.search, &s.loc
	c := &l.comps[comp]
	for i, p := range parents {
		k.bit[p.atom] = uint8(i + 1)
	}
	own := k.next[:0]
	for _, x := range k.sets[k.comps[comp]:k.comps[comp+1]] {
		n := &q.nodes[x.node]
		mask := uint32(0)
		for _, a := range q.sets[n.set : n.set+n.size] {
			if b := k.bit[l.atom[c.a0+a]]; b > 0 {
				mask |= 1 << (b - 1)
			}
		}
		i := 0
		for i < len(own) && own[i].mask != mask {
			i++
		}
		if i == len(own) {
			own = append(own, askState{mask: mask})
		}
		own[i].weight += x.weight
	}
	for i := range own {
		for l := range levels {
			own[i].upTo[l] = 1
		}
		for b, p := range parents {
			if own[i].mask>>b&1 == 1 {
				s.apply(&own[i], p.link, reliability, levels)
			}
		}
	}
	for _, p := range parents {
		k.bit[p.atom] = 0
	}
	k.next = own
	if len(k.states) == 1 {
		for i := range own {
			for l := range levels {
				own[i].upTo[l] *= k.states[0].upTo[l]
			}
			own[i].moved = own[i].moved || k.states[0].moved
		}
		k.states, k.next = own, k.states
		return
	}
	if len(k.states)*len(own) > questionStates {
		for _, p := range parents { // too many: as if independent
			p.share = k.inSets[p.atom]
			k.loud = append(k.loud, p)
		}
		return
	}
	before := len(k.states)
	for i := range before {
		for _, y := range own[1:] {
			x := k.states[i]
			x.weight *= y.weight
			for l := range levels {
				x.upTo[l] *= y.upTo[l]
			}
			x.moved = x.moved || y.moved
			k.states = append(k.states, x)
		}
	}
	for i := range before {
		k.states[i].weight *= own[0].weight
		for l := range levels {
			k.states[i].upTo[l] *= own[0].upTo[l]
		}
		k.states[i].moved = k.states[i].moved || own[0].moved
	}
}

func (s *Solver) apply(x *askState, link int32, reliability float64, levels int) {
	reach := s.net.reach[int(link)*s.net.stride:]
	x.moved = true
	for l := range levels {
		x.upTo[l] *= 1 - float64(reliability*reach[l])
	}
}

// information adds the quiet parents and takes the entropies.
func (s *Solver) information(f int32, reliability float64, levels int) float64 {
	k, n := &s.ask, s.net
	known := reliability == 1 // then what the leak does alone, and with one parent, is in tables
	entropy := func(x *askState) float64 {
		if known && !x.moved {
			return n.leakBits[f]
		}
		return entropyOf(x, levels)
	}
	with := func(x askState, link int32) float64 {
		if known && !x.moved {
			return n.linkBits[link]
		}
		s.apply(&x, link, reliability, levels)
		return entropyOf(&x, levels)
	}
	mean := askState{}
	inside, all := 0.0, 0.0
	heaviest := 0
	for i := range k.states {
		x := &k.states[i]
		all += x.weight
		if x.weight > k.states[heaviest].weight {
			heaviest = i
		}
		inside += float64(x.weight * entropy(x))
		for l := range levels {
			mean.upTo[l] += float64(x.weight * x.upTo[l])
		}
	}
	inside /= all
	for l := range levels {
		mean.upTo[l] /= all
	}
	// A quiet parent present moves the entropy; taken at every state if there
	// are few of them, else at the heaviest.
	each := len(k.states)*len(k.quiet) <= 2*questionStates
	base := inside
	for _, p := range k.quiet {
		moved := 0.0
		if each {
			for i := range k.states {
				moved += float64(k.states[i].weight / all * with(k.states[i], p.link))
			}
			moved -= base
		} else {
			moved = with(k.states[heaviest], p.link) - entropy(&k.states[heaviest])
		}
		inside += float64(p.share * moved)
		reach := s.net.reach[int(p.link)*s.net.stride:]
		for l := range levels {
			mean.upTo[l] *= 1 - float64(p.share*float64(reliability*reach[l]))
		}
	}
	return max(entropyOf(&mean, levels)-inside, 0)
}

// entropyOf is the entropy in bits of an answer with the given cumulative
// chances.
func entropyOf(x *askState, levels int) float64 {
	if levels == 1 {
		return entropy2(x.upTo[0])
	}
	sum, last := 0.0, 0.0
	for l := range levels + 1 {
		p := 1 - last
		if l < levels {
			p = x.upTo[l] - last
			last = x.upTo[l]
		}
		sum += inBits(p)
	}
	return sum
}
