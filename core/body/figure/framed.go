package figure

import (
	"fmt"

	"github.com/unknot/unknot"
)

// upperEnd and lowerStart are where the halves of a whole body end and begin,
// as shares of its height: below the hips, and above them. Marks have to lie
// half a hand within. Judgement.
const upperEnd, lowerStart, inset = .58, .4, .03

// Framed gives empty pictures of views in which marks will be shown, each of them
// at once or one after the other: of whole bodies the half in which all marks
// lie, so that small places are seen, and all bodies in frames of one width, so
// that they are of one size.
func Framed(views []*View, marks ...map[unknot.CellID]float64) []Picture {
	top, bottom, wide := 1., 0., 0.
	for _, v := range views {
		if !v.Whole() {
			continue
		}
		wide = max(wide, v.Width)
		for _, c := range v.Cells {
			for _, m := range marks {
				if LevelOf(m, c.Cell) > 0 {
					top, bottom = min(top, c.Y/v.Height), max(bottom, c.Y/v.Height)
				}
			}
		}
	}
	from, to := 0., 1.
	switch {
	case top > bottom: // nothing is marked
	case bottom < upperEnd-inset:
		to = upperEnd
	case top > lowerStart+inset:
		from = lowerStart
	}
	out := make([]Picture, len(views))
	for i, v := range views {
		if out[i].View = v; v.Whole() {
			out[i].Box = fmt.Sprintf("%g %g %g %g", (v.Width-wide)/2, from*v.Height, wide, (to-from)*v.Height)
		}
	}
	return out
}
