package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/internal/care"
)

// mostListed is how many candidates a table shows before "and N more".
const mostListed = 8

var levelWords = map[unknot.Level]string{
	unknot.Emergency: "EMERGENCY: get help now",
	unknot.SameDay:   "SEE SOMEBODY TODAY",
	unknot.Soon:      "See somebody within days",
	unknot.Routine:   "Plan a visit",
	unknot.SelfCare:  "Care at home, with a review date",
}

// printAssessment prints the level first, then muscles with reasons.
func printAssessment(w io.Writer, base *knowledge.Base, a care.Answer) error {
	if a.Gate.Level.StopsPlan() {
		return printGate(w, base, a.Gate)
	}
	t := newText(w)
	gateText(t, base, a.Gate)
	t.head("What the drawing is consistent with")
	for _, p := range a.Case.Drawing.Places {
		t.para(fmt.Sprintf("Drawn: %s, %g of 10.", strings.Join(body.Names(base, p.Cells), "; "), p.Intensity), "")
	}
	if a.Assessment.CannotTell {
		t.para("This cannot tell which muscle it is. The list shows what would fit.", "")
	}
	t.line("")
	candidates(t, base, a.Assessment.Candidates)
	if len(a.Assessment.Lookalikes) > 0 {
		t.head("Other causes that can feel like this")
		candidates(t, base, a.Assessment.Lookalikes)
	}
	if len(a.Assessment.Next) > 0 {
		t.head("What would tell more")
		for _, n := range a.Assessment.Next {
			t.hang("  • ", fmt.Sprintf("%s (%.2f bits). %s", n.Ask, n.Bits, n.How))
		}
	}
	t.head("Limits")
	for _, l := range a.Assessment.Limits {
		t.hang("  • ", l)
	}
	t.line("")
	t.para("Knowledge "+a.Assessment.Version+". This is not a diagnosis.", "")
	return t.err
}

func candidates(t *text, base *knowledge.Base, list []assess.Candidate) {
	for i, c := range list {
		if i == mostListed {
			t.para(fmt.Sprintf("… and %d more; see -o json.", len(list)-i), "  ")
			break
		}
		name := candidateName(base, c)
		t.line(fmt.Sprintf("  %s %s %3.0f %%  (%.0f-%.0f %%)", pad(cut(name, 44), 44), bar(c.Probability, 10), c.Probability*100, c.Low*100, c.High*100))
		reasons(t, "for", c.For)
		reasons(t, "against", c.Against)
		t.hang("    sources  ", strings.Join(c.Sources, ", "))
	}
}

func candidateName(base *knowledge.Base, c assess.Candidate) string {
	name := c.Lookalike
	if m, ok := base.Muscle(c.Muscle); ok {
		name = m.Name
	} else if l, ok := base.Lookalike(c.Lookalike); ok {
		name = l.Name
	}
	if c.Side != "" {
		name = string(c.Side) + " " + name
	}
	return name
}

func reasons(t *text, label string, list []assess.Reason) {
	if len(list) == 0 {
		return
	}
	var parts []string
	for _, r := range list[:min(3, len(list))] {
		parts = append(parts, fmt.Sprintf("%s (%+.1f)", r.Words, r.LogOdds))
	}
	t.hang("    "+pad(label, 9), strings.Join(parts, "; "))
}

// printGate prints the level with its reasons and nothing that competes.
func printGate(w io.Writer, base *knowledge.Base, g triage.Result) error {
	t := newText(w)
	gateText(t, base, g)
	return t.err
}

func gateText(t *text, base *knowledge.Base, g triage.Result) {
	t.head(levelWords[g.Level])
	if len(g.Reasons) == 0 && len(g.Unanswered) == 0 {
		t.para("No danger sign in the answers.", "")
	}
	reasonsText(t, base, g)
	if len(g.Unanswered) > 0 && !g.Level.StopsPlan() {
		t.line("")
		t.para(fmt.Sprintf("%d danger questions are still open. Answer them before you act on anything below:", len(g.Unanswered)), "")
		for _, id := range g.Unanswered {
			if q, ok := base.Question(id); ok {
				t.hang("  ? ", q.Ask+" ["+id+"]")
			}
		}
	}
}

func reasonsText(t *text, base *knowledge.Base, g triage.Result) {
	for _, r := range g.Reasons {
		t.line("")
		t.hang("  ! ", r.Do)
		t.hang("    Why: ", r.Why)
		for _, id := range r.Signs {
			answer := "yes"
			if r.Unsure {
				answer = "not sure counts here"
			}
			if q, ok := base.Question(id); ok {
				t.hang("    You said: ", q.Ask+" ("+answer+")")
			}
		}
		t.hang("    Sources: ", strings.Join(r.Sources, ", "))
	}
}

// printReasons prints the level and what to do, without open questions.
func printReasons(w io.Writer, base *knowledge.Base, g triage.Result) error {
	t := newText(w)
	t.head(levelWords[g.Level])
	reasonsText(t, base, g)
	t.line("")
	return t.err
}
