package posterior

import (
	"math"
	"slices"
)

// A component that is too entangled to be worked out at once is cut into
// clusters of positives. Each cluster is worked out exactly with all its
// causes; a cause that reaches into several clusters is told, in turn, what
// the others say of it, until little changes (iterative join graph
// propagation: Mateescu 2010, 10.1613/jair.2842). The answer is an estimate,
// near where evidence is soft and many sets of causes share the mass; where it
// is sharp the search does better.

// Judgement, from measurements (docs/engine.md, "the arithmetic").
const (
	clusterMost = 8    // positives of a cluster
	roundsMost  = 8    // times that every cluster is worked out
	settled     = 2e-3 // largest change of a chance at which it is enough
	calmFrom    = 4    // the round from which half of the old word is kept, should the clusters not agree
)

// clusters is scratch for propagate.
type clusters struct {
	places [][]int32   // by cluster
	said   [][]float64 // by cluster, by atom of the component: what the cluster says of its odds
	heard  [][]float64 // likewise: its odds by what the others said when the cluster was last worked out
	logZ   []float64   // by cluster
	total  []float64   // by atom: its odds with all that was said
	near   []float64   // by pair of positives: how much they share
	spare  [][]int32
}

// propagate estimates the chances of a component from its clusters.
func (s *Solver) propagate(c *component) {
	x, k := &s.exact, &s.cut
	s.cluster(c)
	n := int(c.end - c.first)
	k.total = append(k.total[:0], x.weight[c.first:c.end]...)
	for len(k.said) < len(k.places) {
		k.said, k.heard = append(k.said, nil), append(k.heard, nil)
	}
	k.logZ = resize(k.logZ, len(k.places))
	for i := range k.places {
		k.said[i], k.heard[i] = resize(k.said[i], n), resize(k.heard[i], n)
		for a := range n {
			k.said[i][a], k.heard[i][a] = 1, -1
		}
	}
	for round := range roundsMost {
		changed := false
		for i := range k.places {
			if s.listen(c, i) {
				changed = true
				s.tell(c, i, round >= calmFrom)
			}
		}
		if !changed {
			break
		}
	}
	s.readClusters(c)
}

// listen takes in what the other clusters say of the causes of cluster i, and
// reports whether any chance differs by enough from last time.
func (s *Solver) listen(c *component, i int) bool {
	x, k, w := &s.exact, &s.cut, &s.work
	s.index(c, k.places[i])
	said, heard := k.said[i], k.heard[i]
	changed := false
	for a, t := range k.total {
		v := t / said[a]
		x.weight[int(c.first)+a] = v
		if changed {
			continue
		}
		if d := v/(1+v) - heard[a]/(1+heard[a]); heard[a] < 0 || d > settled || d < -settled {
			at := int(c.first) + a
			for _, p := range w.place[w.off[at]:w.off[at+1]] {
				changed = changed || x.index[p-c.p0] >= 0
			}
		}
	}
	if changed {
		copy(heard, x.weight[c.first:c.end])
	}
	return changed
}

// tell works cluster i out and notes what it says of its causes.
func (s *Solver) tell(c *component, i int, calm bool) {
	x, k := &s.exact, &s.cut
	said := k.said[i]
	s.choose(c, k.places[i])
	k.logZ[i] = s.eliminate(c)
	for j := range x.causes {
		t := &x.causes[j]
		if t.mask == 0 {
			continue
		}
		none := 1.0
		for a := t.first; a < t.end; a++ {
			none -= x.chance[a]
		}
		none = max(none, 1e-12)
		for a := t.first; a < t.end; a++ {
			b := a - c.first
			r := x.chance[a] / none / x.weight[a]
			if !(r > 1e-100 && r < 1e100) {
				r = said[b] // its weight is beyond what a float64 can tell
			}
			if calm {
				r = math.Sqrt(r * said[b])
			}
			k.total[b] *= r / said[b]
			said[b] = r
		}
	}
}

// readClusters reads the chances off what all clusters say, and the evidence
// as the clusters see it: what each says, less what they say in common (Bethe;
// Yedidia 2005, 10.1109/TIT.2005.850085).
func (s *Solver) readClusters(c *component) {
	x, k, n := &s.exact, &s.cut, s.net
	c.logZ = 0
	for i := range k.places {
		c.logZ += k.logZ[i]
	}
	for i := c.first; i < c.end; {
		cause := n.causeOf[s.work.atoms[i]]
		sum, j := 1.0, i
		for ; j < c.end && n.causeOf[s.work.atoms[j]] == cause; j++ {
			sum += k.total[j-c.first]
		}
		c.logZ += float64(float64(1-s.clustersOf(c, i, j)) * log(sum))
		for ; i < j; i++ {
			x.chance[i] = k.total[i-c.first] / sum
		}
	}
}

// clustersOf counts the clusters that the atoms from i to j touch.
func (s *Solver) clustersOf(c *component, i, j int32) int {
	k, w := &s.cut, &s.work
	count := 0
	for _, places := range k.places {
		touches := false
		for _, p := range w.place[w.off[i]:w.off[j]] {
			touches = touches || slices.Contains(places, p-c.p0)
		}
		if touches {
			count++
		}
	}
	return count
}

// cluster cuts the positives of a component into clusters: the two that share
// most are joined, again and again, while they are small enough.
func (s *Solver) cluster(c *component) {
	k, w := &s.cut, &s.work
	n := int(c.np)
	k.near = resize(k.near, n*n)
	clear(k.near)
	for i := c.first; i < c.end; i++ {
		g := exp(min(s.ev.bound[w.atoms[i]], 0))
		for e := w.off[i]; e < w.off[i+1]; e++ {
			for f := w.off[i]; f < e; f++ {
				p, q := int(w.place[e]-c.p0), int(w.place[f]-c.p0)
				v := float64(g * float64(w.q[e]*w.q[f]))
				k.near[p*n+q] += v
				k.near[q*n+p] += v
			}
		}
	}
	k.spare = append(k.spare, k.places...) // their memory is used again
	k.places = k.places[:0]
	for p := range n {
		var one []int32
		if last := len(k.spare) - 1; last >= 0 {
			one, k.spare = k.spare[last][:0], k.spare[:last]
		}
		k.places = append(k.places, append(one, int32(p)))
	}
	for {
		best, x, y := 0.0, -1, -1
		for i := range k.places {
			for j := range i {
				if len(k.places[i])+len(k.places[j]) > clusterMost {
					continue
				}
				if v := k.shared(i, j, n); v > best {
					best, x, y = v, i, j
				}
			}
		}
		if x < 0 {
			return
		}
		k.places[y] = append(k.places[y], k.places[x]...)
		k.spare = append(k.spare, k.places[x])
		last := len(k.places) - 1
		k.places[x] = k.places[last]
		k.places = k.places[:last]
	}
}

// shared is how much clusters i and j share, for each pair of their positives.
func (k *clusters) shared(i, j, n int) float64 {
	sum := 0.0
	for _, p := range k.places[i] {
		for _, q := range k.places[j] {
			sum += k.near[int(p)*n+int(q)]
		}
	}
	return sum / float64(len(k.places[i])*len(k.places[j]))
}
