package plan

import (
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

// Locks returns the interlocks that apply to a technique on a muscle for a
// person. conditions are the person's, with pregnancy, childhood and fresh
// injury already added (see Conditions).
func Locks(base *knowledge.Base, person unknot.Person, conditions map[string]bool, m *knowledge.Muscle, technique string) []knowledge.Interlock {
	var hit []knowledge.Interlock
	for _, k := range base.Interlocks {
		if applies(base, &k, person, conditions, m, technique) {
			hit = append(hit, k)
		}
	}
	return hit
}

func applies(base *knowledge.Base, k *knowledge.Interlock, person unknot.Person, conditions map[string]bool, m *knowledge.Muscle, technique string) bool {
	if !contains(k.Techniques, technique) {
		return false
	}
	if k.AgeMax > 0 && (person.Age < 0 || person.Age > k.AgeMax) {
		return false
	}
	if len(k.When) > 0 && !anyOf(k.When, conditions) {
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

// Conditions gathers all ids an interlock may name: conditions, medicines,
// pregnancy ("not sure" counts), childhood, and a fresh injury by onset.
func Conditions(person unknot.Person, onsetKind string, onsetDays int) map[string]bool {
	has := map[string]bool{}
	for _, c := range person.Conditions {
		has[c] = true
	}
	for _, m := range person.Medicines {
		has[m] = true
	}
	if person.Pregnant == unknot.Yes || person.Pregnant == unknot.Unsure {
		has["pregnant"] = true
	}
	if person.Age >= 0 && person.Age < 16 {
		has["child"] = true
	}
	if onsetKind == "after_injury" && onsetDays >= 0 && onsetDays <= freshDays {
		has["fresh_injury"] = true
	}
	return has
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
