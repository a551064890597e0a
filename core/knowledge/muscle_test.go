package knowledge_test

import (
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// Each muscle is complete: what it is and does, what works against it, where
// its spots lie on the figure, where it is felt, and what to do and to leave.
func TestMusclesAreComplete(t *testing.T) {
	base := embedded(t)
	for i := range base.Muscles {
		m := &base.Muscles[i]
		for name, text := range map[string]string{
			"describe": m.Describe, "action": m.Action, "antagonist_words": m.AntagonistWords, "refers.words": m.Refers.Words,
			"hurts_when": m.HurtsWhen, "stretch": m.Stretch, "press.how": m.Press.How, "caution": m.Caution, "ergonomic": m.Ergonomic,
		} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: %s is empty", m.ID, name)
			}
		}
		if len(m.KeepsGoing) == 0 || len(m.Refers.Primary) == 0 || len(m.Sites) == 0 {
			t.Errorf("%s: keeps_going %d, primary %d, sites %d", m.ID, len(m.KeepsGoing), len(m.Refers.Primary), len(m.Sites))
		}
		if len(m.Press.Tools) == 0 && !strings.HasPrefix(m.SelfAccess, "professional") {
			t.Errorf("%s: may be pressed by %s, but no tool fits", m.ID, m.SelfAccess)
		}
		for _, s := range m.Sites {
			for _, side := range unknot.Sides {
				cell, ok := body.CellOf(unknot.CellID(s.Cell + "." + string(side)))
				if !ok {
					t.Errorf("%s site %s: no cell %s on the %s", m.ID, s.ID, s.Cell, side)
				} else if cell.Zone != s.Zone {
					t.Errorf("%s site %s: cell %s lies in %s, not in %s", m.ID, s.ID, s.Cell, cell.Zone, s.Zone)
				}
			}
		}
	}
}
