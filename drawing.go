package unknot

// Place is one painful place of a drawing.
type Place struct {
	Words     string   // what the person said, if anything
	Cells     []CellID // sorted, without repeats
	Intensity float64  // NRS 0-10
	Quality   []string // ache, burning, sharp, tingling, numb, pressure, throbbing
	Timing    string   // constant, comes_and_goes, on_movement, at_rest, at_night, or ""
}

// Drawing is where it hurts, by cell.
type Drawing struct {
	Places []Place
}

// Qualities lists the words a place may carry.
var Qualities = []string{"ache", "burning", "numb", "pressure", "sharp", "throbbing", "tingling"}

// Timings lists when a place may hurt.
var Timings = []string{"at_night", "at_rest", "comes_and_goes", "constant", "on_movement"}

// Pain returns the strongest intensity on every painted cell.
func (d Drawing) Pain() map[CellID]float64 {
	pain := make(map[CellID]float64)
	for _, p := range d.Places {
		for _, c := range p.Cells {
			if p.Intensity > pain[c] {
				pain[c] = p.Intensity
			}
		}
	}
	return pain
}

// Mirror returns the drawing with right and left exchanged.
func (d Drawing) Mirror() Drawing {
	out := Drawing{Places: make([]Place, len(d.Places))}
	for i, p := range d.Places {
		q := p
		q.Cells = make([]CellID, len(p.Cells))
		for j, c := range p.Cells {
			q.Cells[j] = c.Mirror()
		}
		out.Places[i] = q
	}
	return out
}
