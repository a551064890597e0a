package assess

import (
	"math"

	"github.com/unknot/unknot"
)

// trait is what the complaint is like as a whole, made ready: log-odds by
// cause.
type trait struct {
	id, words string
	sources   []string
	shift     []float64
}

// Days that count as fresh and as lasting. Pain that lasts longer than three
// months is chronic by definition (Treede 2015,
// doi:10.1097/j.pain.0000000000000160). Two weeks is judgement: a first part of
// the acute phase, in which much plain pain settles.
const (
	freshDays   = 14
	lastingDays = 90
)

// mostTrait is the most that one trait may move the odds, either way. Judgement:
// how a pain began and feels is told loosely and must not outweigh where it is.
const mostTrait = 5.

func (e *Engine) layTraits() {
	e.trait = map[string]int{}
	for _, t := range e.base.Traits {
		x := trait{id: t.ID, words: t.Words, sources: t.Sources, shift: make([]float64, len(e.causes))}
		for i := range e.causes {
			name := "muscle"
			if l := e.causes[i].lookalike; l >= 0 {
				name = e.base.Lookalikes[l].ID
			}
			if odds := t.Odds[name]; odds > 0 {
				x.shift[i] = math.Log(within(odds, 1/mostTrait, mostTrait))
			}
		}
		e.trait[t.ID] = len(e.traits)
		e.traits = append(e.traits, x)
	}
}

// traitsOf lists the traits of a complaint: how it began, how long it has
// lasted, how it feels, each at most once, in a fixed order.
func (e *Engine) traitsOf(in Input) []int {
	var out []int
	add := func(id string) {
		if k, ok := e.trait[id]; ok {
			out = append(out, k)
		}
	}
	if in.Onset.Kind != "" {
		add("onset." + in.Onset.Kind)
	}
	switch d := in.Onset.Days; {
	case d < 0 || d == 0 && in.Onset.Kind == "": // the zero Onset says nothing
	case d < freshDays:
		add("days.fresh")
	case d > lastingDays:
		add("days.lasting")
	}
	for _, q := range unknot.Qualities {
		for _, p := range in.Drawing.Places {
			if has(p.Quality, q) && p.Intensity > 0 {
				add("quality." + alike(q))
				break
			}
		}
	}
	return dedup(out)
}

// alike joins words that people use for the same thing.
func alike(quality string) string {
	if quality == "numb" {
		return "tingling"
	}
	return quality
}

func has(list []string, word string) bool {
	for _, w := range list {
		if w == word {
			return true
		}
	}
	return false
}

func dedup(list []int) []int {
	out := list[:0]
	for i, x := range list {
		seen := false
		for _, y := range list[:i] {
			seen = seen || x == y
		}
		if !seen {
			out = append(out, x)
		}
	}
	return out
}
