package num

import "math"

// Quantile returns the p-quantile (0 ≤ p ≤ 1) of values that are already
// sorted, between neighbours by straight line (Hyndman & Fan 1996, type 7,
// doi:10.1080/00031305.1996.10473566). NaN for no values.
func Quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := float64(p * float64(len(sorted)-1))
	i := int(math.Floor(at))
	if i < 0 {
		return sorted[0]
	}
	if i >= len(sorted)-1 {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + float64((at-float64(i))*(sorted[i+1]-sorted[i]))
}

// Mean returns the mean; NaN for no values.
func Mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// Deviation returns the sample standard deviation (n-1); NaN below two values.
func Deviation(xs []float64) float64 {
	m, sum := Mean(xs), 0.0
	for _, x := range xs {
		sum += float64((x - m) * (x - m))
	}
	return math.Sqrt(sum / float64(len(xs)-1))
}

// Correlation returns Pearson's r of two lists of equal length.
func Correlation(xs, ys []float64) float64 {
	mx, my := Mean(xs), Mean(ys)
	var xx, yy, xy float64
	for i := range xs {
		dx, dy := xs[i]-mx, ys[i]-my
		xx += float64(dx * dx)
		yy += float64(dy * dy)
		xy += float64(dx * dy)
	}
	return xy / math.Sqrt(float64(xx*yy))
}
