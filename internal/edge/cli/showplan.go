package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/internal/care"
)

var gradeWords = map[unknot.Grade]string{
	unknot.GradeHigh: "high", unknot.GradeModerate: "moderate", unknot.GradeLow: "low",
	unknot.GradeVeryLow: "very low", unknot.GradeNone: "no study found",
}

// printPlan prints the plan so that it can be followed from paper.
func printPlan(w io.Writer, base *knowledge.Base, a care.Answer) error {
	t := newText(w)
	p := a.Plan
	t.head(levelWords[p.Level])
	for _, r := range p.Mild {
		t.hang("  ! ", r.Do+" "+r.Why)
	}
	for _, v := range p.Visit {
		t.hang("  ! ", v)
	}
	t.head("Your plan for now")
	for i, it := range p.Items {
		planItem(t, base, i+1, it)
	}
	if len(p.Withheld) > 0 {
		t.head("Left out for your safety")
		for _, h := range p.Withheld {
			name := h.Treatment
			if k, ok := base.Treatment(h.Treatment); ok {
				name = k.Name
			}
			if m, ok := base.Muscle(h.Muscle); ok {
				name += ", " + string(h.Side) + " " + m.Name
			}
			t.hang("  • ", name+": "+h.Reason)
		}
	}
	t.head("Review")
	t.para(fmt.Sprintf("Look again in %d days. %s", p.Review.Days, p.Review.Unless), "")
	t.line("")
	t.para("Knowledge "+p.Version+". This is not a diagnosis.", "")
	return t.err
}

func planItem(t *text, base *knowledge.Base, n int, it plan.Item) {
	title := fmt.Sprintf("%d. %s", n, it.Name)
	if m, ok := base.Muscle(it.Muscle); ok {
		title += ": " + string(it.Side) + " " + m.Name
	}
	t.line("")
	t.hang("", title)
	field := func(label, s string) {
		if s != "" {
			t.hang("   "+pad(label, 11), s)
		}
	}
	field("why", it.Why)
	field("where", strings.Join(it.Where, " "))
	for i, s := range it.Steps {
		label := ""
		if i == 0 {
			label = "how"
		}
		field(label+" ", s)
	}
	field("dose", it.Dose.Use)
	if it.Dose.Max > 0 {
		field("how hard", fmt.Sprintf("Discomfort %d to %d of 10. Never above %d.", it.Dose.Low, it.Dose.High, it.Dose.Max))
	}
	if it.Light {
		field("", "Light pressure only.")
	}
	if it.Dose.Documents != "" && it.Dose.Documents != it.Dose.Trials {
		field("others say", it.Dose.Documents)
	}
	field("trials", it.Dose.Trials)
	field("care", strings.Join(it.Cautions, " "))
	field("stop if", strings.Join(it.Stop, " "))
	field("effect", it.Effect)
	field("certainty", gradeWords[it.Grade]+". "+it.Doubt)
	field("sources", strings.Join(append(append([]string{}, it.Claims...), it.Sources...), ", "))
}
