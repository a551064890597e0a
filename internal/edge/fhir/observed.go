package fhir

import (
	"fmt"
	"slices"
	"strings"
)

type looseQuantity struct {
	Value float64 `json:"value"`
	Code  string  `json:"code"`
	Unit  string  `json:"unit"`
}

// unit is the code of the unit, or what stands there in words.
func (q looseQuantity) unit() string {
	if q.Code != "" {
		return q.Code
	}
	return q.Unit
}

// LOINC codes of what the interlocks ask an observation for.
const (
	painCode, pregnancyCode, smokingCode = "72514-3", "82810-3", "72166-2"
	systolicCode, diastolicCode          = "8480-6", "8462-4"
)

// Blood pressure from which the interlocks hold back, mmHg: the line of high
// blood pressure (Williams 2018, doi:10.1093/eurheartj/ehy339).
const highSystolic, highDiastolic = 140, 90

func (c concept) has(system, code string) bool {
	return slices.ContainsFunc(c.Coding, func(x coding) bool { return x.System == system && x.Code == code })
}

// observed reads what the interlocks ask of an observation: pregnancy, smoking
// and blood pressure. A number in a wrong unit is refused: read as ours, it
// would say something else.
func (b *Brought) observed(at string, r loose) error {
	if r.Code.has(loinc, painCode) && r.Value != nil {
		if err := checkPain(at, *r.Value); err != nil {
			return err
		}
	}
	words := strings.ToLower(r.Said.Text)
	for _, c := range r.Said.Coding {
		words += " " + strings.ToLower(c.Display)
	}
	if r.Code.has(loinc, pregnancyCode) && (r.Said.has(loinc, "LA15173-0") || r.Said.has("http://snomed.info/sct", "77386006") || strings.TrimSpace(words) == "pregnant") {
		b.Conditions = append(b.Conditions, "pregnant")
	}
	if r.Code.has(loinc, smokingCode) && (strings.Contains(words, "current") || strings.Contains(words, "smoker") && !strings.Contains(words, "never") && !strings.Contains(words, "former") && !strings.Contains(words, "ex-")) {
		b.Conditions = append(b.Conditions, "smoker")
	}
	pressure := func(code concept, q *looseQuantity, where string) error {
		limit := 0.0
		switch {
		case q == nil:
			return nil
		case code.has(loinc, systolicCode):
			limit = highSystolic
		case code.has(loinc, diastolicCode):
			limit = highDiastolic
		default:
			return nil
		}
		if unit := q.unit(); unit != "mm[Hg]" && unit != "mmHg" {
			return &Fault{"value", where + ".valueQuantity.code", fmt.Sprintf("blood pressure has the unit mm[Hg], not %q", unit)}
		}
		if q.Value >= limit {
			b.Conditions = append(b.Conditions, "high_blood_pressure")
		}
		return nil
	}
	if err := pressure(r.Code, r.Value, at); err != nil {
		return err
	}
	for i, c := range r.Component {
		if err := pressure(c.Code, c.Value, fmt.Sprintf("%s.component[%d]", at, i)); err != nil {
			return err
		}
	}
	return nil
}

// checkPain refuses a pain number that is none: 0 to 10 in points.
func checkPain(at string, q looseQuantity) error {
	if unit := q.Code; unit != "" && unit != "{score}" && unit != "1" {
		return &Fault{"value", at + ".valueQuantity.code", fmt.Sprintf("pain 0-10 has the unit {score}, not %q", unit)}
	}
	if q.Value < 0 || q.Value > 10 {
		return &Fault{"value", at + ".valueQuantity.value", "pain lies between 0 and 10"}
	}
	return nil
}
