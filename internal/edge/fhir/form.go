package fhir

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
)

// Forms follow Structured Data Capture: what is open and what is counted is
// written in FHIRPath, so that any SDC program asks and scores as we do
// (http://hl7.org/fhir/uv/sdc).
const sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"

type questionnaire struct {
	canonical
	SubjectType []string       `json:"subjectType"`
	Item        []questionItem `json:"item"`
}

type questionItem struct {
	Extension []extension    `json:"extension,omitempty"`
	LinkID    string         `json:"linkId"`
	Text      string         `json:"text"`
	Type      string         `json:"type"`
	Required  bool           `json:"required,omitempty"`
	Repeats   bool           `json:"repeats,omitempty"`
	ReadOnly  bool           `json:"readOnly,omitempty"`
	Option    []answerOption `json:"answerOption,omitempty"`
	Item      []questionItem `json:"item,omitempty"`
}

type extension struct {
	URL        string      `json:"url"`
	Integer    *int        `json:"valueInteger,omitempty"`
	Expression *expression `json:"valueExpression,omitempty"`
}

type expression struct {
	Language   string `json:"language"`
	Expression string `json:"expression"`
}

type answerOption struct {
	Coding *coding `json:"valueCoding"`
}

func fhirpath(kind, text string) extension {
	return extension{URL: sdc + kind, Expression: &expression{"text/fhirpath", text}}
}

// between bounds a number.
func between(low, high int) []extension {
	return []extension{{URL: "http://hl7.org/fhir/StructureDefinition/minValue", Integer: &low}, {URL: "http://hl7.org/fhir/StructureDefinition/maxValue", Integer: &high}}
}

// counted is a number that the form works out by itself.
func counted(id, text, kind, path string) questionItem {
	return questionItem{LinkID: id, Text: text, Type: kind, ReadOnly: true, Extension: []extension{fhirpath("calculatedExpression", path)}}
}

// codes are the choices of a list of ids.
func codes(in string, ids []string, words func(string) string) []answerOption {
	var out []answerOption
	for _, id := range ids {
		out = append(out, answerOption{&coding{System: in, Code: id, Display: words(id)}})
	}
	return out
}

func plain(id string) string { return strings.ReplaceAll(id, "_", " ") }

// pegScore is the mean of the three answers (Krebs 2009,
// doi:10.1007/s11606-009-0981-1); nothing while one is open.
const pegScore = `iif(%resource.item.where(linkId in ('pain'|'enjoyment'|'activity')).answer.count() = 3, (%resource.item.where(linkId='pain').answer.value + %resource.item.where(linkId='enjoyment').answer.value + %resource.item.where(linkId='activity').answer.value) / 3, {})`

func pegForm(know *knowledge.Base) questionnaire {
	q := questionnaire{canonical: head(know, "Questionnaire", "peg", "PEG: pain, enjoyment, general activity", "Three numbers of the last week, and their mean (Krebs 2009)."), SubjectType: []string{"Patient"}}
	for _, id := range pegItems {
		q.Item = append(q.Item, questionItem{LinkID: id, Text: pegText[id], Type: "decimal", Required: true, Extension: between(0, 10)})
	}
	q.Item = append(q.Item, counted("score", "PEG score, 0-10", "decimal", pegScore))
	return q
}

var pegItems = []string{"pain", "enjoyment", "activity"}

func pegAnswers(values []float64) []answerItem {
	var out []answerItem
	for i, id := range pegItems {
		out = append(out, answerItem{LinkID: id, Text: pegText[id], Answer: []itemAnswer{{Decimal: &values[i]}}})
	}
	mean := float64(int((values[0]+values[1]+values[2])/3*100+.5)) / 100
	return append(out, answerItem{LinkID: "score", Text: "PEG score, 0-10", Answer: []itemAnswer{{Decimal: &mean}}})
}

const pressSystem = system + "/CodeSystem/press-answers"

var pressWords = map[string]string{"familiar_pain": "My known pain", "spreads": "It spreads", "tender": "Only tender", "nothing": "Nothing", "unsure": "Not sure"}

func pressForm(know *knowledge.Base) questionnaire {
	q := questionnaire{canonical: head(know, "Questionnaire", "press", "Press test", "What pressing a muscle brings back. Only for muscles that may be pressed."), SubjectType: []string{"Patient"}}
	options := codes(pressSystem, assess.PressAnswers, func(a string) string { return pressWords[a] })
	for i := range know.Muscles {
		m := &know.Muscles[i]
		for _, side := range unknot.Sides {
			q.Item = append(q.Item, questionItem{LinkID: "press." + string(m.ID) + "." + string(side), Text: "Press the " + string(side) + " " + m.Name + ". " + m.Press.How, Type: "choice", Option: options})
		}
	}
	q.Item = append(q.Item, counted("familiar", "How many muscles bring back the known pain", "integer", `%resource.item.where(answer.value.code = 'familiar_pain').count()`))
	return q
}

// pressed are the press tests of a case; nil when there are none.
func (k *record) pressed() []answerItem {
	var out []answerItem
	familiar := 0
	for _, f := range k.r.Answer.Case.Findings {
		rest, ok := strings.CutPrefix(f.ID, "press.")
		name, side, _ := strings.Cut(rest, ".")
		m, known := k.know.Muscle(unknot.MuscleID(name))
		if !ok || !known || pressWords[f.Answer] == "" {
			continue
		}
		if f.Answer == "familiar_pain" {
			familiar++
		}
		out = append(out, answerItem{LinkID: f.ID, Text: fmt.Sprintf("Press the %s %s.", side, m.Name), Answer: []itemAnswer{{Coding: &coding{pressSystem, f.Answer, pressWords[f.Answer]}}}})
	}
	if out == nil {
		return nil
	}
	return append(out, answerItem{LinkID: "familiar", Text: "How many muscles bring back the known pain", Answer: []itemAnswer{{Integer: &familiar}}})
}
