package num

import "math"

const (
	ln2Hi = 0x1.62e42fee00000p-1  // upper bits of ln 2: k·ln2Hi is exact for |k| < 2^20
	ln2Lo = 0x1.a39ef35793c76p-33 // ln 2 - ln2Hi
)

// Exp returns e^x to about 1e-15, with the same bits everywhere; 0 below -708
// and the value at 709 above it. Reduction and Taylor series as in Abramowitz &
// Stegun 1964, 4.2.1.
func Exp(x float64) float64 {
	if x != x {
		return x
	}
	if x < -708 {
		return 0
	}
	if x > 709 {
		x = 709
	}
	k := math.Floor(float64(x*(1/math.Ln2)) + 0.5)
	r := (x - float64(k*ln2Hi)) - float64(k*ln2Lo)
	// The series in pairs, so that the processor can work on them side by side.
	r2 := float64(r * r)
	r4 := float64(r2 * r2)
	r8 := float64(r4 * r4)
	p01, p23 := 1+r, 1.0/2+float64(r*(1.0/6))
	p45, p67 := 1.0/24+float64(r*(1.0/120)), 1.0/720+float64(r*(1.0/5040))
	p89, pab := 1.0/40320+float64(r*(1.0/362880)), 1.0/3628800+float64(r*(1.0/39916800))
	pcd := 1.0/479001600 + float64(r*(1.0/6227020800))
	low := p01 + float64(r2*p23)
	mid := p45 + float64(r2*p67)
	high := p89 + float64(r2*pab) + float64(r4*pcd)
	y := low + float64(r4*mid) + float64(r8*high)
	return float64(y * math.Float64frombits(uint64(int64(k)+1023)<<52))
}

// Log returns ln x to about 1e-15, with the same bits everywhere: -Inf for 0,
// NaN below 0. With x = m·2^k, ln m = 2 artanh((m-1)/(m+1)); Abramowitz &
// Stegun 1964, 4.1.27.
func Log(x float64) float64 {
	switch {
	case x != x || x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case x > math.MaxFloat64:
		return x
	}
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	t := (m - 1) / (m + 1)
	t2 := float64(t * t)
	sum := 1.0 / 21
	sum = 1.0/19 + float64(sum*t2)
	sum = 1.0/17 + float64(sum*t2)
	sum = 1.0/15 + float64(sum*t2)
	sum = 1.0/13 + float64(sum*t2)
	sum = 1.0/11 + float64(sum*t2)
	sum = 1.0/9 + float64(sum*t2)
	sum = 1.0/7 + float64(sum*t2)
	sum = 1.0/5 + float64(sum*t2)
	sum = 1.0/3 + float64(sum*t2)
	sum = 1 + float64(sum*t2)
	k := float64(e)
	return float64(k*ln2Hi) + (float64(2*float64(t*sum)) + float64(k*ln2Lo))
}

// LogSum returns ln Σ e^x without overflow: -Inf for no terms.
func LogSum(xs []float64) float64 {
	top := math.Inf(-1)
	for _, x := range xs {
		top = max(top, x)
	}
	if math.IsInf(top, -1) {
		return top
	}
	sum := 0.0
	for _, x := range xs {
		sum += Exp(x - top)
	}
	return top + Log(sum)
}

// Power returns x^y for x > 0, with the same bits everywhere.
func Power(x, y float64) float64 { return Exp(float64(y * Log(x))) }
