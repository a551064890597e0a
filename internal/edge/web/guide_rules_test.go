package web

import (
	"context"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
)

// No rule about a treatment stands without the people and the places that it
// is for, and no rule is lost.
func TestEveryRuleSaysForWhomOrWhere(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	seen := map[string]bool{}
	for i := range base.Treatments {
		locks := locksOf(base, base.Treatments[i].Technique)
		said := map[string]int{}
		for _, g := range ruleGroups(ctx, base, locks) {
			for _, r := range g.Rules {
				if r.Who+r.Where == "" {
					t.Errorf("%s: %q is for nobody and nowhere", base.Treatments[i].ID, r.Says)
				}
				for _, s := range r.Says {
					said[s]++
				}
			}
		}
		for _, k := range locks {
			seen[k.ID] = true
			if said[k.Reason]--; said[k.Reason] < 0 {
				t.Errorf("%s: %s is not said", base.Treatments[i].ID, k.ID)
			}
		}
	}
	for _, k := range base.Interlocks {
		if !seen[k.ID] {
			t.Errorf("no treatment says %s", k.ID)
		}
	}
}

func TestRulesBeginWithForWhom(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	spanish, ok := locale.Named("es")
	if !ok {
		t.Fatal("no Spanish")
	}
	english := context.Background()
	for _, c := range []struct {
		ctx  context.Context
		want []string // in this order
	}{
		{english, []string{"Leave it out", "Eye, groin, armpit", "Do not press hard here", "Numb feet or skin", "Foot", "Your feet do not feel enough",
			"Only lightly", "Blood thinner · Bleeding disorder", "press lightly only", "Ask first", "Lymphoedema (swollen limb)", "Ask your lymph therapist first."}},
		{locale.With(english, locale.Locale{Language: spanish}), []string{"Omitirlo", "Ojo, ingle, axila", "Solo con suavidad", "Pregunte antes", "Linfedema"}},
	} {
		var out strings.Builder
		if err := rulesOf(base, locksOf(base, "press")).Render(c.ctx, &out); err != nil {
			t.Fatal(err)
		}
		rest := out.String()
		for _, want := range c.want {
			i := strings.Index(rest, want)
			if i < 0 {
				t.Fatalf("%q is missing, or in another place:\n%s", want, out.String())
			}
			rest = rest[i:]
		}
	}
}
