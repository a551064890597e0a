package knowledge_test

import (
	"slices"
	"testing"

	"github.com/unknot/unknot/core/knowledge"
)

func TestPointListsResolveInBothNumberings(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if len(base.PointLists) != 12 {
		t.Errorf("%d lists, want 12", len(base.PointLists))
	}
	for _, l := range base.PointLists {
		if !l.Unproven || l.Doubt == "" || len(l.Points) != len(l.Printed) {
			t.Errorf("%s: unproven %v, doubt %q, %v printed as %v", l.ID, l.Unproven, l.Doubt, l.Points, l.Printed)
		}
		for i, printed := range l.Printed {
			means := base.AcupointByCode(printed)
			if !slices.ContainsFunc(means, func(p *knowledge.Acupoint) bool { return p.Code == l.Points[i] }) {
				t.Errorf("%s: printed %s does not lead to %s", l.ID, printed, l.Points[i])
			}
		}
	}
	for code, want := range map[string][]string{
		"BL54": {"BL54", "BL40"}, "ub 47": {"BL47", "BL52"}, "UB40": {"BL40"}, "TW5": {"TE5"}, "SJ-3": {"TE3"},
		"bl50": {"BL36"}, "XX1": nil,
	} {
		var got []string
		for _, p := range base.AcupointByCode(code) {
			got = append(got, p.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s means %v, want %v", code, got, want)
		}
	}
	for _, code := range []string{"LI4", "GB21", "BL60"} {
		if p := base.AcupointByCode(code); len(p) != 1 || !slices.Contains(p[0].Locks, "pregnant") {
			t.Errorf("%s is not locked in pregnancy", code)
		}
	}
}
