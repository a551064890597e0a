package trial

import (
	"fmt"
	"math"
	"slices"

	"github.com/unknot/unknot/core/num"
)

// State says how far a trial has come.
type State string

// The states.
const (
	Running State = "running" // fewer than LeastBlocks blocks have both means
	ABetter State = "a_better"
	BBetter State = "b_better"
	Unclear State = "unclear" // no difference that chance could not make
)

// Result is what a trial says so far. Pain is NRS 0-10; the difference is A less
// B, so below 0 A hurts less.
type Result struct {
	State           State
	Blocks          int // with a mean of both periods
	MeanA, MeanB    float64
	Difference      float64
	Low, High       float64 // interval of 95 %
	P               float64 // chance of a difference this large if there is none
	Autocorrelation float64 // of the ratings from one day to the next, around the mean of each period
	Words           string  // plain conclusion
}

// least is a difference that people notice (Salaffi 2004,
// doi:10.1016/j.ejpain.2003.09.004).
const least = 1.

// Judge weighs the ratings, one for each day of the trial so far; -1 is a day
// without one. Days beyond the design are left out.
func (d Design) Judge(pain []float64) (Result, error) {
	if err := d.Check(); err != nil {
		return Result{}, err
	}
	if len(pain) > d.Length() {
		pain = pain[:d.Length()]
	}
	sum, n := make([][2]float64, d.Blocks), make([][2]float64, d.Blocks)
	for day, y := range pain {
		if y == -1 {
			continue
		}
		if !(y >= 0 && y <= 10) {
			return Result{}, fmt.Errorf("day %d: pain is %g; give 0 to 10, or -1 for a day without a word", day, y)
		}
		if p, _ := d.On(day); p.Counts {
			k := which(p.IsA)
			sum[p.Block][k] += y
			n[p.Block][k]++
		}
	}
	r := Result{State: Running, P: 1, Autocorrelation: d.autocorrelation(pain)}
	var diff []float64
	for b := range sum {
		if n[b][0] > 0 && n[b][1] > 0 {
			a, o := sum[b][0]/n[b][0], sum[b][1]/n[b][1]
			diff = append(diff, a-o)
			r.MeanA += a
			r.MeanB += o
		}
	}
	r.Blocks = len(diff)
	if r.Blocks == 0 {
		r.Words = "There is nothing to compare yet."
		return r, nil
	}
	r.MeanA, r.MeanB, r.Difference = r.MeanA/float64(r.Blocks), r.MeanB/float64(r.Blocks), num.Mean(diff)
	if r.Blocks < LeastBlocks {
		r.Words = fmt.Sprintf("%d of at least %d blocks are done. It is too early to tell.", r.Blocks, LeastBlocks)
		return r, nil
	}
	r.P = flipped(diff, 0)
	r.Low, r.High = bounds(diff)
	r.conclude(d)
	return r, nil
}

func which(isA bool) int {
	if isA {
		return 0
	}
	return 1
}

func (r *Result) conclude(d Design) {
	better, worse, gain := d.A, d.B, -r.Difference
	low, high := -r.High, -r.Low
	r.State = ABetter
	if r.Difference > 0 {
		better, worse, gain, low, high, r.State = d.B, d.A, r.Difference, r.Low, r.High, BBetter
	}
	switch {
	case r.P > .05:
		r.State = Unclear
		r.Words = fmt.Sprintf("No clear difference. Anything from %.1f points in favour of %s to %.1f in favour of %s would fit.", max(0, -r.Low), d.A, max(0, r.High), d.B)
	case high < least:
		r.Words = fmt.Sprintf("With %s it hurt a little less than with %s: by %.1f points (%.1f to %.1f). That is less than most people notice.", better, worse, gain, low, high)
	default:
		r.Words = fmt.Sprintf("With %s it hurt less than with %s: by %.1f points (%.1f to %.1f).", better, worse, gain, low, high)
	}
}

// flipped is the share of all ways to turn blocks round whose mean lies as far
// from shift as that of the blocks as they were, both sides counted. Up to 2^20
// ways are counted out.
func flipped(diff []float64, shift float64) float64 {
	k := len(diff)
	moved := make([]float64, k)
	total := 0.
	for i, v := range diff {
		moved[i] = v - shift
		total += moved[i]
	}
	far := math.Abs(total) - 1e-9
	hits, ways := 0, 1<<(k-1) // the mirrored half has the same distances
	sum := total
	for i := range ways { // Gray code: one sign changes at a time
		if math.Abs(sum) >= far {
			hits++
		}
		bit := 0
		for j := i + 1; j&1 == 0; j >>= 1 {
			bit++
		}
		if bit < k-1 {
			sum -= 2 * moved[bit]
			moved[bit] = -moved[bit]
		}
	}
	return float64(hits) / float64(ways)
}

// bounds are the shifts that a test at 5 % would not refuse.
func bounds(diff []float64) (low, high float64) {
	mid := num.Mean(diff)
	wide := slices.Max(diff) - slices.Min(diff) + 1
	edge := func(side float64) float64 {
		in, out := 0., wide
		for range 40 {
			m := .5 * (in + out)
			if flipped(diff, mid+side*m) > .05 {
				in = m
			} else {
				out = m
			}
		}
		return mid + side*in
	}
	if len(diff) > 14 { // the edge of a large trial is smooth: the t interval is as good and quick
		half := 2.1 * num.Deviation(diff) / math.Sqrt(float64(len(diff)))
		return mid - half, mid + half
	}
	return edge(-1), edge(1)
}

// autocorrelation of neighbouring days around the mean of their period.
func (d Design) autocorrelation(pain []float64) float64 {
	var a, b []float64
	for start := 0; start < len(pain); start += d.Days {
		part := pain[start:min(start+d.Days, len(pain))]
		sum, n := 0., 0.
		for _, y := range part {
			if y >= 0 {
				sum, n = sum+y, n+1
			}
		}
		for i := 1; i < len(part); i++ {
			if part[i] >= 0 && part[i-1] >= 0 {
				a, b = append(a, part[i-1]-sum/n), append(b, part[i]-sum/n)
			}
		}
	}
	if len(a) < 3 {
		return 0
	}
	if r := num.Correlation(a, b); !math.IsNaN(r) {
		return r
	}
	return 0
}
