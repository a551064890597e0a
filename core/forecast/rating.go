package forecast

import (
	"math"

	"github.com/unknot/unknot/core/num"
)

// A rating is a whole number 0-10 around the level of pain of that day, off by
// a normal amount that differs between people, with a slip of 3 % to any
// number. noises are the amounts that are tried; judgement around 0.9.
var noises = [...]float64{.6, 1, 1.6}

const slip = .03

// Levels of pain are kept on a grid of 0.05.
const (
	levels    = 201
	levelStep = .05
)

// Chances is how likely each rating 0-10 is.
type Chances [11]float64

// rated[n][l] is how a level is written down by someone with noise n.
var rated = func() (t [len(noises)][levels]Chances) {
	for n, sd := range noises {
		for l := range levels {
			mu := float64(l) * levelStep
			for y, chance := range around(mu, sd) {
				t[n][l][y] = float64((1-slip)*chance) + slip/11
			}
		}
	}
	return t
}()

// likelihood of one rating, which may lie between whole numbers when it is the
// mean of a day, for each noise and level.
func likelihood(y float64) (t [len(noises)][levels]float64) {
	low := int(math.Floor(y))
	share := y - float64(low)
	for n := range noises {
		for l := range levels {
			r := &rated[n][l]
			t[n][l] = r[low]
			if share > 0 {
				t[n][l] = float64((1-share)*r[low]) + float64(share*r[low+1])
			}
		}
	}
	return t
}

// onGrid gives the place of a level on the grid.
func onGrid(mu float64) int { return int(min(max(mu, 0), 10)/levelStep + .5) }

// Mean of the ratings.
func (c *Chances) Mean() float64 {
	m := 0.
	for y, p := range c {
		m += float64(float64(y) * p)
	}
	return m
}

// Quantile of the ratings as if they were not rounded: each whole number
// stands for what rounds to it, and 0 and 10 end the scale.
func (c *Chances) Quantile(p float64) float64 {
	sum := 0.
	for y, q := range c {
		if sum+q >= p && q > 0 {
			return min(max(float64(y)-.5+(p-sum)/q, 0), 10)
		}
		sum += q
	}
	return 10
}

// CRPS is the continuous ranked probability score of a rating y, lower is
// better (Gneiting & Raftery 2007, doi:10.1198/016214506000001437).
func (c *Chances) CRPS(y float64) float64 {
	score, below := 0., 0.
	for k := range 10 {
		below += c[k]
		// between k and k+1 the chance to be below is the same
		step := func(part, is float64) { score += float64(part * float64((below-is)*(below-is))) }
		switch at := y - float64(k); {
		case at <= 0:
			step(1, 1)
		case at >= 1:
			step(1, 0)
		default:
			step(at, 0)
			step(1-at, 1)
		}
	}
	return score
}

// PIT is how much of the forecast lies below a rating; for whole numbers the
// share u of the rating's own chance is added (randomised; Czado 2009,
// doi:10.1111/j.1541-0420.2009.01191.x).
func (c *Chances) PIT(y, u float64) float64 {
	at, sum := int(min(max(y, 0), 10)+.5), 0.
	for k := range at {
		sum += c[k]
	}
	return sum + float64(u*c[at])
}

// around is a normal rating with the given middle and spread.
func around(mu, sd float64) (c Chances) {
	for y := range 11 {
		low, high := 0., 1.
		if y > 0 {
			low = num.NormalCDF((float64(y) - .5 - mu) / sd)
		}
		if y < 10 {
			high = num.NormalCDF((float64(y) + .5 - mu) / sd)
		}
		c[y] = high - low
	}
	return c
}
