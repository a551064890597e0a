package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

var gradeWords = map[unknot.Grade]string{
	unknot.GradeHigh: "high", unknot.GradeModerate: "moderate", unknot.GradeLow: "low",
	unknot.GradeVeryLow: "very low", unknot.GradeNone: "no study found",
}

var phaseWords = map[string]string{
	"fresh":    "Fresh: protect it for a few days, and keep the rest moving.",
	"settling": "Settling: most new pain eases within four to six weeks (C087).",
	"lasting":  "Lasting: building up counts more than easing.",
	"quiet":    "Quiet: keep it so with little.",
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
	t.para(phaseWords[p.Phase], "")
	if p.Minutes > 0 {
		t.para(fmt.Sprintf("It takes about %.0f minutes a day.", p.Minutes), "")
	}
	t.line("")
	for i, g := range p.Goals {
		label := "      "
		if i == 0 {
			label = "goal  "
		}
		t.hang(label, strings.TrimSuffix(g.Aim, ".")+". "+g.Measure)
	}
	for i := range p.Items {
		planItem(t, base, p.Items, i)
	}
	if len(p.Also) > 0 {
		t.head("You could also try, one at a time")
		for _, o := range p.Also {
			t.hang("  • ", fmt.Sprintf("%s (%s): %s Certainty: %s.", o.Name, o.Treatment, o.Effect, gradeWords[o.Grade]))
		}
	}
	if len(p.Withheld) > 0 {
		t.head("Left out for your safety")
		withheld(t, base, p.Withheld)
	}
	if len(p.Settled) > 0 {
		t.head("Where advice clashes")
		for _, r := range p.Settled {
			t.hang("  • ", r.Name+": "+r.Rule)
		}
	}
	planRoute(t, base, p)
	t.line("")
	t.para("Knowledge "+p.Version+". This is not a diagnosis.", "")
	return t.err
}

// withheld names what was left out, each reason once, with all that it forbids
// and all the muscles it was meant for.
func withheld(t *text, base *knowledge.Base, list []plan.Withheld) {
	said := map[string]bool{}
	for _, h := range list {
		if said[h.Interlock] {
			continue
		}
		said[h.Interlock] = true
		var names, muscles []string
		for _, other := range list {
			if other.Interlock != h.Interlock {
				continue
			}
			if tr, ok := base.Treatment(other.Treatment); ok && !slices.Contains(names, tr.Name) {
				names = append(names, tr.Name)
			}
			if m, ok := base.Muscle(other.Muscle); ok && !slices.Contains(muscles, string(other.Side)+" "+m.Name) {
				muscles = append(muscles, string(other.Side)+" "+m.Name)
			}
		}
		line := strings.Join(names, "; ")
		if len(muscles) > 0 {
			line += " (" + strings.Join(muscles, ", ") + ")"
		}
		t.hang("  • ", line+": "+h.Reason)
	}
}

// planItem prints the n-th item. What an item above says already, because it is
// the same treatment on another muscle, is not said twice.
func planItem(t *text, base *knowledge.Base, items []plan.Item, n int) {
	it := items[n]
	title := fmt.Sprintf("%d. %s", n+1, it.Name)
	if it.MoveName != "" && it.Kind == "movement" {
		title += ", " + strings.ToLower(it.MoveName[:1]) + it.MoveName[1:]
	}
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
	above := 0
	for i := range items[:n] {
		if items[i].Treatment == it.Treatment {
			above = i + 1
		}
	}
	steps := it.Steps
	if above > 0 && len(steps) > 0 {
		steps = steps[:1]
	}
	field("why", it.Why)
	field("where", strings.Join(it.Where, " "))
	for i, s := range steps {
		label := ""
		if i == 0 {
			label = "how"
		}
		field(label+" ", s)
	}
	field("today", it.Dose.Now.Words)
	field("", it.StepWhy)
	if it.Light {
		field("", "Light pressure only.")
	}
	if above == 0 {
		itemDose(field, it)
	}
	field("care", strings.Join(it.Cautions, " "))
	if above > 0 {
		field("", fmt.Sprintf("The rest as in %d.", above))
		field("sources", strings.Join(append(append([]string{}, it.Claims...), it.Sources...), ", "))
		return
	}
	field("stop if", strings.Join(it.Stop, " "))
	field("further", it.Progress)
	field("back", it.Regress)
	field("effect", it.Effect)
	field("certainty", gradeWords[it.Grade]+". "+it.Doubt)
	field("sources", strings.Join(append(append([]string{}, it.Claims...), it.Sources...), ", "))
}

func itemDose(field func(label, s string), it plan.Item) {
	field("dose", it.Dose.Use)
	if it.Dose.Max > 0 {
		field("how hard", fmt.Sprintf("Discomfort %d to %d of 10. Never above %d.", it.Dose.Low, it.Dose.High, it.Dose.Max))
	}
	if it.Dose.Documents != "" && it.Dose.Documents != it.Dose.Trials {
		field("others say", it.Dose.Documents)
	}
	field("trials", it.Dose.Trials)
}

// planRoute says who to go on to and when to look again.
func planRoute(t *text, base *knowledge.Base, p plan.Plan) {
	t.head("Review")
	t.para(fmt.Sprintf("Look again in %d days. %s", p.Review.Days, p.Review.Unless), "")
	t.hang("now   ", locale.Capital(p.Route.Name)+": "+strings.Join(p.Route.Reasons, " "))
	if p.Route.To != plan.ToSelf {
		t.hang("      ", strings.Join(p.Route.Bring, " "))
	}
	if r, ok := base.Route(p.Route.Next); ok {
		t.hang("next  ", locale.Capital(r.Name)+": "+p.Route.NextWhy)
	}
}
