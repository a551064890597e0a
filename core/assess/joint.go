package assess

import "sort"

// joint lists the most probable sets of up to three causes. The probability is
// that exactly these are at work among the causes that touch the drawing.
func (e *Engine) joint(touching []weighted, index []int, leak, active []float64, weight float64) []Explanation {
	rank := make([]int, len(touching))
	for i := range rank {
		rank[i] = i
	}
	sort.SliceStable(rank, func(a, b int) bool { return round6(active[rank[a]]) > round6(active[rank[b]]) })
	rank = rank[:min(12, len(rank))]

	quiet := 1.0 // every cause silent, latent points summed out
	for _, c := range touching {
		quiet *= 1 + c.latent
	}
	mass := func(set []int) float64 {
		m := quiet
		for _, i := range set {
			m *= touching[i].active / (1 + touching[i].latent)
		}
		for j := range leak {
			miss := 1 - leak[j]
			for _, i := range set {
				miss *= 1 - touching[i].fires[j]
			}
			m *= 1 - miss
		}
		return m
	}
	var sets []Explanation
	add := func(set ...int) {
		x := Explanation{Probability: round6(mass(set) / weight)}
		for _, i := range set {
			x.Causes = append(x.Causes, e.key(&e.causes[index[i]]))
		}
		sets = append(sets, x)
	}
	for a := range rank {
		add(rank[a])
		for b := a + 1; b < len(rank); b++ {
			add(rank[a], rank[b])
			for c := b + 1; c < len(rank); c++ {
				add(rank[a], rank[b], rank[c])
			}
		}
	}
	sort.SliceStable(sets, func(i, j int) bool { return sets[i].Probability > sets[j].Probability })
	return sets[:min(5, len(sets))]
}
