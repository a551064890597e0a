package assess

import (
	"fmt"
	"sort"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

// item is one piece of evidence as a person would name it. Items are folded in
// one after the other, so that their log-odds add up to the score.
type item struct {
	id      string
	words   string
	sources []string
	cells   []int    // painted cells
	silent  bool     // all cells left unpainted
	factors bool     // age, sex, conditions
	signs   []sign   // answers that several causes may share
	private []factor // likelihood ratios of a finding of one muscle
}

// mostPlaces is how many places get a reason of their own; the rest share one.
const mostPlaces = 12

// sign is a yes or no that any of the linked causes may bring about.
type sign struct {
	node        int
	yes         bool
	reliability float64 // of the answer, 0-1; 0 means 1
}

// factor is what a test of one muscle does to its odds.
type factor struct {
	cause          int
	active, latent float64
}

// items lists the evidence in a fixed order: person, places as drawn, answers
// by id, then what was left unpainted.
func (e *Engine) items(in Input) ([]item, error) {
	out := []item{{id: "person", words: "age, sex and health", factors: true}}
	seen := map[int]bool{}
	placed, rest := 0, item{id: "places"}
	for i, p := range in.Drawing.Places {
		it := item{id: fmt.Sprintf("place.%d", i+1)}
		name := ""
		for _, c := range p.Cells {
			z, s := body.SplitCell(c)
			cell := body.ZoneCell(z, s)
			j, ok := e.cell[cell]
			if !ok {
				return nil, fmt.Errorf("drawing.places[%d]: unknown cell %q", i, string(c))
			}
			if !seen[j] && p.Intensity > 0 {
				seen[j] = true
				it.cells = append(it.cells, j)
			}
			if name == "" {
				name = body.ZoneName(e.base, cell)
			}
		}
		if len(it.cells) == 0 {
			continue
		}
		sort.Ints(it.cells)
		it.words = "pain drawn: " + name
		if n := len(it.cells); n > 1 {
			it.words += fmt.Sprintf(" and %d more", n-1)
		}
		if placed++; placed > mostPlaces {
			rest.cells = append(rest.cells, it.cells...)
			continue
		}
		out = append(out, it)
	}
	if len(rest.cells) > 0 {
		rest.words = fmt.Sprintf("pain drawn: %d more places", len(rest.cells))
		out = append(out, rest)
	}
	danger := make([]string, 0, len(in.Danger))
	for id := range in.Danger {
		danger = append(danger, id)
	}
	sort.Strings(danger)
	for _, id := range danger {
		if a := in.Danger[id]; a == unknot.Yes || a == unknot.No {
			if it, ok := e.signItem(id, "", a == unknot.Yes, 0); ok {
				out = append(out, it)
			}
		}
	}
	for i, f := range in.Findings {
		it, ok, err := e.findingItem(f)
		if err != nil {
			return nil, fmt.Errorf("findings[%d]: %w", i, err)
		}
		if ok {
			out = append(out, it)
		}
	}
	return append(out, item{id: "unpainted", words: "places left unpainted", silent: true}), nil
}

// signItem links an answered question to every cause that names it.
func (e *Engine) signItem(id string, side unknot.Side, yes bool, reliability float64) (item, bool) {
	key := signKey(id, side)
	k, ok := e.node[key]
	if !ok {
		return item{}, false
	}
	answer := "no"
	if yes {
		answer = "yes"
	}
	return item{id: key, words: e.askWords(id) + " " + answer, signs: []sign{{k, yes, within(reliability, 0, 1)}}}, true
}

// answersOf lists the questions and findings that a cause bears on.
func (e *Engine) answersOf(c *cause) []knowledge.Reading {
	if c.lookalike >= 0 {
		return e.base.FindingsOfLookalike(e.base.Lookalikes[c.lookalike].ID)
	}
	return e.base.FindingsOfMuscle(e.base.Muscles[c.muscle].ID)
}

func (e *Engine) askWords(id string) string {
	if q, ok := e.base.Question(id); ok {
		return q.Ask
	}
	if f, ok := e.base.Finding(id); ok {
		return f.Ask
	}
	return id
}
