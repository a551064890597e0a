//go:build !js

package web

import (
	"context"
	"slices"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
)

// ruleGroup are the rules of one strictness about a technique.
type ruleGroup struct {
	Heading string
	Rules   []rule
}

// rule says for whom and where something does not go, and why.
type rule struct {
	Who, Where string // Who is empty when it holds for everybody
	Says       []string
}

var ruleHeadings = []choice{{plan.Forbid, msg("Leave it out")}, {plan.LightOnly, msg("Only lightly")}, {plan.AskFirst, msg("Ask first")}}

// ruleGroups orders what forbids or limits a technique, the strictest first.
// What is said of the same people and places stands together.
func ruleGroups(ctx context.Context, base *knowledge.Base, locks []knowledge.Interlock) []ruleGroup {
	var out []ruleGroup
	for _, h := range ruleHeadings {
		g := ruleGroup{Heading: tr(ctx, h.Words)}
		for i := range locks {
			k := &locks[i]
			if k.Action != h.ID {
				continue
			}
			r := rule{Who: whoOf(ctx, base, k), Where: whereOf(ctx, base, k)}
			i := slices.IndexFunc(g.Rules, func(x rule) bool { return x.Who == r.Who && x.Where == r.Where })
			if i < 0 {
				i = len(g.Rules)
				g.Rules = append(g.Rules, r)
			}
			g.Rules[i].Says = append(g.Rules[i].Says, k.Reason)
		}
		if len(g.Rules) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// whoOf names the people an interlock speaks of, or what was done before it.
func whoOf(ctx context.Context, base *knowledge.Base, k *knowledge.Interlock) string {
	names := personNames(ctx, base, k.When)
	if len(k.After) > 0 {
		var done []string
		for i := range base.Treatments {
			if t := &base.Treatments[i]; slices.Contains(k.After, t.Technique) {
				done = append(done, know(ctx, t.Name))
			}
		}
		names = append(names, tr(ctx, "after %s", strings.Join(done, ", ")))
	}
	for i := range names {
		names[i] = capital(names[i])
	}
	return strings.Join(names, " · ")
}

// whereOf names the places and muscles an interlock speaks of.
func whereOf(ctx context.Context, base *knowledge.Base, k *knowledge.Interlock) string {
	var names []string
	for _, id := range k.Places {
		if p, ok := base.Place(id); ok {
			names = append(names, know(ctx, p.Name))
		}
	}
	for _, id := range k.Muscles {
		if m, ok := base.Muscle(id); ok {
			names = append(names, know(ctx, m.Name))
		}
	}
	return capital(strings.Join(names, ", "))
}

// personNames names conditions and medicines.
func personNames(ctx context.Context, base *knowledge.Base, ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, know(ctx, base.PersonName(id)))
	}
	return out
}
