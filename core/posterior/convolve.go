package posterior

// Two tables over the same positives are put together with OR: the weight of U
// is the sum over all V and A whose union is U. Split by one positive, with
// halves (t0, t1) and (g0, g1), that is
//
//	u0 = t0 g0            u1 = t0 g1 + t1 (g0 + g1)
//
// so three halves for two: 3^k multiplications for k positives, all positive.
// ready tables hold g0, g1 and g0+g1 at every split.

// orShare[k] is 3^k/2^k: what putting k positives in costs for each entry of
// the table.
var orShare = func() (out [widthMost + 1]float64) {
	out[0] = 1
	for k := range widthMost {
		out[k+1] = 1.5 * out[k]
	}
	return out
}()

// threes is 3^k for a table of 2^k entries: the length of its ready form.
func threes(size int32) int {
	out := 1
	for ; size > 1; size /= 2 {
		out *= 3
	}
	return out
}

// ready writes a table of 2^k entries in the form that or and need take: 3^k.
func ready(g, out []float64) {
	switch len(g) {
	case 1:
		out[0] = g[0]
		return
	case 2:
		out[0], out[1], out[2] = g[0], g[1], g[0]+g[1]
		return
	}
	h, third := len(g)/2, len(out)/3
	ready(g[:h], out[:third])
	ready(g[h:], out[third:2*third])
	for i := range third {
		out[2*third+i] = out[i] + out[third+i]
	}
}

// or puts a ready table into t. spare is as long as t.
func or(t, g, spare []float64) {
	switch len(t) {
	case 1:
		t[0] *= g[0]
	case 2:
		t[1] = float64(t[1]*g[2]) + float64(t[0]*g[1])
		t[0] *= g[0]
	case 4:
		g = g[:9]
		a, b, c, d := t[0], t[1], t[2], t[3]
		t[0] = a * g[0]
		t[1] = float64(a*g[1]) + float64(b*g[2])
		t[2] = float64(a*g[3]) + float64(c*g[6])
		t[3] = (float64(a*g[4]) + float64(b*g[5])) + (float64(c*g[7]) + float64(d*g[8]))
	default:
		h, third := len(t)/2, len(g)/3
		both := spare[:h]
		copy(both, t[:h])
		or(both, g[third:2*third], spare[h:])
		or(t[:h], g[:third], spare[h:])
		or(t[h:], g[2*third:], spare[h:])
		for i, x := range both {
			t[h+i] += x
		}
	}
}

// orPair is or for two positives, in place within a larger table.
func orPair(t, g []float64, base, lo, hi uint64) {
	g = g[:9]
	a, b, c, d := t[base], t[base|lo], t[base|hi], t[base|lo|hi]
	t[base] = a * g[0]
	t[base|lo] = float64(a*g[1]) + float64(b*g[2])
	t[base|hi] = float64(a*g[3]) + float64(c*g[6])
	t[base|lo|hi] = (float64(a*g[4]) + float64(b*g[5])) + (float64(c*g[7]) + float64(d*g[8]))
}

// undoPair is worth and need for two positives.
func undoPair(t, b, out, g []float64, base, lo, hi uint64) {
	g, out = g[:9], out[:4]
	t0, t1, t2, t3 := t[base], t[base|lo], t[base|hi], t[base|lo|hi]
	p, q, r, s := b[base], b[base|lo], b[base|hi], b[base|lo|hi]
	low, high := t0+t1, t2+t3
	out[0] += (float64(t0*p) + float64(t1*q)) + (float64(t2*r) + float64(t3*s))
	out[1] += float64(low*q) + float64(high*s)
	out[2] += float64((t0+t2)*r) + float64((t1+t3)*s)
	out[3] += float64((low + high) * s)
	b[base] = (float64(p*g[0]) + float64(q*g[1])) + (float64(r*g[3]) + float64(s*g[4]))
	b[base|lo] = float64(q*g[2]) + float64(s*g[5])
	b[base|hi] = float64(r*g[6]) + float64(s*g[7])
	b[base|lo|hi] = s * g[8]
}

// need turns what each subset is worth after or into what it was worth before:
// the transpose of or.
func need(b, g, spare []float64) {
	switch len(b) {
	case 1:
		b[0] *= g[0]
	case 2:
		b[0] = float64(b[0]*g[0]) + float64(b[1]*g[1])
		b[1] *= g[2]
	case 4:
		g = g[:9]
		p, q, r, s := b[0], b[1], b[2], b[3]
		b[0] = (float64(p*g[0]) + float64(q*g[1])) + (float64(r*g[3]) + float64(s*g[4]))
		b[1] = float64(q*g[2]) + float64(s*g[5])
		b[2] = float64(r*g[6]) + float64(s*g[7])
		b[3] = s * g[8]
	default:
		h, third := len(b)/2, len(g)/3
		up := spare[:h]
		copy(up, b[h:])
		need(up, g[third:2*third], spare[h:])
		need(b[:h], g[:third], spare[h:])
		need(b[h:], g[2*third:], spare[h:])
		for i, x := range up {
			b[i] += x
		}
	}
}

// worth adds to out, for each subset A, the sum over V of t(V) times what the
// union of V and A is worth: what the table put in is worth entry by entry.
func worth(t, b, out, spare []float64) {
	switch len(t) {
	case 1:
		out[0] += float64(t[0] * b[0])
	case 2:
		out[0] += float64(t[0]*b[0]) + float64(t[1]*b[1])
		out[1] += float64((t[0] + t[1]) * b[1])
	case 4:
		low, high := t[0]+t[1], t[2]+t[3]
		out[0] += (float64(t[0]*b[0]) + float64(t[1]*b[1])) + (float64(t[2]*b[2]) + float64(t[3]*b[3]))
		out[1] += float64(low*b[1]) + float64(high*b[3])
		out[2] += float64((t[0]+t[2])*b[2]) + float64((t[1]+t[3])*b[3])
		out[3] += float64((low + high) * b[3])
	default:
		h := len(t) / 2
		sum := spare[:h]
		for i := range sum {
			sum[i] = t[i] + t[h+i]
		}
		worth(sum, b[h:], out[h:], spare[h:])
		worth(t[:h], b[:h], out[:h], spare[h:])
		worth(t[h:], b[h:], out[:h], spare[h:])
	}
}

// bringAbout multiplies out by the chances of one state: it brings positive
// bits[i] about with chance q[i], each by itself.
func bringAbout(out []float64, bits []uint8, q []float64) {
	for i, b := range bits {
		bit, p := 1<<b, q[i]
		for from := 0; from < len(out); from += 2 * bit {
			for u := from; u < from+bit; u++ {
				v := out[u]
				out[u+bit] += float64(p * v)
				out[u] = (1 - p) * v
			}
		}
	}
}

// bringNeed is the transpose of bringAbout: what each subset is worth once the
// state has brought about more.
func bringNeed(out []float64, bits []uint8, q []float64) {
	for i, b := range bits {
		bit, p := 1<<b, q[i]
		for from := 0; from < len(out); from += 2 * bit {
			for u := from; u < from+bit; u++ {
				out[u] = float64((1-p)*out[u]) + float64(p*out[u+bit])
			}
		}
	}
}
