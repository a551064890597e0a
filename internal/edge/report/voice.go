package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// voice says what a report says in one language.
type voice struct {
	*locale.Language
	base *knowledge.Base
}

// tr says a text that stands here written out, so that a test finds it; args
// fill its verbs.
func (v voice) tr(text string, args ...any) string { return v.Text(text, args...) }

// know says a text of the knowledge or of the engine.
func (v voice) know(text string) string { return v.Text(text) }

func (v voice) trn(n int, one, other string, args ...any) string {
	return v.Plural(n, one, other, args...)
}

// msg marks a text of a table that tr says later.
func msg(text string) string { return text }

// Levels says how soon to be seen, in plain words.
var Levels = map[unknot.Level]string{
	unknot.SelfCare: msg("Care at home, with a review date"), unknot.Routine: msg("A planned visit"), unknot.Soon: msg("Within days"),
	unknot.SameDay: msg("Today"), unknot.Emergency: msg("EMERGENCY: now"),
}

var gradeWords = map[unknot.Grade]string{
	unknot.GradeHigh: msg("high certainty"), unknot.GradeModerate: msg("moderate certainty"), unknot.GradeLow: msg("low certainty"),
	unknot.GradeVeryLow: msg("very low certainty"), unknot.GradeNone: msg("no study found"),
}

var answerWords = map[unknot.Answer]string{unknot.Yes: msg("YES"), unknot.No: msg("NO"), unknot.Unsure: msg("NOT SURE"), unknot.NotAsked: "-"}

// disclaimer stands on every page.
func (v voice) disclaimer() string {
	return v.tr("Written by the person with unknot from self-report. No diagnosis, no medical device. Trigger points are disputed, and self-examination is untested.")
}

func (v voice) made(r care.Report) string {
	return v.tr("Made %s from what the person said and logged. First told %s.", v.Date(r.Made), v.Date(r.Kept.When))
}

func (v voice) who(r care.Report) string {
	p := r.Answer.Case.Person
	who := v.tr("Person: %s.", v.person(p))
	if len(p.Conditions)+len(p.Medicines) == 0 {
		who += " " + v.tr("Illness and medicines: none named.")
	}
	return who + " " + v.tr("Since: %s.", v.onset(r))
}

// scans says what scans can show: the answer to "Do scans show a knot?"
// without its first word, "No.", for the heading says that already.
func (v voice) scans(r care.Report) string {
	text := v.know(r.Scans)
	if first, rest, ok := strings.Cut(text, ". "); ok && !strings.Contains(first, " ") {
		return rest
	}
	return text
}

// reason says why the level of care is what it is.
func (v voice) reason(r triage.Reason) string {
	return fmt.Sprintf("%s (%s). %s %s", locale.Capital(v.know(r.Name)), v.tr(Levels[r.Level]), v.know(r.Why), v.know(r.Do))
}

// criteria are those of the expert panel (doi:10.1093/pm/pnx207).
func (v voice) criteria() string {
	return v.tr("Two of three (expert panel, Fernández-de-las-Peñas and Dommerholt 2018): a taut band, a hypersensitive spot, referred pain. Recognised pain makes it active. Agreement between examiners is limited.")
}

// notProof says what pain before and after care can tell.
func (v voice) notProof() string {
	return v.tr("Strongest pain said within a day before and after. An order of events, not proof: pain also comes and goes by itself.")
}

// mirrored says which side of the body print is which.
func (v voice) mirrored() string {
	return v.tr("As the person sees it: their right is on the left of the front, and on the right of the back.")
}

var sexWords = map[unknot.Sex]string{unknot.Female: msg("female"), unknot.Male: msg("male"), unknot.OtherSex: msg("other sex")}

// person says who it is, as far as it was said.
func (v voice) person(p unknot.Person) string {
	var parts []string
	if p.Age >= 0 {
		parts = append(parts, v.trn(p.Age, "%d year", "%d years"))
	}
	if p.Sex != "" {
		parts = append(parts, v.tr(sexWords[p.Sex]))
	}
	if p.Pregnant == unknot.Yes {
		parts = append(parts, v.tr("pregnant"))
	}
	if p.Pregnant == unknot.Unsure {
		parts = append(parts, v.tr("may be pregnant"))
	}
	for _, id := range append(slices.Clone(p.Conditions), p.Medicines...) {
		parts = append(parts, v.know(v.nameOf(id)))
	}
	if len(parts) == 0 {
		return v.tr("nothing said of the person")
	}
	return strings.Join(parts, ", ")
}

func (v voice) nameOf(id string) string {
	return cmp.Or(v.base.PersonName(id), strings.ReplaceAll(id, "_", " "))
}

var (
	kindWords   = map[string]string{"after_injury": msg("after injury"), "after_load": msg("after load"), "gradual": msg("gradual"), "sudden": msg("sudden")}
	courseWords = map[string]string{"better": msg("getting better"), "same": msg("staying the same"), "worse": msg("getting worse"), "comes_and_goes": msg("comes and goes")}
)

// onset says since when, how it began and how it has gone on.
func (v voice) onset(r care.Report) string {
	o := r.Answer.Case.Onset
	var parts []string
	if o.Days >= 0 {
		parts = append(parts, v.trn(o.Days, "%d day when first told", "%d days when first told"))
	}
	if o.Kind != "" {
		parts = append(parts, v.tr(kindWords[o.Kind]))
	}
	if o.Course != "" {
		parts = append(parts, v.tr(courseWords[o.Course]))
	}
	if r.Kept.RelapseOf != "" {
		parts = append(parts, v.tr("it has come back"))
	}
	if !r.Kept.Ended.IsZero() {
		parts = append(parts, v.tr("quiet since %s", v.Date(r.Kept.Ended)))
	}
	if len(parts) == 0 {
		return v.tr("not said")
	}
	return strings.Join(parts, "; ")
}

// answered sorts the danger answers: what was not a plain no, how many were,
// and how many are open.
func (v voice) answered(r care.Report) (telling []string, no, open int) {
	for _, a := range r.Answer.Gate.Asked {
		q, ok := v.base.Question(a.ID)
		if a.Answer == unknot.No || !ok {
			no++
			continue
		}
		telling = append(telling, v.tr(answerWords[a.Answer])+": "+v.know(q.Ask))
	}
	return telling, no, len(r.Answer.Gate.Unanswered)
}

func (v voice) counted(no, open int) string {
	return v.trn(no, "%d danger question answered no, %s.", "%d danger questions answered no, %s.", v.trn(open, "%d not answered", "%d not answered"))
}

// score writes a number of the pain scale; "-" when unsaid.
func (v voice) score(x float64) string {
	if x < 0 {
		return "-"
	}
	return v.Score(x)
}

// likely says a probability with its range.
func (v voice) likely(p, low, high float64) string {
	if v.share(low) == v.share(high) {
		return v.share(p)
	}
	return v.tr("%s (%s to %s)", v.share(p), v.share(low), v.share(high))
}

// share writes a probability; one that is nearly none is not said to be none.
func (v voice) share(p float64) string {
	if p > 0 && p < .005 {
		return v.tr("under %s", v.Percent(.01))
	}
	return v.Percent(p)
}

// cited are the sources by name, each once: parts of one book are one source.
func (v voice) cited(r care.Report) []line {
	var out []line
	for _, id := range r.Sources {
		k, ok := v.base.Source(id)
		if !ok {
			continue
		}
		x := line{Name: locale.Capital(v.know(k.Cite)), Text: v.know(k.Title), Printed: v.know(k.Title) == k.Title}
		if k.DOI != "" {
			x.Text += ". doi:" + k.DOI
		}
		if !slices.ContainsFunc(out, func(have line) bool { return have.Name == x.Name && have.Text == x.Text }) {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b line) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	return out
}

// cause names a muscle or a look-alike on its side.
func (v voice) cause(muscle unknot.MuscleID, lookalike string, side unknot.Side) string {
	name := lookalike
	if m, ok := v.base.Muscle(muscle); ok {
		name = m.Name
	}
	if l, ok := v.base.Lookalike(lookalike); ok {
		name = l.Name
	}
	if side != "" {
		name = string(side) + " " + name
	}
	return v.know(name)
}

// treatment names a treatment, and where it is done.
func (v voice) treatment(id string, muscle unknot.MuscleID, side unknot.Side) string {
	name := id
	if t, ok := v.base.Treatment(id); ok {
		name = v.know(t.Name)
	}
	return v.on(name, muscle, side)
}

// on says where something is done, when it is done to a muscle.
func (v voice) on(name string, muscle unknot.MuscleID, side unknot.Side) string {
	if muscle == "" {
		return name
	}
	return name + ", " + v.cause(muscle, "", side)
}

// done says a kind of care, how often, and the pain around it.
func (v voice) done(t care.Tried) string {
	line := fmt.Sprintf("%s: %s", v.know(t.Name), v.trn(t.Times, "%d time", "%d times"))
	if t.Pairs > 0 {
		line += "; " + v.tr("pain %s before, %s after", v.score(t.Before), v.score(t.After))
	}
	return line
}
