package forecast

import (
	"fmt"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/num"
)

// Replayed is an arm of a trial beside what the forecast would have said of it.
type Replayed struct {
	Arm    knowledge.Arm
	Points []ReplayedPoint // without the start
}

// ReplayedPoint is one later time, on a scale of 0-10.
type ReplayedPoint struct {
	Week     float64
	Measured float64
	Foretold float64 // mean of the people
	Usual    float64 // of the natural course alone
	Tissue   float64 // of the tissue model alone
}

// Replay lets people like those of an arm live through it: their pain at the
// start has the published mean and spread (2 points where none is given), and
// both explanations count alike, as before any diary.
func Replay(a knowledge.Arm, number int, seed uint64) (Replayed, error) {
	if len(a.Points) < 2 || a.Full <= 0 || number < 100 {
		return Replayed{}, fmt.Errorf("arm %s: an arm needs a start, a later point and a scale, and 100 people", a.ID)
	}
	scale := 10 / a.Full
	start, spread := a.Points[0][1]*scale, a.Points[0][2]*scale
	if spread == 0 {
		spread = 2
	}
	out := Replayed{Arm: a}
	half := number / 2
	tissue, err := newTissue(half, start, spread, seed, num.NewStream(seed, 11))
	if err != nil {
		return out, err
	}
	both := pair{newCloud(newUsual(half, a.Phase == "fresh", start, spread, num.NewStream(seed, 12)), half, num.NewStream(seed, 13)),
		newCloud(tissue, half, num.NewStream(seed, 14))}
	var plan Plan
	for _, c := range a.Care {
		plan.Items = append(plan.Items, Item{Session: Session{Kind: c.Does, Dose: c.Dose}, Times: c.Times, Every: c.Every, Days: 7 * c.Weeks})
	}
	if err := plan.check(); err != nil {
		return out, fmt.Errorf("arm %s: %w", a.ID, err)
	}
	level, day := 0., 0
	for _, p := range a.Points[1:] {
		for ; day < int(p[0]*7); day++ {
			t := today{done: plan.on(day), stress: -1, sleep: -1, load: 1, off: day%7 >= 5}
			level = care(level, t.done)
			t.care = level
			both[0].next(t)
			both[1].next(t)
		}
		u, w := num.Mean(both[0].felt), num.Mean(both[1].felt)
		out.Points = append(out.Points, ReplayedPoint{Week: p[0], Measured: p[1] * scale, Foretold: .5 * (u + w), Usual: u, Tissue: w})
	}
	return out, nil
}
