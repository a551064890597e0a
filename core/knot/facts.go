package knot

// Use says what part a fact had when numbers were chosen. Only facts that were
// left alone say anything about the worth of the model.
type Use string

// The uses.
const (
	Tuned   Use = "tuned"     // a number of the model was set to meet it
	Watched Use = "watched"   // no number was moved for it, but it was in view
	HeldOut Use = "untouched" // no number was set or changed for it; rows 40 and 41 were written when all numbers stood
)

// Fact is one row of the table of what the model must reproduce.
type Fact struct {
	ID        string // row; parts of one row share the number: 22a, 22b
	Words     string
	Measured  string  // as published, with unit
	Low, High float64 // tolerance, inclusive
	Model     float64
	Use       Use
	Source    string
}

// Pass tells whether the model lies within the tolerance.
func (f Fact) Pass() bool { return f.Model >= f.Low && f.Model <= f.High }

// Row is the number of the row without the letter of its part.
func (f Fact) Row() string {
	end := len(f.ID)
	for end > 0 && f.ID[end-1] >= 'a' && f.ID[end-1] <= 'z' {
		end--
	}
	return f.ID[:end]
}

// Facts computes the whole table for the default model. It takes a second or
// two and gives the same numbers each time.
func Facts() []Fact { return FactsOf(Default()) }

// FactsOf computes the table for other parameters, such as Specified.
func FactsOf(p Parameters) []Fact {
	list := energyFacts(&p)
	list = append(list, storyFacts(&p)...)
	list = append(list, sessionFacts(&p)...)
	list = append(list, populationFacts(&p)...)
	list = append(list, Robust(p, 400, 3).facts()...)
	return append(list, stepFacts()...)
}

// Rows counts the rows of the table that pass, all parts of a row together.
func Rows(list []Fact) (pass, all int) {
	bad := map[string]bool{}
	for _, f := range list {
		bad[f.Row()] = bad[f.Row()] || !f.Pass()
	}
	for _, b := range bad { // only counted, so the order does not matter
		if !b {
			pass++
		}
	}
	return pass, len(bad)
}
