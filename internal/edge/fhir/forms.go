package fhir

import (
	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
)

// yesNo are the answers of a danger question. "Not sure" is one of them: for
// an emergency sign it counts as yes.
func yesNo() []answerOption {
	return []answerOption{{answerCode(unknot.Yes)}, {answerCode(unknot.No)}, {answerCode(unknot.Unsure)}}
}

func dangerForm(know *knowledge.Base) questionnaire {
	q := questionnaire{canonical: head(know, "Questionnaire", "danger", "Danger signs", "Asked before anything else. Which are open depends on place, age and sex."), SubjectType: []string{"Patient"}}
	for i := range know.Questions {
		d := &know.Questions[i]
		q.Item = append(q.Item, questionItem{LinkID: d.ID, Text: d.Ask, Type: "choice", Required: d.Screens == "everyone", Option: yesNo()})
	}
	return q
}

func pegForm(know *knowledge.Base) questionnaire {
	q := questionnaire{canonical: head(know, "Questionnaire", "peg", "PEG: pain, enjoyment, general activity", "Three numbers of the last week (Krebs 2009)."), SubjectType: []string{"Patient"}}
	low, high := 0, 10
	for _, id := range []string{"pain", "enjoyment", "activity"} {
		q.Item = append(q.Item, questionItem{LinkID: id, Text: pegText[id], Type: "decimal", Required: true,
			Extension: []extension{{"http://hl7.org/fhir/StructureDefinition/minValue", &low}, {"http://hl7.org/fhir/StructureDefinition/maxValue", &high}}})
	}
	return q
}

func pressForm(know *knowledge.Base) questionnaire {
	q := questionnaire{canonical: head(know, "Questionnaire", "press", "Press test", "What pressing a muscle brings back. Only for muscles that may be pressed."), SubjectType: []string{"Patient"}}
	var options []answerOption
	for _, a := range assess.PressAnswers {
		options = append(options, answerOption{&coding{System: system + "/CodeSystem/press-answers", Code: a, Display: map[string]string{"familiar_pain": "My known pain", "spreads": "It spreads",
			"tender": "Only tender", "nothing": "Nothing", "unsure": "Not sure"}[a]}})
	}
	for i := range know.Muscles {
		m := &know.Muscles[i]
		for _, side := range unknot.Sides {
			q.Item = append(q.Item, questionItem{LinkID: "press." + string(m.ID) + "." + string(side), Text: "Press the " + string(side) + " " + m.Name + ". " + m.Press.How, Type: "choice", Option: options})
		}
	}
	return q
}
