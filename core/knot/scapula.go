package knot

import (
	"fmt"
	"math"
)

// The muscles that turn the shoulder blade, in the order of every list here.
var ScapulaMuscles = [6]string{"trapezius_upper", "trapezius_lower", "serratus_anterior", "levator_scapulae", "rhomboids", "pectoralis_minor"}

// arms are the turns that each muscle makes: upward rotation and protraction.
// Signs from anatomy; sizes are judgement.
var arms = [6][2]float64{{1, 0}, {1, -.6}, {1, 1}, {-1, 0}, {-1, -1}, {-1, 1}}

// strong is the strength of each muscle against the strongest; judgement after
// the sizes of the muscles.
var strong = [6]float64{.9, .8, 1, .5, .9, .4}

// Shares gives how much of its strength each muscle uses to hold the wanted turn
// (upward rotation, protraction; in units of one muscle's strength times its
// arm): the least sum of squares, each weighed by strength and by how much pain
// and knots hold it back. Muscles cannot push: those that would are left out.
// held is that part of each muscle, 0-0.6. The error says that no share of 0-1
// can hold it.
func Shares(want [2]float64, held [6]float64) (a [6]float64, err error) {
	out := [6]bool{}
	for range ScapulaMuscles {
		var m [2][2]float64
		var w [6]float64
		for i, r := range arms {
			if out[i] {
				continue
			}
			f := strong[i] * (1 - held[i])
			w[i] = f * f
			for j := range 2 {
				for k := range 2 {
					m[j][k] += float64(w[i] * float64(r[j]*r[k]))
				}
			}
		}
		det := float64(m[0][0]*m[1][1]) - float64(m[0][1]*m[1][0])
		if math.Abs(det) < 1e-9 {
			return a, fmt.Errorf("the muscles that are left cannot hold this posture (%g, %g)", want[0], want[1])
		}
		x := [2]float64{(float64(m[1][1]*want[0]) - float64(m[0][1]*want[1])) / det, (float64(m[0][0]*want[1]) - float64(m[1][0]*want[0])) / det}
		worst, least := -1, -1e-12
		for i, r := range arms {
			a[i] = w[i] * (float64(r[0]*x[0]) + float64(r[1]*x[1])) / strong[i]
			if a[i] < least {
				worst, least = i, a[i]
			}
		}
		if worst < 0 {
			for i := range a {
				if a[i] > 1 {
					return a, fmt.Errorf("%s would need %.0f %% of its strength", ScapulaMuscles[i], 100*a[i])
				}
				a[i] = max(a[i], 0)
			}
			return a, nil
		}
		out[worst] = true
	}
	return a, fmt.Errorf("no muscle can hold this posture (%g, %g)", want[0], want[1])
}

// Scapula is the shoulder blade with its six muscles, two ways to turn.
type Scapula struct {
	Knots   [6]State
	Lengths [6]float64 // to which each has adapted, 1 is neutral
	Off     [2]float64 // upward rotation and protraction away from rest
}

// NewScapula is healthy and at rest.
func NewScapula() Scapula {
	s := Scapula{}
	for i := range s.Knots {
		s.Knots[i], s.Lengths[i] = Healthy, 1
	}
	return s
}

// ScapulaLife is how the shoulder blade lives on a day.
type ScapulaLife struct {
	Hold   [2]float64 // turn to hold at work, as in Shares
	Slump  [2]float64 // torque of the posture at work
	Stress float64    // 0-1
	Train  [6]float64 // training of each muscle, 0-1
}

// ScapulaSample is the shoulder blade at the end of a day.
type ScapulaSample struct {
	Day int
	Scapula
	Use    [6]float64 // share of strength at work
	Strain [6]float64 // at work
	Pain   [6]float64 // NRS 0-10 at 18:00
}

// Stiffness of the shoulder blade against turning, the pull of a full
// contracture, and how strongly muscle under a moving edge is irritated when the
// blade stands off; judgement.
const (
	scapulaStiff = 1.5
	scapulaTone  = .05
	scapulaRub   = .1
	scapulaFree  = .05
)

// RunScapula follows the shoulder blade by hours. Knots and pain hold a muscle
// back, the others take over, and contracture pulls the blade away from rest.
func RunScapula(start Scapula, days int, p *Parameters, life func(day int) ScapulaLife) (Scapula, []ScapulaSample, error) {
	if days < 0 || days > MostDays {
		return start, nil, fmt.Errorf("%d days; give 0 to %d", days, MostDays)
	}
	x, pain := start, [6]float64{}
	course := make([]ScapulaSample, 0, days)
	for day := range days {
		l := life(day)
		if !(l.Stress >= 0 && l.Stress <= 1) {
			return start, nil, fmt.Errorf("day %d: stress is %g; it lies between 0 and 1", day, l.Stress)
		}
		var held [6]float64
		for i := range held {
			held[i] = min(.6, float64(.3*x.Knots[i].C)+float64(.04*pain[i]))
		}
		use, err := Shares(l.Hold, held)
		if err != nil {
			return start, nil, fmt.Errorf("day %d: %w", day, err)
		}
		s := ScapulaSample{Day: day, Use: use}
		for hour := range 24 {
			x.hour(hour, l, &s, p)
			if hour == 18 {
				pain = s.Pain
			}
		}
		s.Scapula = x
		course = append(course, s)
	}
	return x, course, nil
}

func (x *Scapula) hour(hour int, l ScapulaLife, s *ScapulaSample, p *Parameters) {
	const dt = 1. / 24
	work, asleep := hour >= 9 && hour < 17, hour < 8
	share, sig, move, slump := .3, .8*l.Stress, .4, .5
	switch {
	case work:
		share, sig, move, slump = 1, l.Stress, .1, 1
	case asleep:
		share, sig, move, slump = .05, .5*l.Stress, 0, 0
	}
	off := [2]float64{slump * l.Slump[0], slump * l.Slump[1]}
	for i, r := range arms { // contracture, and muscles that have become short, pull
		pull := float64(scapulaTone*x.Knots[i].C) + max(0, 1-x.Lengths[i])
		off[0] += float64(r[0] * pull)
		off[1] += float64(r[1] * pull)
	}
	x.Off = [2]float64{off[0] / scapulaStiff, off[1] / scapulaStiff}
	stray := math.Sqrt(float64(x.Off[0]*x.Off[0]) + float64(x.Off[1]*x.Off[1]))
	rub := scapulaRub * move * max(0, stray-scapulaFree)
	for i, r := range arms {
		length := 1 - float64(.5*(float64(r[0]*x.Off[0])+float64(r[1]*x.Off[1])))
		x.Lengths[i] += float64((length - x.Lengths[i]) * dt / pairAdapt)
		strain := max(0, length-x.Lengths[i])
		u := Input{Load: float64(share * s.Use[i]), Stress: sig, Move: move, Strain: min(strain, 1), Train: l.Train[i], damage: rub}
		x.Knots[i] = Step(x.Knots[i], &u, p, dt)
		if work {
			s.Strain[i] = strain
		}
		if hour == 18 {
			s.Pain[i] = Read(x.Knots[i], &u, p, 0, 0).NRS
		}
	}
}
