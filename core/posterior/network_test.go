package posterior_test

import (
	"strings"
	"testing"

	"github.com/unknot/unknot/core/posterior"
)

func valid() posterior.Spec {
	return posterior.Spec{
		Causes: []posterior.Cause{{Name: "c", States: []posterior.State{
			{Name: "s", Odds: 0.1, Links: []posterior.Link{{Finding: 0, Reach: []float64{0.5, 0.2}}}},
		}}},
		Findings: []posterior.Finding{{Name: "f", Leak: []float64{0.1, 0.05}, Tau: 0.5}},
	}
}

func TestNetworkRefuses(t *testing.T) {
	for _, c := range []struct {
		name, want string
		spoil      func(*posterior.Spec)
	}{
		{"no causes", "no causes", func(s *posterior.Spec) { s.Causes = nil }},
		{"no states", "has no states", func(s *posterior.Spec) { s.Causes[0].States = nil }},
		{"zero odds", "odds 0", func(s *posterior.Spec) { s.Causes[0].States[0].Odds = 0 }},
		{"leak rises", "leak 0.2 at level 2", func(s *posterior.Spec) { s.Findings[0].Leak[1] = 0.2 }},
		{"leak equal", "leak 0.1 at level 2", func(s *posterior.Spec) { s.Findings[0].Leak[1] = 0.1 }},
		{"no levels", "0 levels", func(s *posterior.Spec) { s.Findings[0].Leak = nil }},
		{"tau", "tau 2", func(s *posterior.Spec) { s.Findings[0].Tau = 2 }},
		{"doubt", "doubt -1", func(s *posterior.Spec) { s.Findings[0].Doubt = -1 }},
		{"unknown finding", "link to finding 7", func(s *posterior.Spec) { s.Causes[0].States[0].Links[0].Finding = 7 }},
		{"certain link", "chance 1 at level 1", func(s *posterior.Spec) { s.Causes[0].States[0].Links[0].Reach[0] = 1 }},
		{"reach rises", "chance 0.6 at level 2", func(s *posterior.Spec) { s.Causes[0].States[0].Links[0].Reach[1] = 0.6 }},
		{"too many levels", "3 levels", func(s *posterior.Spec) {
			s.Causes[0].States[0].Links[0].Reach = []float64{0.5, 0.4, 0.3}
		}},
		{"two links", "two links", func(s *posterior.Spec) {
			l := s.Causes[0].States[0].Links
			s.Causes[0].States[0].Links = append(l, l[0])
		}},
		{"two backgrounds", "two background", func(s *posterior.Spec) {
			b := posterior.State{Odds: 1, Background: true}
			s.Causes[0].States = []posterior.State{b, b}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := valid()
			c.spoil(&s)
			_, err := posterior.NewNetwork(s)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
	if _, err := posterior.NewNetwork(valid()); err != nil {
		t.Errorf("the valid network is refused: %v", err)
	}
}

func TestCaseRefuses(t *testing.T) {
	n, err := posterior.NewNetwork(valid())
	if err != nil {
		t.Fatal(err)
	}
	s := solver(t, n, posterior.Options{})
	seen := func(o ...posterior.Observation) *posterior.Case { return &posterior.Case{Observations: o} }
	for _, c := range []struct {
		name, want string
		c          *posterior.Case
	}{
		{"finding", "finding 5", seen(posterior.Observation{Finding: 5})},
		{"level", "level 3", seen(posterior.Observation{Level: 3})},
		{"reliability", "reliability 2", seen(posterior.Observation{Reliability: 2})},
		{"twice", "both of finding 0", seen(posterior.Observation{Level: 1}, posterior.Observation{Level: 2})},
		{"atom", "atom 9", &posterior.Case{Adjust: []posterior.Adjustment{{Atom: 9}}}},
		{"odds", "log odds 99", &posterior.Case{Adjust: []posterior.Adjustment{{LogOdds: 99}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := s.Solve(c.c)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
	if _, err := n.NewSolver(posterior.Options{Delta: 2}); err == nil {
		t.Error("delta 2 is accepted")
	}
}
