package knot

import "math"

// Balances returns all levels of contracture that a constant life keeps as
// they are, in rising order, with mediators in balance: one (healthy or
// knotted) or three (healthy, the tipping point between, knotted). tissue and
// trained are the states A and K, held fixed.
func Balances(u Input, tissue, trained float64, p *Parameters) []float64 {
	pull := func(c float64) float64 {
		f := algebra(c, 0, tissue, trained, &u, p) // the energy shortage does not depend on I
		hc := f.short * c
		f = algebra(c, float64(p.Psi*hc*hc*hc), tissue, trained, &u, p)
		return float64(f.form*(1-c)) - float64(f.relax*c)
	}
	// A grid finer than the distance of two balances: they part by the square
	// root of the distance from a fold.
	const grid = 800
	var found []float64
	low, at := 0., pull(0)
	for i := 1; i <= grid; i++ {
		high := float64(i) / grid
		next := pull(high)
		if at > 0 && next <= 0 || at < 0 && next >= 0 {
			found = append(found, between(pull, low, high))
		}
		low, at = high, next
	}
	return found
}

// between halves the interval in which f changes sign until it is 1e-12 wide.
func between(f func(float64) float64, low, high float64) float64 {
	rising := f(low) < 0
	for high-low > 1e-12 {
		mid := .5 * (low + high)
		if (f(mid) < 0) == rising {
			low = mid
		} else {
			high = mid
		}
	}
	return .5 * (low + high)
}

// Folds returns the band of constant loads (share of strength) in which a
// healthy and a knotted muscle are both stable: below lets a knot go, above
// forms one. ok is false when there is no such band up to most.
func Folds(u Input, tissue, trained, most float64, p *Parameters) (letsGo, forms float64, ok bool) {
	both := func(load float64) bool {
		u.Load = load
		return len(Balances(u, tissue, trained, p)) == 3
	}
	const grid = 240
	first, last := -1, -1
	for i := range grid + 1 {
		if both(most * float64(i) / grid) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return 0, 0, false
	}
	edge := func(inside, outside float64) float64 {
		for range 30 {
			mid := .5 * (inside + outside)
			if both(mid) {
				inside = mid
			} else {
				outside = mid
			}
		}
		return inside
	}
	at := func(i int) float64 { return most * float64(i) / grid }
	letsGo, forms = at(first), at(last)
	if first > 0 {
		letsGo = edge(at(first), at(first-1))
	}
	if last < grid {
		forms = edge(at(last), at(last+1))
	}
	return letsGo, forms, true
}

// LoopGain is how strongly a little more contracture feeds itself at a
// balance: below 1 the balance is stable, above 1 it tips.
func LoopGain(c float64, u Input, tissue, trained float64, p *Parameters) float64 {
	ratio := func(c float64) float64 {
		f := algebra(c, 0, tissue, trained, &u, p)
		hc := f.short * c
		f = algebra(c, float64(p.Psi*hc*hc*hc), tissue, trained, &u, p)
		return math.Log(f.form / f.relax)
	}
	const e = 1e-5
	return (1 - c) * c * (ratio(c+e) - ratio(c-e)) / (2 * e)
}

// Threshold is the smallest single release (the k of c·exp(-k), at 18:00 of
// day 0) after which a knot does not come back within three weeks of the given
// life. It reports false when even 5 is too little.
func Threshold(x State, p *Parameters, life Schedule) (k float64, ok bool) {
	free := func(k float64) bool {
		q := *p
		q.Kinj, q.Binj = k, 0 // a bare release: nothing else is left behind but the gate
		end, _, err := Run(x, 21, &q, life, []Event{{Day: .75, Kind: "injection", Dose: 1}})
		return err == nil && end.C < .5
	}
	low, high := 0., 5.
	if !free(high) {
		return 0, false
	}
	for high-low > 1e-3 {
		mid := .5 * (low + high)
		if free(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high, true
}
