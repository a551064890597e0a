package posterior_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/unknot/unknot/core/posterior"
)

// inside checks that the certificate brackets the exact evidence and marginals.
func inside(t *testing.T, x *posterior.Certificate, logZ float64, marginal []float64) {
	t.Helper()
	if logZ < x.LogLower-1e-9 || logZ > x.LogUpper+1e-9 {
		t.Errorf("evidence %.10g outside [%.10g, %.10g]", logZ, x.LogLower, x.LogUpper)
	}
	for a, p := range marginal {
		if p < x.Low[a]-1e-9 || p > x.High[a]+1e-9 {
			t.Errorf("atom %d: chance %.10g outside [%.10g, %.10g]", a, p, x.Low[a], x.High[a])
		}
	}
}

// O4: the certificate brackets brute force, at every budget.
func TestCertificateBracketsBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	certified := 0
	rounds := soak(150, 10000)
	for i := range rounds {
		sh := shape{parts: 4, others: 2, cells: 8, exams: 3, wide: i%3 == 0, states: i & 1}
		if i%4 == 3 {
			sh.tau = 0.7
			sh.doubt = 0.4 * float64(i/4%2)
		}
		n, c := small(r, sh)
		want := brute(n, c)
		s := solver(t, n, ways[i%2])
		for _, budget := range []int{1, 10, 3000} {
			x, err := s.Certify(c, posterior.CertificateOptions{Budget: budget, Gap: 1e-3})
			if err != nil {
				t.Fatal(err)
			}
			inside(t, x, want.logZ, want.marginal)
			if budget == 3000 && x.Certified {
				certified++
			}
		}
	}
	t.Logf("%d of %d closed to 1e-3", certified, rounds)
	if certified < rounds*9/10 {
		t.Errorf("only %d of %d small networks closed", certified, rounds)
	}
}

// O4: the certificate brackets the junction tree.
func TestCertificateBracketsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	for i := range soak(100, 2000) {
		n, c := small(r, shape{parts: 8 + i%9, others: 3, cells: 12 + i%9, exams: 5, wide: i%3 == 0})
		s := solver(t, n, ways[i%2])
		want, err := s.Exact(c, posterior.ExactOptions{MaxWidth: 18})
		if errors.Is(err, posterior.ErrTooWide) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		x, err := s.Certify(c, posterior.CertificateOptions{Budget: 200})
		if err != nil {
			t.Fatal(err)
		}
		inside(t, x, want.LogEvidence, want.Marginal)
	}
}
