package forecast

import (
	"math"

	"github.com/unknot/unknot/core/num"
)

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
	return n.Floor + float64((start-n.Floor)*num.Exp(-math.Ln2*days/(7*n.Half)))
}

// usual is the natural course of one person in each particle. Care lowers the
// floor and speeds the way there.
type usual struct {
	pain []float64
	own  []course
}

// course is what differs between people.
type course struct {
	floor    float64 // pain that stays without care
	rate     float64 // per day
	response float64 // share of the floor that full care takes away, 0-1
	quick    float64 // how fast full care acts, per day
}

// newUsual draws people around the pooled course whose pain is about start,
// give or take spread.
// Courses of pain fall into those that stay and those that fall (Dunn 2006,
// doi:10.1093/aje/kwj100). Of new pain one in twelve stays, so that the mean floor
// is the pooled one (0.16 of the start). Of lasting pain six in ten stay and the
// mean floor is 0.74, not the pooled 0.48: people join a cohort on a bad day, a
// diary goes on from any day, and a waiting list of people with trigger points
// fell by a quarter in three months (Bron 2011, doi:10.1186/1741-7015-9-8). Halves
// have a spread of 0.8; three in ten hardly respond to care. With full care the mean is a point better
// after a month, as trials of care against none find (claims of kind
// treatment). The rest is judgement: those who stay keep 0.8 to 1.2 of their pain;
// a typical answer to full care is 0.4 of the floor, with a half-life of two
// weeks (spreads of the logarithm 0.9 and 1.2); nobody answers by more than 0.95,
// and those who hardly respond by 0.05; a floor wanders by 2 % a day.
func newUsual(n int, fresh bool, start, spread float64, chance *num.Stream) *usual {
	u := &usual{pain: make([]float64, n), own: make([]course, n)}
	for j := range n {
		u.pain[j] = min(max(start+float64(spread*chance.Normal()), 0), 10)
		half, stay, falls := Lasting.Half, .6, 2.
		if fresh {
			half, stay, falls = Fresh.Half, .08, 10
		}
		share := .8 + float64(.4*chance.Float())
		if chance.Float() >= stay {
			share = chance.Beta(1, falls)
		}
		response := .05
		if chance.Float() < .7 {
			response = min(.95, .4*chance.LogNormal(.9))
		}
		u.own[j] = course{floor: share * u.pain[j], rate: math.Ln2 / (7 * half * chance.LogNormal(.8)), response: response, quick: math.Ln2 / 14 * chance.LogNormal(1.2)}
	}
	return u
}

func (u *usual) live(t today, chance *num.Stream) {
	for j := range u.pain {
		c := &u.own[j]
		c.floor = min(10, c.floor*num.Exp(float64(.02*chance.Normal())))
		floor := c.floor * (1 - float64(c.response*t.care))
		rate := c.rate + float64(c.response*t.care*c.quick)
		u.pain[j] = floor + float64((u.pain[j]-floor)*num.Exp(-rate))
	}
}

func (u *usual) level(j int) float64   { return u.pain[j] }
func (u *usual) threshold(int) float64 { return 0 }

func (u *usual) pick(from []int) {
	pain, own := make([]float64, len(from)), make([]course, len(from))
	for j, o := range from {
		pain[j], own[j] = u.pain[o], u.own[o]
	}
	u.pain, u.own = pain, own
}

func (u *usual) traits(j int) []float64 {
	c := u.own[j]
	return []float64{u.pain[j], num.Log(c.floor + .05), num.Log(c.rate), num.Log(c.response), num.Log(c.quick)}
}

func (u *usual) setTraits(j int, v []float64) {
	u.pain[j] = min(max(v[0], 0), 10)
	u.own[j] = course{floor: min(max(num.Exp(v[1])-.05, 0), 10), rate: num.Exp(v[2]), response: min(num.Exp(v[3]), .95), quick: num.Exp(v[4])}
}

func (u *usual) clone() explanation {
	return &usual{pain: append([]float64(nil), u.pain...), own: append([]course(nil), u.own...)}
}
