package assess

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unknot/unknot"
)

// conflicts finds answers that cannot both be true and takes them out of the
// evidence: a contradiction is reported, never guessed away. (The danger gate
// reads the answers by itself, and there a yes counts.)
func (e *Engine) conflicts(in Input, items []item) ([]item, []Conflict) {
	var out []Conflict
	drop := map[string]bool{}
	note := func(a, b, words string) {
		out = append(out, Conflict{a, b, words})
		drop[a], drop[b] = true, true
	}
	level := map[string]int{} // signs by key
	for _, it := range items {
		for _, s := range it.signs {
			if l, ok := level[it.id]; ok && (l > 0) != (s.level > 0) {
				note(it.id, it.id, fmt.Sprintf("%q is answered both yes and no.", it.id))
			}
			level[it.id] = s.level
		}
	}
	for _, it := range items {
		if len(it.signs) == 0 || strings.HasSuffix(it.id, ".right") || strings.HasSuffix(it.id, ".left") {
			continue
		}
		for _, s := range unknot.Sides {
			if l, ok := level[signKey(it.id, s)]; ok && l > 0 && level[it.id] == 0 {
				note(it.id, signKey(it.id, s), fmt.Sprintf("%q is no, but %q is yes.", it.id, signKey(it.id, s)))
			}
		}
	}
	for _, f := range in.Findings {
		test, name, side := splitFinding(e.base, f.ID)
		if test != "press" || f.Answer != "nothing" {
			continue
		}
		for _, g := range in.Findings {
			t, n, s := splitFinding(e.base, g.ID)
			if t == "" || t == "press" || t == "stretch" || t == "use" || n != name || s != side || !pain(t) || g.Answer != "yes" {
				continue
			}
			note(f.ID, g.ID, fmt.Sprintf("%q says that pressing brings nothing, %q says that it brings pain.", f.ID, g.ID))
		}
	}
	if len(out) == 0 {
		return items, nil
	}
	return slices.DeleteFunc(items, func(it item) bool { return drop[it.id] }), out
}

// pain reports whether a test of one muscle asks for pain on pressing.
func pain(test string) bool {
	for _, w := range []string{"spot", "familiar", "refer", "spread", "tender", "jump"} {
		if strings.Contains(test, w) {
			return true
		}
	}
	return false
}
