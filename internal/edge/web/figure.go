package web

import (
	"context"
	"net/http"
	"slices"
	"sync"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/internal/care"
)

type figureKey struct{}

// withFigure lets all pictures of a page follow the figure that the person, or
// this home, chose. It is looked up when a page has a picture, and once.
func (s *Site) withFigure(r *http.Request) context.Context {
	return context.WithValue(r.Context(), figureKey{}, &pageFigures{there: map[string]bool{}, name: sync.OnceValue(func() string {
		prefs, err := care.Prefs.Get(r.Context(), s.practice, tenantOf(r), "")
		if err != nil || !slices.Contains(figure.Names, prefs.Body.Figure) { // a page is worth more than its proportions
			return figure.Names[0]
		}
		return prefs.Body.Figure
	})})
}

// pageFigures is what the pictures of one page share.
type pageFigures struct {
	name  func() string
	there map[string]bool // views whose shapes the page has
}

// again lets a picture use the shapes that stand on the page already.
func again(ctx context.Context, p figure.Picture) figure.Picture {
	if page, ok := ctx.Value(figureKey{}).(*pageFigures); ok {
		p.Again = page.there[p.View.ID]
		page.there[p.View.ID] = true
	}
	return p
}

// figureOf names the figure of a page's pictures.
func figureOf(ctx context.Context) string {
	if page, ok := ctx.Value(figureKey{}).(*pageFigures); ok {
		return page.name()
	}
	return figure.Names[0]
}

// bodyViews are the pictures of the page's figure, the whole body first.
func bodyViews(ctx context.Context) []*figure.View {
	all := figure.Views(figureOf(ctx))
	out := make([]*figure.View, len(all))
	for i := range all {
		out[i] = &all[i]
	}
	return out
}

// mostViews is how many views stand beside each other.
const mostViews = 2

// viewsFor picks the views of the page's figure that together show most of the
// zones.
func viewsFor(ctx context.Context, zones []unknot.CellID) []*figure.View {
	return figure.Showing(figureOf(ctx), zones, mostViews)
}

// framesFor are the frames in which marks are seen best; figures that are to be
// compared share them.
func framesFor(ctx context.Context, marks map[unknot.CellID]float64) []figure.Picture {
	return figure.Framed(viewsFor(ctx, body.ZonesOf(marks)), marks)
}

// marksAt turns places into marks.
func marksAt(places []unknot.CellID) map[unknot.CellID]float64 {
	out := map[unknot.CellID]float64{}
	for _, c := range places {
		out[c] = 1
	}
	return out
}
