package plan

import (
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// Actions of an interlock, mildest first.
const (
	AskFirst  = "ask_first"
	LightOnly = "light_only"
	Forbid    = "forbid"
)

// wide techniques reach beyond the spot they are put on, so a no-go place
// beside the muscle forbids them as well as one over it. Judgement.
var wide = map[string]bool{"massage_gun": true, "roller": true, "cupping": true, "iastm": true}

// Facts are what interlocks look at in a person.
type Facts struct {
	Age    int                // years; -1 when unsaid
	Has    map[string]bool    // conditions, medicines, pregnancy, childhood, fresh injury
	Recent map[string]float64 // technique → hours since it was last done
}

// FactsOf gathers all ids an interlock may name: conditions, medicines,
// pregnancy ("not sure" counts), childhood, and a fresh injury by onset.
func FactsOf(person unknot.Person, onsetKind string, onsetDays int) Facts {
	f := Facts{Age: person.Age, Has: map[string]bool{}}
	for _, c := range person.Conditions {
		f.Has[c] = true
	}
	for _, m := range person.Medicines {
		f.Has[m] = true
	}
	if person.Pregnant.Perhaps() {
		f.Has["pregnant"] = true
	}
	if person.Age >= 0 && person.Age < childAge {
		f.Has["child"] = true
	}
	if onsetKind == "after_injury" && onsetDays >= 0 && onsetDays <= freshDays {
		f.Has["fresh_injury"] = true
	}
	return f
}

// childAge is the age, years, from which a person is no child to the interlocks.
// Judgement: trials of self-care take adults, and 16 is a usual border of clinics
// for children; laws differ.
const childAge = 16

// Locks returns the interlocks that apply to a technique on a muscle. m may be
// nil: then those that name a place do not apply.
func (f Facts) Locks(base *knowledge.Base, m *knowledge.Muscle, technique string) []knowledge.Interlock {
	var hit []knowledge.Interlock
	for i := range base.Interlocks {
		if f.applies(base, &base.Interlocks[i], m, technique) {
			hit = append(hit, base.Interlocks[i])
		}
	}
	return hit
}

// At returns the interlocks that apply to a technique on some zones of skin.
func (f Facts) At(base *knowledge.Base, zones []unknot.ZoneID, technique string) []knowledge.Interlock {
	var hit []knowledge.Interlock
	for i := range base.Interlocks {
		k := &base.Interlocks[i]
		if !f.concerns(k, technique) {
			continue
		}
		over := len(k.Places) == 0 && len(k.Muscles) == 0
		for _, id := range k.Places {
			p, ok := base.Place(id)
			over = over || ok && slices.ContainsFunc(p.Zones, func(z unknot.ZoneID) bool { return slices.Contains(zones, z) })
		}
		if over {
			hit = append(hit, *k)
		}
	}
	return hit
}

// concerns reports whether an interlock speaks of the technique and the
// person, wherever it is done.
func (f Facts) concerns(k *knowledge.Interlock, technique string) bool {
	if !contains(k.Techniques, technique) {
		return false
	}
	if k.AgeMax > 0 && (f.Age < 0 || f.Age > k.AgeMax) {
		return false
	}
	if len(k.When) > 0 && !anyOf(k.When, f.Has) {
		return false
	}
	return len(k.After) == 0 || f.lately(k.After, k.Hours)
}

func (f Facts) applies(base *knowledge.Base, k *knowledge.Interlock, m *knowledge.Muscle, technique string) bool {
	if !f.concerns(k, technique) {
		return false
	}
	if len(k.Places) == 0 && len(k.Muscles) == 0 {
		return true
	}
	if m == nil {
		return false
	}
	for _, id := range k.Muscles {
		if id == m.ID {
			return true
		}
	}
	for _, id := range k.Places {
		if wide[technique] && contains(m.NoGo, id) || liesAt(base, m, id) {
			return true
		}
	}
	return false
}

// liesAt reports whether a site of the muscle lies under the no-go place.
func liesAt(base *knowledge.Base, m *knowledge.Muscle, place string) bool {
	p, ok := base.Place(place)
	if !ok {
		return false
	}
	for _, s := range m.Sites {
		for _, z := range p.Zones {
			if s.Zone == z {
				return true
			}
		}
	}
	return false
}

// lately reports whether one of the techniques was used within the hours.
func (f Facts) lately(techniques []string, hours float64) bool {
	for _, t := range techniques {
		if ago, done := f.Recent[t]; done && ago <= hours {
			return true
		}
	}
	return false
}

// strictest returns the action that binds, and the interlock that asks it.
func strictest(locks []knowledge.Interlock) (action string, by knowledge.Interlock) {
	order := map[string]int{AskFirst: 1, LightOnly: 2, Forbid: 3}
	for _, k := range locks {
		if order[k.Action] > order[action] {
			action, by = k.Action, k
		}
	}
	return action, by
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

func anyOf(list []string, has map[string]bool) bool {
	for _, v := range list {
		if has[v] {
			return true
		}
	}
	return false
}
