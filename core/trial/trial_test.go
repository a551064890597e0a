package trial_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot/core/num"
	"github.com/unknot/unknot/core/trial"
)

var press = trial.Design{A: "press", B: "stretch", Blocks: 8, Days: 4, Skip: 1}

// However strongly today is like yesterday, a trial of two things without a
// difference finds one in at most one of twenty: of each kind of trial the
// interval of the share reaches down to 5 %, and over all it ends below.
func TestFalseAlarmsAreRare(t *testing.T) {
	const n = 1000
	all, kinds := 0, 0
	for _, memory := range []float64{.01, .5, .9} {
		for _, blocks := range []int{6, 9, 12} {
			d := press
			d.Blocks = blocks
			s := num.NewStream(3, uint64(blocks))
			wrong, outside := 0, 0
			for i := range n {
				d.Seed = uint64(i)
				r, err := d.Judge(trial.Invent(d, trial.Guess{Memory: memory}, s))
				if err != nil {
					t.Fatal(err)
				}
				if r.State != trial.Unclear {
					wrong++
				}
				if r.Low > 1e-9 || r.High < -1e-9 {
					outside++
				}
			}
			all, kinds = all+wrong, kinds+1
			low, high := wilson(wrong, n)
			t.Logf("memory %.2f, %2d blocks: %.3f false alarms [%.3f, %.3f]", memory, blocks, float64(wrong)/n, low, high)
			if low > .05 {
				t.Errorf("memory %g, %d blocks: at least %.3f false alarms", memory, blocks, low)
			}
			if low, _ := wilson(outside, n); low > .05 {
				t.Errorf("memory %g, %d blocks: 0 is outside of the interval in at least %.3f", memory, blocks, low)
			}
		}
	}
	low, high := wilson(all, n*kinds)
	t.Logf("all together: %.4f [%.4f, %.4f]", float64(all)/float64(n*kinds), low, high)
	if high > .05 {
		t.Errorf("false alarms may be as many as %.4f", high)
	}
}

// wilson is the interval of a share that holds it in 95 of 100 (Wilson 1927,
// doi:10.1080/01621459.1927.10502953).
func wilson(hits, n int) (low, high float64) {
	const z = 1.959964
	p, m := float64(hits)/float64(n), float64(n)
	middle, half := p+z*z/(2*m), z*math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return (middle - half) / (1 + z*z/m), (middle + half) / (1 + z*z/m)
}

func TestARealDifferenceIsFound(t *testing.T) {
	s := num.NewStream(9, 0)
	d := press
	d.Blocks = 10
	r, err := d.Judge(trial.Invent(d, trial.Guess{Effect: 2, Noise: 1}, s))
	if err != nil {
		t.Fatal(err)
	}
	if r.State != trial.ABetter || r.Low > -2 || r.High < -2 || !strings.Contains(r.Words, "With press it hurt less than with stretch") {
		t.Errorf("%+v", r)
	}
	if small, large := press.Power(trial.Guess{Effect: .5}), press.Power(trial.Guess{Effect: 2.5}); small > .4 || large < .8 {
		t.Errorf("power %.2f for half a point, %.2f for two and a half", small, large)
	}
	if n, ok := press.Size(trial.Guess{Effect: 2.5}); !ok || n > 10 {
		t.Errorf("%d blocks for two and a half points (%v)", n, ok)
	}
	if n, ok := press.Size(trial.Guess{Effect: .2}); ok {
		t.Errorf("%d blocks are said to be enough for a fifth of a point", n)
	}
}

// The counted-out chance against all orders one by one.
func TestAgainstAllOrders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := press
		d.Blocks, d.Seed = rapid.IntRange(6, 9).Draw(t, "blocks"), rapid.Uint64().Draw(t, "seed")
		pain := make([]float64, d.Length())
		for i := range pain {
			pain[i] = float64(rapid.IntRange(0, 10).Draw(t, "pain"))
		}
		r, err := d.Judge(pain)
		if err != nil {
			t.Fatal(err)
		}
		diff := make([]float64, d.Blocks)
		for day, y := range pain {
			p, _ := d.On(day)
			if !p.Counts {
				continue
			}
			if p.IsA {
				diff[p.Block] += y / 3
			} else {
				diff[p.Block] -= y / 3
			}
		}
		own, hits := math.Abs(num.Mean(diff)), 0
		for mask := range 1 << d.Blocks {
			sum := 0.
			for i, v := range diff {
				if mask>>i&1 == 1 {
					v = -v
				}
				sum += v
			}
			if math.Abs(sum)/float64(d.Blocks) >= own-1e-9 {
				hits++
			}
		}
		if want := float64(hits) / float64(int(1)<<d.Blocks); math.Abs(r.P-want) > 1e-12 {
			t.Fatalf("%v, want %v", r.P, want)
		}
	})
}

func TestEarlyGapsAndWrongInput(t *testing.T) {
	if r, err := press.Judge(nil); err != nil || r.State != trial.Running {
		t.Errorf("%+v %v", r, err)
	}
	if r, err := press.Judge([]float64{5, 5, 5, 5, 4, 4, 4, 4}); err != nil || r.Blocks != 1 || !strings.Contains(r.Words, "too early") {
		t.Errorf("%+v %v", r, err)
	}
	pain := trial.Invent(press, trial.Guess{}, num.NewStream(1, 1))
	for i := range pain {
		if i%3 == 0 {
			pain[i] = -1
		}
	}
	if r, err := press.Judge(pain); err != nil || r.Blocks != 8 {
		t.Errorf("with gaps: %+v %v", r, err)
	}
	for name, d := range map[string]trial.Design{
		"one thing": {A: "press", B: "press", Blocks: 6, Days: 3}, "no days": {A: "a", B: "b", Blocks: 6}, "all skipped": {A: "a", B: "b", Blocks: 6, Days: 2, Skip: 2}, "too many": {A: "a", B: "b", Blocks: 99, Days: 2},
	} {
		if _, err := d.Judge(nil); err == nil {
			t.Errorf("%s was not refused", name)
		}
	}
	if _, err := press.Judge([]float64{11}); err == nil {
		t.Error("pain of 11 was not refused")
	}
}
