package posterior

import "math"

// exp and log are written here because the standard ones use fused
// multiply-add on some processors and not on others, which would change the
// last bits of a result from machine to machine. Both are good to about 1e-15
// relative error. Series: Abramowitz & Stegun 1964, 4.2.1 and 4.1.27.

const (
	ln2Hi = 0x1.62e42fee00000p-1  // the upper bits of ln 2, so that k·ln2Hi is exact
	ln2Lo = 0x1.a39ef35793c76p-33 // ln 2 - ln2Hi
	maxLn = 709.0                 // exp of more would overflow
	minLn = -708.0                // exp of less is taken as 0
)

// exp returns e^x; 0 below minLn and the value at maxLn above it.
func exp(x float64) float64 {
	if x < minLn {
		return 0
	}
	if x > maxLn {
		x = maxLn
	}
	k := math.Floor(float64(x*(1/math.Ln2)) + 0.5)
	r := (x - float64(k*ln2Hi)) - float64(k*ln2Lo)
	r2 := float64(r * r)
	// Taylor series in pairs, so that the processor can work on them side by side.
	a := 1 + float64(r*1)
	b := 1.0/2 + float64(r*(1.0/6))
	c := 1.0/24 + float64(r*(1.0/120))
	d := 1.0/720 + float64(r*(1.0/5040))
	e := 1.0/40320 + float64(r*(1.0/362880))
	f := 1.0/3628800 + float64(r*(1.0/39916800))
	g := 1.0/479001600 + float64(r*(1.0/6227020800))
	r4 := float64(r2 * r2)
	lo := a + float64(r2*b)
	mi := c + float64(r2*d)
	hi := e + float64(r2*(f+float64(r2*g)))
	y := lo + float64(r4*(mi+float64(r4*hi)))
	return y * math.Float64frombits(uint64(int64(k)+1023)<<52)
}

// log returns ln x for x > 0 and -Inf for 0.
func log(x float64) float64 {
	if x <= 0 {
		return math.Inf(-1)
	}
	if x == math.Inf(1) {
		return x
	}
	k := 0.0
	if x < 0x1p-1022 {
		x *= 0x1p54
		k = -54
	}
	bits := math.Float64bits(x)
	k += float64(int64(bits>>52) - 1023)
	m := math.Float64frombits(bits&(1<<52-1) | 1023<<52)
	if m > math.Sqrt2 {
		m *= 0.5
		k++
	}
	s := (m - 1) / (m + 1)
	z := float64(s * s)
	z2 := float64(z * z)
	// ln m = 2 artanh s
	a := 1 + float64(z*(1.0/3))
	b := 1.0/5 + float64(z*(1.0/7))
	c := 1.0/9 + float64(z*(1.0/11))
	d := 1.0/13 + float64(z*(1.0/15))
	e := 1.0/17 + float64(z*(1.0/19))
	t := a + float64(z2*(b+float64(z2*(c+float64(z2*(d+float64(z2*e)))))))
	return float64(k*ln2Hi) + (float64(2*s*t) + float64(k*ln2Lo))
}

// log1p returns ln(1+x) for x > -1 without losing small x.
func log1p(x float64) float64 {
	u := 1 + x
	if u == 1 {
		return x
	}
	return log(u) * (x / (u - 1)) // Kahan's correction: Goldberg 1991, 10.1145/103162.103163, theorem 4
}

// logSum returns ln(e^a + e^b).
func logSum(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if b == math.Inf(-1) {
		return a
	}
	return a + log1p(exp(b-a))
}

// oneMinusExp returns 1 - e^x for x <= 0 without losing small x.
func oneMinusExp(x float64) float64 {
	if x > -1e-5 {
		return -x * (1 + float64(x*(0.5+float64(x/6))))
	}
	return 1 - exp(x)
}

// logTable holds 1/m and ln m for the middle m of 128 stretches of [1, 2).
var logTable = func() (t struct{ inverse, log [128]float64 }) {
	for i := range t.inverse {
		m := 1 + (float64(i)+0.5)/128
		t.inverse[i], t.log[i] = 1/m, log(m)
	}
	return t
}()

// coarseLog is ln x for 1e-300 < x <= 1, good to 1e-15 absolutely (not
// relatively near 1), and three times as fast as log.
func coarseLog(x float64) float64 {
	b := math.Float64bits(x)
	i := b >> 45 & 127
	r := float64(math.Float64frombits(b&(1<<52-1)|1023<<52)*logTable.inverse[i]) - 1
	r2 := float64(r * r)
	y := (r - float64(r2*0.5)) + float64(float64(r*r2)*(1.0/3-float64(r*0.25))) + float64(float64(r2*r2)*float64(r*(0.2-float64(r*(1.0/6)))))
	return float64(float64(int64(b>>52)-1023)*math.Ln2) + (logTable.log[i] + y)
}

// inBits is -p·log2 p for 0 <= p <= 1.
func inBits(p float64) float64 {
	if p < 1e-300 {
		return 0
	}
	return float64(p*coarseLog(p)) * (-1 / math.Ln2)
}

// entropy2 is the entropy in bits of a yes/no answer with chance p.
func entropy2(p float64) float64 {
	if p <= 0 || p >= 1 {
		return 0
	}
	return inBits(p) + inBits(1-p)
}
