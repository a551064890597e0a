package knowledge_test

import (
	"slices"
	"testing"

	"github.com/unknot/unknot/core/knowledge"
)

func TestWordingHoldsWhatPeopleRead(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range knowledge.WordingKinds() {
		list := base.Wording(kind)
		if len(list) == 0 && kind != "lesson" {
			t.Errorf("%s: no texts; is a field named wrongly?", kind)
		}
		if slices.Contains(list, "") {
			t.Errorf("%s: an empty text", kind)
		}
		if got := len(slices.Compact(slices.Sorted(slices.Values(list)))); got != len(list) {
			t.Errorf("%s: %d texts of %d are there twice", kind, len(list)-got, len(list))
		}
	}
	press := base.Treatments[slices.IndexFunc(base.Treatments, func(x knowledge.Treatment) bool { return len(x.Steps) > 1 })]
	for _, want := range []string{press.Steps[1], press.Doses.Use} {
		if !slices.Contains(base.Wording("treatment"), want) {
			t.Errorf("missing %q", want)
		}
	}
	if !slices.Contains(base.Wording("zone"), base.Zones[0].NameOn("left")) {
		t.Errorf("the left side of %s has no text", base.Zones[0].ID)
	}
	if base.Wording("nothing") != nil {
		t.Error("a kind that is not there has texts")
	}
}
