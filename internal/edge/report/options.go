package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/care"
)

// Sections lists the parts that may be chosen, in their order. The level of
// care is always there.
var Sections = []string{"map", "muscles", "course", "care", "questions", "answers", "examination", "plan", "diary", "sources"}

// Options say which parts to print; none means all.
type Options struct{ Sections []string }

// Read reads a list of sections, separated by commas.
func Read(list string) (Options, error) {
	var o Options
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if !slices.Contains(Sections, name) {
			mend := ""
			if near := knowledge.Nearest(name, Sections); near != "" {
				mend = fmt.Sprintf("; did you mean %q?", near)
			}
			return o, unknot.Errorf(unknot.Invalid, "there is no section %q%s Choose of %s", name, mend, strings.Join(Sections, ", "))
		}
		o.Sections = append(o.Sections, name)
	}
	return o, nil
}

func (o Options) has(section string) bool {
	return len(o.Sections) == 0 || slices.Contains(o.Sections, section)
}

// Levels says how soon to be seen, in plain words.
var Levels = map[unknot.Level]string{
	unknot.SelfCare: "Care at home, with a review date", unknot.Routine: "A planned visit", unknot.Soon: "Within days",
	unknot.SameDay: "Today", unknot.Emergency: "EMERGENCY: now",
}

var gradeWords = map[unknot.Grade]string{
	unknot.GradeHigh: "high certainty", unknot.GradeModerate: "moderate certainty", unknot.GradeLow: "low certainty",
	unknot.GradeVeryLow: "very low certainty", unknot.GradeNone: "no study found",
}

// disclaimer stands on every page.
const disclaimer = "Written by the person with unknot from self-report. No diagnosis, no medical device. Trigger points are disputed, and self-examination is untested."

// personWords says who it is, as far as it was said.
func personWords(base *knowledge.Base, p unknot.Person) string {
	var parts []string
	if p.Age >= 0 {
		parts = append(parts, fmt.Sprintf("%d years", p.Age))
	}
	if p.Sex != "" {
		parts = append(parts, string(p.Sex))
	}
	if p.Pregnant == unknot.Yes {
		parts = append(parts, "pregnant")
	}
	if p.Pregnant == unknot.Unsure {
		parts = append(parts, "may be pregnant")
	}
	for _, id := range append(slices.Clone(p.Conditions), p.Medicines...) {
		parts = append(parts, nameOf(base, id))
	}
	if len(parts) == 0 {
		return "nothing said of the person"
	}
	return strings.Join(parts, ", ")
}

func nameOf(base *knowledge.Base, id string) string {
	for _, list := range [][]knowledge.Named{base.Conditions, base.Medicines, base.Tools} {
		for _, n := range list {
			if n.ID == id {
				return n.Name
			}
		}
	}
	return strings.ReplaceAll(id, "_", " ")
}

var courseWords = map[string]string{"better": "getting better", "same": "staying the same", "worse": "getting worse", "comes_and_goes": "comes and goes"}

// onsetWords says since when, how it began and how it has gone on.
func onsetWords(r care.Report) string {
	o := r.Answer.Case.Onset
	var parts []string
	if o.Days >= 0 {
		parts = append(parts, fmt.Sprintf("%d days when first told", o.Days))
	}
	if o.Kind != "" {
		parts = append(parts, strings.ReplaceAll(o.Kind, "_", " "))
	}
	if o.Course != "" {
		parts = append(parts, courseWords[o.Course])
	}
	if r.Kept.RelapseOf != "" {
		parts = append(parts, "it has come back")
	}
	if !r.Kept.Ended.IsZero() {
		parts = append(parts, "quiet since "+r.Kept.Ended.Format("2006-01-02"))
	}
	if len(parts) == 0 {
		return "not said"
	}
	return strings.Join(parts, ", ")
}

// answered sorts the danger answers: what was not a plain no, how many were,
// and how many are open.
func answered(base *knowledge.Base, r care.Report) (telling []string, no, open int) {
	for _, a := range r.Answer.Gate.Asked {
		q, ok := base.Question(a.ID)
		if a.Answer == unknot.No || !ok {
			no++
			continue
		}
		telling = append(telling, fmt.Sprintf("%s: %s", map[unknot.Answer]string{unknot.Yes: "YES", unknot.Unsure: "NOT SURE"}[a.Answer], q.Ask))
	}
	return telling, no, len(r.Answer.Gate.Unanswered)
}

// score writes a number of the pain scale; "-" when unsaid.
func score(x float64) string {
	if x < 0 {
		return "-"
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0")
}

func causeName(base *knowledge.Base, muscle unknot.MuscleID, lookalike string, side unknot.Side) string {
	name := lookalike
	if m, ok := base.Muscle(muscle); ok {
		name = m.Name
	}
	if l, ok := base.Lookalike(lookalike); ok {
		name = l.Name
	}
	if side != "" {
		return string(side) + " " + name
	}
	return name
}
