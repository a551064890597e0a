package knot_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot/core/knot"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %.6f, want %.6f ± %g", what, got, want, tolerance)
	}
}

// Thirty office days at 5 % of strength and stress 0.2, from health: numbers
// of an independent implementation in another language.
func TestGoldenNumbers(t *testing.T) {
	p := knot.Specified()
	x, course, err := knot.Run(knot.Healthy, 30, &p, knot.Office(.05, .2, false), nil)
	if err != nil {
		t.Fatal(err)
	}
	const digits = 1e-6 // six digits were written down
	near(t, "c", x.C, .861920, digits)
	near(t, "I", x.I, .307827, digits)
	near(t, "S", x.S, .295356, digits)
	near(t, "W", x.W, .242529, digits)
	near(t, "A", x.A, .214232, digits)
	near(t, "K", x.K, 0, digits)
	last := course[len(course)-1]
	near(t, "pain at 18:00", last.NRS, 1.877, 1e-3)
	near(t, "PPT at 18:00", last.PPT, 176.95, 1e-2)
	near(t, "stiffness at 18:00", last.Stiff, 11.115, 1e-3)
}

// reference integrates the same day with Dormand-Prince 5(4) at a tolerance of
// 1e-10 (Dormand & Prince 1980, doi 10.1016/0771-050X(80)90013-3). It restarts
// at every hour, where the inputs jump.
func reference(x knot.State, days int, p *knot.Parameters, life knot.Schedule) knot.State {
	for day := range days {
		for hour := range 24 {
			u := life(day, float64(hour))
			x = dormandPrince(x, 1./24, func(y knot.State) knot.State { return knot.Derivative(y, &u, p) })
		}
	}
	return x
}

func plus(x knot.State, k ...any) knot.State {
	for i := 0; i < len(k); i += 2 {
		a, d := k[i].(float64), k[i+1].(knot.State)
		x.C += a * d.C
		x.I += a * d.I
		x.S += a * d.S
		x.W += a * d.W
		x.A += a * d.A
		x.K += a * d.K
	}
	return x
}

func size(d knot.State) float64 {
	m := 0.
	for _, v := range []float64{d.C, d.I, d.S, d.W, d.A, d.K} {
		m = max(m, math.Abs(v))
	}
	return m
}

func dormandPrince(x knot.State, end float64, f func(knot.State) knot.State) knot.State {
	t, h := 0., end/4
	for t < end-1e-15 {
		h = min(h, end-t)
		k1 := f(x)
		k2 := f(plus(x, h/5, k1))
		k3 := f(plus(x, h*3/40, k1, h*9/40, k2))
		k4 := f(plus(x, h*44/45, k1, -h*56/15, k2, h*32/9, k3))
		k5 := f(plus(x, h*19372/6561, k1, -h*25360/2187, k2, h*64448/6561, k3, -h*212/729, k4))
		k6 := f(plus(x, h*9017/3168, k1, -h*355/33, k2, h*46732/5247, k3, h*49/176, k4, -h*5103/18656, k5))
		y := plus(x, h*35/384, k1, h*500/1113, k3, h*125/192, k4, -h*2187/6784, k5, h*11/84, k6)
		k7 := f(y)
		wrong := size(plus(knot.State{}, h*71/57600, k1, -h*71/16695, k3, h*71/1920, k4, -h*17253/339200, k5, h*22/525, k6, -h/40, k7))
		if wrong < 1e-10 {
			x, t = y, t+h
		}
		h *= min(4, max(.2, .9*math.Pow(1e-10/max(wrong, 1e-16), .2)))
	}
	return x
}

func TestErrorAgainstAReferenceIntegrator(t *testing.T) {
	p := knot.Specified()
	life := knot.Office(.05, .2, false)
	want := reference(knot.Healthy, 30, &p, life)
	near(t, "c of the reference", want.C, .861894, 1e-6)
	near(t, "W of the reference", want.W, .242712, 1e-6)
	errorAt := func(perDay int) float64 {
		x, _, err := knot.RunFine(knot.Healthy, 30, &p, life, nil, perDay)
		if err != nil {
			t.Fatal(err)
		}
		return size(plus(x, -1., want))
	}
	hour := errorAt(24)
	if hour > 2e-4 {
		t.Errorf("at steps of an hour the error is %g, want at most 2e-4", hour)
	}
	// order 2: half the step, a quarter of the error
	if order := math.Log2(errorAt(48) / errorAt(96)); order < 1.7 || order > 2.3 {
		t.Errorf("the order is %.2f, want 2", order)
	}
}

// Whatever the load, the stress and the step, shares stay shares.
func TestStatesStayInTheirRange(t *testing.T) {
	p := knot.Default()
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.Float64Range(0, 1)
		x := knot.State{C: unit.Draw(t, "c"), I: 2 * unit.Draw(t, "I"), S: 2 * unit.Draw(t, "S"), W: unit.Draw(t, "W"), A: unit.Draw(t, "A"), K: unit.Draw(t, "K")}
		u := knot.Input{Load: unit.Draw(t, "load"), Move: unit.Draw(t, "move"), Stress: unit.Draw(t, "stress"), NoSleep: unit.Draw(t, "sleep"),
			Heat: 2*unit.Draw(t, "heat") - 1, Train: unit.Draw(t, "train"), Strain: .3 * unit.Draw(t, "strain")}
		y := knot.Step(x, &u, &p, rapid.Float64Range(1e-4, 5).Draw(t, "dt"))
		for name, v := range map[string]float64{"c": y.C, "W": y.W, "A": y.A} {
			if !(v >= 0 && v <= 1) {
				t.Fatalf("%s is %v after %+v", name, v, x)
			}
		}
		if !(y.I >= 0 && y.S >= 0 && y.K >= 0) {
			t.Fatalf("%+v", y)
		}
		r := knot.Read(y, &u, &p, 0, 0)
		if !(r.NRS >= 0 && r.NRS <= 10 && r.PPT > 0 && r.Stiff > 0) {
			t.Fatalf("%+v", r)
		}
	})
}

func TestWrongCoursesAreRefused(t *testing.T) {
	p := knot.Default()
	office := knot.Office(.03, .2, false)
	for name, run := range map[string]func() error{
		"negative dose": func() error {
			_, _, err := knot.Run(knot.Healthy, 3, &p, office, []knot.Event{{1, "press", -5}})
			return err
		},
		"dose no number": func() error {
			_, _, err := knot.Run(knot.Healthy, 3, &p, office, []knot.Event{{1, "press", math.NaN()}})
			return err
		},
		"unknown event": func() error {
			_, _, err := knot.Run(knot.Healthy, 3, &p, office, []knot.Event{{1, "pres", 5}})
			return err
		},
		"event too late": func() error {
			_, _, err := knot.Run(knot.Healthy, 3, &p, office, []knot.Event{{3, "press", 5}})
			return err
		},
		"load above 1": func() error { _, _, err := knot.Run(knot.Healthy, 3, &p, knot.Office(1.2, .2, false), nil); return err },
		"stress NaN": func() error {
			_, _, err := knot.Run(knot.Healthy, 3, &p, knot.Office(.03, math.NaN(), false), nil)
			return err
		},
		"eleven years": func() error { _, _, err := knot.Run(knot.Healthy, 4000, &p, office, nil); return err },
		"no steps":     func() error { _, _, err := knot.RunFine(knot.Healthy, 3, &p, office, nil, 0); return err },
	} {
		if err := run(); err == nil {
			t.Errorf("%s was not refused", name)
		} else {
			t.Log(name+":", err)
		}
	}
	if _, course, err := knot.Run(knot.Healthy, 3650, &p, office, nil); err != nil || len(course) != 3650 {
		t.Errorf("ten years: %d days, %v", len(course), err)
	}
}
