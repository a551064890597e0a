package assess

import (
	"math"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// trait is what the person or the complaint is like as a whole, made ready:
// log-odds by cause.
type trait struct {
	id, words string
	sources   []string
	own       bool // of the person: told only of causes that it shifts
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

// layTraits makes the traits ready: those of the complaint, then one for each
// factor of the person that bears on muscles.
func (e *Engine) layTraits() {
	e.trait = map[string]int{}
	for _, t := range e.base.Traits {
		e.layTrait(t.ID, t.Words, t.Sources, func(c *cause) float64 {
			name := "muscle"
			if c.lookalike >= 0 {
				name = e.base.Lookalikes[c.lookalike].ID
			}
			if odds := t.Odds[name]; odds > 0 {
				return math.Log(within(odds, 1/knowledge.MostTrait, knowledge.MostTrait))
			}
			return 0
		})
	}
	for k := range e.base.Factors {
		f := &e.base.Factors[k]
		e.person = append(e.person, len(e.traits))
		e.layTrait(personPrefix+f.ID, f.Words, f.Sources, func(c *cause) float64 {
			if c.muscle < 0 || !f.Bears(&e.base.Muscles[c.muscle]) {
				return 0
			}
			return math.Log(within(f.Odds, knowledge.LeastFactor, knowledge.MostFactor))
		})
	}
}

// personPrefix marks the traits of the person.
const personPrefix = "person."

func (e *Engine) layTrait(id, words string, sources []string, shift func(*cause) float64) {
	x := trait{id: id, words: words, sources: sources, own: strings.HasPrefix(id, personPrefix), shift: make([]float64, len(e.causes))}
	for i := range e.causes {
		x.shift[i] = shift(&e.causes[i])
	}
	e.trait[id] = len(e.traits)
	e.traits = append(e.traits, x)
}

// traitsOf lists the traits of a case: the person, how it began, how long it has
// lasted, how it goes on, when it hurts and how it feels, each at most once, in
// a fixed order.
func (e *Engine) traitsOf(in Input) []int {
	var out []int
	for k, at := range e.person {
		if e.base.Factors[k].Fits(in.Person) {
			out = append(out, at)
		}
	}
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
	if in.Onset.Course != "" {
		add("course." + in.Onset.Course)
	}
	hurts := func(like func(unknot.Place) bool) bool {
		return slices.ContainsFunc(in.Drawing.Places, func(p unknot.Place) bool { return p.Intensity > 0 && like(p) })
	}
	for _, t := range unknot.Timings {
		if hurts(func(p unknot.Place) bool { return p.Timing == t }) {
			add(alike("timing." + t))
		}
	}
	for _, q := range unknot.Qualities {
		if hurts(func(p unknot.Place) bool { return has(p.Quality, q) }) {
			add(alike("quality." + q))
		}
	}
	return dedup(out)
}

// alike joins traits that people tell the same thing with, so that it counts
// once.
func alike(id string) string {
	switch id {
	case "quality.numb":
		return "quality.tingling"
	case "timing.comes_and_goes":
		return "course.comes_and_goes"
	}
	return id
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
