package knot_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot/core/knot"
)

func slumped(int) knot.PairLife { return knot.PairLife{Slump: .20} }

func runPair(t *testing.T, from knot.Pair, days int, p knot.Parameters, life func(int) knot.PairLife) (knot.Pair, []knot.PairSample) {
	t.Helper()
	x, course, err := knot.RunPair(from, days, &p, life)
	if err != nil {
		t.Fatal(err)
	}
	return x, course
}

// One muscle becomes short, the other is held long, and the knot forms in the
// long one, which is not where the cause is.
func TestLockedShortAndLockedLong(t *testing.T) {
	for name, p := range map[string]knot.Parameters{"as specified": knot.Specified(), "mended": knot.Default()} {
		x, course := runPair(t, knot.NewPair(), 150, p, slumped)
		last := course[149]
		between(t, name+": length of the short muscle", x.Lengths[0], .75, .98)
		between(t, name+": length of the long muscle", x.Lengths[1], 1.02, 1.25)
		between(t, name+": knot in the long muscle", x.Knots[1].C, .8, 1)
		between(t, name+": knot in the short muscle", x.Knots[0].C, 0, .3)
		if !last.LockedShort(0) || last.LockedShort(1) {
			t.Errorf("%s: lengths %v", name, x.Lengths)
		}
		if !course[5].LockedLong(1) || course[5].LockedLong(0) {
			t.Errorf("%s: strain on day 5 %v", name, course[5].Strain)
		}
	}
}

func releases(day, muscle int) (list []knot.PairEvent) {
	if day < 21 {
		list = append(list, knot.PairEvent{Hour: 9, Muscle: muscle, Release: .5}, knot.PairEvent{Hour: 18, Muscle: muscle, Release: .5})
	}
	return list
}

// Treating only where it hurts helps for a while; treating the cause too keeps
// it away.
func TestTreatTheCauseAndNotOnlyTheSore(t *testing.T) {
	p := knot.Specified()
	made, before := runPair(t, knot.NewPair(), 120, p, slumped)
	only, course := runPair(t, made, 150, p, func(day int) knot.PairLife {
		return knot.PairLife{Slump: .20, Events: releases(day, 1)}
	})
	lowest := 1.
	for _, s := range course[:30] {
		lowest = min(lowest, s.Knots[1].C)
	}
	between(t, "lowest contracture while only the sore muscle is treated", lowest, 0, .45)
	between(t, "contracture five months later", only.Knots[1].C, .5, 1)
	both, _ := runPair(t, made, 150, p, func(day int) knot.PairLife {
		l := knot.PairLife{Slump: .06, Train: .8, Events: releases(day, 1)}
		if day < 60 {
			l.Events = append(l.Events, knot.PairEvent{Hour: 18, Muscle: 0, Release: .06, Longer: .003})
		}
		return l
	})
	between(t, "contracture when the short one is stretched, the long one trained and the posture changed", both.Knots[1].C, 0, .3)
	if both.Angle > .6*before[119].Angle+1e-9 && both.Lengths[0] < before[119].Lengths[0] {
		t.Errorf("the posture has not changed: %+v", both)
	}
}

func TestWrongPairsAreRefused(t *testing.T) {
	p := knot.Default()
	for name, l := range map[string]knot.PairLife{"slump": {Slump: 2}, "training": {Train: -1}, "muscle": {Events: []knot.PairEvent{{Muscle: 2}}}, "release": {Events: []knot.PairEvent{{Release: math.NaN()}}}} {
		if _, _, err := knot.RunPair(knot.NewPair(), 1, &p, func(int) knot.PairLife { return l }); err == nil {
			t.Errorf("%s was not refused", name)
		}
	}
}

// The shares hold the wanted turn, none is below 0, and no other way that a
// search finds is lighter.
func TestSharesHoldThePostureAtTheLeastCost(t *testing.T) {
	arms := [6][2]float64{{1, 0}, {1, -.6}, {1, 1}, {-1, 0}, {-1, -1}, {-1, 1}}
	strong := [6]float64{.9, .8, 1, .5, .9, .4}
	rapid.Check(t, func(t *rapid.T) {
		want := [2]float64{rapid.Float64Range(-.3, .3).Draw(t, "up"), rapid.Float64Range(-.3, .3).Draw(t, "forward")}
		var held [6]float64
		for i := range held {
			held[i] = rapid.Float64Range(0, .6).Draw(t, "held")
		}
		a, err := knot.Shares(want, held)
		if err != nil {
			if said := fmt.Sprintf("the muscles that are left cannot hold this posture (%g, %g)", want[0], want[1]); err.Error() != said {
				t.Fatalf("error %q, want %q", err, said)
			}
			t.Skip(err)
		}
		var got [2]float64
		cost := func(a [6]float64) float64 {
			sum := 0.
			for i := range a {
				f := a[i] / (1 - held[i])
				sum += f * f
			}
			return sum
		}
		for i := range a {
			if a[i] < 0 || a[i] > 1 {
				t.Fatalf("share %v", a)
			}
			got[0] += arms[i][0] * a[i] * strong[i]
			got[1] += arms[i][1] * a[i] * strong[i]
		}
		if math.Abs(got[0]-want[0])+math.Abs(got[1]-want[1]) > 1e-9 {
			t.Fatalf("%v holds %v, want %v", a, got, want)
		}
		// move along what changes nothing: any three muscles
		i, j, k := rapid.IntRange(0, 5).Draw(t, "i"), rapid.IntRange(0, 5).Draw(t, "j"), rapid.IntRange(0, 5).Draw(t, "k")
		if i == j || j == k || i == k {
			return
		}
		v := func(m int) [2]float64 { return [2]float64{arms[m][0] * strong[m], arms[m][1] * strong[m]} }
		cross := func(p, q [2]float64) float64 { return p[0]*q[1] - p[1]*q[0] }
		d := [3]float64{cross(v(j), v(k)), cross(v(k), v(i)), cross(v(i), v(j))}
		for _, step := range []float64{1e-3, -1e-3} {
			b := a
			b[i] += step * d[0]
			b[j] += step * d[1]
			b[k] += step * d[2]
			if b[i] >= 0 && b[j] >= 0 && b[k] >= 0 && cost(b) < cost(a)-1e-9 {
				t.Fatalf("%v costs %g, %v only %g", a, cost(a), b, cost(b))
			}
		}
	})
}

// In a slump the muscles that are held long are strained, and a knot in one
// muscle makes the others work harder.
func TestScapulaInASlump(t *testing.T) {
	p := knot.Default()
	life := func(int) knot.ScapulaLife {
		return knot.ScapulaLife{Hold: [2]float64{.02, -.03}, Slump: [2]float64{-.12, .18}, Stress: .3}
	}
	_, course, err := knot.RunScapula(knot.NewScapula(), 120, &p, life)
	if err != nil {
		t.Fatal(err)
	}
	early := course[3]
	strained := map[string]float64{}
	for i, name := range knot.ScapulaMuscles {
		strained[name] = early.Strain[i]
	}
	if !(strained["trapezius_lower"] > .01 && strained["pectoralis_minor"] == 0 && strained["rhomboids"] >= 0) {
		t.Errorf("strain on day 3: %v", strained)
	}
	if last := course[119]; !(last.Lengths[5] < .99 && last.Lengths[1] > 1.01) {
		t.Errorf("lengths after four months: %v", last.Lengths)
	}
	free, err := knot.Shares([2]float64{.05, -.02}, [6]float64{})
	if err != nil {
		t.Fatal(err)
	}
	hurt, err := knot.Shares([2]float64{.05, -.02}, [6]float64{0, .6})
	if err != nil {
		t.Fatal(err)
	}
	if !(hurt[1] < free[1] && hurt[0] > free[0]) {
		t.Errorf("a painful lower trapezius: shares %v, before %v", hurt, free)
	}
	if _, err := knot.Shares([2]float64{9, 0}, [6]float64{}); err == nil {
		t.Error("a posture that nobody can hold was not refused")
	}
}

func twoSites() *knot.Body {
	p := knot.Default()
	knotted := knot.State{C: .9, I: .4, S: .4, W: .5, A: .3}
	return &knot.Body{Sites: []knot.Site{
		{Name: "key", Home: "neck_shoulder", Refers: []knot.Shown{{Zone: "temple", Share: 1}, {Zone: "neck_shoulder", Share: .5}}, Load: .05, Move: .4, P: p, State: knotted},
		{Name: "satellite", Home: "temple", Refers: []knot.Shown{{Zone: "temple", Share: .8}}, Load: .037, Move: .4, P: p, State: knot.Healthy},
	}}
}

// Pain is felt where it is referred to; a knot there makes a second one likelier;
// and when the first is gone the second lets go more easily.
func TestABodySharesAndRefers(t *testing.T) {
	life := func(int) knot.BodyLife { return knot.BodyLife{Stress: .3} }
	b := twoSites()
	course, err := b.Run(60, life)
	if err != nil {
		t.Fatal(err)
	}
	last := course[59]
	if want := max(last.Pain[0], .8*last.Pain[1]); last.Zones["temple"] != want || last.Zones["neck_shoulder"] != .5*last.Pain[0] {
		t.Errorf("felt %v of %v", last.Zones, last.Pain)
	}
	alone := twoSites()
	alone.Sites[0].State, alone.Sites[0].Load = knot.Healthy, .01
	if _, err := alone.Run(60, life); err != nil {
		t.Fatal(err)
	}
	if with, without := b.Sites[1].State.C, alone.Sites[1].State.C; !(with > .6 && without < .4) {
		t.Errorf("the second site: %.2f with a knot that refers there, %.2f without", with, without)
	}
	if _, err := b.Run(1, func(int) knot.BodyLife { return knot.BodyLife{Events: []knot.BodyEvent{{Site: 7}}} }); err == nil {
		t.Error("a session at no site was not refused")
	}
	if _, err := b.Run(1, func(int) knot.BodyLife { return knot.BodyLife{Stress: 2} }); err == nil {
		t.Error("a stress of 2 was not refused")
	}
}

func BenchmarkBody(b *testing.B) {
	p := knot.Default()
	body := &knot.Body{}
	for range 20 {
		body.Sites = append(body.Sites, knot.Site{Home: "a", Refers: []knot.Shown{{Zone: "a", Share: 1}}, Load: .03, P: p, State: knot.Healthy})
	}
	for b.Loop() {
		if _, err := body.Run(10, func(int) knot.BodyLife { return knot.BodyLife{Stress: .2} }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*200/b.Elapsed().Seconds(), "knot-days/s")
}
