package report

import (
	"fmt"
	"slices"

	"codeberg.org/go-pdf/fpdf"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/core/drawing"
	"github.com/unknot/unknot/core/knowledge"
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

// printed lists the views to print: front and back always, and up to two
// others for what those two hardly show.
func printed(pain map[unknot.CellID]float64) []string {
	ids := []string{"front", "back"}
	for _, v := range figure.Showing(drawing.Figure, body.ZonesOf(pain), 2, ids...) {
		ids = append(ids, v.ID)
	}
	return ids
}

// Print is the body print as SVG: what hurts and how much, front marks on the
// front and back marks on the back.
func Print(base *knowledge.Base, r care.Report, o Options) string {
	v, pain := o.voice(base), marks(r)
	ids := printed(pain)
	var list []figure.Picture
	for _, view := range drawing.Views() {
		if slices.Contains(ids, view.ID) {
			list = append(list, figure.Picture{View: &view, Heat: pain, Label: v.In("view", view.Name)})
		}
	}
	return figure.Sheet(list, drawing.Light.Colours(), v.tr("Where it hurts"), v.know(body.Describe(base, r.Answer.Case.Drawing)))
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
		s.CellFormat(v.Width*scale, 3, s.In("view", v.Name), "", 0, "C", false, 0, "")
		at += v.Width*scale + 1.5
	}
	s.ink()
	s.SetXY(x, y+printHigh+3.5)
	s.soft()
	s.para(s.mirrored(), x, w, 7.5, false, 2)
	s.ink()
}

// view prints skin, hair, pain and light; light is cut off at the outline.
func (s *sheet) view(v figure.View, pain map[unknot.CellID]float64, c figure.Colours, x, y, scale float64) {
	points := func(ring [][2]float64, flip bool) []fpdf.PointType {
		out := make([]fpdf.PointType, len(ring))
		for i, p := range ring {
			if flip {
				p[0] = v.Width - p[0]
			}
			out[i] = fpdf.PointType{X: x + p[0]*scale, Y: y + p[1]*scale}
		}
		return out
	}
	fill := func(path, colour string, share float64, flip bool) {
		r, g, b := rgb(colour)
		s.SetFillColor(r, g, b)
		s.SetAlpha(share, "Normal")
		// One path for all rings: a ring within another is a hole, and a hole
		// filled by itself would be painted over.
		for _, ring := range figure.Rings(path) {
			for i, p := range points(ring, flip) {
				if i == 0 {
					s.MoveTo(p.X, p.Y)
				} else {
					s.LineTo(p.X, p.Y)
				}
			}
			s.ClosePath()
		}
		s.DrawPath("F*")
	}
	s.ClipPolygon(points(figure.Rings(v.Outline)[0], false), false)
	fill(v.Outline, c.Skin, 1, false)
	fill(v.Hair, c.Hair, .5, false)
	for _, cell := range v.Cells {
		if p, ok := pain[cell.Cell]; ok {
			fill(cell.Path, c.Heat(p), 1, false)
		}
	}
	for _, t := range v.Tones {
		ink, share := c.Shadow, .085
		if t.Name[0] == 'h' {
			ink, share = c.Light, .16
		}
		fill(t.Path, ink, share, false)
		if v.Halved() {
			fill(t.Path, ink, share, true)
		}
	}
	s.ClipEnd()
	s.SetAlpha(1, "Normal")
}

// rgb reads "#rrggbb".
func rgb(colour string) (r, g, b int) {
	if _, err := fmt.Sscanf(colour, "#%02x%02x%02x", &r, &g, &b); err != nil {
		return 0, 0, 0 // the themes hold only such colours
	}
	return r, g, b
}
