package drawing

import (
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body/figure"
)

// Theme is the colours of a picture.
type Theme string

// The two themes.
const (
	Light Theme = "light"
	Dark  Theme = "dark"
)

// Colours gives the colours of a theme; light is the theme of anything else.
func (t Theme) Colours() figure.Colours {
	if t == Dark {
		return figure.Dark
	}
	return figure.Light
}

// Figure is the one that strokes are painted on and reports show.
const Figure = "neutral"

// Views lists the pictures of that figure, with their cells. Strokes
// are painted on these.
func Views() []figure.View { return figure.Views(Figure) }

// SVG draws views of a figure with pain by cell (0-10). It holds a title and a
// description for those who cannot see it.
func SVG(name string, ids []string, pain map[unknot.CellID]float64, theme Theme, description string) string {
	var list []figure.Picture
	all := figure.Views(name)
	for i := range all {
		if slices.Contains(ids, all[i].ID) {
			list = append(list, figure.Picture{View: &all[i], Heat: pain})
		}
	}
	return figure.Sheet(list, theme.Colours(), "Where it hurts", description)
}
