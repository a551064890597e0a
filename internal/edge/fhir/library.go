package fhir

import (
	"sort"
	"strconv"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
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
	Equivalence string `json:"equivalence"`
	Comment     string `json:"comment"`
}

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
	Required  bool           `json:"required"`
	Option    []answerOption `json:"answerOption,omitempty"`
}

type extension struct {
	URL     string `json:"url"`
	Integer *int   `json:"valueInteger,omitempty"`
}

type answerOption struct {
	Coding *coding `json:"valueCoding"`
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
	var cells, muscles, dangers, treatments, measured []codeName
	choir := mapGroup{Source: cellSystem, Target: system + "/CodeSystem/choir-74"}
	for i := range know.Zones {
		z := &know.Zones[i]
		for _, side := range unknot.Sides {
			cell := body.ZoneCell(z.ID, side)
			cells = append(cells, codeName{Code: string(cell), Display: z.NameOn(side)})
			numbers := z.ChoirRight
			if side == unknot.Left {
				numbers = z.ChoirLeft
			}
			e := mapElement{Code: string(cell)}
			for _, n := range numbers {
				e.Target = append(e.Target, mapTarget{strconv.Itoa(n), "inexact", "They overlap; neither holds the other."})
			}
			if len(e.Target) > 0 {
				choir.Element = append(choir.Element, e)
			}
		}
	}
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
	add("cells", "Cells of the body map", cells)
	add("muscles", "Muscles", muscles)
	add("danger", "Danger rules", dangers)
	add("treatments", "Treatments", treatments)
	add("measures", "Measures", measured)
	out = append(out, steps, conceptMap{head(know, "ConceptMap", "cells-choir", "Cells to the 74 segments of CHOIR", "Each cell and the segments that it overlaps."), []mapGroup{choir}})
	return append(out, dangerForm(know), pegForm(know), pressForm(know))
}
