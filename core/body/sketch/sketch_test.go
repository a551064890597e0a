package sketch_test

import (
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/sketch"
	"github.com/unknot/unknot/core/knowledge"
)

// Every zone can be pointed at on both sides; nothing is drawn that is none;
// right mirrors left.
func TestEveryZoneIsDrawnOnBothSides(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[unknot.CellID]int{}
	for _, v := range sketch.Views() {
		right, left := 0, 0
		for _, s := range v.Shapes {
			drawn[s.Cell]++
			zone, side := body.SplitCell(s.Cell)
			if _, ok := base.Zone(zone); !ok {
				t.Errorf("%s: %s is no zone", v.ID, zone)
			}
			if side == unknot.Right {
				right++
			} else {
				left++
			}
			if s.X < 0 || s.X > v.Width || s.Y < 0 || s.Y > v.Height || strings.Contains(s.Path, "NaN") {
				t.Errorf("%s: %s lies at %v, %v", v.ID, s.Cell, s.X, s.Y)
			}
			viewersRight := s.X > v.Width/2
			if want := (side == unknot.Right) != (v.ID == "front"); !strings.HasPrefix(v.ID, "head") && viewersRight != want {
				t.Errorf("%s: %s is on the wrong side", v.ID, s.Cell)
			}
		}
		if !strings.HasPrefix(v.ID, "head") && right != left {
			t.Errorf("%s: %d right and %d left", v.ID, right, left)
		}
	}
	for _, z := range base.Zones {
		for _, side := range unknot.Sides {
			if drawn[body.ZoneCell(z.ID, side)] == 0 {
				t.Errorf("%s is drawn nowhere", body.ZoneCell(z.ID, side))
			}
		}
	}
}
