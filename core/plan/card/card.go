// Package card shows what can be done by others, or bought: what it is, who
// does it, how much, how sure, what can go wrong, what to ask, and what speaks
// against it for one person. Start at Find and Of.
package card

import (
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
)

// Card is one treatment, seen by one person.
type Card struct {
	Treatment *knowledge.Treatment
	Fit       string                // "", ask_first, light_only, forbid: the strictest interlock
	Locks     []knowledge.Interlock // what speaks against it or asks for care
	Places    []knowledge.Interlock // what holds at some places for everybody
	Clashes   []*knowledge.Clash
}

// Groups of cards, in the order they are shown.
var Groups = []struct{ ID, Name string }{
	{"hands", "By trained hands"}, {"needles", "With needles"}, {"devices", "With devices"}, {"doctor", "By a doctor"}, {"shop", "Rubs, patches and tablets"}, {"home", "At home"},
}

// GroupOf sorts a treatment into a group.
func GroupOf(t *knowledge.Treatment) string {
	switch t.Technique {
	case "needling", "acupuncture":
		return "needles"
	case "shock_wave", "laser", "ultrasound", "traction":
		return "devices"
	}
	switch {
	case t.Who == "doctor":
		return "doctor"
	case t.Who == "professional":
		return "hands"
	case t.Kind == "rub" || t.Kind == "medicine":
		return "shop"
	}
	return "home"
}

// List returns the treatments of a group in file order.
func List(base *knowledge.Base, group string) []*knowledge.Treatment {
	var out []*knowledge.Treatment
	for i := range base.Treatments {
		if t := &base.Treatments[i]; GroupOf(t) == group && t.Kind != "learn" && t.Kind != "cause" && t.Kind != "rest" {
			out = append(out, t)
		}
	}
	return out
}

// Find looks a card up by id, name or another name, such as "Graston" or
// "wet needling". When none is meant for sure, near names the nearest.
func Find(base *knowledge.Base, name string) (t *knowledge.Treatment, near string) {
	name = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(name, "-", " ")))
	id := strings.ReplaceAll(name, " ", "_")
	if t, ok := base.Treatment(id); ok {
		return t, ""
	}
	var names []string
	for i := range base.Treatments {
		t := &base.Treatments[i]
		if strings.ToLower(t.Name) == name || slices.Contains(t.Aliases, name) {
			return t, ""
		}
		names = append(names, t.ID, strings.ToLower(t.Name))
		names = append(names, t.Aliases...)
	}
	return nil, knowledge.Nearest(name, names)
}

// Of returns the card for a person; on is the muscle it is meant for, or nil.
func Of(base *knowledge.Base, facts plan.Facts, on *knowledge.Muscle, t *knowledge.Treatment) Card {
	c := Card{Treatment: t}
	order := map[string]int{plan.AskFirst: 1, plan.LightOnly: 2, plan.Forbid: 3}
	for _, k := range facts.Locks(base, on, t.Technique) {
		c.Locks = append(c.Locks, k)
		if order[k.Action] > order[c.Fit] {
			c.Fit = k.Action
		}
	}
	for _, k := range base.Interlocks {
		if len(k.When) == 0 && len(k.After) == 0 && len(k.Places)+len(k.Muscles) > 0 && slices.Contains(k.Techniques, t.Technique) && !held(c.Locks, k.ID) {
			c.Places = append(c.Places, k)
		}
	}
	for i := range base.Clashes {
		if slices.Contains(base.Clashes[i].Treatments, t.ID) {
			c.Clashes = append(c.Clashes, &base.Clashes[i])
		}
	}
	return c
}

func held(list []knowledge.Interlock, id string) bool {
	return slices.ContainsFunc(list, func(k knowledge.Interlock) bool { return k.ID == id })
}

// Who says who may do it.
func Who(t *knowledge.Treatment) string {
	switch t.Who {
	case "professional":
		return "A licensed professional only."
	case "doctor":
		return "A doctor only."
	case "partner":
		return "You, with somebody who helps."
	}
	return "You."
}

// Grades in words, for cards.
var Grades = map[unknot.Grade]string{
	unknot.GradeHigh: "high", unknot.GradeModerate: "moderate", unknot.GradeLow: "low", unknot.GradeVeryLow: "very low", unknot.GradeNone: "no study found",
}
