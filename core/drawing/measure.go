package drawing

import (
	"math"
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/num"
)

// Extent is how much of the body a drawing covers.
type Extent struct {
	Percent float64  // of the skin, 0-100
	Zones   int      // zones by side
	Regions []string // of the five regions of widespread pain, those marked
}

// Widespread reports pain in at least four of the five regions, which is what
// the 2016 criteria call generalized pain; it is no diagnosis (Wolfe 2016, doi
// 10.1016/j.semarthrit.2016.08.012).
func (e Extent) Widespread() bool { return len(e.Regions) >= 4 }

// Measure measures the extent of a set of cells.
func Measure(base *knowledge.Base, cells []unknot.CellID) Extent {
	all := fine(cells)
	zones, regions := map[unknot.CellID]bool{}, map[string]bool{}
	for _, id := range all {
		zones[body.ZoneOf(id)] = true
		zone, side := body.SplitCell(id)
		if z, ok := base.Zone(zone); ok {
			if r := widespreadRegion(z.Region, side); r != "" {
				regions[r] = true
			}
		}
	}
	e := Extent{Percent: 100 * skin(all) / skin(fine(everyCell())), Zones: len(zones)}
	for _, r := range []string{"axial", "left lower", "left upper", "right lower", "right upper"} {
		if regions[r] {
			e.Regions = append(e.Regions, r)
		}
	}
	return e
}

// widespreadRegion gives the region of Wolfe 2016 of one of our regions: "" for
// head, jaw, chest, belly and pelvic floor, which do not count for generalized
// pain. Hands and feet go with their limb; judgement.
func widespreadRegion(region string, side unknot.Side) string {
	switch region {
	case "neck_back", "neck_front", "throat", "upper_back", "mid_back", "low_back":
		return "axial"
	case "neck_shoulder", "shoulder", "arm", "elbow", "forearm", "wrist", "hand":
		return string(side) + " upper"
	case "hip", "thigh", "knee", "calf", "leg", "ankle", "foot":
		return string(side) + " lower"
	}
	return ""
}

func everyCell() []unknot.CellID {
	var out []unknot.CellID
	for _, c := range body.Cells() {
		out = append(out, c.ID)
	}
	return out
}

// fine expands whole zones, sorts, and drops repeats and unknown cells.
func fine(cells []unknot.CellID) []unknot.CellID {
	var out []unknot.CellID
	for _, c := range cells {
		out = append(out, body.Expand(c)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// skin sums the area, cm².
func skin(cells []unknot.CellID) float64 {
	sum := 0.0
	for _, id := range cells {
		c, _ := body.CellOf(id)
		sum += c.AreaCM2
	}
	return sum
}

// Change compares two drawings by skin area.
type Change struct {
	Jaccard, Dice float64 // 0 apart, 1 the same; two empty drawings are the same
	ShiftCM       float64 // between the centres, cm, for a person of 170 cm; 0 when one is empty
}

// Compare compares two sets of cells. Jaccard 1912 (doi
// 10.1111/j.1469-8137.1912.tb05611.x) and Dice 1945 (doi 10.2307/1932409).
func Compare(a, b []unknot.CellID) Change {
	a, b = fine(a), fine(b)
	var common []unknot.CellID
	for _, c := range a {
		if _, ok := slices.BinarySearch(b, c); ok {
			common = append(common, c)
		}
	}
	sa, sb, both := skin(a), skin(b), skin(common)
	if sa+sb == 0 {
		return Change{Jaccard: 1, Dice: 1}
	}
	out := Change{Jaccard: both / (sa + sb - both), Dice: 2 * both / (sa + sb)}
	if sa > 0 && sb > 0 {
		xa, ya := middleOf(a)
		xb, yb := middleOf(b)
		out.ShiftCM = math.Hypot(xa-xb, ya-yb)
	}
	return out
}

// middleOf is the centre of skin, cm to the person's left and down from the
// top of the head; front and back lie on each other. A cell drawn only on the
// sole counts at the bottom.
func middleOf(cells []unknot.CellID) (x, y float64) {
	const cm = 0.17 // per view unit, for a person of 170 cm
	total := 0.0
	for _, id := range cells {
		c, _ := body.CellOf(id)
		at, ok := places()[id]
		if !ok {
			at = [2]float64{map[unknot.Side]float64{unknot.Right: -50, unknot.Left: 50}[c.Side], 1000}
		}
		total += c.AreaCM2
		x += c.AreaCM2 * at[0] * cm
		y += c.AreaCM2 * at[1] * cm
	}
	return x / total, y / total
}

// Redraw gives a drawing as the same person might make it again: cells are
// lost, and others beside it won, until about the asked Jaccard overlap (by
// area) is left; 0.42 is what the tests of stability ask for. Equal seeds give
// equal redraws.
func Redraw(cells []unknot.CellID, jaccard float64, seed uint64) []unknot.CellID {
	have := fine(cells)
	all := skin(have)
	// Losing and winning a share p each leaves (1-p)/(1+p).
	swap := all * (1 - jaccard) / (1 + jaccard)
	r := num.NewStream(seed, 0)
	in := map[unknot.CellID]bool{}
	for _, c := range have {
		in[c] = true
	}
	was := slices.Clone(have)
	for i := len(have) - 1; i > 0; i-- { // Fisher and Yates
		j := r.Intn(i + 1)
		have[i], have[j] = have[j], have[i]
	}
	lost := 0.0
	for _, id := range have {
		c, _ := body.CellOf(id)
		if lost+c.AreaCM2*r.Float() >= swap {
			break
		}
		in[id] = false
		lost += c.AreaCM2
	}
	for won := 0.0; won < swap; {
		var beside []unknot.CellID
		for _, c := range everyCell() {
			if touches(c, was, in) && !in[c] {
				if _, old := slices.BinarySearch(was, c); !old {
					beside = append(beside, c)
				}
			}
		}
		if len(beside) == 0 {
			break
		}
		c, _ := body.CellOf(beside[r.Intn(len(beside))])
		if won+c.AreaCM2*r.Float() >= swap {
			break
		}
		in[c.ID] = true
		won += c.AreaCM2
	}
	var out []unknot.CellID
	for _, c := range everyCell() {
		if in[c] {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return out
}

// touches reports whether a cell lies beside the first drawing or what was won.
func touches(id unknot.CellID, was []unknot.CellID, in map[unknot.CellID]bool) bool {
	c, _ := body.CellOf(id)
	for _, n := range c.Neighbours {
		if _, old := slices.BinarySearch(was, n); old || in[n] {
			return true
		}
	}
	return false
}
