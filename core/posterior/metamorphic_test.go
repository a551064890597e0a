package posterior_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot/core/posterior"
	"github.com/unknot/unknot/core/posterior/synthetic"
)

// network and case drawn by rapid.
func drawn(t *rapid.T) (*posterior.Network, *posterior.Case, *rand.Rand) {
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	sh := shape{
		parts:  rapid.IntRange(1, 12).Draw(t, "parts"),
		others: rapid.IntRange(1, 3).Draw(t, "others"),
		cells:  rapid.IntRange(1, 14).Draw(t, "cells"),
		exams:  rapid.IntRange(0, 5).Draw(t, "exams"),
		states: rapid.IntRange(0, 1).Draw(t, "states"),
		wide:   rapid.Bool().Draw(t, "wide"),
		tau:    rapid.SampledFrom([]float64{1, 0.7}).Draw(t, "tau"),
		doubt:  rapid.SampledFrom([]float64{0, 0.4}).Draw(t, "doubt"),
	}
	n, c := small(r, sh)
	return n, c, r
}

// way is the one of ways that marginals takes.
var way posterior.Options

// everyWay runs a test once for each way to get the chances.
func everyWay(t *testing.T, test func(t *testing.T)) {
	for i, name := range []string{"searched", "worked out"} {
		way = ways[i]
		t.Run(name, test)
	}
}

func marginals(t rapid.TB, n *posterior.Network, c *posterior.Case) ([]float64, float64) {
	s, err := n.NewSolver(way)
	if err != nil {
		t.Fatal(err)
	}
	res, err := s.Solve(c)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Clone(res.Marginal), res.LogEvidence
}

func near(t rapid.TB, what string, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol) {
		t.Fatalf("%s: %g, want %g", what, got, want)
	}
}

// O5: what must not matter does not matter.
func TestMetamorphic(t *testing.T) { everyWay(t, metamorphic) }

func metamorphic(t *testing.T) {
	t.Run("findings in another order", rapid.MakeCheck(func(t *rapid.T) {
		n, c, r := drawn(t)
		want, z := marginals(t, n, c)
		spec, perm := *n.Spec(), r.Perm(n.Findings())
		findings := slices.Clone(spec.Findings)
		for f, to := range perm {
			findings[to] = spec.Findings[f]
		}
		spec.Findings = findings
		spec.Causes = slices.Clone(spec.Causes)
		for k := range spec.Causes {
			states := slices.Clone(spec.Causes[k].States)
			for i := range states {
				states[i].Links = slices.Clone(states[i].Links)
				for l := range states[i].Links {
					states[i].Links[l].Finding = perm[states[i].Links[l].Finding]
				}
			}
			spec.Causes[k].States = states
		}
		m, err := posterior.NewNetwork(spec)
		if err != nil {
			t.Fatal(err)
		}
		d := *c
		d.Observations = slices.Clone(c.Observations)
		for i := range d.Observations {
			d.Observations[i].Finding = perm[d.Observations[i].Finding]
		}
		r.Shuffle(len(d.Observations), func(i, j int) { d.Observations[i], d.Observations[j] = d.Observations[j], d.Observations[i] })
		got, y := marginals(t, m, &d)
		// Equal but for rounding; a tie broken the other way may add a little.
		for a := range want {
			near(t, "marginal", got[a], want[a], 0.01)
		}
		near(t, "evidence", y, z, 0.02)
	}))
	t.Run("causes in another order", rapid.MakeCheck(func(t *rapid.T) {
		n, c, r := drawn(t)
		want, _ := marginals(t, n, c)
		spec, perm := *n.Spec(), r.Perm(n.Causes())
		spec.Causes = make([]posterior.Cause, len(perm))
		for k, to := range perm {
			spec.Causes[to] = n.Spec().Causes[k]
		}
		m, err := posterior.NewNetwork(spec)
		if err != nil {
			t.Fatal(err)
		}
		d := *c
		d.Adjust = nil
		for _, a := range c.Adjust {
			k, st := n.Cause(a.Atom)
			d.Adjust = append(d.Adjust, posterior.Adjustment{Atom: m.Atom(perm[k], st), LogOdds: a.LogOdds})
		}
		got, _ := marginals(t, m, &d)
		for a := range want {
			k, st := n.Cause(a)
			near(t, "marginal", got[m.Atom(perm[k], st)], want[a], 0.02)
		}
	}))
	t.Run("a link of chance 0", rapid.MakeCheck(func(t *rapid.T) {
		n, c, _ := drawn(t)
		want, z := marginals(t, n, c)
		spec := *n.Spec()
		spec.Findings = append(slices.Clone(spec.Findings), posterior.Finding{Leak: []float64{0.1}})
		spec.Causes = slices.Clone(spec.Causes)
		st := slices.Clone(spec.Causes[0].States)
		st[0].Links = append(slices.Clone(st[0].Links), posterior.Link{Finding: n.Findings(), Reach: []float64{0}})
		spec.Causes[0].States = st
		m, err := posterior.NewNetwork(spec)
		if err != nil {
			t.Fatal(err)
		}
		d := *c
		d.Observations = append(slices.Clone(c.Observations), posterior.Observation{Finding: n.Findings(), Level: 1})
		got, y := marginals(t, m, &d)
		for a := range want {
			near(t, "marginal", got[a], want[a], 1e-9)
		}
		near(t, "evidence", y, z+math.Log(0.1), 1e-9)
	}))
	t.Run("unknown is as good as not listed", rapid.MakeCheck(func(t *rapid.T) {
		n, c, _ := drawn(t)
		want, z := marginals(t, n, c)
		d := *c
		d.Observations = slices.Clone(c.Observations)
		for f, fd := range n.Spec().Findings {
			if !fd.Default && !slices.ContainsFunc(c.Observations, func(o posterior.Observation) bool { return o.Finding == f }) {
				d.Observations = append(d.Observations, posterior.Observation{Finding: f, Level: posterior.Unknown})
			}
		}
		got, y := marginals(t, n, &d)
		if !slices.Equal(got, want) || y != z {
			t.Fatalf("an observation at Unknown changed the result")
		}
	}))
	t.Run("two copies side by side", rapid.MakeCheck(func(t *rapid.T) {
		n, c, _ := drawn(t)
		want, z := marginals(t, n, c)
		spec := *n.Spec()
		shift := n.Findings()
		spec.Findings = append(slices.Clone(spec.Findings), spec.Findings...)
		spec.Causes = slices.Clone(spec.Causes)
		for _, cause := range n.Spec().Causes {
			states := slices.Clone(cause.States)
			for i := range states {
				states[i].Links = slices.Clone(states[i].Links)
				for l := range states[i].Links {
					states[i].Links[l].Finding += shift
				}
			}
			spec.Causes = append(spec.Causes, posterior.Cause{States: states})
		}
		m, err := posterior.NewNetwork(spec)
		if err != nil {
			t.Fatal(err)
		}
		d := *c
		d.Observations = slices.Clone(c.Observations)
		for _, o := range c.Observations {
			o.Finding += shift
			d.Observations = append(d.Observations, o)
		}
		d.Adjust = slices.Clone(c.Adjust)
		for _, a := range c.Adjust {
			a.Atom += n.Atoms()
			d.Adjust = append(d.Adjust, a)
		}
		got, y := marginals(t, m, &d)
		for a := range want {
			near(t, "first copy", got[a], want[a], 0.01)
			near(t, "second copy", got[a+n.Atoms()], want[a], 0.01)
		}
		near(t, "evidence", y, 2*z, 0.02)
	}))
}

// The same case gives the same bits, on any solver, after any other case.
func TestSameBits(t *testing.T) {
	for _, o := range []posterior.Options{{}, searched, {Work: 5000, Clusters: true}} {
		sameBits(t, o)
	}
}

func sameBits(t *testing.T, o posterior.Options) {
	n, ps := people(t, synthetic.Options{Seed: 3, Tau: 0.8}, synthetic.Usual, 40)
	one := solver(t, n, o)
	var want [][]float64
	for i := range ps {
		want = append(want, slices.Clone(solve(t, one, &ps[i].Case).Marginal))
	}
	for i := len(ps) - 1; i >= 0; i-- {
		if !slices.Equal(solve(t, one, &ps[i].Case).Marginal, want[i]) {
			t.Errorf("case %d: the order of cases changed the result", i)
		}
		if !slices.Equal(solve(t, solver(t, n, o), &ps[i].Case).Marginal, want[i]) {
			t.Errorf("case %d: a new solver gives another result", i)
		}
	}
}

// A warm solver allocates nothing, nor do its questions.
func TestNoAllocations(t *testing.T) {
	noAllocations(t, posterior.Options{})
	noAllocations(t, posterior.Options{Work: 5000, Clusters: true})
}

func noAllocations(t *testing.T, o posterior.Options) {
	n, ps := people(t, synthetic.Options{Seed: 1}, synthetic.Usual, 30)
	s := solver(t, n, o)
	var ask []posterior.Candidate
	for f := range n.Findings() {
		ask = append(ask, posterior.Candidate{Finding: f})
	}
	out := make([]posterior.Question, 0, len(ask))
	all := func() {
		for i := range ps {
			s.Solve(&ps[i].Case)
			out = s.Questions(ask, out[:0])
		}
	}
	all()
	if a := testing.AllocsPerRun(3, all); a != 0 {
		t.Errorf("%g allocations in %d solves", a, len(ps))
	}
}

// Thousands of painted cells are an answer, not a crash.
func TestEverythingPainted(t *testing.T) {
	for i, tau := range []float64{1, 0.6, 0.5} {
		m := synthetic.New(synthetic.Options{Seed: 1, Tau: tau})
		n, err := posterior.NewNetwork(m.Spec)
		if err != nil {
			t.Fatal(err)
		}
		c := &posterior.Case{}
		for f, k := range m.Kind {
			if k == synthetic.Cell {
				c.Observations = append(c.Observations, posterior.Observation{Finding: f, Level: 1 + f%3})
			}
		}
		r := solve(t, solver(t, n, posterior.Options{Clusters: i == 2}), c)
		wide := 0.0
		for a, p := range r.Marginal {
			if !(p >= 0 && p <= 1+1e-9) {
				t.Fatalf("tau %g: atom %d has chance %g", tau, a, p)
			}
			if k, _ := n.Cause(a); m.Region[k] < 0 {
				wide = p
			}
		}
		if math.IsNaN(r.LogEvidence) || wide < 0.9 {
			t.Errorf("tau %g: evidence %g, the cause of widespread pain has chance %g", tau, r.LogEvidence, wide)
		}
	}
}
