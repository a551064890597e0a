package drawing

import (
	"math"
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
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
// pain. That four of five regions are needed was looked up, that those do not
// count is from memory. Hands and feet go with their limb; judgement.
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
