package posterior_test

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/unknot/unknot/core/posterior"
	"github.com/unknot/unknot/core/posterior/synthetic"
)

// O1 and O3: the junction tree gives what brute force gives.
func TestExactAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	for i := range soak(60, 1000) {
		sh := shape{parts: 5, others: 2, cells: 8, exams: 4, wide: i%3 == 0, states: i & 1}
		if i%4 == 3 {
			sh.tau = 0.7
			sh.doubt = 0.4 * float64(i/4%2)
		}
		n, c := small(r, sh)
		want := brute(n, c)
		got, err := solver(t, n, posterior.Options{}).Exact(c, posterior.ExactOptions{MaxWidth: 20})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(got.LogEvidence-want.logZ) > 1e-9 {
			t.Errorf("network %d: log evidence %.12g, want %.12g", i, got.LogEvidence, want.logZ)
		}
		for a, p := range got.Marginal {
			if math.Abs(p-want.marginal[a]) > 1e-9 {
				t.Errorf("network %d atom %d: %.12g, want %.12g", i, a, p, want.marginal[a])
			}
		}
	}
}

// O3, mandatory: the search against the junction tree on networks too large
// for brute force, a third of them with a cause that touches nearly everything.
func TestSolveAgainstExact(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	var worst []float64
	rounds := soak(1000, 10000)
	wide := 0
	for i := range rounds {
		sh := shape{parts: 8 + i%9, others: 2 + i%4, cells: 12 + i%9, exams: 5, wide: i%3 == 0, states: i / 7 & 1}
		n, c := small(r, sh)
		s := solver(t, n, searched)
		want, err := s.Exact(c, posterior.ExactOptions{MaxWidth: 18})
		if errors.Is(err, posterior.ErrTooWide) {
			wide++
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		w := 0.0
		res := solve(t, s, c)
		for a, p := range res.Marginal {
			w = max(w, math.Abs(p-want.Marginal[a]))
		}
		if res.LogLower > want.LogEvidence+1e-9 {
			t.Errorf("network %d: lower limit %g above the evidence %g", i, res.LogLower, want.LogEvidence)
		}
		if w > 0.15 {
			t.Errorf("network %d: worst marginal error %g", i, w)
		}
		worst = append(worst, w)
	}
	t.Logf("%d networks, %d too wide: worst marginal error p50 %.5f p95 %.5f p99 %.5f max %.5f", rounds, wide,
		quantile(worst, 0.5), quantile(worst, 0.95), quantile(worst, 0.99), quantile(worst, 1))
	if wide > rounds/10 {
		t.Errorf("%d of %d networks were too wide to check", wide, rounds)
	}
	if p := quantile(worst, 0.5); p > 0.005 {
		t.Errorf("median worst error %g", p)
	}
	if p := quantile(worst, 0.95); p > 0.03 {
		t.Errorf("95th percentile of the worst error %g", p)
	}
}

// The one serious fault of the first prototype: a wide cause whose odds after
// the empty cells are tiny was screened out although it explains everything.
func TestWideCauseSurvivesTheScreen(t *testing.T) {
	var spec posterior.Spec
	all := posterior.State{Name: "wide", Odds: 0.02}
	for f := range 300 {
		spec.Findings = append(spec.Findings, posterior.Finding{Leak: []float64{0.005}, Default: true})
		if f%2 == 0 {
			all.Links = append(all.Links, posterior.Link{Finding: f, Reach: []float64{0.3}})
		}
	}
	spec.Causes = append(spec.Causes, posterior.Cause{States: []posterior.State{all}})
	for k := range 60 {
		st := posterior.State{Name: "local", Odds: 0.01}
		for f := range 5 {
			st.Links = append(st.Links, posterior.Link{Finding: 5*k + f, Reach: []float64{0.7}})
		}
		spec.Causes = append(spec.Causes, posterior.Cause{States: []posterior.State{st}})
	}
	n, err := posterior.NewNetwork(spec)
	if err != nil {
		t.Fatal(err)
	}
	c := &posterior.Case{}
	for f := 0; f < 300; f += 8 {
		c.Observations = append(c.Observations, posterior.Observation{Finding: f, Level: 1})
	}
	s := solver(t, n, searched)
	want, err := s.Exact(c, posterior.ExactOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := solve(t, s, c).Marginal[0]; want.Marginal[0] < 0.9 || math.Abs(got-want.Marginal[0]) > 0.01 {
		t.Errorf("wide cause %g, want %g (above 0.9)", got, want.Marginal[0])
	}
}

// quickscore sums over subsets of positives in 300-bit floats (Heckerman
// 1989), straight from the spec: O2. Only yes/no findings, tau 1.
func quickscore(spec *posterior.Spec, c *posterior.Case) float64 {
	level, _ := levelsOf(spec, c)
	var positive []int
	for f, l := range level {
		if l > 0 {
			positive = append(positive, f)
		}
	}
	num := func(x float64) *big.Float { return new(big.Float).SetPrec(300).SetFloat64(x) }
	z := num(0)
	for sub := range 1 << len(positive) {
		off := map[int]bool{}
		term := num(1)
		for i, f := range positive {
			if sub>>i&1 == 1 {
				off[f] = true
				term.Neg(term)
			}
		}
		for f, l := range level {
			if l == 0 {
				off[f] = true
			}
		}
		for f := range level {
			if off[f] {
				term.Mul(term, num(1-spec.Findings[f].Leak[0]))
			}
		}
		for _, cause := range spec.Causes {
			sum, prior := num(1), num(1)
			for _, st := range cause.States {
				p := num(st.Odds)
				prior.Add(prior, num(st.Odds))
				for _, l := range st.Links {
					if off[l.Finding] {
						p.Mul(p, num(1-l.Reach[0]))
					}
				}
				sum.Add(sum, p)
			}
			term.Mul(term, sum.Quo(sum, prior))
		}
		z.Add(z, term)
	}
	f, _ := z.Float64()
	return math.Log(f)
}

// O2: Quickscore with big floats on networks with yes/no findings.
func TestExactAgainstQuickscore(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	for i := range soak(15, 300) {
		n, _ := small(r, shape{parts: 10, others: 3, cells: 10, exams: 4})
		spec := *n.Spec()
		for f := range spec.Findings {
			spec.Findings[f].Leak = spec.Findings[f].Leak[:1]
		}
		for _, cause := range spec.Causes {
			for _, st := range cause.States {
				for l := range st.Links {
					st.Links[l].Reach = st.Links[l].Reach[:1]
				}
			}
		}
		flat, err := posterior.NewNetwork(spec)
		if err != nil {
			t.Fatal(err)
		}
		c := sample(r, &spec)
		c.Adjust = nil
		for k := range c.Observations {
			c.Observations[k].Reliability = 0
		}
		want := quickscore(&spec, c)
		got, err := solver(t, flat, posterior.Options{}).Exact(c, posterior.ExactOptions{MaxWidth: 20})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(got.LogEvidence-want) > 1e-9 {
			t.Errorf("network %d: log evidence %.12g, want %.12g", i, got.LogEvidence, want)
		}
	}
}

// O10: a deep run stays close to exact on full-size cases.
func TestDeepAgainstExactFullSize(t *testing.T) {
	n, ps := people(t, synthetic.Options{Seed: 1}, synthetic.Usual, soak(12, 100))
	s, d := solver(t, n, searched), solver(t, n, posterior.Options{Delta: 1e-4, Eta: 3e-3, Cap: 20000, Work: -1})
	var usual, thorough []float64
	for i := range ps {
		c := &ps[i].Case
		want, err := s.Exact(c, posterior.ExactOptions{MaxWidth: 18, Least: 1e-5})
		if errors.Is(err, posterior.ErrTooWide) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		worst := func(r *posterior.Result) float64 {
			w := 0.0
			for a, p := range r.Marginal {
				w = max(w, math.Abs(p-want.Marginal[a]))
			}
			return w
		}
		usual = append(usual, worst(solve(t, s, c)))
		thorough = append(thorough, worst(solve(t, d, c)))
	}
	if len(usual) < len(ps)/4 {
		t.Fatalf("only %d of %d cases could be checked", len(usual), len(ps))
	}
	t.Logf("%d of %d cases: default p50 %.4f max %.4f, deep p50 %.4f max %.4f", len(usual), len(ps),
		quantile(usual, 0.5), quantile(usual, 1), quantile(thorough, 0.5), quantile(thorough, 1))
	if p := quantile(usual, 0.5); p > 0.01 {
		t.Errorf("default: median worst error %g", p)
	}
	if p := quantile(thorough, 1); p > 0.03 {
		t.Errorf("deep: largest error %g", p)
	}
}
