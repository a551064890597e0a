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
// generator with other exponents: the table of docs/engine.md. Of places drawn
// alone it reports how many have a muscle among the first three whose map does
// not hold them.
func BenchmarkSoftening(b *testing.B) {
	base, _ := engine(b)
	list := bench.Paint(base, 5, 2000)
	for _, x := range [][4]float64{ // tau, doubt, silent, spread
		{1, 1, 0.999, 0.25}, {1, 1, 0.999, 0.08}, {0.45, 0.45, 0.35, 0.25}, {0.45, 0.45, 0.35, 0.08}, {0.55, 0.37, 0.35, 0.25},
		{0.55, 0.37, 0.35, 0.08}, {0.55, 0.33, 0.35, 0.08}, {0.55, 0.4, 0.35, 0.08}, {0.45, 0.37, 0.35, 0.08}, {0.8, 0.37, 0.35, 0.08}, {0.55, 0.37, 0.25, 0.08}, {0.55, 0.37, 0.45, 0.08},
	} {
		b.Run(fmt.Sprintf("tau=%g,doubt=%g,silent=%g,spread=%g", x[0], x[1], x[2], x[3]), func(b *testing.B) {
			for range b.N {
				spread := base.Engine.Spread
				base.Engine.Spread = x[3]
				e := assess.Softened(base, x[0], x[1], x[2])
				base.Engine.Spread = spread
				c, err := bench.Calibrate(e, list, nil)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(c.ECE, "calibration-error")
				count, said, was := 0.0, 0.0, 0.0
				for _, x := range c.Bins {
					if n := float64(x.Count); x.Low > 0.55 && n > 0 {
						count, said, was = count+n, said+n*x.Said, was+n*x.Was
					}
				}
				b.ReportMetric(100*said/count, "%-said-high")
				b.ReportMetric(100*was/count, "%-was-high")
				b.ReportMetric(c.Brier, "brier")
				b.ReportMetric(100*c.First, "%-first")
				b.ReportMetric(100*c.First3, "%-first-3")
				b.ReportMetric(float64(len(strange(b, base, e))), "zones-with-strangers")
			}
		})
	}
}
