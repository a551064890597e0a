package posterior_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot/core/posterior"
)

// A patch is one finding whose links are the means over its cells: a network
// with that finding written out gives the same answer.
func TestPatchIsOneFindingOfMeans(t *testing.T) { everyWay(t, patchIsOneFinding) }

func patchIsOneFinding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 4))
		cells := rapid.IntRange(3, 9).Draw(t, "cells")
		n, _ := small(r, shape{parts: 5, others: 2, cells: cells, exams: 2, tau: rapid.SampledFrom([]float64{1, 0.7}).Draw(t, "tau"), doubt: rapid.SampledFrom([]float64{0, 0.4}).Draw(t, "doubt")})
		spec := *n.Spec()
		spec.Findings = slices.Clone(spec.Findings)
		for f := range cells {
			spec.Findings[f].Quiet = 0.35
			spec.Findings[f].Weight = 1 + float64(r.IntN(3))
		}
		size := rapid.IntRange(2, cells).Draw(t, "patch")
		level := rapid.IntRange(1, 3).Draw(t, "level")
		trust := rapid.SampledFrom([]float64{0, 0.6}).Draw(t, "trust")
		patch, unknown := posterior.Case{}, posterior.Case{}
		o := posterior.Observation{Finding: 0, Level: level, Reliability: trust}
		for f := 1; f < size; f++ {
			o.Patch = append(o.Patch, f)
		}
		patch.Observations = append(patch.Observations, o)
		for f := range size {
			unknown.Observations = append(unknown.Observations, posterior.Observation{Finding: f, Level: posterior.Unknown})
		}
		written := writeOut(spec, size)
		unknown.Observations = append(unknown.Observations, posterior.Observation{Finding: len(spec.Findings), Level: level, Reliability: trust})
		patch.IgnoreDefaults = rapid.Bool().Draw(t, "ignore defaults")
		unknown.IgnoreDefaults = patch.IgnoreDefaults
		a, za := marginals(t, network(t, spec), &patch)
		b, zb := marginals(t, network(t, written), &unknown)
		near(t, "evidence", za, zb, 1e-9)
		for i := range a {
			near(t, "marginal", a[i], b[i], 1e-9)
		}
	})
}

func network(t rapid.TB, spec posterior.Spec) *posterior.Network {
	n, err := posterior.NewNetwork(spec)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// writeOut adds a finding that is the weighted mean of the first size ones.
func writeOut(spec posterior.Spec, size int) posterior.Spec {
	whole := 0.0
	for f := range size {
		whole += spec.Findings[f].Weight
	}
	mean := posterior.Finding{Leak: make([]float64, 3), Tau: spec.Findings[0].Tau, Doubt: spec.Findings[0].Doubt}
	for f := range size {
		for l, p := range spec.Findings[f].Leak {
			mean.Leak[l] += spec.Findings[f].Weight / whole * p
		}
	}
	out := posterior.Spec{Findings: append(slices.Clone(spec.Findings), mean)}
	for _, c := range spec.Causes {
		c.States = slices.Clone(c.States)
		for i := range c.States {
			reach := make([]float64, 3)
			for _, l := range c.States[i].Links {
				for k := 0; l.Finding < size && k < len(l.Reach); k++ {
					reach[k] += spec.Findings[l.Finding].Weight / whole * l.Reach[k]
				}
			}
			if reach[0] > 0 {
				c.States[i].Links = append(slices.Clone(c.States[i].Links), posterior.Link{Finding: len(spec.Findings), Reach: reach})
			}
		}
		out.Causes = append(out.Causes, c)
	}
	return out
}

func TestPatchRefuses(t *testing.T) {
	n, _ := small(rand.New(rand.NewPCG(1, 1)), shape{parts: 3, others: 1, cells: 4, exams: 2, tau: 1})
	s := solver(t, n, posterior.Options{})
	for name, o := range map[string][]posterior.Observation{
		"finding twice":     {{Finding: 0, Level: 1, Patch: []int{1, 0}}},
		"cell in another":   {{Finding: 0, Level: 1, Patch: []int{1}}, {Finding: 1, Level: 1}},
		"no such finding":   {{Finding: 0, Level: 1, Patch: []int{99}}},
		"other levels":      {{Finding: 0, Level: 1, Patch: []int{4}}},
		"level out of list": {{Finding: 0, Level: 4, Patch: []int{1}}},
	} {
		if _, err := s.Solve(&posterior.Case{Observations: o}); err == nil {
			t.Errorf("%s was not refused", name)
		}
	}
}
