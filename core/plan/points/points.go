// Package points finds traditional acupressure points under both numberings.
// None of them is proven: pressing the tender muscle itself is the better
// guess. Start at Search.
package points

import (
	"slices"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
)

// Unproven is said wherever points are shown. C163 is the claim with the trials.
const Unproven = "Unproven: in trials needles at the sore spots beat a dummy, needles at traditional points did not (C163). Pressing the tender muscle itself is the better guess."

// Found is one point, seen by one person.
type Found struct {
	Point  *knowledge.Acupoint
	Others []string // other spellings and the old number
	Held   []string // why it is not to be pressed; empty when nothing speaks against it
	Light  bool     // lightly only
	Care   []string // what else to mind
}

// Result is the answer to a search.
type Result struct {
	List   *knowledge.PointList // when the words name one of the twelve lists
	Points []Found
	Ask    string   // a question back, when a code can mean two places
	Near   []string // names to choose from when nothing was found
}

// Search looks for a list ("shoulder"), a code in any spelling and numbering
// ("BL40", "UB 54", "Lv14"), or lists all twelve lists in Near.
func Search(base *knowledge.Base, facts plan.Facts, words string) Result {
	words = strings.ToLower(strings.TrimSpace(words))
	for i := range base.PointLists {
		l := &base.PointLists[i]
		if words != "" && (l.Name == words || l.ID == words || "points_"+strings.ReplaceAll(words, " ", "_") == l.ID) {
			r := Result{List: l}
			for _, code := range l.Points {
				if p := base.AcupointByCode(code); len(p) > 0 {
					r.Points = append(r.Points, found(base, facts, p[0]))
				}
			}
			return r
		}
	}
	var r Result
	for _, p := range byAlias(base, words) {
		r.Points = append(r.Points, found(base, facts, p))
	}
	if len(r.Points) > 1 {
		r.Ask = "This code can mean two places, by the numbering of today and by the old one. Which one is meant? When you do not know, press the tender muscle itself."
	}
	if len(r.Points) == 0 {
		for i := range base.PointLists {
			r.Near = append(r.Near, base.PointLists[i].Name)
		}
	}
	return r
}

// byAlias is AcupointByCode, and by every other spelling of a code.
func byAlias(base *knowledge.Base, words string) []*knowledge.Acupoint {
	if words == "" {
		return nil
	}
	if hit := base.AcupointByCode(words); len(hit) > 0 {
		return hit
	}
	code := strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(words))
	var out []*knowledge.Acupoint
	for i := range base.Acupoints {
		if slices.Contains(base.Acupoints[i].Aliases, code) {
			out = append(out, &base.Acupoints[i])
		}
	}
	return out
}

// found applies the locks of a point: its own, and the interlocks for
// acupressure, everywhere or at the skin it lies below.
func found(base *knowledge.Base, facts plan.Facts, p *knowledge.Acupoint) Found {
	f := Found{Point: p, Others: p.Aliases}
	add := func(list *[]string, s string) {
		if s != "" && !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	for _, id := range p.Locks {
		if facts.Has[id] {
			add(&f.Held, p.Caution)
		}
	}
	for _, k := range facts.At(base, p.Zones, "acupressure") {
		switch k.Action {
		case plan.Forbid:
			add(&f.Held, k.Reason)
		case plan.LightOnly:
			f.Light = true
			add(&f.Care, k.Reason)
		default:
			add(&f.Care, k.Reason)
		}
	}
	add(&f.Care, p.Caution)
	return f
}
