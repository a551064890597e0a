package fhir

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
)

const (
	genderSystem   = "http://hl7.org/fhir/administrative-gender"
	personSystem   = system + "/CodeSystem/person"
	qualitySystem  = system + "/CodeSystem/qualities"
	timingSystem   = system + "/CodeSystem/timings"
	onsetSystem    = system + "/CodeSystem/onsets"
	courseSystem   = system + "/CodeSystem/courses"
	intakeURL      = system + "/Questionnaire/intake"
	dangerCountFor = "How many danger signs were answered yes or not sure"
)

// intakeForm is everything that is asked before a first answer: the person,
// since when, where it hurts, and the danger signs that these call for.
func intakeForm(know *knowledge.Base) questionnaire {
	q := questionnaire{canonical: head(know, "Questionnaire", "intake", "Intake: person, place, danger signs", "Which danger signs are asked depends on place, age and sex. Any yes or not sure must be looked at before anything else."), SubjectType: []string{"Patient"}}
	person := questionItem{LinkID: "person", Text: "About you", Type: "group", Item: []questionItem{
		{LinkID: "age", Text: "Age in years", Type: "integer", Extension: between(0, 120)},
		{LinkID: "sex", Text: "Sex", Type: "choice", Option: codes(genderSystem, []string{"female", "male", "other"}, locale.Capital)},
		{LinkID: "pregnant", Text: "Are you pregnant?", Type: "choice", Option: yesNo(), Extension: []extension{fhirpath("enableWhenExpression", "%resource.item.where(linkId='person').item.where(linkId='sex').answer.value.where(code='male').empty()")}},
		{LinkID: "condition", Text: "Which of these do you have?", Type: "choice", Repeats: true, Option: named(know.Conditions)},
		{LinkID: "medicine", Text: "Which of these do you take?", Type: "choice", Repeats: true, Option: named(know.Medicines)},
	}}
	onset := questionItem{LinkID: "onset", Text: "Since when", Type: "group", Item: []questionItem{
		{LinkID: "days", Text: "For how many days", Type: "integer", Extension: between(0, 36500)},
		{LinkID: "kind", Text: "How it began", Type: "choice", Option: codes(onsetSystem, assess.OnsetKinds, plain)},
		{LinkID: "course", Text: "How it has gone lately", Type: "choice", Option: codes(courseSystem, assess.Courses, plain)},
	}}
	var cells []answerOption
	for i := range know.Zones {
		for _, side := range unknot.Sides {
			cells = append(cells, answerOption{&coding{cellSystem, string(body.ZoneCell(know.Zones[i].ID, side)), know.Zones[i].NameOn(side)}})
		}
	}
	place := questionItem{LinkID: "place", Text: "Where it hurts", Type: "group", Repeats: true, Required: true, Item: []questionItem{
		{LinkID: "cells", Text: "Place", Type: "choice", Repeats: true, Required: true, Option: cells},
		{LinkID: "intensity", Text: "How strong, 0 none to 10 worst", Type: "decimal", Required: true, Extension: between(0, 10)},
		{LinkID: "quality", Text: "What it feels like", Type: "choice", Repeats: true, Option: codes(qualitySystem, unknot.Qualities, plain)},
		{LinkID: "timing", Text: "When it hurts", Type: "choice", Option: codes(timingSystem, unknot.Timings, plain)},
	}}
	danger := questionItem{LinkID: "danger", Text: "Danger signs", Type: "group"}
	for i := range know.Questions {
		d := &know.Questions[i]
		item := questionItem{LinkID: "danger." + d.ID, Text: d.Ask, Type: "choice", Required: true, Option: yesNo()}
		if when := opens(d); when != "" {
			item.Extension = []extension{fhirpath("enableWhenExpression", when)}
		}
		danger.Item = append(danger.Item, item)
	}
	q.Item = []questionItem{person, onset, place, danger,
		counted("danger-count", dangerCountFor, "integer", `%resource.item.where(linkId='danger').item.where(answer.value.code in ('Y'|'asked-unknown')).count()`)}
	return q
}

func named(list []knowledge.Named) []answerOption {
	var out []answerOption
	for _, n := range list {
		out = append(out, answerOption{&coding{personSystem, n.ID, n.Name}})
	}
	return out
}

// opens says in FHIRPath when a danger question is asked, as triage.Questions
// does: an age or sex that is unsaid never closes one.
func opens(d *knowledge.DangerQuestion) string {
	var all []string
	about := func(id string) string {
		return "%resource.item.where(linkId='person').item.where(linkId='" + id + "').answer.value"
	}
	if d.Sex != "" {
		all = append(all, about("sex")+".where(code in ('female'|'male') and code != '"+string(d.Sex)+"').empty()")
	}
	if d.AgeMin > 0 {
		all = append(all, fmt.Sprintf("%s.where($this < %d).empty()", about("age"), d.AgeMin))
	}
	if d.AgeMax > 0 {
		all = append(all, fmt.Sprintf("%s.where($this > %d).empty()", about("age"), d.AgeMax))
	}
	if d.Screens != "everyone" && len(d.Zones) > 0 {
		var cells []string
		for _, z := range d.Zones {
			for _, side := range unknot.Sides {
				cells = append(cells, "'"+string(body.ZoneCell(z, side))+"'")
			}
		}
		all = append(all, "%resource.item.where(linkId='place').item.where(linkId='cells').answer.value.where(code in ("+strings.Join(cells, "|")+")).exists()")
	}
	return strings.Join(all, " and ")
}

// intake is what the person said, on the form of intakeForm.
func (k *record) intake() questionnaireResponse {
	c, g := k.r.Answer.Case, k.r.Answer.Gate
	q := questionnaireResponse{base: base{ResourceType: "QuestionnaireResponse", ID: name("intake", k.r.Kept.ID)}, Questionnaire: intakeURL,
		Status: "completed", Subject: k.subject(), Authored: instant(k.r.Kept.When)}
	if len(g.Unanswered) > 0 {
		q.Status = "in-progress"
	}
	add := func(group, text string, items []answerItem) {
		if len(items) > 0 {
			q.Item = append(q.Item, answerItem{LinkID: group, Text: text, Item: items})
		}
	}
	add("person", "About you", k.said())
	var onset []answerItem
	if c.Onset.Days >= 0 {
		onset = append(onset, answerItem{LinkID: "days", Answer: []itemAnswer{{Integer: &c.Onset.Days}}})
	}
	if c.Onset.Kind != "" {
		onset = append(onset, choices("kind", onsetSystem, []string{c.Onset.Kind}, plain))
	}
	if c.Onset.Course != "" {
		onset = append(onset, choices("course", courseSystem, []string{c.Onset.Course}, plain))
	}
	add("onset", "Since when", onset)
	for i := range c.Drawing.Places {
		p := &c.Drawing.Places[i]
		where := answerItem{LinkID: "cells"}
		seen := map[unknot.CellID]bool{}
		for _, cell := range p.Cells {
			if zone := body.ZoneOf(cell); !seen[zone] {
				seen[zone] = true
				where.Answer = append(where.Answer, itemAnswer{Coding: &k.site(zone).Coding[0]})
			}
		}
		items := []answerItem{where, {LinkID: "intensity", Answer: []itemAnswer{{Decimal: &p.Intensity}}}}
		if len(p.Quality) > 0 {
			items = append(items, choices("quality", qualitySystem, p.Quality, plain))
		}
		if p.Timing != "" {
			items = append(items, choices("timing", timingSystem, []string{p.Timing}, plain))
		}
		add("place", "Where it hurts", items)
	}
	var danger []answerItem
	count := 0
	for _, a := range g.Asked {
		d, ok := k.know.Question(a.ID)
		if !ok {
			continue
		}
		if a.Answer != unknot.No {
			count++
		}
		danger = append(danger, answerItem{LinkID: "danger." + a.ID, Text: d.Ask, Answer: []itemAnswer{{Coding: answerCode(a.Answer)}}})
	}
	add("danger", "Danger signs", danger)
	q.Item = append(q.Item, answerItem{LinkID: "danger-count", Text: dangerCountFor, Answer: []itemAnswer{{Integer: &count}}})
	return q
}

// said is what the person said of themselves.
func (k *record) said() []answerItem {
	p := k.r.Answer.Case.Person
	var out []answerItem
	if p.Age >= 0 {
		out = append(out, answerItem{LinkID: "age", Answer: []itemAnswer{{Integer: &p.Age}}})
	}
	if p.Sex != "" {
		out = append(out, choices("sex", genderSystem, []string{string(p.Sex)}, locale.Capital))
	}
	if p.Pregnant != unknot.NotAsked {
		out = append(out, answerItem{LinkID: "pregnant", Answer: []itemAnswer{{Coding: answerCode(p.Pregnant)}}})
	}
	words := func(id string) string { return namedAs(k.know, id) }
	if len(p.Conditions) > 0 {
		out = append(out, choices("condition", personSystem, p.Conditions, words))
	}
	if len(p.Medicines) > 0 {
		out = append(out, choices("medicine", personSystem, p.Medicines, words))
	}
	return out
}

func choices(link, in string, ids []string, words func(string) string) answerItem {
	out := answerItem{LinkID: link}
	for _, id := range ids {
		out.Answer = append(out.Answer, itemAnswer{Coding: &coding{in, id, words(id)}})
	}
	return out
}

func namedAs(know *knowledge.Base, id string) string {
	for _, list := range [][]knowledge.Named{know.Conditions, know.Medicines, know.Tools} {
		for _, n := range list {
			if n.ID == id {
				return n.Name
			}
		}
	}
	return plain(id)
}

// yesNo are the answers of a danger question. "Not sure" is one of them: for
// an emergency sign it counts as yes.
func yesNo() []answerOption {
	return []answerOption{{answerCode(unknot.Yes)}, {answerCode(unknot.No)}, {answerCode(unknot.Unsure)}}
}
