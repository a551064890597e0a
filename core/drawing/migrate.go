package drawing

import (
	"fmt"

	"github.com/unknot/unknot/core/body"
)

// firstFigure is the flat figure of the first drawings. Its cells have the same
// ids as those of the mannequin, and its front and back were drawn on the same
// scale, so both carry over; its close-ups were not.
const firstFigure = "figure/1"

// migrate brings a drawing on an older figure to this one, or says why it
// cannot.
func (s *Sheet) migrate() error {
	if s.Figure != firstFigure {
		return nil
	}
	for i, p := range s.Places {
		for k, line := range p.Strokes {
			if line.View != "front" && line.View != "back" {
				return fault(fmt.Sprintf("/places/%d/strokes/%d/view", i, k), "strokes on "+line.View+" of "+firstFigure+" have no place on this figure", "name its cells instead")
			}
		}
	}
	s.Figure = body.FigureVersion
	return nil
}

func viewIDs() []string {
	var out []string
	for _, v := range Views() {
		out = append(out, v.ID)
	}
	return out
}
