package web

import (
	"context"
	"fmt"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/core/plan"
)

// sitePicture is the part of one picture of the body that shows the usual
// spots of a muscle.
type sitePicture struct {
	View  *figure.View
	Box   string // the part that is shown: x, y, width and height
	Cells map[unknot.CellID]bool
}

// siteSpan is how much of the front and back pictures is shown, in their own
// units: about a third of a body, so that one knows where one is.
const siteSpan = 210

// pictureOf chooses the picture that shows most of the sites and what part of
// it; ok is false when none shows any.
func pictureOf(ctx context.Context, sites []plan.Site) (p sitePicture, ok bool) {
	p.Cells = map[unknot.CellID]bool{}
	for _, s := range sites {
		for _, c := range s.Cells {
			p.Cells[c] = true
		}
	}
	most := 0
	var x, y float64
	for _, v := range bodyViews(ctx) {
		n := 0
		var sx, sy float64
		for _, shape := range v.Cells {
			if p.Cells[shape.Cell] || p.Cells[body.ZoneOf(shape.Cell)] {
				n, sx, sy = n+1, sx+shape.X, sy+shape.Y
			}
		}
		if n > most {
			most, p.View, x, y = n, v, sx/float64(n), sy/float64(n)
		}
	}
	if most == 0 {
		return p, false
	}
	w := min(siteSpan, p.View.Width)
	h := min(siteSpan, p.View.Height)
	x = min(max(x-w/2, 0), p.View.Width-w)
	y = min(max(y-h/2, 0), p.View.Height-h)
	p.Box = fmt.Sprintf("%.0f %.0f %.0f %.0f", x, y, w, h)
	return p, true
}

// heat colours the sites fully.
func (p sitePicture) heat() map[unknot.CellID]float64 {
	out := map[unknot.CellID]float64{}
	for c := range p.Cells {
		out[c] = 8
	}
	return out
}
