package forecast

import "math"

// The two simple rules that every forecast is held against.
const (
	LastRule   = "last"     // tomorrow is as the last rating
	SmoothRule = "smoothed" // tomorrow is as the diary, smoothed with 0.3
)

// How the smoothed rule weighs a new rating, and the least width of a rule,
// points. Judgement: 0.3 looks back about three ratings, and ratings of the same
// pain differ by about a point.
const smooth, leastWidth = .3, .8

// naive gives the forecast of both rules: the same for every day to come, as
// wide as the rule missed the diary so far, but not below 0.8 points.
func naive(pain []float64) (last, smoothed Chances, ok bool) {
	var now, even float64
	var missLast, missEven []float64
	for _, y := range pain {
		if y < 0 {
			continue
		}
		if !ok {
			now, even, ok = y, y, true
			continue
		}
		missLast, missEven = append(missLast, y-now), append(missEven, y-even)
		now, even = y, float64((1-smooth)*even)+float64(smooth*y)
	}
	if !ok {
		return around(5, 3), around(5, 3), false
	}
	return around(now, spread(missLast)), around(even, spread(missEven)), true
}

func spread(miss []float64) float64 {
	sum := 0.
	for _, e := range miss {
		sum += float64(e * e)
	}
	return max(leastWidth, math.Sqrt(sum/float64(max(1, len(miss)))))
}
