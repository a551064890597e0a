package knot

import (
	"fmt"
	"sort"

	"github.com/unknot/unknot/core/num"
)

// Pair is two muscles on one joint: the first, such as pectoralis minor, becomes
// short in a slump; the second, such as the rhomboids, is held long. Lengths are
// in units of the neutral length, forces in units of the strength of a muscle.
type Pair struct {
	Knots   [2]State
	Lengths [2]float64 // to which each muscle has adapted
	Angle   float64    // of the joint, above 0 is slumped
}

// NewPair is a healthy pair in a neutral posture.
func NewPair() Pair { return Pair{Knots: [2]State{Healthy, Healthy}, Lengths: [2]float64{1, 1}} }

// The joint. All judgement.
const (
	pairStiff    = 1.0  // of each muscle against stretch
	pairJoint    = .5   // of the joint
	pairTone     = .05  // pull of a full contracture
	pairPull     = 1.0  // strength
	pairHold     = .30  // share of strength that the long muscle adds for each unit of slump
	pairAdapt    = 28.0 // days in which the length follows (sarcomeres are added and lost)
	lockedShort  = .97  // adapted length below which a muscle is locked short
	lockedStrain = .03  // strain above which it is locked long
)

// PairLife is how a pair lives on a day.
type PairLife struct {
	Slump  float64 // torque of the posture at work, 0-1; half of it at rest, none asleep
	Train  float64 // training of the second muscle, 0-1
	Events []PairEvent
}

// PairEvent is a release of one of the two muscles.
type PairEvent struct {
	Hour    int     // 0-23
	Muscle  int     // 0 the short, 1 the long
	Release float64 // k of c·exp(-k)
	Longer  float64 // by which stretching gives length back
}

// PairSample is a pair at the end of a day.
type PairSample struct {
	Day int
	Pair
	Strain [2]float64 // at work
}

// LockedShort reports whether a muscle has adapted to a shorter length.
func (s PairSample) LockedShort(muscle int) bool { return s.Lengths[muscle] < lockedShort }

// LockedLong reports whether a muscle is held long beyond its length.
func (s PairSample) LockedLong(muscle int) bool { return s.Strain[muscle] > lockedStrain }

// RunPair follows a pair by hours. The long muscle holds the slump, so it works
// harder and is strained: the knot forms there, though the short one is the
// cause.
func RunPair(start Pair, days int, p *Parameters, life func(day int) PairLife) (Pair, []PairSample, error) {
	if days < 0 || days > MostDays {
		return start, nil, fmt.Errorf("%d days; give 0 to %d", days, MostDays)
	}
	x := start
	course := make([]PairSample, 0, days)
	const dt = 1. / 24
	for day := range days {
		l := life(day)
		if !(l.Slump >= 0 && l.Slump <= 1 && l.Train >= 0 && l.Train <= 1) {
			return start, nil, fmt.Errorf("day %d: slump %g and training %g; give 0 to 1", day, l.Slump, l.Train)
		}
		events := append([]PairEvent(nil), l.Events...)
		sort.SliceStable(events, func(i, j int) bool { return events[i].Hour < events[j].Hour })
		sample := PairSample{Day: day}
		for hour := range 24 {
			for len(events) > 0 && events[0].Hour <= hour {
				e := events[0]
				events = events[1:]
				if e.Muscle < 0 || e.Muscle > 1 || !(e.Release >= 0 && e.Longer >= 0) {
					return start, nil, fmt.Errorf("day %d: a release of %g and %g of muscle %d; give 0 or more, and muscle 0 or 1", day, e.Release, e.Longer, e.Muscle)
				}
				x.Knots[e.Muscle].C *= num.Exp(-e.Release)
				x.Lengths[e.Muscle] = min(max(1, x.Lengths[e.Muscle]), x.Lengths[e.Muscle]+e.Longer)
			}
			sample.Strain = x.hour(hour, l, p, dt, sample.Strain)
		}
		sample.Pair = x
		course = append(course, sample)
	}
	return x, course, nil
}

// hour solves the balance of the joint and lives an hour in it; it returns the
// strain at work.
func (x *Pair) hour(hour int, l PairLife, p *Parameters, dt float64, was [2]float64) [2]float64 {
	work, asleep := hour >= 9 && hour < 17, hour < 8
	drive, base, hold, move := .5*l.Slump, .008, pairHold, .4
	switch {
	case work:
		drive, base, move = l.Slump, .018, .1
	case asleep:
		drive, base, hold, move = 0, .002, 0, 0
	}
	angle := (drive + float64(pairTone*(x.Knots[0].C-x.Knots[1].C)) + float64(pairStiff*(x.Lengths[1]-x.Lengths[0]))) / (2*pairStiff + pairJoint + float64(pairPull*hold))
	now := [2]float64{1 - angle, 1 + angle}
	sig := .2
	if asleep {
		sig = .1
	}
	strain := [2]float64{}
	for i := range now {
		x.Lengths[i] += float64((now[i] - x.Lengths[i]) * dt / pairAdapt)
		strain[i] = max(0, now[i]-x.Lengths[i])
		u := Input{Load: base, Stress: sig, Move: move, Strain: strain[i]}
		if i == 1 {
			u.Load += float64(hold * max(0, angle))
			u.Train = l.Train
		}
		x.Knots[i] = Step(x.Knots[i], &u, p, dt)
	}
	x.Angle = angle
	if work {
		return strain
	}
	return was
}
