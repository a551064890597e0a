package assess_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/bench"
	"github.com/unknot/unknot/core/posterior"
)

// BenchmarkNear reports the worst error of any chance of a drawing of the
// other generator, against the exact answer of those that have one: what
// docs/engine.md says of it.
func BenchmarkNear(b *testing.B) {
	base, e := engine(b)
	list := bench.Paint(base, 5, 400)
	for _, way := range []struct {
		name string
		o    posterior.Options
		from int // patches
	}{
		{"all", posterior.Options{Work: 50_000, Clusters: true}, 0},
		{"clusters of ten patches and more", posterior.Options{Work: 1, Clusters: true}, 10},
		{"search of ten patches and more", posterior.Options{Work: -1}, 10},
	} {
		b.Run(way.name, func(b *testing.B) {
			var worst []float64
			for range b.N {
				worst = worst[:0]
				for _, p := range list {
					want, exact, patches := e.Weighed(p.Input, posterior.Options{Work: 20_000_000})
					if !exact || patches < way.from {
						continue
					}
					got, _, _ := e.Weighed(p.Input, way.o)
					w := 0.0
					for a, x := range got {
						w = max(w, x-want[a], want[a]-x)
					}
					worst = append(worst, w)
				}
			}
			slices.Sort(worst)
			b.ReportMetric(float64(len(worst)), "drawings")
			for _, q := range []int{50, 95, 99} {
				b.ReportMetric(worst[min(len(worst)-1, len(worst)*q/100)], fmt.Sprintf("err-p%d", q))
			}
		})
	}
}

// BenchmarkSoftening reports how well chances hold on drawings of the other
// generator with other exponents: the table of docs/engine.md.
func BenchmarkSoftening(b *testing.B) {
	base, _ := engine(b)
	list := bench.Paint(base, 5, 1000)
	for _, x := range [][2]float64{{1, 0.999}, {0.5, 0.35}, {0.45, 0.35}, {0.4, 0.35}, {0.45, 0.25}} {
		b.Run(fmt.Sprintf("tau=%g,silent=%g", x[0], x[1]), func(b *testing.B) {
			for range b.N {
				c, err := bench.Calibrate(assess.Softened(base, x[0], x[1]), list, nil)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(c.ECE, "calibration-error")
				b.ReportMetric(c.Brier, "brier")
				b.ReportMetric(100*c.First, "%-first")
				b.ReportMetric(100*c.First3, "%-first-3")
			}
		})
	}
}
