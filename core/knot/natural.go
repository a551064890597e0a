package knot

import "github.com/unknot/unknot/core/num"

// Natural is the course of pain in many people under usual care, as pooled from
// cohorts: Floor + (start - Floor)·2^(-weeks/Half), on 0-10.
type Natural struct {
	Name   string
	Floor  float64 // pain that stays, 0-10
	Half   float64 // weeks until half of the rest is gone
	Source string
}

// The pooled courses. Floors and halves are least-squares fits to the four
// published points of each. Low back pain is the only pain with such cohorts;
// that knots go the same way is judgement.
var (
	Fresh   = Natural{"fresh", .85, 3.9, "Menezes Costa 2012, doi:10.1503/cmaj.111271"}
	Lasting = Natural{"lasting", 2.45, 3.7, "Menezes Costa 2012, doi:10.1503/cmaj.111271"}
)

// At returns the mean pain so many days after it was start.
func (n Natural) At(start, days float64) float64 {
	return n.Floor + float64((start-n.Floor)*num.Exp(-0.6931471805599453*days/(7*n.Half)))
}
