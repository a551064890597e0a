package num

import "math"

// NormalCDF returns P(Z ≤ x) of the standard normal to about 1e-13. Near the
// middle the series of Abramowitz & Stegun 1964, 26.2.10; in the tails the
// continued fraction 26.2.14.
func NormalCDF(x float64) float64 {
	a := math.Abs(x)
	if a > 38 {
		if x < 0 {
			return 0
		}
		return 1
	}
	x2 := float64(a * a)
	density := Exp(float64(-0.5*x2)) * 0.39894228040143267794
	var upper float64
	if a < 3.5 {
		term, sum := a, a
		for n := 3.0; n < 200 && term > 1e-17*sum; n += 2 {
			term = float64(term * x2 / n)
			sum += term
		}
		upper = 0.5 - float64(density*sum)
	} else {
		f := a
		for n := 60.0; n >= 1; n-- {
			f = a + n/f
		}
		upper = density / f
	}
	if x < 0 {
		return upper
	}
	return 1 - upper
}

// NormalQuantile returns the x with NormalCDF(x) = p, for 0 < p < 1, by Newton
// steps from the middle of a bracket; ±Inf at the ends.
func NormalQuantile(p float64) float64 {
	switch {
	case p != p || p < 0 || p > 1:
		return math.NaN()
	case p == 0:
		return math.Inf(-1)
	case p == 1:
		return math.Inf(1)
	}
	lo, hi := -38.0, 38.0
	for range 60 {
		mid := 0.5 * (lo + hi)
		if NormalCDF(mid) < p {
			lo = mid
		} else {
			hi = mid
		}
	}
	return 0.5 * (lo + hi)
}
