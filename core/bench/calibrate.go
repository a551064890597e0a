package bench

import (
	"slices"
	"time"

	"github.com/unknot/unknot/core/assess"
)

// Bin is one step of a calibration curve.
type Bin struct {
	Low, High float64 // chances said
	Said      float64 // mean chance said
	Was       float64 // share that was true
	Count     int
}

// Calibration is how far chances can be taken at their word.
type Calibration struct {
	Drawings      int
	Cells         int // painted, median
	Bins          []Bin
	ECE           float64 // expected calibration error over causes said at 10 % or more
	Brier         float64 // mean squared error over causes that are listed
	First, First3 float64 // share of drawings with a muscle among the truth: it is first, in the first three
	Usual, Slow   time.Duration
	said          []point
}

type point struct {
	p    float64
	true bool
}

// leastSaid is the chance from which the calibration error is counted; below,
// hundreds of causes that nobody would name would make any engine look good.
const leastSaid = 0.1

// Calibrate compares chances with truth. now is a clock, or nil to leave the
// times out.
func Calibrate(e *assess.Engine, list []Painting, now func() time.Time) (Calibration, error) {
	c := Calibration{Drawings: len(list)}
	var times []time.Duration
	var cells []int
	withMuscle, first, first3 := 0, 0, 0
	for i := range list {
		x := &list[i]
		var start time.Time
		if now != nil {
			start = now()
		}
		a, err := e.Infer(x.Input)
		if err != nil {
			return c, err
		}
		if now != nil {
			times = append(times, now().Sub(start))
		}
		cells = append(cells, x.Places)
		best := 0
		for k, m := range a.Candidates {
			is := slices.Contains(x.Truth, name(m))
			if is && best == 0 {
				best = k + 1
			}
			c.said = append(c.said, point{m.Probability, is})
		}
		if e.HasMuscle(x.Truth) {
			withMuscle++
			if best == 1 {
				first++
			}
			if best >= 1 && best <= 3 {
				first3++
			}
		}
	}
	c.First, c.First3 = float64(first)/float64(max(withMuscle, 1)), float64(first3)/float64(max(withMuscle, 1))
	c.Bins, c.ECE, c.Brier = curve(c.said)
	slices.Sort(cells)
	if len(cells) > 0 {
		c.Cells = cells[len(cells)/2]
	}
	if len(times) > 0 {
		slices.Sort(times)
		c.Usual, c.Slow = times[len(times)/2], times[len(times)*99/100]
	}
	return c, nil
}

func curve(list []point) (bins []Bin, ece, brier float64) {
	bins = make([]Bin, 10)
	hits := make([]int, len(bins))
	for _, x := range list {
		k := min(int(x.p*float64(len(bins))), len(bins)-1)
		b := &bins[k]
		b.Said += x.p
		b.Count++
		y := 0.0
		if x.true {
			hits[k]++
			y = 1
		}
		brier += (x.p - y) * (x.p - y)
	}
	counted := 0
	for k := range bins {
		b := &bins[k]
		b.Low, b.High = float64(k)/float64(len(bins)), float64(k+1)/float64(len(bins))
		if b.Count == 0 {
			continue
		}
		b.Said /= float64(b.Count)
		b.Was = float64(hits[k]) / float64(b.Count)
		if b.Low >= leastSaid {
			ece += float64(b.Count) * abs(b.Said-b.Was)
			counted += b.Count
		}
	}
	return bins, ece / float64(max(counted, 1)), brier / float64(max(len(list), 1))
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}
