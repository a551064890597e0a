package assess

import (
	"fmt"
	"sort"
	"strconv"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// item is one piece of evidence as a person would name it: the unit of the
// reasons for and against.
type item struct {
	id      string
	words   string // empty in a brief run
	beside  string // of a place: the words for a cause whose zones it only touches
	sources []string
	cells   []int // painted cells
	level   int   // how strong the pain there is, 1 to grades
	silent  bool  // all cells left unpainted
	light   bool  // moves odds a little: person, traits, danger signs denied
	factors bool  // age, sex, conditions
	trait   int   // index plus one; 0 for none
	signs   []sign
	private []factor // likelihood ratios of a finding of one muscle
}

// mostPlaces is how many places get a reason of their own; the rest share one.
const mostPlaces = 12

// sign is an answer that any of the linked causes may bring about.
type sign struct {
	node, level int
	reliability float64 // of the answer, 0-1; 0 means 1
}

// factor is what a test of one muscle does to its odds.
type factor struct {
	cause          int
	active, latent float64 // log likelihood ratios
}

// items lists the evidence in a fixed order: person, places as drawn, how it
// is, answers by id, then what was left unpainted.
func (e *Engine) items(in Input) ([]item, error) {
	out := make([]item, 1, 4+len(in.Drawing.Places)+len(in.Danger)+len(in.Findings))
	out[0] = item{id: "person", words: "age, sex and health", factors: true, light: true}
	out, err := e.placeItems(in, out)
	if err != nil {
		return nil, err
	}
	for _, k := range e.traitsOf(in) {
		t := &e.traits[k]
		out = append(out, item{id: t.id, words: t.words, sources: t.sources, trait: k + 1, light: true})
	}
	danger := make([]string, 0, len(in.Danger))
	for id := range in.Danger {
		danger = append(danger, id)
	}
	sort.Strings(danger)
	for _, id := range danger {
		if a := in.Danger[id]; a == unknot.Yes || a == unknot.No {
			level := 0
			if a == unknot.Yes {
				level = 2 // a danger sign is asked for so that a yes is a strong one
			}
			if it, ok := e.signItem(id, "", level, 0); ok {
				it.light = level == 0
				out = append(out, e.worded(it, in, func() string { return e.askWords(id) + " " + string(a) }))
			}
		}
	}
	for i, f := range in.Findings {
		it, ok, err := e.findingItem(f, !in.Brief)
		if err != nil {
			return nil, fmt.Errorf("findings[%d]: %w", i, err)
		}
		if ok {
			out = append(out, it)
		}
	}
	return append(out, item{id: "unpainted", words: "places left unpainted", silent: true}), nil
}

func (e *Engine) worded(it item, in Input, words func() string) item {
	if !in.Brief {
		it.words = words()
	}
	return it
}

// placeItems adds one item for each painted place. A cell painted twice
// belongs to the first.
func (e *Engine) placeItems(in Input, out []item) ([]item, error) {
	seen := make([]bool, len(e.cells))
	places, first := 0, len(out)
	for i, p := range in.Drawing.Places {
		it := item{level: e.gradeOf(p.Intensity)}
		for _, c := range p.Cells {
			list := e.cell[c]
			if list == nil {
				return nil, fmt.Errorf("drawing.places[%d]: unknown cell %q", i, string(c))
			}
			for _, j := range list {
				if !seen[j] && it.level > 0 {
					seen[j] = true
					it.cells = append(it.cells, j)
				}
			}
		}
		if len(it.cells) == 0 {
			continue
		}
		sort.Ints(it.cells)
		places++
		if places > mostPlaces {
			rest := &out[first+mostPlaces-1]
			if rest.level != it.level { // one level for all that share: the strongest
				rest.level = max(rest.level, it.level)
			}
			rest.cells = append(rest.cells, it.cells...)
			rest.id, rest.words = "places", fmt.Sprintf("pain drawn: %d more places", places-mostPlaces+1)
			rest.beside = fmt.Sprintf("pain drawn beside its area: %d more places", places-mostPlaces+1)
			continue
		}
		it.id = "place." + strconv.Itoa(i+1)
		if !in.Brief {
			name := e.placeName(p)
			it.words, it.beside = "pain drawn: "+name, "pain drawn beside its area: "+name
		}
		out = append(out, it)
	}
	return out, nil
}

func (e *Engine) placeName(p unknot.Place) string {
	name, zones := "", map[unknot.CellID]bool{}
	for _, c := range p.Cells {
		zones[body.ZoneOf(c)] = true
		if name == "" {
			name = body.ZoneName(e.base, c)
		}
	}
	if n := len(zones); n > 1 {
		name += fmt.Sprintf(" and %d more", n-1)
	}
	return name
}

// gradeOf turns pain (0-10) into a grade; 0 for none.
func (e *Engine) gradeOf(pain float64) int {
	if !(pain > 0) {
		return 0
	}
	level := 1
	for _, least := range e.base.Engine.Grades {
		if pain >= least {
			level++
		}
	}
	return min(level, grades)
}

// signItem links an answered question to every cause that names it.
func (e *Engine) signItem(id string, side unknot.Side, level int, reliability float64) (item, bool) {
	key := signKey(id, side)
	k, ok := e.node[key]
	if !ok {
		return item{}, false
	}
	return item{id: key, signs: []sign{{k, level, within(reliability, 0, 1)}}}, true
}

func (e *Engine) askWords(id string) string {
	if q, ok := e.base.Question(id); ok {
		return q.Ask
	}
	if f, ok := e.base.Finding(id); ok {
		if f.Name != "" {
			return f.Name
		}
		return f.Ask
	}
	return id
}
