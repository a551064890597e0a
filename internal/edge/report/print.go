package report

import (
	"fmt"
	"slices"

	"codeberg.org/go-pdf/fpdf"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/sketch"
	"github.com/unknot/unknot/core/drawing"
	"github.com/unknot/unknot/internal/care"
)

// printHigh is the height of a body print in mm.
const printHigh = 56.0

// marks are the fine cells of the drawing with their pain.
func marks(r care.Report) map[unknot.CellID]float64 {
	out := map[unknot.CellID]float64{}
	for cell, pain := range r.Answer.Case.Drawing.Pain() {
		for _, fine := range body.Expand(cell) {
			out[fine] = max(out[fine], pain)
		}
	}
	return out
}

// printed lists the views to print: front and back always, a side of the head
// or the soles only when they are marked.
func printed(pain map[unknot.CellID]float64) []string {
	ids := []string{"front", "back"}
	for _, v := range drawing.Views() {
		if slices.Contains(ids, v.ID) {
			continue
		}
		for _, s := range v.Cells {
			if _, ok := pain[s.Cell]; ok && len(ids) < 4 {
				ids = append(ids, v.ID)
				break
			}
		}
	}
	return ids
}

// Print is the body print as SVG: what hurts and how much, front marks on the
// front and back marks on the back.
func Print(r care.Report, words string) string {
	pain := marks(r)
	return drawing.SVG(printed(pain), pain, drawing.Light, words)
}

// prints draws the body into the PDF, the same picture as Print. The views
// stand side by side, each at the same height but for the small ones.
func (s *sheet) prints(x, w float64) {
	pain, c := marks(s.r), drawing.Light.Colours()
	y, at := s.GetY(), x
	for _, v := range drawing.Views() {
		if !slices.Contains(printed(pain), v.ID) {
			continue
		}
		high := printHigh
		if v.ID != "front" && v.ID != "back" {
			high = printHigh / 2.6
		}
		scale := high / v.Height
		if at+v.Width*scale > x+w {
			break
		}
		s.view(v, pain, c, at, y, scale)
		s.SetXY(at, y+high)
		s.soft()
		s.SetFont("sans", "", 6.5)
		s.CellFormat(v.Width*scale, 3, v.Name, "", 0, "C", false, 0, "")
		at += v.Width*scale + 1.5
	}
	s.ink()
	s.SetXY(x, y+printHigh+3.5)
	s.soft()
	s.para("As the person sees it: their right is on the left of the front, and on the right of the back.", x, w, 6.5, false, 2)
	s.ink()
}

func (s *sheet) view(v sketch.FineView, pain map[unknot.CellID]float64, c drawing.Colours, x, y, scale float64) {
	fill := func(shape sketch.FineShape, colour string) {
		r, g, b := rgb(colour)
		s.SetFillColor(r, g, b)
		s.SetDrawColor(r, g, b)
		s.SetLineWidth(.12)
		for _, ring := range shape.Rings {
			points := make([]fpdf.PointType, len(ring))
			for i, p := range ring {
				points[i] = fpdf.PointType{X: x + p[0]*scale, Y: y + p[1]*scale}
			}
			s.Polygon(points, "FD")
		}
	}
	for _, shape := range v.Cells {
		fill(shape, c.Skin)
	}
	for _, shape := range v.Cells {
		if p, ok := pain[shape.Cell]; ok {
			fill(shape, c.Heat(p))
		}
	}
}

// rgb reads "#rrggbb".
func rgb(colour string) (r, g, b int) {
	if _, err := fmt.Sscanf(colour, "#%02x%02x%02x", &r, &g, &b); err != nil {
		return 0, 0, 0 // the themes hold only such colours
	}
	return r, g, b
}
