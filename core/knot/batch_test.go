package knot_test

import (
	"math"
	"testing"

	"github.com/unknot/unknot/core/knot"
)

// day is one office day as the four segments of a batch.
func day(t *testing.T, b *knot.Batch, life func(j int) knot.Schedule, d int, dt float64) {
	t.Helper()
	for _, part := range []struct{ from, to float64 }{{0, 8}, {8, 9}, {9, 17}, {17, 24}} {
		steps := max(1, int(math.Round((part.to-part.from)/24/dt)))
		if err := b.Segment(func(j int) knot.Input { return life(j)(d, part.from) }, (part.to-part.from)/24/float64(steps), steps); err != nil {
			t.Fatal(err)
		}
	}
}

func gap(a, b knot.State) float64 {
	return max(math.Abs(a.C-b.C), math.Abs(a.I-b.I), math.Abs(a.S-b.S), math.Abs(a.W-b.W), math.Abs(a.A-b.A), math.Abs(a.K-b.K))
}

// A batch of different knots with different lives and sessions follows what
// each would do alone.
func TestABatchFollowsItsSingleKnots(t *testing.T) {
	const n, days = 37, 40
	start, p := make([]knot.State, n), make([]knot.Parameters, n)
	lives := make([]knot.Schedule, n)
	kinds := []string{"press", "massage", "needling", "injection", "eccentric", "strain", "botulinum"}
	events := make([][]knot.Event, n)
	for j := range n {
		f := float64(j) / n
		start[j] = knot.State{C: f, I: .5 * f, S: .3 * f, W: .2, A: .4 * f, K: .5 * f}
		p[j] = knot.Default()
		p[j].Kf *= .7 + .6*f
		p[j].TauI *= 1.3 - .5*f
		p[j].Eps *= 1 + f
		office := knot.Office(.02+.03*f, .4*f, true)
		lives[j] = func(d int, h float64) knot.Input { u := office(d, h); u.Train = f; return u }
		events[j] = []knot.Event{{Day: 3, Kind: kinds[j%len(kinds)], Dose: .5 + f}, {Day: 11, Kind: kinds[(j+3)%len(kinds)], Dose: 1}}
	}
	b, err := knot.NewBatch(start, p)
	if err != nil {
		t.Fatal(err)
	}
	for d := range days {
		for j := range n {
			for _, e := range events[j] {
				if int(e.Day) == d {
					if err := b.Apply(j, e); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		day(t, b, func(j int) knot.Schedule { return lives[j] }, d, 1./24)
	}
	sum := 0.
	for j := range n {
		want, _, err := knot.Run(start[j], days, &p[j], lives[j], events[j])
		if err != nil {
			t.Fatal(err)
		}
		if g := gap(b.State(j), want); g > 1e-3 {
			t.Errorf("knot %d is off by %.1e: %+v, alone %+v", j, g, b.State(j), want)
		}
		sum += gap(b.State(j), want)
	}
	if sum/n > 5e-5 {
		t.Errorf("mean gap %.1e", sum/n)
	}
}

func TestSelectMovesWholeKnots(t *testing.T) {
	p := knot.Default()
	q := p
	q.Kf = 4
	b, err := knot.NewBatch([]knot.State{{C: .2}, {C: .8, A: .3}}, []knot.Parameters{p, q})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Apply(1, knot.Event{Kind: "needling", Dose: 1}); err != nil {
		t.Fatal(err)
	}
	b.Select([]int{1, 1})
	life := knot.Office(.03, .2, false)
	day(t, b, func(int) knot.Schedule { return life }, 0, 1./12)
	if b.State(0) != b.State(1) || b.Read(0) != b.Read(1) || b.Parameters(0).Kf != 4 {
		t.Errorf("copies part: %+v and %+v", b.State(0), b.State(1))
	}
}

func TestWrongBatchesAreRefused(t *testing.T) {
	if _, err := knot.NewBatch(nil, nil); err == nil {
		t.Error("an empty batch was taken")
	}
	b, err := knot.NewBatch([]knot.State{knot.Healthy}, []knot.Parameters{knot.Default()})
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range []knot.Input{{Load: 1.2}, {Load: math.NaN()}, {Stress: -1}} {
		if err := b.Segment(func(int) knot.Input { return u }, 1./24, 1); err == nil {
			t.Errorf("%+v was taken", u)
		}
	}
	if err := b.Segment(func(int) knot.Input { return knot.Input{} }, 2, 1); err == nil {
		t.Error("a step of two days was taken")
	}
	if err := b.Apply(0, knot.Event{Kind: "press", Dose: -1}); err == nil {
		t.Error("a negative dose was taken")
	}
}
