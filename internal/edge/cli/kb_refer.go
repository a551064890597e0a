package cli

import (
	"fmt"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/care"
)

type kbReferCmd struct {
	What string `arg:"" help:"A muscle id such as soleus_lower, a zone id such as heel, or a place such as neck."`
}

// Run shows where a muscle is felt, or which muscles are felt at a zone.
func (c *kbReferCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	base, t := p.Base, newText(s.out)
	if m, ok := base.Muscle(unknot.MuscleID(c.What)); ok {
		t.head("Where the " + m.Name + " may be felt")
		for _, z := range base.ZonesOf(m.ID) {
			zone, _ := base.Zone(z.Zone)
			t.line(fmt.Sprintf("  %s %s %.2f  %s", pad(cut(zone.Name, 36), 36), bar(z.Weight, 10), z.Weight, z.Kind))
		}
	} else if z, ok := base.Zone(unknot.ZoneID(c.What)); ok {
		t.head("Muscles that may be felt at: " + z.Name)
		for _, m := range base.MusclesOf(z.ID) {
			muscle, _ := base.Muscle(m.Muscle)
			t.line(fmt.Sprintf("  %s %s %3.0f %%  %s", pad(cut(muscle.Name, 44), 44), bar(m.Weight, 10), m.Weight*100, m.Kind))
		}
	} else if zones := base.ZonesNamed(c.What); len(zones) > 0 {
		t.head("Muscles that may be felt at: " + c.What)
		for _, m := range base.MusclesAt(zones) {
			muscle, _ := base.Muscle(m.Muscle)
			t.line(fmt.Sprintf("  %s %s %3.0f %%  %s", pad(cut(muscle.Name, 44), 44), bar(m.Weight, 10), m.Weight*100, m.Kind))
		}
	} else {
		mend := "give a muscle, a zone or a place such as neck"
		if near := knowledge.Nearest(c.What, base.PlaceIDs()); near != "" {
			mend = fmt.Sprintf("did you mean %q?", near)
		}
		return &exit{ExitBadInput, fmt.Sprintf("no muscle and no zone is called %q; %s", c.What, mend)}
	}
	t.line("")
	t.para("The maps come from clinicians' drawings. An expert panel expects no fixed place (Fernández-de-las-Peñas and Dommerholt 2018). Weights: judgement, see knowledge/data/engine.toml.", "")
	return t.err
}
