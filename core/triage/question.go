package triage

import (
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

// Questions lists the danger questions that person and drawing call for, in
// the order to ask them. Unsaid age or sex never closes a question.
func Questions(base *knowledge.Base, person unknot.Person, drawing unknot.Drawing) []knowledge.DangerQuestion {
	touched := zonesOf(drawing)
	var open []knowledge.DangerQuestion
	for i := range base.Questions {
		if q := &base.Questions[i]; calledFor(q, person, touched) {
			open = append(open, *q)
		}
	}
	return open
}

// Listed are the questions that are ticked in a list: none of them is an
// emergency by itself.
func Listed(all []knowledge.DangerQuestion) []knowledge.DangerQuestion {
	return slices.DeleteFunc(slices.Clone(all), func(q knowledge.DangerQuestion) bool { return q.Alone })
}

func calledFor(q *knowledge.DangerQuestion, person unknot.Person, touched zones) bool {
	return fitsAge(person.Age, q.AgeMin, q.AgeMax) && fitsSex(person.Sex, q.Sex) &&
		(q.Screens == "everyone" || len(q.Zones) == 0 || touches(touched, q.Zones))
}

// zones are those that a drawing touches, each once, in the order drawn.
type zones []unknot.ZoneID

func zonesOf(d unknot.Drawing) zones {
	var touched zones
	for _, p := range d.Places {
		for _, c := range p.Cells {
			if z, _ := body.SplitCell(c); !slices.Contains(touched, z) {
				touched = append(touched, z)
			}
		}
	}
	return touched
}

func touches(touched zones, list []unknot.ZoneID) bool {
	return slices.ContainsFunc(touched, func(z unknot.ZoneID) bool { return slices.Contains(list, z) })
}

// fitsAge reports whether the age may lie in the range; 0 means no bound and
// a negative age means unsaid, which fits every range.
func fitsAge(age, low, high int) bool {
	return age < 0 || (low == 0 || age >= low) && (high == 0 || age <= high)
}

func fitsSex(said, needed unknot.Sex) bool {
	return needed == "" || said == needed || said == unknot.SexUnsaid || said == unknot.OtherSex
}
