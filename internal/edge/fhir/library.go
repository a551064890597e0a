package fhir

import (
	"sort"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
)

// Resources about the knowledge, the same for everybody.

type canonical struct {
	base
	URL          string `json:"url"`
	Version      string `json:"version"`
	Name         string `json:"name"`
	Title        string `json:"title"`
	Status       string `json:"status"`
	Experimental bool   `json:"experimental"`
	Description  string `json:"description,omitempty"`
}

type codeSystem struct {
	canonical
	CaseSensitive bool       `json:"caseSensitive"`
	Content       string     `json:"content"`
	Count         int        `json:"count"`
	Concept       []codeName `json:"concept"`
}

type codeName struct {
	Code       string `json:"code"`
	Display    string `json:"display"`
	Definition string `json:"definition,omitempty"`
}

type valueSet struct {
	canonical
	Compose struct {
		Include []struct {
			System string `json:"system"`
		} `json:"include"`
	} `json:"compose"`
}

type conceptMap struct {
	canonical
	Group []mapGroup `json:"group"`
}

type mapGroup struct {
	Source  string       `json:"source"`
	Target  string       `json:"target"`
	Element []mapElement `json:"element"`
}

type mapElement struct {
	Code   string      `json:"code"`
	Target []mapTarget `json:"target"`
}

type mapTarget struct {
	Code        string `json:"code"`
	Display     string `json:"display,omitempty"`
	Equivalence string `json:"equivalence"`
	Comment     string `json:"comment"`
}

type activityDefinition struct {
	canonical
	Kind    string            `json:"kind"`
	Code    *concept          `json:"code"`
	Dosage  []dosage          `json:"dosage,omitempty"`
	Related []relatedArtifact `json:"relatedArtifact,omitempty"`
}

type dosage struct {
	Text string `json:"text"`
}

type planDefinition struct {
	canonical
	Action []planAction `json:"action"`
}

type planAction struct {
	Title      string `json:"title"`
	Definition string `json:"definitionCanonical"`
}

var measureNames = map[string]string{
	"pain-worst": "Worst pain since the last entry", "pain-average": "Average pain since the last entry",
	"pressure-pain-threshold": "Pressure pain threshold", "motion": "Range of motion", "psfs": "Patient-Specific Functional Scale",
	"trigger-point-criteria": "Trigger point by the criteria of the expert panel", "taut-band": "Taut band", "sensitive-spot": "Hypersensitive spot",
	"referred-pain": "Referred pain", "known-pain": "Pain that the person knows", "twitch": "Local twitch", "pain-asked": "Pain now, asked by a clinician", "ndi": "Neck Disability Index, sum",
}

// pegText are the three questions of the PEG in short (Krebs 2009,
// doi:10.1007/s11606-009-0981-1).
var pegText = map[string]string{
	"pain": "Average pain in the last week, 0-10", "enjoyment": "How much it got in the way of enjoying life, 0-10", "activity": "How much it got in the way of general activity, 0-10",
}

func head(know *knowledge.Base, kind, id, title, about string) canonical {
	return canonical{base: base{ResourceType: kind, ID: id}, URL: system + "/" + kind + "/" + id, Version: know.Version, Name: "Unknot" + kind + letters(id), Title: title,
		Status: "active", Experimental: true, Description: about}
}

// letters is an id as part of a computer-friendly name.
func letters(id string) string {
	out := make([]rune, 0, len(id))
	up := true
	for _, r := range id {
		if r == '-' || r == '.' {
			up = true
			continue
		}
		if up && r >= 'a' && r <= 'z' {
			r -= 'a' - 'A'
		}
		up = false
		out = append(out, r)
	}
	return string(out)
}

type operationDefinition struct {
	canonical
	Kind      string           `json:"kind"`
	Code      string           `json:"code"`
	System    bool             `json:"system"`
	Type      bool             `json:"type"`
	Instance  bool             `json:"instance"`
	Parameter []operationParam `json:"parameter"`
}

type operationParam struct {
	Name string `json:"name"`
	Use  string `json:"use"`
	Min  int    `json:"min"`
	Max  string `json:"max"`
	Doc  string `json:"documentation"`
	Type string `json:"type"`
}

// takeIn describes the one operation of the server.
func takeIn(know *knowledge.Base) operationDefinition {
	out := operationDefinition{canonical: head(know, "OperationDefinition", "take-in", "Take a bundle in", "Reads Condition, MedicationStatement and AllergyIntolerance for the interlocks, an answered intake as a new case, and keeps records of unknot itself. All of a bundle, or nothing."),
		Kind: "operation", Code: "take-in", System: true}
	in := operationParam{"bundle", "in", 1, "1", "The bundle, as the body of the request.", "Bundle"}
	out.Parameter = []operationParam{in}
	for _, p := range [][2]string{{"condition", "A condition that the interlocks know."}, {"medicine", "A medicine that the interlocks know."}, {"unread", "What the interlocks could not use."}, {"kept", "What was kept."}} {
		out.Parameter = append(out.Parameter, operationParam{p[0], "out", 0, "*", p[1], "string"})
	}
	return out
}

// Library lists the resources of the knowledge.
func Library(know *knowledge.Base) []resource {
	var out []resource
	add := func(id, title string, names []codeName) {
		h := head(know, "CodeSystem", id, title, "Codes of unknot's open knowledge.")
		out = append(out, codeSystem{h, true, "complete", len(names), names})
		v := valueSet{canonical: head(know, "ValueSet", id, title, "All codes of the code system.")}
		v.Compose.Include = append(v.Compose.Include, struct {
			System string `json:"system"`
		}{h.URL})
		out = append(out, v)
	}
	var muscles, dangers, treatments, measured []codeName
	for i := range know.Muscles {
		muscles = append(muscles, codeName{string(know.Muscles[i].ID), know.Muscles[i].Name, know.Muscles[i].Latin})
	}
	for i := range know.Rules {
		dangers = append(dangers, codeName{know.Rules[i].ID, know.Rules[i].Name, know.Rules[i].Reason})
	}
	for id, text := range measureNames {
		measured = append(measured, codeName{Code: id, Display: text})
	}
	sort.Slice(measured, func(i, j int) bool { return measured[i].Code < measured[j].Code })
	steps := planDefinition{canonical: head(know, "PlanDefinition", "knot-care", "Care for a muscle knot", "What may be done, each with its grade. Danger signs come first; interlocks may forbid any of it.")}
	for i := range know.Treatments {
		t := &know.Treatments[i]
		treatments = append(treatments, codeName{t.ID, t.Name, t.What})
		a := activityDefinition{canonical: head(know, "ActivityDefinition", name(t.ID), t.Name, t.What+" Certainty: "+string(t.Grade)+". "+t.Doubt), Kind: "ServiceRequest", Code: code(careSystem, t.ID, t.Name)}
		if t.Doses.Use != "" {
			a.Dosage = []dosage{{t.Doses.Use}}
		}
		for _, ref := range t.Sources {
			if s, ok := know.Source(ref); ok {
				x := relatedArtifact{Type: "citation", Citation: s.Cite + ": " + s.Title, URL: s.URL}
				if s.DOI != "" {
					x.URL = "https://doi.org/" + s.DOI
				}
				a.Related = append(a.Related, x)
			}
		}
		out = append(out, a)
		steps.Action = append(steps.Action, planAction{t.Name, a.URL})
	}
	add("cells", "Cells of the body map", cellNames(know))
	add("muscles", "Muscles", muscles)
	add("danger", "Danger rules", dangers)
	add("treatments", "Treatments", treatments)
	add("measures", "Measures", measured)
	add("person", "Conditions and medicines", namedCodes(know.Conditions, know.Medicines))
	add("press-answers", "What a press test says", worded(assess.PressAnswers, func(a string) string { return pressWords[a] }))
	add("qualities", "What pain feels like", worded(unknot.Qualities, plain))
	add("timings", "When it hurts", worded(unknot.Timings, plain))
	add("point-states", "States of a trigger point", worded(unknot.States, func(id string) string { return stateWords[id] }))
	add("onsets", "How it began", worded(assess.OnsetKinds, plain))
	add("courses", "How it has gone lately", worded(assess.Courses, plain))
	out = append(append(out, steps), elsewhere(know)...)
	return append(out, intakeForm(know), pegForm(know), pressForm(know), takeIn(know))
}

func worded(ids []string, words func(string) string) []codeName {
	var out []codeName
	for _, id := range ids {
		out = append(out, codeName{Code: id, Display: words(id)})
	}
	return out
}

func namedCodes(lists ...[]knowledge.Named) []codeName {
	var out []codeName
	seen := map[string]bool{}
	for _, list := range lists {
		for _, n := range list {
			if !seen[n.ID] {
				seen[n.ID] = true
				out = append(out, codeName{Code: n.ID, Display: n.Name})
			}
		}
	}
	return out
}
