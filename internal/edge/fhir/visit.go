package fhir

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

type practitioner struct {
	base
	Identifier []identifier `json:"identifier"`
	Active     bool         `json:"active"`
}

type procedure struct {
	base
	Status    string       `json:"status"`
	Code      *concept     `json:"code"`
	Subject   *reference   `json:"subject"`
	Performed string       `json:"performedDateTime"`
	Performer []performer  `json:"performer"`
	Body      []concept    `json:"bodySite,omitempty"`
	Note      []annotation `json:"note,omitempty"`
}

type performer struct {
	Actor *reference `json:"actor"`
}

const stateSystem = system + "/CodeSystem/point-states"

var stateWords = map[string]string{"active": "Active trigger point", "latent": "Latent trigger point", "quiet": "Quiet trigger point", "none": "Criteria not met"}

// examination is what clinicians found and did, oldest first.
func (k *record) examination() section {
	s := section{Title: k.tr("Examination by clinicians"), Code: code(loinc, "29545-1", "Physical findings Narrative"), Text: k.div(k.trn(len(k.r.Visits), "%d visit.", "%d visits."))}
	seen := map[string]*reference{}
	for i := len(k.r.Visits) - 1; i >= 0; i-- {
		d := k.r.Visits[i]
		who := seen[d.Body.Author]
		if who == nil {
			who = k.add(practitioner{base: base{ResourceType: "Practitioner", ID: name("clinician", d.Body.Author)}, Identifier: []identifier{{system + "/account", d.Body.Author}}, Active: true})
			seen[d.Body.Author] = who
			s.Entry = append(s.Entry, *who)
		}
		s.Entry = append(s.Entry, k.visited(d, who)...)
	}
	return s
}

func (k *record) visited(d care.Document[care.Visit], who *reference) []reference {
	var out []reference
	put := func(x resource) { out = append(out, *k.add(x)) }
	at := instant(d.At)
	for n, f := range d.Body.Found {
		o := k.measure(name("criteria", fmt.Sprint(n), d.ID), "trigger-point-criteria", "Trigger point by the criteria of the expert panel: "+string(f.Side)+" "+plain(string(f.Muscle)), quantity{}, d.At)
		o.Value, o.Performer, o.Category = nil, []reference{*who}, []concept{*hl7("observation-category", "exam")}
		if m, ok := k.know.Muscle(f.Muscle); ok {
			o.Body = &concept{Coding: []coding{{muscleSystem, string(m.ID), m.Name}}, Text: k.say(string(f.Side) + " " + m.Name)}
		}
		if state := f.State(); state != "" {
			o.Said = k.code(stateSystem, string(state), stateWords[string(state)])
		}
		for _, c := range []struct {
			id string
			is unknot.Answer
		}{{"taut-band", f.Band}, {"sensitive-spot", f.Spot}, {"referred-pain", f.Refers}, {"known-pain", f.Known}, {"twitch", f.Twitch}} {
			if c.is != unknot.NotAsked {
				o.Component = append(o.Component, component{Code: code(measures, c.id, measureNames[c.id]), Said: &concept{Coding: []coding{*answerCode(c.is)}}})
			}
		}
		if o.Said != nil || len(o.Component) > 0 {
			put(o)
		}
	}
	for n, place := range d.Body.Drawing {
		for _, cell := range place.Cells {
			o := k.pain(name("examined", fmt.Sprint(n), string(cell), d.ID), cell, place.Intensity, -1, -1, d.At)
			o.Performer, o.Category = []reference{*who}, []concept{*hl7("observation-category", "exam")}
			put(o)
		}
	}
	for n, t := range d.Body.Did {
		title := t.Treatment
		if know, ok := k.know.Treatment(t.Treatment); ok {
			title = know.Name
		}
		p := procedure{base: base{ResourceType: "Procedure", ID: name("given", fmt.Sprint(n), d.ID)}, Status: "completed", Code: k.code(careSystem, t.Treatment, title), Subject: k.subject(),
			Performed: at, Performer: []performer{{who}}}
		if m, ok := k.know.Muscle(t.Muscle); ok {
			p.Body = []concept{{Coding: []coding{{muscleSystem, string(m.ID), m.Name}}, Text: k.say(strings.TrimSpace(string(t.Side) + " " + m.Name))}}
		}
		if t.Minutes > 0 {
			p.Note = []annotation{{k.tr("%s minutes", fmt.Sprintf("%g", t.Minutes))}}
		}
		put(p)
	}
	scored := func(id, measureCode, text string, value float64) {
		o := k.measure(name(id, d.ID), measureCode, text, *points(value), d.At)
		o.Performer = []reference{*who}
		put(o)
	}
	if o := d.Body.Outcome; o.NRS != nil {
		scored("nrs", "pain-asked", "Pain now, asked by the clinician", *o.NRS)
	}
	for n, a := range d.Body.Outcome.PSFS {
		scored(fmt.Sprint("psfs-", n), "psfs", "Patient-Specific Functional Scale: "+a.Name, a.Score)
	}
	if x := d.Body.Outcome.NDI; x != nil {
		scored("ndi", "ndi", "Neck Disability Index, sum 0-50", *x)
	}
	if len(d.Body.Outcome.PEG) == 3 {
		put(questionnaireResponse{base: base{ResourceType: "QuestionnaireResponse", ID: name("peg", d.ID)}, Questionnaire: system + "/Questionnaire/peg", Status: "completed", Subject: k.subject(), Authored: at, Item: pegAnswers(d.Body.Outcome.PEG)})
	}
	return out
}

// outlook is the forecast: how likely each place is quiet within the weeks
// ahead with this plan, and whether the course is as usual.
func (k *record) outlook() (riskAssessment, bool) {
	f := k.r.Forecast
	if f == nil || len(f.Places) == 0 {
		return riskAssessment{}, false
	}
	r := riskAssessment{base: base{ResourceType: "RiskAssessment", ID: name("forecast", k.r.Kept.ID)}, Status: "preliminary", Method: &concept{Text: k.tr("unknot forecast, model %s, knowledge %s", f.Model, f.Knowledge)},
		Subject: k.subject(), Occurrence: f.Made, Note: []annotation{{k.say(f.Limits)}}}
	share := func(x float64) float64 { return float64(int(x*1e4+.5)) / 1e4 }
	for _, p := range f.Places {
		n := len(p.Plan.Days)
		if n == 0 {
			continue
		}
		last := p.Plan.Days[n-1]
		r.Prediction = append(r.Prediction, prediction{&concept{Text: k.tr("%s: quiet by %s, with the plan", k.say(p.Name), k.day(last.Date))}, share(p.Plan.Quiet),
			k.tr("On %s half of such courses lie between %s and %s of 10, four in five between %s and %s. State: %s.", k.day(last.Date), k.l.Number(last.Low, 1), k.l.Number(last.High, 1), k.l.Number(last.Lowest, 1), k.l.Number(last.Highest, 1), k.tr(courseStates[p.Verdict.State]))})
		r.Prediction = append(r.Prediction, prediction{&concept{Text: k.tr("%s: quiet by %s, with no care from now on", k.say(p.Name), k.day(last.Date))}, share(p.Without.Quiet), k.tr("The natural course, as far as it is known.")})
	}
	return r, true
}

var courseStates = map[string]string{"too_early": msg("too early"), "on_track": msg("on track"), "slower": msg("slower"), "see_someone": msg("see someone")}

// day writes the date of a record, "2026-11-24", as people do; in English it
// stays as it is.
func (k *record) day(date string) string {
	if k.l.Code == locale.English.Code {
		return date
	}
	return k.l.Day(date)
}
