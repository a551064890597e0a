package assess

import (
	"fmt"
	"math"
	"sort"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// item is one piece of evidence as a person would name it. Items are folded in
// one after the other, so that their log-odds add up to the score.
type item struct {
	id      string
	words   string
	sources []string
	cells   []int          // painted cells
	silent  bool           // all cells left unpainted
	factors bool           // age, sex, conditions
	signs   []sign         // answers that several causes may share
	private map[int]factor // by cause: likelihood ratio of a private finding
}

// mostPlaces is how many places get a reason of their own; the rest share one.
const mostPlaces = 12

// sign is a yes or no that any of the linked causes may bring about.
type sign struct {
	yes   bool
	leak  float64
	links map[int]float64 // by cause
}

type factor struct{ active, latent float64 }

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
			if it, ok := e.signItem(id, "", a == unknot.Yes, e.base.Engine.SignLeak); ok {
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
func (e *Engine) signItem(id string, side unknot.Side, yes bool, leak float64) (item, bool) {
	s := sign{yes: yes, leak: leak, links: map[int]float64{}}
	for i := range e.causes {
		c := &e.causes[i]
		if side != "" && c.side != "" && c.side != side {
			continue
		}
		if q := e.linkChance(c, id); q > 0 {
			s.links[i] = q
		}
	}
	if len(s.links) == 0 {
		return item{}, false
	}
	answer := "no"
	if yes {
		answer = "yes"
	}
	key := id
	if side != "" {
		key += "." + string(side)
	}
	return item{id: key, words: e.askWords(id) + " " + answer, signs: []sign{s}}, true
}

func (e *Engine) linkChance(c *cause, id string) float64 {
	if c.lookalike >= 0 {
		for _, l := range e.base.Lookalikes[c.lookalike].Findings {
			if l.ID == id {
				return l.Chance
			}
		}
		return 0
	}
	if f, ok := e.base.Finding(id); ok {
		for _, l := range f.Muscles {
			if l.ID == string(e.base.Muscles[c.muscle].ID) {
				return l.Chance
			}
		}
	}
	return 0
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

// weigh folds the items into odds, positives and leaks, one entry per cause of
// the engine.
func (e *Engine) weigh(items []item, in Input, tilt float64) (causes []weighted, leak []float64) {
	strength := func(i, j int) float64 { return math.Min(e.causes[i].paint[j]*tilt, strongest) }
	causes = make([]weighted, len(e.causes))
	for i := range e.causes {
		causes[i].active, causes[i].latent = e.causes[i].odds, e.causes[i].latent
	}
	painted := make([]bool, len(e.cells))
	silent := false
	for _, it := range items {
		silent = silent || it.silent
		for _, j := range it.cells {
			painted[j] = true
			leak = append(leak, e.leak[j])
			for i := range causes {
				causes[i].fires = append(causes[i].fires, strength(i, j))
			}
		}
		for _, s := range it.signs {
			if s.yes {
				leak = append(leak, s.leak)
			}
			for i := range causes {
				if s.yes {
					causes[i].fires = append(causes[i].fires, s.links[i])
				} else {
					causes[i].active *= 1 - s.links[i]
				}
			}
		}
		for i, f := range it.private {
			causes[i].active *= f.active
			causes[i].latent *= f.latent
		}
		if it.factors {
			e.applyFactors(causes, in.Person)
		}
	}
	if silent {
		for i := range causes {
			miss := 1.0
			for j, q := range e.causes[i].paint {
				if q > 0 && !painted[j] {
					miss *= 1 - strength(i, j)
				}
			}
			causes[i].active *= math.Pow(miss, e.base.Engine.Silent)
		}
	}
	return causes, leak
}

// strongest keeps a tilted link below certainty.
const strongest = 0.98

func (e *Engine) applyFactors(causes []weighted, p unknot.Person) {
	for i := range causes {
		if l := e.causes[i].lookalike; l >= 0 {
			causes[i].active *= factors(&e.base.Lookalikes[l], p)
		}
	}
}
