package drawing

import (
	"fmt"

	"github.com/unknot/unknot/core/body"
)

// firstFigure is the flat figure of the first drawings. Its cells have the ids
// of those of the mannequin, so they carry over. Its lines do not: laid over
// this figure, only 71 of 100 points of its front and back lie in the same cell,
// and a line along the little-finger side of the forearm lies on its back.
const firstFigure = "figure/1"

// migrate brings a drawing on an older figure to this one, or says why it
// cannot.
func (s *Sheet) migrate() error {
	if s.Figure != firstFigure {
		return nil
	}
	for i, p := range s.Places {
		if len(p.Strokes) > 0 {
			return fault(fmt.Sprintf("/places/%d/strokes/0", i), "strokes on "+firstFigure+" would lie on other places of this figure", "name the cells that they touched instead")
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
