package posterior_test

import (
	"math"
	"testing"

	"github.com/unknot/unknot/core/posterior"
	"github.com/unknot/unknot/core/posterior/synthetic"
)

// reliability is the mean distance between stated chance and frequency over
// ten bins, for chances above 0.1, and the Brier score over all atoms.
func reliability(t testing.TB, o synthetic.Options, d synthetic.Draw, count int) (ece, brier float64) {
	t.Helper()
	n, ps := people(t, o, d, count)
	s := solver(t, n, posterior.Options{})
	var bins [10]struct{ n, p, y float64 }
	total := 0.0
	for i := range ps {
		for a, p := range solve(t, s, &ps[i].Case).Marginal {
			k, st := n.Cause(a)
			if st > 0 {
				continue // background
			}
			y := 0.0
			if ps[i].State[k] == st {
				y = 1
			}
			brier += (p - y) * (p - y)
			total++
			if p > 0.1 {
				b := &bins[min(9, int(10*p))]
				b.n++
				b.p += p
				b.y += y
			}
		}
	}
	sum := 0.0
	for _, b := range bins {
		sum += b.n
	}
	for _, b := range bins {
		ece += math.Abs(b.p-b.y) / sum
	}
	return ece, brier / total
}

// softened is the exponent for painting that hangs together.
const softened = 0.55

// O6: chances mean what they say when cases come from the model, though the
// number of causes was limited to 1 to 6.
func TestCalibration(t *testing.T) {
	count := soak(600, 6000)
	ece, brier := reliability(t, synthetic.Options{Seed: 1}, synthetic.Usual, count)
	t.Logf("from the model: expected calibration error %.4f, Brier %.5f", ece, brier)
	if ece > 0.015+1/math.Sqrt(float64(20*count)) || brier > 0.01 { // and the error of so few cases
		t.Errorf("expected calibration error %g, Brier %g", ece, brier)
	}
	// Painting that hangs together beyond the model: softening must help.
	d := synthetic.Usual
	d.Spread = 2
	plain, _ := reliability(t, synthetic.Options{Seed: 1}, d, count)
	soft, _ := reliability(t, synthetic.Options{Seed: 1, Tau: softened}, d, count)
	t.Logf("correlated painting: error %.4f at tau 1, %.4f at tau %g", plain, soft, softened)
	if soft >= plain || soft > 0.03+1/math.Sqrt(float64(20*count)) {
		t.Errorf("correlated painting: error %g at tau 1, %g at tau %g", plain, soft, softened)
	}
}
