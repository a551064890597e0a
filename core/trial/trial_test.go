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
// difference finds one in at most one of twenty.
func TestFalseAlarmsAreRare(t *testing.T) {
	for _, memory := range []float64{.01, .5, .9} {
		for _, blocks := range []int{6, 9, 12} {
			d := press
			d.Blocks = blocks
			s := num.NewStream(3, uint64(blocks))
			const n = 1000
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
			// 5 % and three standard errors of a thousand trials
			if share := float64(wrong) / n; share > .05+3*math.Sqrt(.05*.95/n) {
				t.Errorf("memory %g, %d blocks: %.3f false alarms", memory, blocks, share)
			}
			if share := float64(outside) / n; share > .05+3*math.Sqrt(.05*.95/n) {
				t.Errorf("memory %g, %d blocks: 0 is outside of the interval in %.3f", memory, blocks, share)
			}
		}
	}
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
