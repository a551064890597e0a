package cli

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/points"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

type pointsCmd struct {
	Words []string `arg:"" optional:"" help:"A list such as \"shoulder\", or a code in any spelling, such as BL40, UB54 or LV14. Left out: name the lists."`
	Has   []string `placeholder:"ID" help:"A condition or medicine, such as pregnant."`
}

// Run finds acupressure points under both numberings.
func (c *pointsCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	words := strings.Join(c.Words, " ")
	r := points.Search(p.Base, plan.FactsOf(personWith(c.Has), "", -1), words)
	t := newText(s.out)
	if len(r.Points) == 0 {
		if words != "" {
			return &exit{ExitBadInput, fmt.Sprintf("no point and no list is called %q; the lists are: %s", words, strings.Join(r.Near, ", "))}
		}
		t.head("Lists")
		for _, name := range r.Near {
			t.line("  " + name)
		}
		t.line("")
		t.para(points.Unproven, "")
		return t.err
	}
	t.line("")
	t.para(points.Unproven, "")
	if r.List != nil {
		t.head(locale.Capital(r.List.Name) + ", as the document prints it: " + strings.Join(r.List.Printed, " "))
		t.para(r.List.Doubt, "")
	}
	if r.Ask != "" {
		t.line("")
		t.hang("? ", r.Ask)
	}
	for _, f := range r.Points {
		t.line("")
		title := f.Point.Code
		if len(f.Others) > 0 {
			title += " (also " + strings.Join(f.Others, ", ") + ")"
		}
		t.line(title)
		field(t, "where", f.Point.Where)
		if len(f.Held) > 0 {
			field(t, "leave out", strings.Join(f.Held, " "))
			continue
		}
		if f.Light {
			field(t, "how", "Lightly only.")
		}
		field(t, "care", strings.Join(f.Care, " "))
	}
	return t.err
}
