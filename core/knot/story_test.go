package knot_test

import (
	"testing"

	"github.com/unknot/unknot/core/knot"
)

func live(t *testing.T, from knot.State, days int, life knot.Schedule, events ...knot.Event) (knot.State, []knot.Sample) {
	t.Helper()
	p := knot.Default()
	x, course, err := knot.Run(from, days, &p, life, events)
	if err != nil {
		t.Fatal(err)
	}
	return x, course
}

func between(t *testing.T, what string, got, low, high float64) {
	t.Helper()
	if !(got >= low && got <= high) {
		t.Errorf("%s: %.3f, want %g to %g", what, got, low, high)
	}
}

func end(course []knot.Sample) knot.Sample { return course[len(course)-1] }

// programme is pressing and stretching three times a day for two weeks.
func programme() []knot.Event {
	var list []knot.Event
	for day := range 14 {
		for _, hour := range []float64{.35, .52, .75} {
			list = append(list, knot.Event{Day: float64(day) + hour, Kind: "press", Dose: 90}, knot.Event{Day: float64(day) + hour, Kind: "stretch", Dose: 60})
		}
	}
	return list
}

// a knot after two months at 5 % of strength, and the same after the load was
// halved for four months
func knotted(t *testing.T) (made, kept knot.State) {
	made, _ = live(t, knot.Healthy, 60, knot.Office(.05, .2, false))
	kept, _ = live(t, made, 120, knot.Office(.025, .2, false))
	return made, kept
}

func TestAnOrdinaryDeskDayIsSafe(t *testing.T) {
	x, _ := live(t, knot.Healthy, 120, knot.Office(.03, .2, false))
	between(t, "contracture after 120 days at 3 %", x.C, 0, .3)
}

func TestLongLowLoadMakesAKnot(t *testing.T) {
	_, course := live(t, knot.Healthy, 60, knot.Office(.05, .2, false))
	day := 0
	for course[day].C <= .6 {
		day++
	}
	between(t, "days until the knot", float64(day), 2, 28)
	p := knot.Default()
	last := end(course)
	between(t, "pain at rest", last.NRS, 3, 7)
	between(t, "PPT against health", last.PPT/p.PPT0, .45, .70)
	between(t, "stiffness against health", last.Stiff/p.Mu0, 1.6, 2.4)
	if c := last.Class(&p); c != knot.Active {
		t.Errorf("the knot is %s, want active", c)
	}
}

func TestBreaksProtect(t *testing.T) {
	still := knot.Office(.045, .2, false)
	_, without := live(t, knot.Healthy, 90, still)
	_, with := live(t, knot.Healthy, 90, knot.Moving(still, .4, .15))
	between(t, "without breaks", end(without).C, .6, 1)
	between(t, "with a moving break every half hour", end(with).C, 0, .3)
}

func TestTheKnotPersistsAfterTheLoadIsHalved(t *testing.T) {
	_, kept := knotted(t)
	between(t, "contracture after 120 days at half the load", kept.C, .5, 1)
}

func TestRestLetsGo(t *testing.T) {
	made, _ := knotted(t)
	_, course := live(t, made, 60, knot.Office(.008, .1, false))
	between(t, "contracture after two months of a quiet life", end(course).C, 0, .3)
}

func TestALighterLifeLeavesALatentPointAndStressWakesIt(t *testing.T) {
	made, _ := knotted(t)
	p := knot.Default()
	quiet, course := live(t, made, 120, knot.Office(.019, .2, false))
	if c := end(course).Class(&p); c != knot.Latent {
		t.Errorf("after a lighter life the point is %s, want latent: %+v", c, end(course))
	}
	_, course = live(t, quiet, 30, knot.Office(.03, .6, false))
	if c := end(course).Class(&p); c != knot.Active {
		t.Errorf("after a hard month the point is %s, want active", c)
	}
	between(t, "pain after a hard month", end(course).NRS, 2.5, 8)
}

func TestOnePressIsNotEnough(t *testing.T) {
	_, kept := knotted(t)
	_, course := live(t, kept, 30, knot.Office(.025, .2, false), knot.Event{Day: 1.75, Kind: "press", Dose: 90})
	between(t, "contracture three weeks after one press", course[21].C, .6, 1)
}

func TestAnAdequateProgrammeLetsGoForGood(t *testing.T) {
	_, kept := knotted(t)
	_, course := live(t, kept, 90, knot.Office(.025, .2, false), programme()...)
	between(t, "contracture at day 90", end(course).C, 0, .3)
}

func TestItComesBackWhenTheCauseStays(t *testing.T) {
	made, _ := knotted(t)
	_, course := live(t, made, 90, knot.Office(.05, .2, false), programme()...)
	lowest := 1.
	for _, s := range course[:30] {
		lowest = min(lowest, s.C)
	}
	between(t, "lowest contracture during the programme", lowest, 0, .5)
	between(t, "contracture at day 90", end(course).C, .6, 1)
}

func TestASleeplessNightHurtsMore(t *testing.T) {
	made, _ := knotted(t)
	p := knot.Default()
	calm := knot.Read(made, &knot.Input{Load: .008, Stress: .2}, &p, 0, 0)
	awake := knot.Read(made, &knot.Input{Load: .008, Stress: .2, NoSleep: 1}, &p, 0, 0)
	between(t, "pain added by a sleepless night", awake.NRS-calm.NRS, .4, 1.8)
}

func TestTheSameRunGivesTheSameBytes(t *testing.T) {
	a, _ := live(t, knot.Healthy, 40, knot.Office(.05, .3, true), programme()...)
	b, _ := live(t, knot.Healthy, 40, knot.Office(.05, .3, true), programme()...)
	if a != b {
		t.Errorf("%v and %v", a, b)
	}
}

func BenchmarkKnotDays(b *testing.B) {
	p := knot.Default()
	life := knot.Office(.05, .2, false)
	x := knot.Healthy
	for b.Loop() {
		var err error
		if x, _, err = knot.Run(x, 30, &p, life, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*30/b.Elapsed().Seconds(), "knot-days/s")
}
