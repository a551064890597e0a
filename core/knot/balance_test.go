package knot_test

import (
	"math"
	"testing"

	"github.com/unknot/unknot/core/knot"
)

// The band of loads in which health and knot are both stable: the values of an
// independent implementation, read off a grid of 0.05 % of strength.
func TestFolds(t *testing.T) {
	p := knot.Default()
	for _, c := range []struct{ stress, tissue, letsGo, forms float64 }{
		{0, 0, .0150, .0245}, {.2, 0, .0110, .0220}, {.5, 0, .0055, .0180}, {.2, .35, .0055, .0185},
	} {
		letsGo, forms, ok := knot.Folds(knot.Input{Stress: c.stress}, c.tissue, 0, .12, &p)
		if !ok || math.Abs(letsGo-c.letsGo) > 6e-4 || math.Abs(forms-c.forms) > 6e-4 {
			t.Errorf("stress %g, tissue %g: %.4f to %.4f (%v), want %g to %g", c.stress, c.tissue, letsGo, forms, ok, c.letsGo, c.forms)
		}
	}
}

// At a balance nothing moves; two are stable and the one between tips.
func TestBalancesAndTheirLoopGain(t *testing.T) {
	p := knot.Default()
	u := knot.Input{Load: .02, Stress: .2}
	all := knot.Balances(u, 0, 0, &p)
	if len(all) != 3 {
		t.Fatalf("%v, want three", all)
	}
	near(t, "tipping point", all[1], .30, .01)
	near(t, "knot", all[2], .91, .01)
	for i, want := range []float64{.58, 1.37, .35} {
		near(t, "loop gain", knot.LoopGain(all[i], u, 0, 0, &p), want, .01)
	}
	for i, c := range []float64{all[1] - .02, all[1] + .02} {
		x := knot.State{C: c, I: .0}
		for range 24 * 200 {
			x = knot.Step(x, &u, &p, 1./24)
			x.A = 0 // tissue held as it was
		}
		near(t, "end beside the tipping point", x.C, all[2*i], .02)
	}
}

// The circle needs both arms: without the cost or without the squeeze there is
// no load at which health and knot are both stable.
func TestTheCircleNeedsBothArms(t *testing.T) {
	for name, cut := range map[string]func(*knot.Parameters){
		"no squeeze": func(p *knot.Parameters) { p.Kc = 0 }, "no cost": func(p *knot.Parameters) { p.Dc = 0 },
	} {
		p := knot.Default()
		cut(&p)
		if a, b, ok := knot.Folds(knot.Input{Stress: .2}, 0, 0, .08, &p); ok {
			t.Errorf("%s: still two states from %g to %g", name, a, b)
		}
	}
}

// A knot on a harder life needs a larger release to stay away.
func TestTheThresholdRisesWithTheLoad(t *testing.T) {
	p := knot.Default()
	made, _ := knotted(t)
	last := 0.
	for _, load := range []float64{.020, .025, .030, .035} {
		life := knot.Office(load, .2, false)
		settled, _, err := knot.Run(made, 60, &p, life, nil)
		if err != nil {
			t.Fatal(err)
		}
		k, ok := knot.Threshold(settled, &p, life)
		if !ok || k <= last {
			t.Errorf("at load %g the threshold is %.3f (%v) after %.3f", load, k, ok, last)
		}
		last = k
	}
}
