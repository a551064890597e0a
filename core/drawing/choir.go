package drawing

import (
	"sort"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// Picture says which numbering of the CHOIR body map is meant: the female
// picture numbers six front segments in another way (Scherrer 2021, doi
// 10.1097/PR9.0000000000000880, and its published package).
type Picture string

// The two pictures; Standard is the male one.
const (
	Standard Picture = "standard"
	Female   Picture = "female"
)

// Segment is one marked segment of the CHOIR body map.
type Segment struct {
	Number    int     `json:"segment"`   // 101-136 front, 201-238 back
	Intensity float64 `json:"intensity"` // strongest, NRS 0-10
}

// femaleToStandard turns the six numbers of the female picture.
var femaleToStandard = map[int]int{112: 116, 113: 117, 114: 112, 115: 113, 116: 114, 117: 115}

func (p Picture) standard(n int) int {
	if s, ok := femaleToStandard[n]; ok && p == Female {
		return s
	}
	return n
}

func (p Picture) number(standard int) int {
	for n := 112; n <= 117; n++ {
		if p == Female && femaleToStandard[n] == standard {
			return n
		}
	}
	return standard
}

// ToCHOIR gives the segments of a drawing, by number. A cell that lies in two
// segments marks both, so the extent is never understated.
func ToCHOIR(d unknot.Drawing, p Picture) []Segment {
	most := map[int]float64{}
	for _, place := range d.Places {
		for _, id := range place.Cells {
			for _, fine := range body.Expand(id) {
				c, _ := body.CellOf(fine)
				for _, n := range c.CHOIR {
					k := p.number(n)
					if old, ok := most[k]; !ok || place.Intensity > old {
						most[k] = place.Intensity
					}
				}
			}
		}
	}
	out := make([]Segment, 0, len(most))
	for n, x := range most {
		out = append(out, Segment{n, x})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Number < out[j].Number })
	return out
}

// FromCHOIR gives a drawing of every cell that lies wholly in the segments, a
// place for each intensity, strongest first. Segments are coarser than cells.
func FromCHOIR(segments []Segment, p Picture) (unknot.Drawing, error) {
	pain := map[int]float64{}
	for _, s := range segments {
		n := p.standard(s.Number)
		if (n < 101 || n > 136) && (n < 201 || n > 238) {
			return unknot.Drawing{}, unknot.Errorf(unknot.Invalid, "segment %d is not on the CHOIR body map; give 101 to 136 or 201 to 238", s.Number)
		}
		if !(s.Intensity >= 0 && s.Intensity <= 10) {
			return unknot.Drawing{}, unknot.Errorf(unknot.Invalid, "segment %d: give an intensity from 0 to 10", s.Number)
		}
		pain[n] = s.Intensity
	}
	by := map[float64][]unknot.CellID{}
	for _, c := range body.Cells() {
		most, whole := -1.0, true
		for _, n := range c.CHOIR {
			x, ok := pain[n]
			whole = whole && ok
			most = max(most, x)
		}
		if whole {
			by[most] = append(by[most], c.ID)
		}
	}
	var d unknot.Drawing
	for x, cells := range by {
		d.Places = append(d.Places, unknot.Place{Cells: cells, Intensity: x})
	}
	sort.Slice(d.Places, func(i, j int) bool { return d.Places[i].Intensity > d.Places[j].Intensity })
	return d, nil
}
