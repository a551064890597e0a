package assess

import (
	"math"
	"strconv"
)

// leastTold is the log-odds from which a reason is told. Less would stand there
// as 0.0, and moves a chance by one in eighty at most. Judgement.
const leastTold = .05

// Told are the reasons large enough to be told, for and against, and what they
// leave of the score: what several signs say alike, which none of them adds
// alone, and what is too small to tell. Written with one decimal each, Start,
// the reasons and the rest add up to the Score.
func (c *Candidate) Told() (speaks, against []Reason, rest float64) {
	left := tenths(c.Score) - tenths(c.Start)
	pick := func(list []Reason) (out []Reason) {
		for _, r := range list {
			if math.Abs(r.LogOdds) >= leastTold {
				out = append(out, r)
				left -= tenths(r.LogOdds)
			}
		}
		return out
	}
	speaks, against = pick(c.For), pick(c.Against)
	return speaks, against, tenths(left)
}

// tenths rounds as a number with one decimal is written.
func tenths(x float64) float64 {
	v, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 1, 64), 64)
	if err != nil { // cannot be: it was written just before
		return x
	}
	return v
}
