package unknot_test

import (
	"testing"

	"github.com/unknot/unknot"
)

func TestPainOfAnEntry(t *testing.T) {
	at := func(now, worst, average float64) unknot.PainAt {
		return unknot.PainAt{Now: now, Worst: worst, Average: average}
	}
	cases := map[string]struct {
		places []unknot.PainAt
		want   float64
	}{
		"the strongest place":        {[]unknot.PainAt{at(3, 9, 5), at(4, -1, -1), at(1, -1, -1)}, 4},
		"none now is said":           {[]unknot.PainAt{at(0, 8, 6)}, 0},
		"only the average":           {[]unknot.PainAt{at(-1, 9, 5), at(2, -1, -1)}, 5},
		"only the worst is not felt": {[]unknot.PainAt{at(-1, 9, -1)}, -1},
		"no places":                  {nil, -1},
	}
	for name, c := range cases {
		if got := (unknot.Entry{Places: c.places}).Pain(); got != c.want {
			t.Errorf("%s: %v, not %v", name, got, c.want)
		}
	}
}
