package forecast

import (
	"math"

	"github.com/unknot/unknot/core/num"
)

// explanation is one way to explain pain, for many particles side by side.
type explanation interface {
	live(t today, chance *num.Stream) // one day
	level(j int) float64              // pain of particle j on that day, 0-10
	threshold(j int) float64          // pressure that begins to hurt, kPa; 0 when it says nothing about that
	pick(from []int)                  // particle j becomes what from[j] was
	traits(j int) []float64           // personal numbers on a scale where they are about normal
	setTraits(j int, v []float64)
	clone() explanation
}

// today is what happens on one day.
type today struct {
	done   []Session
	care   float64 // 0-1
	stress float64 // 0-10; -1 unsaid
	sleep  float64 // hours; -1 unsaid
	load   float64 // factor on the load at work
	off    bool    // a free day
}

// cloud is one explanation with the rest that it does not explain: a wandering
// amount with a memory of 0.95 a day and a spread of 0.7 points.
type cloud struct {
	explanation
	rest   []float64
	noise  []uint8
	weight []float64 // of the particles, sum 1
	felt   []float64 // level of today
	chance *num.Stream
}

// The rest in points: its memory a day, its daily step (0.22/√(1-0.95²) = 0.7),
// its spread on the first day, and which share of it is felt by someone whose
// level is 0 and how much more for each point, so that a quiet place stays quiet.
// Judgement: the wandering part of diaries of pain is about so large, but no
// study gives it for knots.
const (
	restKeep, restStep  = .95, .22
	restFirst           = .4
	restQuiet, restMore = .3, .5
)

func newCloud(e explanation, n int, chance *num.Stream) *cloud {
	c := &cloud{explanation: e, rest: make([]float64, n), noise: make([]uint8, n), weight: make([]float64, n), felt: make([]float64, n), chance: chance}
	for j := range n {
		c.rest[j] = restFirst * chance.Normal()
		c.noise[j] = uint8(j % len(noises))
		c.weight[j] = 1 / float64(n)
	}
	return c
}

func (c *cloud) copy(chance *num.Stream) *cloud {
	d := *c
	d.explanation = c.explanation.clone()
	d.rest = append([]float64(nil), c.rest...)
	d.noise = append([]uint8(nil), c.noise...)
	d.weight = append([]float64(nil), c.weight...)
	d.felt = append([]float64(nil), c.felt...)
	d.chance = chance
	return &d
}

// next lives one day.
func (c *cloud) next(t today) {
	c.live(t, c.chance)
	for j := range c.rest {
		c.rest[j] = float64(restKeep*c.rest[j]) + float64(restStep*c.chance.Normal())
		own := c.level(j)
		c.felt[j] = min(max(own+float64(c.rest[j]*min(1, restQuiet+restMore*own)), 0), 10)
	}
}

// ratings is how today may be written down.
func (c *cloud) ratings() (out Chances) {
	var heap [len(noises)][levels]float64
	for j, w := range c.weight {
		heap[c.noise[j]][onGrid(c.felt[j])] += w
	}
	for n := range heap {
		for l, w := range heap[n] {
			if w == 0 {
				continue
			}
			for y := range out {
				out[y] += float64(w * rated[n][l][y])
			}
		}
	}
	return out
}

// learn weighs the particles by how likely they made the rating, and returns
// how likely all of them together did.
func (c *cloud) learn(like *[len(noises)][levels]float64) float64 {
	return c.weigh(func(j int) float64 { return like[c.noise[j]][onGrid(c.felt[j])] })
}

// learnPPT weighs them by a pressure pain threshold, off by a fifth
// (self-tests: standard error 0.18 to 0.22 kg/cm², PMID 34231765). One reading in
// fifty may be of another spot; judgement.
func (c *cloud) learnPPT(kPa float64) {
	y := num.Log(kPa)
	c.weigh(func(j int) float64 {
		own := c.threshold(j)
		if own == 0 {
			return 1
		}
		z := (y - num.Log(own)) / .2
		return num.Exp(-.5*z*z) + .02
	})
}

func (c *cloud) weigh(like func(j int) float64) float64 {
	sum := 0.
	for j := range c.weight {
		c.weight[j] *= like(j)
		sum += c.weight[j]
	}
	squares := 0.
	for j := range c.weight {
		c.weight[j] /= sum
		squares += float64(c.weight[j] * c.weight[j])
	}
	if squares*float64(len(c.weight)) > 2 { // fewer than half still count
		c.renew()
	}
	return sum
}

// shrink keeps the spread of the traits while particles are copied. It is the a
// of Liu & West 2001, who set a = (3δ-1)/(2δ): 0.985 is a discount δ of about
// 0.971. They advise 0.95 to 0.99. The size within that is judgement.
const shrink = .985

// renew draws the particles anew by their weight and moves the traits a bit.
func (c *cloud) renew() {
	n := len(c.weight)
	from := systematic(c.weight, c.chance.Float())
	k := len(c.traits(0))
	own := make([]float64, 0, n*k)
	mean, dev := make([]float64, k), make([]float64, k)
	for j, w := range c.weight {
		own = append(own, c.traits(j)...)
		for i, v := range own[j*k:] {
			mean[i] += float64(w * v)
			dev[i] += float64(w * float64(v*v))
		}
	}
	for i := range dev {
		dev[i] = math.Sqrt(max(0, dev[i]-float64(mean[i]*mean[i])) * (1 - shrink*shrink))
	}
	c.pick(from)
	rest, noise := make([]float64, n), make([]uint8, n)
	felt, moved := make([]float64, n), make([]float64, k)
	for j, o := range from {
		rest[j], noise[j], felt[j] = c.rest[o], c.noise[o], c.felt[o]
		for i, v := range own[o*k : o*k+k] {
			moved[i] = float64(shrink*v) + float64((1-shrink)*mean[i]) + float64(dev[i]*c.chance.Normal())
		}
		c.setTraits(j, moved)
		c.weight[j] = 1 / float64(n)
	}
	c.rest, c.noise, c.felt = rest, noise, felt
}

// systematic draws as many as there are weights, with one chance for all
// (Kitagawa 1996, doi:10.1080/10618600.1996.10474692).
func systematic(weight []float64, u float64) []int {
	n := len(weight)
	from := make([]int, n)
	sum, j := weight[0], 0
	for i := range n {
		at := (u + float64(i)) / float64(n)
		for sum < at && j < n-1 {
			j++
			sum += weight[j]
		}
		from[i] = j
	}
	return from
}
