package knot_test

import (
	"testing"

	"github.com/unknot/unknot/core/knot"
	"github.com/unknot/unknot/internal/base/cputime"
)

// BenchmarkBatch gives knot-days per second on one core at steps of one hour.
func BenchmarkBatch(b *testing.B) {
	const n = 1024
	start, p := make([]knot.State, n), make([]knot.Parameters, n)
	for j := range n {
		start[j], p[j] = knot.Healthy, knot.Default()
		p[j].Kf *= 1 + float64(j)/n
	}
	batch, err := knot.NewBatch(start, p)
	if err != nil {
		b.Fatal(err)
	}
	life := knot.Office(.04, .2, false)
	night, work, rest := life(0, 0), life(0, 10), life(0, 20)
	of := func(u knot.Input) func(int) knot.Input { return func(int) knot.Input { return u } }
	before := cputime.Used()
	for b.Loop() {
		for _, part := range []struct {
			u     knot.Input
			steps int
		}{{night, 8}, {rest, 1}, {work, 8}, {rest, 7}} {
			if err := batch.Segment(of(part.u), 1./24, part.steps); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "knot-days/s")
	b.ReportMetric(float64(n)*float64(b.N)/(cputime.Used()-before).Seconds(), "knot-days/cpu-s")
}
