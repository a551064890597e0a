package wire

import "github.com/unknot/unknot/core/assess"

// careJSON is the level of care that look-alikes call for, beside the danger
// signs: the higher of the two counts.
type careJSON struct {
	Level   string   `json:"level"`
	Because []string `json:"because"`
}

// atMostJSON is the standing of a dangerous look-alike: how likely it is, and
// a limit that holds whatever the other causes do.
type atMostJSON struct {
	ID          string  `json:"id"`
	Level       string  `json:"level"`
	Probability float64 `json:"probability"`
	AtMost      float64 `json:"at_most"`
}

type criterionJSON struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	About   string     `json:"about,omitempty"`
	Met     string     `json:"met"` // yes, no, open
	Needed  int        `json:"needed,omitempty"`
	Parts   []partJSON `json:"parts"`
	Words   string     `json:"words"`
	Sources []string   `json:"sources"`
}

type partJSON struct {
	ID    string `json:"id"`
	Words string `json:"words"`
	Met   string `json:"met"`
}

type conflictJSON struct {
	A     string `json:"a"`
	B     string `json:"b"`
	Words string `json:"words"`
}

type coverJSON struct {
	Place string  `json:"place"`
	Share float64 `json:"share"`
}

type answerJSON struct {
	ID    string `json:"id"`
	Words string `json:"words"`
}

type outcomeJSON struct {
	Answer      string  `json:"answer"`
	Leader      string  `json:"leader"`
	Probability float64 `json:"probability"`
	Changes     bool    `json:"changes"`
}

func more(out *assessmentJSON, a assess.Assessment) {
	if a.Gap < 1 && a.Version != "" {
		gap := round4(a.Gap)
		out.Gap = &gap
	}
	out.Dangers, out.Conflicts = dangersOf(a), conflictsOf(a)
	for _, c := range a.Criteria {
		x := criterionJSON{ID: c.ID, Name: c.Name, About: c.About, Met: c.Met, Needed: c.Needed, Parts: []partJSON{}, Words: c.Words, Sources: list(c.Sources)}
		for _, p := range c.Parts {
			x.Parts = append(x.Parts, partJSON{p.ID, p.Words, p.Met})
		}
		out.Criteria = append(out.Criteria, x)
	}
}

func dangersOf(a assess.Assessment) []atMostJSON {
	out := []atMostJSON{}
	for _, d := range a.Dangers {
		out = append(out, atMostJSON{d.Lookalike, d.Level.String(), d.Probability, d.AtMost})
	}
	return out
}

func conflictsOf(a assess.Assessment) []conflictJSON {
	out := []conflictJSON{}
	for _, c := range a.Conflicts {
		out = append(out, conflictJSON{c.A, c.B, c.Words})
	}
	return out
}

func nextOf(n assess.Next) nextJSON {
	out := nextJSON{Ask: n.Ask, Kind: n.Kind, Bits: round4(n.Bits), Effort: n.Effort, Words: n.Words, Why: n.Why, How: n.How,
		Answers: []answerJSON{}, Outcomes: []outcomeJSON{}}
	for _, a := range n.Answers {
		out.Answers = append(out.Answers, answerJSON{a.ID, a.Words})
	}
	for _, o := range n.Outcomes {
		out.Outcomes = append(out.Outcomes, outcomeJSON{o.Answer, o.Leader, round4(o.Chance), o.Changes})
	}
	return out
}
