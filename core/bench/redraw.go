package bench

import (
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/num"
)

// Agreement is the overlap (Jaccard: common over all, 0-1) of two drawings of the
// same pain by the same person. Judgement: people draw the same pain loosely,
// and a low figure makes a strict test. No paper for it is at hand.
const Agreement = 0.42

// Redraw draws the same pain again as a person would: cells are left out and
// cells beside them painted in their place, so that the overlap is about the
// given one. With n cells of which k move, the overlap is (n-k)/(n+k).
func Redraw(r *num.Stream, d unknot.Drawing, overlap float64) unknot.Drawing {
	move := (1 - overlap) / (1 + overlap)
	painted := map[unknot.CellID]bool{}
	for _, p := range d.Places {
		for _, c := range p.Cells {
			for _, x := range body.Expand(c) {
				painted[x] = true
			}
		}
	}
	added := map[unknot.CellID]bool{}
	var out unknot.Drawing
	for _, p := range d.Places {
		q := p
		q.Cells = nil
		q.Intensity = min(max(p.Intensity+float64(r.Intn(3)-1), 1), 10)
		for _, c := range p.Cells {
			for _, x := range body.Expand(c) {
				if r.Float() >= move {
					q.Cells = append(q.Cells, x)
					continue
				}
				cell, _ := body.CellOf(x)
				for range 12 { // beside the area, not within it
					if b := cell.Neighbours[r.Intn(len(cell.Neighbours))]; !painted[b] && !added[b] {
						added[b] = true
						q.Cells = append(q.Cells, b)
						break
					}
				}
			}
		}
		if len(q.Cells) == 0 {
			q.Cells = body.Expand(p.Cells[0])[:1]
		}
		slices.Sort(q.Cells)
		q.Cells = slices.Compact(q.Cells)
		out.Places = append(out.Places, q)
	}
	return out
}
