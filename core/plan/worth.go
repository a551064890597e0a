package plan

import (
	"math"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// How treatments are ranked against each other. All of it is judgement; it
// only orders what is safe and fits, and no number of it is shown.
const (
	unknownPoints = 0.3  // of a treatment whose effect nobody measured, in points of 10
	spreadPoints  = 2.0  // standard deviation of pain in trials, 0-10 (Bron 2011, doi:10.1186/1741-7015-9-8: 19.7 of 100)
	minutePoints  = 0.01 // what a minute a day costs
	wished        = 1.5  // what a wish is worth
)

// scaleOf turns a measure of a trial into points of pain, 0-10.
var scaleOf = map[string]float64{
	"pain, 0 to 10": 1, "pain, 0 to 9": 10.0 / 9, "pain, 0 to 5": 2, "pain, 0 to 100": 0.1, "worst pain, 0 to 100": 0.1, "neck pain, 0 to 100": 0.1,
	"pain in the last 7 days, 0 to 100": 0.1, "pain, standardised": spreadPoints,
}

// points is the effect of a treatment in points of 10, taken half way between
// the mean and the weak end of its interval: an effect that may be nothing
// counts half. Against "before" the natural course counts too, so it is halved
// again.
func points(e knowledge.Effect) float64 {
	scale, known := scaleOf[e.Measure]
	if !known {
		return unknownPoints
	}
	weak := e.Mean
	if len(e.Range) == 2 {
		weak = math.Max(e.Range[0], e.Range[1])
	}
	p := -(e.Mean + math.Min(weak, 0)) / 2 * scale
	if len(e.Against) > 6 && e.Against[:6] == "before" {
		p /= 2
	}
	return math.Max(p, 0)
}

// certainty weighs a grade.
func certainty(g unknot.Grade) float64 {
	switch g {
	case unknot.GradeHigh:
		return 1
	case unknot.GradeModerate:
		return 0.8
	case unknot.GradeLow:
		return 0.5
	case unknot.GradeVeryLow:
		return 0.3
	}
	return 0.1
}

// worth ranks a treatment for this person: effect by certainty, less its
// effort, more when it was wished for.
func (b *builder) worth(t *knowledge.Treatment) float64 {
	w := points(t.Effect)*certainty(t.Grade) - minutePoints*minutesOf(amount(t, 0))
	if contains(b.in.Wishes.Prefer, t.ID) {
		w = math.Max(w, 0)*wished + wished
	}
	return w
}

// pauseSeconds is the pause between two repeats, as the coach keeps it, and
// moveSeconds how long one move takes. Judgement: a breath or two, and a slow move
// there and back.
const (
	pauseSeconds = 15
	moveSeconds  = 3
)

// minutesOf is how long an amount takes on a day it is done.
func minutesOf(a Amount) float64 {
	once := float64(a.Minutes)
	switch {
	case a.Hold > 0:
		once = float64(max(a.Repeats, 1)*(a.Hold+pauseSeconds)) / 60
	case a.Minutes == 0 && a.Repeats > 0:
		once = float64(a.Repeats) * moveSeconds / 60
	}
	return once * float64(max(a.PerDay, 1))
}

// minutes is how long the plan takes a day: items that are done in between
// (breaks, habits) or read once do not count.
func (b *builder) minutes() float64 {
	sum := 0.0
	for i := range b.plan.Items {
		if it := &b.plan.Items[i]; it.Kind != "cause" && it.Kind != "learn" && it.Kind != "rest" {
			sum += minutesOf(it.Dose.Now)
		}
	}
	return math.Round(sum)
}

// roomFor reports whether an item still fits into the minutes of the day.
func (b *builder) roomFor(t *knowledge.Treatment) bool {
	return b.in.Wishes.Minutes == 0 || b.minutes()+minutesOf(amount(t, 0)) <= float64(b.in.Wishes.Minutes)
}
