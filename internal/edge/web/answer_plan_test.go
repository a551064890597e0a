package web

import (
	"context"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/internal/base/locale"
)

// The plan beside an answer is said in the language of the reader, and counts
// a single day as one.
func TestThePlanIsSaidInTheLanguageOfTheReader(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	spanish, ok := locale.Named("es")
	if !ok {
		t.Fatal("no Spanish")
	}
	said := func(ctx context.Context, days int) string {
		p := plan.Plan{Items: []plan.Item{{Kind: "manual", Name: "Warmth", Muscle: "trapezius_upper", Side: unknot.Right}}}
		p.Review.Days = days
		var out strings.Builder
		if err := planSection(base, p).Render(ctx, &out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	english := context.Background()
	for days, want := range map[int]string{1: "Look again in 1 day.", 7: "Look again in 7 days."} {
		if page := said(english, days); !strings.Contains(page, want) {
			t.Errorf("the plan lacks %q", want)
		}
	}
	page := said(locale.With(english, locale.Locale{Language: spanish}), 1)
	for _, want := range []string{"Su plan por ahora", "Vuelva a mirar dentro de\u00a01 día.", "Manos", "rapecio superior, lado derecho", "Cómo se hace y cuándo parar"} {
		if !strings.Contains(page, want) {
			t.Errorf("the Spanish plan lacks %q", want)
		}
	}
	for _, q := range unknot.Qualities {
		if !spanish.Has(q) {
			t.Errorf("the quality %q has no Spanish word", q)
		}
	}
}

// A close-up is shown where something lies, not for a sliver at its edge.
func TestCloseUpsShowMoreThanASliver(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[unknot.MuscleID]string{
		"biceps_brachii": "", "rhomboids": "", "masseter_superficial": "head_right", "digastric_anterior": "head_right",
		"abductor_hallucis": "foot_right_top foot_right_sole", "adductor_pollicis": "hand_right_palm hand_right_back",
	} {
		m, ok := base.Muscle(id)
		if !ok {
			t.Errorf("no muscle %s", id)
			continue
		}
		var got []string
		for _, v := range closeUpsOf(context.Background(), muscleLevels(m)) {
			got = append(got, v.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s has the close-ups %q, not %q", id, got, want)
		}
	}
}
