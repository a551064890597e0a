package knot_test

import (
	"testing"

	"github.com/unknot/unknot/core/knot"
)

// On the way up a knot forms at the upper fold, on the way down it lets go at
// the lower one.
func TestHysteresis(t *testing.T) {
	p := knot.Default()
	u := knot.Input{Stress: .2}
	letsGo, forms, ok := knot.Folds(u, 0, 0, .12, &p)
	if !ok {
		t.Fatal("no band")
	}
	up, down := knot.Hysteresis(u, .04, 40, 40, &p)
	jump := func(list []knot.SweepPoint) float64 {
		for i := 1; i < len(list); i++ {
			if (list[i].Contracted > .5) != (list[i-1].Contracted > .5) {
				return list[i].Load
			}
		}
		return -1
	}
	near(t, "load at which it forms on the way up", jump(up), forms, .0012)
	near(t, "load at which it lets go on the way down", jump(down), letsGo, .0012)
}

// What the closed forms say of the arms of the circle, the walks find too: the
// supply of energy matters most for forming, stress hardly.
func TestSensitivity(t *testing.T) {
	list := knot.Morris(knot.Default(), 6, 1)
	by := map[string]knot.Sensitivity{}
	for _, s := range list {
		by[s.Name] = s
	}
	supply, stress := by["supply of energy, mM/s"].Effect[0], by["flow lost to stress, share"].Effect[0]
	if !(supply > 3*stress && stress > 0) {
		t.Errorf("supply %.2f, stress %.2f", supply, stress)
	}
	if again := knot.Morris(knot.Default(), 6, 1); again[0] != list[0] {
		t.Error("the same seed gave other numbers")
	}
}
