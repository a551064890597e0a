package posterior_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot/core/posterior"
	"github.com/unknot/unknot/core/posterior/synthetic"
)

// Small networks of every kind are worked out exactly: all chances and the
// evidence are those of brute force, but for atoms screened out at one in a
// million.
func TestEliminationIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, c := small(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 4)), shape{
			parts: rapid.IntRange(1, 5).Draw(t, "parts"), others: rapid.IntRange(1, 3).Draw(t, "others"),
			cells: rapid.IntRange(2, 9).Draw(t, "cells"), exams: rapid.IntRange(0, 4).Draw(t, "exams"),
			states: rapid.IntRange(0, 1).Draw(t, "states"), wide: rapid.Bool().Draw(t, "wide"),
			tau: rapid.SampledFrom([]float64{1, 0.6, 0.2}).Draw(t, "tau"), doubt: rapid.SampledFrom([]float64{0, 0.3}).Draw(t, "doubt"),
		})
		want := brute(n, c)
		s, err := n.NewSolver(posterior.Options{Work: 10_000_000})
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Solve(c)
		if err != nil {
			t.Fatal(err)
		}
		if !r.Exact {
			t.Fatalf("%d components were not worked out exactly", r.Components)
		}
		for a, p := range r.Marginal {
			if math.Abs(p-want.marginal[a]) > 3e-6 {
				t.Fatalf("atom %d: %g, want %g", a, p, want.marginal[a])
			}
		}
		if math.Abs(r.LogEvidence-want.logZ) > 1e-5 {
			t.Fatalf("evidence %g, want %g", r.LogEvidence, want.logZ)
		}
	})
}

// Full-size cases that are worked out exactly agree with the junction tree,
// which shares no code with elimination.
func TestEliminationAgainstTheJunctionTree(t *testing.T) {
	n, ps := people(t, synthetic.Options{Seed: 1}, synthetic.Usual, soak(40, 200))
	s := solver(t, n, posterior.Options{Work: 3_000_000})
	compared := 0
	for i := range ps {
		r := solve(t, s, &ps[i].Case)
		if !r.Exact {
			continue
		}
		got := append([]float64(nil), r.Marginal...)
		want, err := s.Exact(&ps[i].Case, posterior.ExactOptions{MaxWidth: 20})
		if err != nil {
			continue // too wide for the tree
		}
		compared++
		for a, p := range got {
			if math.Abs(p-want.Marginal[a]) > 2e-5 {
				t.Fatalf("case %d atom %d: %g, the tree says %g", i, a, p, want.Marginal[a])
			}
		}
	}
	if compared < 5 {
		t.Errorf("only %d cases were compared", compared)
	}
}

// Cut into clusters, soft evidence gives chances near the exact ones.
func TestClustersAreNear(t *testing.T) {
	n, ps := people(t, synthetic.Options{Seed: 1, Tau: 0.3}, synthetic.Usual, soak(60, 300))
	exact := solver(t, n, posterior.Options{Work: 20_000_000})
	cut := solver(t, n, posterior.Options{Work: 1, Clusters: true})
	var worst []float64
	for i := range ps {
		want := solve(t, exact, &ps[i].Case)
		if !want.Exact {
			continue
		}
		got := solve(t, cut, &ps[i].Case)
		w := 0.0
		for a, p := range got.Marginal {
			if !(p >= 0 && p <= 1) {
				t.Fatalf("case %d atom %d: chance %g", i, a, p)
			}
			w = max(w, math.Abs(p-want.Marginal[a]))
		}
		worst = append(worst, w)
		if got.LogLower > want.LogEvidence {
			t.Errorf("case %d: lower limit %g above the evidence %g", i, got.LogLower, want.LogEvidence)
		}
	}
	t.Logf("%d cases: worst error of a case p50 %.4f p95 %.4f", len(worst), quantile(worst, 0.5), quantile(worst, 0.95))
	if len(worst) < 20 || quantile(worst, 0.5) > 0.02 || quantile(worst, 0.95) > 0.12 {
		t.Errorf("%d cases, median worst error %g, p95 %g", len(worst), quantile(worst, 0.5), quantile(worst, 0.95))
	}
}

// Sets of causes are found for what was worked out without them, and the
// chances stay as they were.
func TestSetsAfterElimination(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 9))
	for i := range 40 {
		n, c := small(r, shape{parts: 4, others: 2, cells: 6, exams: 3, states: i & 1})
		s := solver(t, n, posterior.Options{})
		res := solve(t, s, c)
		before := append([]float64(nil), res.Marginal...)
		evidence, lower := res.LogEvidence, res.LogLower
		sum := 0.0
		for _, j := range s.Joints(1000) {
			sum += j.Chance
		}
		if len(c.Observations) > 0 && (sum < 0.9 || sum > 1+1e-6) {
			t.Errorf("network %d: the sets add up to %g", i, sum)
		}
		s.Questions([]posterior.Candidate{{Finding: 0}, {Finding: n.Findings() - 1}}, nil)
		for a, p := range res.Marginal {
			if p != before[a] {
				t.Fatalf("network %d atom %d: chance %g became %g", i, a, before[a], p)
			}
		}
		if res.LogEvidence != evidence || res.LogLower != lower {
			t.Errorf("network %d: the evidence changed", i)
		}
	}
}

// The gap of a case that was worked out exactly holds against brute force.
func TestGapHolds(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	exact := 0
	for i := range 100 {
		n, c := small(r, shape{parts: 5, others: 2, cells: 8, exams: 3, states: i & 1})
		res := solve(t, solver(t, n, ways[i%2]), c)
		if !res.Exact {
			if res.Gap != 1 && res.Components > 0 {
				t.Errorf("network %d: gap %g without knowing", i, res.Gap)
			}
			continue
		}
		exact++
		want := brute(n, c)
		for a, p := range res.Marginal {
			if math.Abs(p-want.marginal[a]) > res.Gap {
				t.Errorf("network %d atom %d: %g is further than %g from %g", i, a, p, res.Gap, want.marginal[a])
			}
		}
		if res.Gap > 1e-3 {
			t.Errorf("network %d: gap %g", i, res.Gap)
		}
	}
	if exact < 30 {
		t.Errorf("only %d networks were worked out exactly", exact)
	}
}
