package web

import (
	"context"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/internal/base/locale"
)

var levelTitles = map[unknot.Level]string{
	unknot.Soon: msg("See somebody within days"), unknot.Routine: msg("Plan a visit"), unknot.SelfCare: msg("You can start at home"),
}

func levelTitle(l unknot.Level) string { return levelTitles[l] }

var kindNames = map[string]string{
	"manual": msg("Hands"), "movement": msg("Movement"), "warmth": msg("Warmth"), "cold": msg("Cold"), "cause": msg("One cause to change"),
	"rest": msg("Rest"), "learn": msg("Good to know"), "rub": msg("Rub"), "medicine": msg("Medicine"),
}

func kindWords(kind string) string {
	if w, ok := kindNames[kind]; ok {
		return w
	}
	return kind
}

// sentence is an error as a sentence.
func sentence(err error) string { return capital(err.Error()) + "." }

// capital makes the first letter large, as at the start of a line.
func capital(s string) string {
	return locale.Capital(s)
}

func candidateAbout(base *knowledge.Base, c assess.Candidate) string {
	if m, ok := base.Muscle(c.Muscle); ok {
		return m.Describe
	}
	if l, ok := base.Lookalike(c.Lookalike); ok {
		return l.TellApart
	}
	return ""
}

func itemTitle(ctx context.Context, base *knowledge.Base, it plan.Item) string {
	if m, ok := base.Muscle(it.Muscle); ok {
		return know(ctx, it.Name) + ": " + onSide(ctx, m.Name, it.Side)
	}
	return know(ctx, it.Name)
}

func withheldName(ctx context.Context, base *knowledge.Base, w plan.Withheld) string {
	name := w.Treatment
	if t, ok := base.Treatment(w.Treatment); ok {
		name = know(ctx, t.Name)
	}
	if m, ok := base.Muscle(w.Muscle); ok {
		name += ", " + onSide(ctx, m.Name, w.Side)
	}
	return name
}

func signs(base *knowledge.Base, r triage.Reason) []string {
	var out []string
	for _, id := range r.Signs {
		if q, ok := base.Question(id); ok {
			out = append(out, q.Ask)
		}
	}
	return out
}

// citeLine names sources as a reader would cite them, as a line of its own.
func citeLine(ctx context.Context, base *knowledge.Base, refs []string) string {
	if len(refs) == 0 {
		return ""
	}
	return tr(ctx, "Sources: %s.", cited(ctx, base, refs))
}

func cited(ctx context.Context, base *knowledge.Base, refs []string) string {
	var out []string
	seen := map[string]bool{}
	for _, ref := range refs {
		name := ref
		if s, ok := base.Source(ref); ok && s.Cite != "" {
			name = know(ctx, s.Cite)
		}
		if !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	return strings.Join(out, "; ")
}
