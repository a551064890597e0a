package posterior_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/unknot/unknot/core/posterior"
	"github.com/unknot/unknot/core/posterior/synthetic"
)

func people(b testing.TB, o synthetic.Options, d synthetic.Draw, count int) (*posterior.Network, []synthetic.Person) {
	b.Helper()
	m := synthetic.New(o)
	n, err := posterior.NewNetwork(m.Spec)
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(11, 3))
	out := make([]synthetic.Person, count)
	for i := range out {
		out[i] = m.Case(r, d)
	}
	return n, out
}

// bench reports quantiles over cases of the best of b.N rounds… of the median
// time of one solve in microseconds.
func benchSolve(b *testing.B, o synthetic.Options, d synthetic.Draw, opt posterior.Options) {
	n, ps := people(b, o, d, 500)
	s := solver(b, n, opt)
	for i := range ps {
		solve(b, s, &ps[i].Case)
	}
	var us, sets []float64
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		p := &ps[i%len(ps)]
		t := time.Now()
		r, _ := s.Solve(&p.Case)
		us = append(us, float64(time.Since(t).Nanoseconds())/1000)
		sets = append(sets, float64(r.Sets))
	}
	b.StopTimer()
	b.ReportMetric(quantile(us, 0.5), "us-p50")
	b.ReportMetric(quantile(us, 0.9), "us-p90")
	b.ReportMetric(quantile(us, 0.99), "us-p99")
	b.ReportMetric(quantile(sets, 0.5), "sets-p50")
	b.ReportMetric(quantile(sets, 0.9), "sets-p90")
}

func BenchmarkUsual(b *testing.B) {
	benchSolve(b, synthetic.Options{Seed: 1}, synthetic.Usual, posterior.Options{})
}
func BenchmarkStress(b *testing.B) {
	benchSolve(b, synthetic.Options{Seed: 1}, synthetic.Stress, posterior.Options{})
}
func BenchmarkTempered(b *testing.B) {
	benchSolve(b, synthetic.Options{Seed: 1, Tau: 0.8}, synthetic.Usual, posterior.Options{})
}

// BenchmarkAccuracy reports the worst marginal error per case against a deep
// run (O10).
func BenchmarkAccuracy(b *testing.B) {
	for _, kind := range []struct {
		name string
		d    synthetic.Draw
		tau  float64
	}{{"usual", synthetic.Usual, 1}, {"stress", synthetic.Stress, 1}, {"tempered", synthetic.Usual, 0.8}} {
		b.Run(kind.name, func(b *testing.B) {
			n, ps := people(b, synthetic.Options{Seed: 1, Tau: kind.tau}, kind.d, 150)
			s, ref := solver(b, n, posterior.Options{}), solver(b, n, posterior.Options{Delta: 1e-4, Eta: 3e-3, Cap: 20000})
			var worst []float64
			for range b.N {
				worst = worst[:0]
				for i := range ps {
					r, want := solve(b, s, &ps[i].Case), solve(b, ref, &ps[i].Case)
					w := 0.0
					for a, p := range r.Marginal {
						w = max(w, p-want.Marginal[a], want.Marginal[a]-p)
					}
					worst = append(worst, w)
				}
			}
			b.ReportMetric(quantile(worst, 0.5), "err-p50")
			b.ReportMetric(quantile(worst, 0.9), "err-p90")
			b.ReportMetric(quantile(worst, 0.95), "err-p95")
			b.ReportMetric(quantile(worst, 0.99), "err-p99")
		})
	}
}
