package fhir

import (
	"fmt"
	"slices"
	"time"

	"github.com/unknot/unknot"
)

// Sections of the International Patient Summary that we can fill: problems,
// medicines, allergies. Codes are LOINC, as the IPS fixes them
// (http://hl7.org/fhir/uv/ips).
var (
	problemList = [2]string{"11450-4", "Problem list - Reported"}
	medicineUse = [2]string{"10160-0", "History of Medication use Narrative"}
	allergyList = [2]string{"48765-2", "Allergies and adverse reactions Document"}
	planOfCare  = [2]string{"18776-5", "Plan of care note"}
	results     = [2]string{"30954-2", "Relevant diagnostic tests/laboratory data Narrative"}
)

type medicationStatement struct {
	base
	Status     string     `json:"status"`
	Medication *concept   `json:"medicationCodeableConcept"`
	Subject    *reference `json:"subject"`
	Effective  string     `json:"effectiveDateTime"`
	Asserted   string     `json:"dateAsserted"`
	Source     *reference `json:"informationSource"`
}

type allergyIntolerance struct {
	base
	Clinical     *concept   `json:"clinicalStatus"`
	Verification *concept   `json:"verificationStatus"`
	Type         string     `json:"type"`
	Code         *concept   `json:"code"`
	Patient      *reference `json:"patient"`
	Recorded     string     `json:"recordedDate"`
}

// allergies are the conditions that FHIR holds as allergies.
var allergies = []string{"nsaid_allergy"}

// summary gives the sections about the person: each says so when nothing was
// said, because silence is no "none".
func (k *record) summary() []section {
	p := k.r.Answer.Case.Person
	at := instant(k.r.Kept.When)
	problems := section{Title: k.tr("Conditions that the interlocks know"), Code: code(loinc, problemList[0], problemList[1])}
	medicines := section{Title: k.tr("Medicines that the interlocks know"), Code: code(loinc, medicineUse[0], medicineUse[1])}
	allergic := section{Title: k.tr("Allergies that the interlocks know"), Code: code(loinc, allergyList[0], allergyList[1])}
	self := func(id string) *concept { return k.code(personSystem, id, namedAs(k.know, id)) }
	for _, id := range p.Conditions {
		if slices.Contains(allergies, id) {
			allergic.Entry = append(allergic.Entry, *k.add(allergyIntolerance{base: base{ResourceType: "AllergyIntolerance", ID: name("allergy", id, k.r.Kept.ID)},
				Clinical: hl7("allergyintolerance-clinical", "active"), Verification: hl7("allergyintolerance-verification", "unconfirmed"), Type: "intolerance",
				Code: self(id), Patient: k.subject(), Recorded: at}))
			continue
		}
		problems.Entry = append(problems.Entry, *k.add(condition{base: base{ResourceType: "Condition", ID: name("condition", id, k.r.Kept.ID)}, Clinical: hl7("condition-clinical", "active"),
			Verification: hl7("condition-ver-status", "unconfirmed"), Category: []concept{*hl7("condition-category", "problem-list-item")}, Code: self(id), Subject: k.subject(), Recorded: at}))
	}
	for _, id := range p.Medicines {
		medicines.Entry = append(medicines.Entry, *k.add(medicationStatement{base: base{ResourceType: "MedicationStatement", ID: name("medicine", id, k.r.Kept.ID)}, Status: "active",
			Medication: self(id), Subject: k.subject(), Effective: at, Asserted: at, Source: k.subject()}))
	}
	out := []section{problems, medicines, allergic}
	for i := range out {
		out[i].Text = k.div(k.tr("%d said by the person.", len(out[i].Entry)))
		if len(out[i].Entry) == 0 {
			out[i].Empty = hl7("list-empty-reason", "notasked")
			out[i].Text = k.div(k.tr("Nothing was said. That is not the same as none."))
		}
	}
	return out
}

// goals are what the person wants to do again: each activity of the
// Patient-Specific Functional Scale, two points better by the review, which is
// a change that matters (Stratford 1995, doi:10.3138/ptc.47.4.258).
func (k *record) goals(until time.Time) []reference {
	first := map[string]unknot.Activity{}
	var order []string
	for i := len(k.r.Entries) - 1; i >= 0; i-- {
		for _, a := range k.r.Entries[i].Function {
			if _, ok := first[a.Name]; !ok {
				first[a.Name] = a
				order = append(order, a.Name)
			}
		}
	}
	start, due := k.r.Kept.When.UTC().Format(time.DateOnly), until.UTC().Format(time.DateOnly)
	one := func(id, text string) goal {
		return goal{base: base{ResourceType: "Goal", ID: name("goal", id, k.r.Kept.ID)}, Lifecycle: "active", Description: &concept{Text: text}, Subject: k.subject(), Start: start}
	}
	if len(order) == 0 {
		return []reference{*k.add(one("activity", k.tr("Do again what the pain keeps from")))}
	}
	var out []reference
	for i, activity := range order {
		g := one(fmt.Sprint(i), k.tr("Do again: %s", activity))
		g.Target = []goalTarget{{code(measures, "psfs", measureNames["psfs"]), points(min(first[activity].Score+2, 10)), due}}
		out = append(out, *k.add(g))
	}
	return out
}
