package trial

import (
	"math"

	"github.com/unknot/unknot/core/num"
)

// Guess is what is expected of the pain, to plan a trial.
type Guess struct {
	Effect float64 // difference between the treatments, points
	Noise  float64 // spread of the ratings around their course, points; 0 is 1.2
	Memory float64 // how much of today's deviation is left tomorrow, 0-0.95; 0 is 0.5
}

// tries is how many invented trials each size gets.
const tries = 300

// Power is the chance that a trial of this design finds a difference as
// guessed: by inventing trials. The same design gives the same number.
func (d Design) Power(g Guess) float64 {
	g.fill()
	s := num.NewStream(d.Seed, 42)
	found := 0
	for t := range tries {
		d.Seed = uint64(t)
		r, err := d.Judge(Invent(d, g, s))
		if err == nil && (r.State == ABetter || r.State == BBetter) {
			found++
		}
	}
	return float64(found) / tries
}

// Size is the smallest number of blocks with a power of 80 %; ok is false when
// not even the largest is enough.
func (d Design) Size(g Guess) (blocks int, ok bool) {
	for d.Blocks = LeastBlocks; d.Blocks <= 14; d.Blocks++ {
		if d.Power(g) >= .8 {
			return d.Blocks, true
		}
	}
	return 14, false
}

func (g *Guess) fill() {
	if g.Noise == 0 {
		g.Noise = 1.2
	}
	if g.Memory == 0 {
		g.Memory = .5
	}
}

// Invent makes the ratings of a trial: a course that falls slowly, deviations
// with a memory, and the effect while A is done.
func Invent(d Design, g Guess, s *num.Stream) []float64 {
	g.fill()
	pain := make([]float64, d.Length())
	off := g.Noise * s.Normal()
	for day := range pain {
		off = g.Memory*off + g.Noise*math.Sqrt(1-g.Memory*g.Memory)*s.Normal()
		level := 5.5 - 1.5*float64(day)/float64(len(pain)) + off
		if p, _ := d.On(day); p.IsA {
			level -= g.Effect
		}
		pain[day] = min(max(math.Floor(level+.5), 0), 10)
	}
	return pain
}
