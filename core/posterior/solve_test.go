package posterior_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/unknot/unknot/core/posterior"
)

func solver(t testing.TB, n *posterior.Network, o posterior.Options) *posterior.Solver {
	t.Helper()
	s, err := n.NewSolver(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func solve(t testing.TB, s *posterior.Solver, c *posterior.Case) *posterior.Result {
	t.Helper()
	r, err := s.Solve(c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// part p of sorted values, 0 to 1.
func quantile(x []float64, p float64) float64 {
	x = slices.Clone(x)
	slices.Sort(x)
	return x[min(len(x)-1, int(p*float64(len(x))))]
}

var deep = posterior.Options{Delta: 1e-5, Eta: 1e-3, Cap: 20000, Work: -1}

// searched leaves elimination out, so that the search is what is tested.
var searched = posterior.Options{Work: -1}

// ways to get the chances; tests of what is read off them take turns.
var ways = []posterior.Options{searched, {}}

// O1: marginals, evidence and the two bounds against brute force.
func TestSolveAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var usual, thorough []float64
	for i := range soak(60, 400) {
		sh := shape{parts: 5, others: 2, cells: 8, exams: 4, wide: i%3 == 0, states: i & 1}
		if i%4 == 3 {
			sh.tau = 0.7
		}
		n, c := small(r, sh)
		want := brute(n, c)
		for k, o := range []posterior.Options{searched, deep} {
			res := solve(t, solver(t, n, o), c)
			worst := 0.0
			for a, p := range res.Marginal {
				worst = max(worst, math.Abs(p-want.marginal[a]))
				if want.marginal[a] > res.Bound(a)+1e-12 {
					t.Errorf("network %d atom %d: chance %g above its bound %g", i, a, want.marginal[a], res.Bound(a))
				}
			}
			if res.LogLower > want.logZ+1e-9 {
				t.Errorf("network %d: lower limit %g above the evidence %g", i, res.LogLower, want.logZ)
			}
			if math.Abs(res.LogEvidence-want.logZ) > 0.1 {
				t.Errorf("network %d options %d: evidence %g, want %g", i, k, res.LogEvidence, want.logZ)
			}
			if k == 0 {
				usual = append(usual, worst)
			} else {
				thorough = append(thorough, worst)
			}
		}
	}
	t.Logf("worst marginal error: default p50 %.5f p99 %.5f max %.5f; deep p50 %.5f p99 %.5f max %.5f",
		quantile(usual, 0.5), quantile(usual, 0.99), quantile(usual, 1), quantile(thorough, 0.5), quantile(thorough, 0.99), quantile(thorough, 1))
	if p := quantile(usual, 0.5); p > 0.003 {
		t.Errorf("median worst error %g", p)
	}
	if p := quantile(usual, 1); p > 0.05 {
		t.Errorf("largest error %g", p)
	}
	if p := quantile(thorough, 1); p > 0.03 {
		t.Errorf("largest error of a deep run %g", p)
	}
}

// Links of chance 0 bring nothing about, so they make no cause a wide one: the
// search takes the same way with them and without.
func TestLinksOfNoChanceChangeNothing(t *testing.T) {
	n, c := small(rand.New(rand.NewPCG(math.MaxUint64, 1)), shape{parts: 9, others: 1, cells: 6, exams: 3})
	spec := *n.Spec()
	spec.Findings = append(slices.Clone(spec.Findings), posterior.Finding{Leak: []float64{0.1}}, posterior.Finding{Leak: []float64{0.1}})
	spec.Causes = slices.Clone(spec.Causes)
	for k := range spec.Causes {
		spec.Causes[k].States = slices.Clone(spec.Causes[k].States)
		for i := range spec.Causes[k].States {
			st := &spec.Causes[k].States[i]
			for f := len(spec.Findings) - 2; f < len(spec.Findings); f++ {
				st.Links = append(slices.Clone(st.Links), posterior.Link{Finding: f, Reach: []float64{0}})
			}
		}
	}
	m, err := posterior.NewNetwork(spec)
	if err != nil {
		t.Fatal(err)
	}
	want, got := solve(t, solver(t, n, searched), c), solve(t, solver(t, m, searched), c)
	for a, p := range got.Marginal {
		if math.Abs(p-want.Marginal[a]) > 1e-12 {
			t.Errorf("atom %d: %g, without the links %g", a, p, want.Marginal[a])
		}
	}
}
