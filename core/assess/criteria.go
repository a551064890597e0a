package assess

// Criterion is a named set of criteria of the field, as far as the answers
// reach.
type Criterion struct {
	ID      string // delphi_2018, dctmd_myalgia, acr_2016, …
	Name    string
	About   string // muscle with side, or side; empty for the whole body
	Met     string // yes, no, or open when answers are missing
	Parts   []Part
	Count   int // parts that are met
	Needed  int // parts that are needed; 0 when the parts are not just counted
	Words   string
	Sources []string
}

// Part is one item of a criterion.
type Part struct {
	ID, Words string
	Met       string // yes, no or open
}

func (e *Engine) criteria(in Input) []Criterion { return nil }
