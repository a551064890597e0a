package fhir

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// looseItem is an item of an answered form, of whatever program.
type looseItem struct {
	LinkID string      `json:"linkId"`
	Item   []looseItem `json:"item"`
	Answer []struct {
		Coding  *coding  `json:"valueCoding"`
		Integer *float64 `json:"valueInteger"`
		Decimal *float64 `json:"valueDecimal"`
		Text    string   `json:"valueString"`
	} `json:"answer"`
}

func (i looseItem) codes() []string {
	var out []string
	for _, a := range i.Answer {
		if a.Coding != nil {
			out = append(out, a.Coding.Code)
		}
	}
	return out
}

func (i looseItem) number() (float64, bool) {
	for _, a := range i.Answer {
		if a.Integer != nil {
			return *a.Integer, true
		}
		if a.Decimal != nil {
			return *a.Decimal, true
		}
	}
	return 0, false
}

// isIntake reports whether a resource is our intake form, answered.
func (r loose) isIntake() bool {
	form, _, _ := strings.Cut(r.Questionnaire, "|")
	return r.ResourceType == "QuestionnaireResponse" && form == intakeURL && (r.Status == "completed" || r.Status == "amended" || r.Status == "in-progress")
}

// answered turns an answered intake into a case. Its id comes from that of the
// answers, so that the same answers sent twice are kept once.
func answered(p *care.Practice, at string, r loose) (foreign, error) {
	c := map[string]any{"schema": wire.CaseSchema}
	person, danger, places := map[string]any{}, map[string]any{}, []any{}
	for _, group := range r.Item {
		switch group.LinkID {
		case "person":
			intakePerson(group.Item, person)
		case "onset":
			onset := map[string]any{}
			for _, i := range group.Item {
				if n, ok := i.number(); ok && i.LinkID == "days" {
					onset["days"] = n
				}
				if list := i.codes(); (i.LinkID == "kind" || i.LinkID == "course") && len(list) > 0 {
					onset[i.LinkID] = list[0]
				}
			}
			c["onset"] = onset
		case "place":
			places = append(places, intakePlace(group.Item))
		case "danger":
			for _, i := range group.Item {
				if list := i.codes(); len(list) > 0 {
					danger[strings.TrimPrefix(i.LinkID, "danger.")] = map[string]string{"Y": "yes", "N": "no", "asked-unknown": "unsure"}[list[0]]
				}
			}
		}
	}
	c["person"], c["danger"], c["drawing"] = person, danger, map[string]any{"places": places}
	raw, err := json.Marshal(c)
	if err != nil {
		return foreign{}, fmt.Errorf("write the case: %w", err)
	}
	if _, err := wire.ReadCase(p.Base, p.Words, raw); err != nil {
		return foreign{}, &Fault{"value", at + ".item", err.Error()}
	}
	sum := sha256.Sum256([]byte(r.ID + string(raw)))
	out := foreign{id: base32.StdEncoding.EncodeToString(sum[:16])[:26], raw: raw}
	if out.kept, err = time.Parse(time.RFC3339Nano, r.Authored); err != nil && r.Authored != "" {
		return foreign{}, &Fault{"value", at + ".authored", "this is no time; write it as 2026-11-24T08:30:00Z"}
	}
	return out, nil
}

func intakePerson(items []looseItem, person map[string]any) {
	for _, i := range items {
		switch i.LinkID {
		case "age":
			if n, ok := i.number(); ok {
				person["age"] = n
			}
		case "sex":
			if list := i.codes(); len(list) > 0 {
				person["sex"] = list[0]
			}
		case "pregnant":
			if list := i.codes(); len(list) > 0 {
				person["pregnant"] = map[string]string{"Y": "yes", "N": "no", "asked-unknown": "unsure"}[list[0]]
			}
		case "condition":
			person["conditions"] = i.codes()
		case "medicine":
			person["medicines"] = i.codes()
		}
	}
}

func intakePlace(items []looseItem) map[string]any {
	place := map[string]any{}
	for _, i := range items {
		switch i.LinkID {
		case "cells":
			cells := i.codes()
			slices.Sort(cells)
			place["cells"] = slices.Compact(cells)
		case "intensity":
			if n, ok := i.number(); ok {
				place["intensity"] = n
			}
		case "quality":
			place["quality"] = i.codes()
		case "timing":
			if list := i.codes(); len(list) > 0 {
				place["timing"] = list[0]
			}
		}
	}
	return place
}
