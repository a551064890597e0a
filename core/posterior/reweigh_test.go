package posterior_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/unknot/unknot/core/posterior"
)

// Weighing the sets at hand with other odds comes near to the truth, and with
// the same odds it changes nothing.
func TestReweighAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 1))
	done := 0
	for i := range 120 {
		n, c := small(r, shape{parts: 6, others: 3, cells: 7, exams: 3})
		s := solver(t, n, searched)
		kept := solve(t, s, c)
		before := slices.Clone(kept.Marginal)
		same, ok, err := s.Reweigh(c)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			continue // background groups
		}
		done++
		for a, p := range same {
			if math.Abs(p-before[a]) > 1e-9 {
				t.Fatalf("network %d atom %d: %g, unchanged odds give %g", i, a, before[a], p)
			}
		}
		other := &posterior.Case{Observations: c.Observations, IgnoreDefaults: c.IgnoreDefaults,
			Adjust: append(slices.Clone(c.Adjust), posterior.Adjustment{Atom: r.IntN(n.Atoms()), LogOdds: 2*r.Float64() - 1})}
		got, ok, err := s.Reweigh(other)
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		exact := brute(n, other)
		for a, p := range got {
			if math.Abs(p-exact.marginal[a]) > 0.05 {
				t.Errorf("network %d atom %d: %g, brute force %g", i, a, p, exact.marginal[a])
			}
		}
		if !slices.Equal(kept.Marginal, before) {
			t.Fatal("weighing again changed the results")
		}
	}
	if done < 10 {
		t.Errorf("only %d networks could be weighed again", done)
	}
}
