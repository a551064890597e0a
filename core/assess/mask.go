package assess

// mostPositives is up to how many positives the exact sum is taken: 2^10
// masks. Above, the sets that hold the mass are searched for (chart.go).
const mostPositives = 10

// weighted is one cause with the evidence folded in.
type weighted struct {
	active float64   // odds of active (or present) after all private evidence
	latent float64   // odds of latent; 0 for look-alikes
	fires  []float64 // by positive: chance that it alone makes it positive
}

// exactSum keeps the tables of the sum for the next one.
type exactSum struct{ table, active, latent []float64 }

func grown(x []float64, n int) []float64 {
	if cap(x) < n {
		return make([]float64, n)
	}
	return x[:n]
}

// posterior returns the probability of active and of latent for every cause,
// and the weight of the evidence. The lists are good until the next call.
//
// It is exact. Let a mask say which positives are explained so far. Each cause
// either is silent (mass 1 + latent odds) or active (its odds), and an active
// cause explains each positive j on its own with chance q_j. Carrying the mass
// of every mask from cause to cause sums over all 3^n combinations in
// n·m·2^m steps, with additions of positive numbers only, so nothing cancels
// as it does in inclusion-exclusion (Heckerman 1989, Quickscore).
func (x *exactSum) posterior(causes []weighted, leak []float64) (active, latent []float64, weight float64) {
	m := len(leak)
	size := 1 << m
	n := len(causes)
	x.table = grown(x.table, (n+4)*size)
	row := func(k int) []float64 { return x.table[k*size : (k+1)*size] }
	// reach[i][mask]: mass of causes i.. that leads from mask to all explained
	reach := row
	last, fired, have, next := row(n), row(n+1), row(n+2), row(n+3)
	clear(last)
	last[size-1] = 1
	for i := n - 1; i >= 0; i-- {
		c := &causes[i]
		pull(fired, reach(i+1), c.fires)
		here, after := reach(i), reach(i+1)
		for k := range here {
			here[k] = float64((1+c.latent)*after[k]) + float64(c.active*fired[k])
		}
	}
	first := reach(0)
	clear(have)
	have[0] = 1
	push(have, leak)
	for k := range have {
		weight += float64(have[k] * first[k])
	}
	x.active, x.latent = grown(x.active, n), grown(x.latent, n)
	active, latent = x.active, x.latent
	for i := range causes {
		c := &causes[i]
		after := reach(i + 1)
		pull(fired, after, c.fires)
		sumActive, sumSilent := 0.0, 0.0
		for k := range have {
			sumActive += float64(have[k] * fired[k])
			sumSilent += float64(have[k] * after[k])
		}
		active[i] = c.active * sumActive / weight
		latent[i] = c.latent * sumSilent / weight
		copy(next, have)
		push(next, c.fires)
		for k := range have {
			have[k] = float64((1+c.latent)*have[k]) + float64(c.active*next[k])
		}
	}
	return active, latent, weight
}

// pull sets dst[mask] to the mean of src over what an active cause explains on
// top of mask.
func pull(dst, src, fires []float64) {
	copy(dst, src)
	for j, q := range fires {
		if q == 0 {
			continue
		}
		bit := 1 << j
		for k := range dst {
			if k&bit == 0 {
				dst[k] = float64((1-q)*dst[k]) + float64(q*dst[k|bit])
			}
		}
	}
}

// push moves the mass of each mask to what an active cause explains on top.
func push(mass, fires []float64) {
	for j, q := range fires {
		if q == 0 {
			continue
		}
		bit := 1 << j
		for k := range mass {
			if k&bit == 0 {
				moved := float64(q * mass[k])
				mass[k] -= moved
				mass[k|bit] += moved
			}
		}
	}
}
