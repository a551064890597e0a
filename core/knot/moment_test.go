package knot_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/unknot/unknot/core/knot"
)

// A moment goes on as Run does, also when it was written down and read again
// on the way.
func TestAMomentGoesOnAsARun(t *testing.T) {
	p := knot.Default()
	events := []knot.Event{{Day: 20.5, Kind: "press", Dose: 90}, {Day: 22.5, Kind: "needling", Dose: 1}}
	want, course, err := knot.Run(knot.Healthy, 30, &p, knot.Moving(knot.Office(.05, .3, false), .2, .075), events)
	if err != nil {
		t.Fatal(err)
	}
	m := knot.Moment{State: knot.Healthy}
	s := knot.Setting{Load: .05, Breaks: .5, Stress: .3, Sleep: 8}
	var read knot.Reading
	for hour := range 30 * 24 {
		for _, e := range events {
			if e.Day*24 == float64(hour) {
				if err := m.Do(knot.Act{Kind: e.Kind, Dose: e.Dose}, &p); err != nil {
					t.Fatal(err)
				}
			}
		}
		r := m.Next(s, &p)
		if hour == 29*24+18 {
			read = r
		}
		raw, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		m = knot.Moment{}
		if err := json.Unmarshal(raw, &m); err != nil {
			t.Fatal(err)
		}
		if err := m.Check(); err != nil {
			t.Fatal(err)
		}
	}
	if m.State != want || m.Hour != 720 {
		t.Errorf("%+v, want %+v", m.State, want)
	}
	if read != course[29].Reading {
		t.Errorf("%+v, want %+v", read, course[29].Reading)
	}
}

func TestRestAndWarmthAct(t *testing.T) {
	p := knot.Default()
	s := knot.Setting{Load: .05, Stress: .3, Sleep: 8}
	live := func(acts ...knot.Act) knot.State {
		m := knot.Moment{State: knot.Healthy}
		for hour := range 20 * 24 {
			if hour%24 == 12 {
				for _, a := range acts {
					if err := m.Do(a, &p); err != nil {
						t.Fatal(err)
					}
				}
			}
			m.Next(s, &p)
		}
		return m.State
	}
	plain := live()
	if warm := live(knot.Act{Kind: "heat", Dose: 180}); warm.C >= plain.C {
		t.Errorf("with warmth %.3f, without %.3f", warm.C, plain.C)
	}
	if rested := live(knot.Act{Kind: "rest", Dose: 24}); rested.C > .2 {
		t.Errorf("with rest %.3f", rested.C)
	}
}

func TestWrongMomentsAreRefused(t *testing.T) {
	p := knot.Default()
	for name, err := range map[string]error{
		"load":      knot.Setting{Load: .3}.Check(),
		"sleep":     knot.Setting{Sleep: math.NaN()}.Check(),
		"negative":  new(knot.Moment).Do(knot.Act{Kind: "press", Dose: -1}, &p),
		"unknown":   new(knot.Moment).Do(knot.Act{Kind: "magic", Dose: 1}, &p),
		"state":     (&knot.Moment{State: knot.State{C: 2}}).Check(),
		"hour":      (&knot.Moment{Hour: -1}).Check(),
		"infinity":  (&knot.Moment{State: knot.State{I: math.Inf(1)}}).Check(),
		"zero days": (&knot.Moment{Left: knot.Left{Quiet: .5}}).Check(),
	} {
		if err == nil {
			t.Errorf("%s was not refused", name)
		}
	}
}
