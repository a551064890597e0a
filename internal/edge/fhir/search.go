package fhir

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/unknot/unknot"
)

// param is a search parameter of R4: its kind, and the field it looks at.
type param struct{ kind, field string }

// searchable says what each type can be searched by, besides _id,
// _lastUpdated and _count. The statement is written from it.
var searchable = func() map[string]map[string]param {
	subject := func(more map[string]param) map[string]param {
		out := map[string]param{"patient": {"reference", "subject"}, "subject": {"reference", "subject"}}
		maps.Copy(out, more)
		return out
	}
	patient := func(more map[string]param) map[string]param {
		out := map[string]param{"patient": {"reference", "patient"}}
		maps.Copy(out, more)
		return out
	}
	canonical := map[string]param{"url": {"uri", "url"}, "version": {"token", "version"}, "status": {"token", "status"}}
	status, code := param{"token", "status"}, param{"token", "code"}
	return map[string]map[string]param{
		"AllergyIntolerance":    patient(map[string]param{"code": code, "clinical-status": {"token", "clinicalStatus"}, "date": {"date", "recordedDate"}}),
		"Binary":                {},
		"BodyStructure":         patient(map[string]param{"location": {"token", "location"}}),
		"CarePlan":              subject(map[string]param{"status": status, "date": {"date", "period.start"}}),
		"ClinicalImpression":    subject(map[string]param{"status": status, "date": {"date", "date"}}),
		"Composition":           subject(map[string]param{"type": {"token", "type"}, "date": {"date", "date"}, "status": status}),
		"Condition":             subject(map[string]param{"code": code, "clinical-status": {"token", "clinicalStatus"}, "body-site": {"token", "bodySite"}, "recorded-date": {"date", "recordedDate"}}),
		"DetectedIssue":         patient(map[string]param{"code": code, "identified": {"date", "identifiedDateTime"}}),
		"Device":                {},
		"Flag":                  subject(map[string]param{"date": {"date", "period.start"}}),
		"Goal":                  subject(map[string]param{"lifecycle-status": {"token", "lifecycleStatus"}, "start-date": {"date", "startDate"}}),
		"MedicationStatement":   subject(map[string]param{"code": {"token", "medicationCodeableConcept"}, "status": status, "effective": {"date", "effectiveDateTime"}}),
		"Observation":           subject(map[string]param{"code": code, "category": {"token", "category"}, "date": {"date", "effectiveDateTime"}, "status": status}),
		"Patient":               {"identifier": {"token", "identifier"}, "gender": {"token", "gender"}},
		"Practitioner":          {"identifier": {"token", "identifier"}},
		"Procedure":             subject(map[string]param{"code": code, "status": status, "date": {"date", "performedDateTime"}}),
		"Provenance":            {"target": {"reference", "target"}, "recorded": {"date", "recorded"}},
		"QuestionnaireResponse": subject(map[string]param{"questionnaire": {"uri", "questionnaire"}, "status": status, "authored": {"date", "authored"}}),
		"RiskAssessment":        subject(map[string]param{"date": {"date", "occurrenceDateTime"}}),
		"ServiceRequest":        subject(map[string]param{"status": status, "priority": {"token", "priority"}, "authored": {"date", "authoredOn"}}),
		"ActivityDefinition":    canonical, "CodeSystem": canonical, "ConceptMap": canonical, "OperationDefinition": canonical, "PlanDefinition": canonical,
		"Questionnaire": canonical, "ValueSet": canonical,
	}
}()

// Pages of a search: as many resources as _count asks, at most.
const pageSize, mostPage = 100, 1000

// fields is a resource as JSON sees it.
type fields map[string]any

func fieldsOf(r resource) (fields, error) {
	raw, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", r.kind(), err)
	}
	var out fields
	return out, json.Unmarshal(raw, &out)
}

// at collects what stands at a path, through lists.
func (f fields) at(path string) []any {
	list := []any{map[string]any(f)}
	for step := range strings.SplitSeq(path, ".") {
		var next []any
		for _, x := range list {
			m, _ := x.(map[string]any)
			if v, ok := m[step]; ok {
				if many, ok := v.([]any); ok {
					next = append(next, many...)
				} else {
					next = append(next, v)
				}
			}
		}
		list = next
	}
	return list
}

// fits reports whether any value of a field is what was asked; values are
// separated by commas, any of them will do.
func (f fields) fits(p param, asked string, at time.Time) (bool, error) {
	for want := range strings.SplitSeq(asked, ",") {
		if p.field == "_lastUpdated" {
			if ok, err := dateFits(at.UTC().Format(time.RFC3339), want); ok || err != nil {
				return ok, err
			}
			continue
		}
		for _, have := range f.at(p.field) {
			ok, err := fits(p.kind, have, want)
			if ok || err != nil {
				return ok, err
			}
		}
	}
	return false, nil
}

func fits(kind string, have any, want string) (bool, error) {
	switch kind {
	case "reference":
		m, _ := have.(map[string]any)
		ref, _ := m["reference"].(string)
		return ref == want || strings.HasSuffix(ref, "/"+want) || strings.HasSuffix(want, "/"+ref), nil
	case "date":
		s, _ := have.(string)
		return dateFits(s, want)
	case "token":
		return tokenFits(have, want), nil
	}
	s, _ := have.(string)
	return s == want, nil
}

// tokenFits compares "code", "system|code", "|code" and "system|" with a code,
// a concept or an identifier.
func tokenFits(have any, want string) bool {
	in, code, both := strings.Cut(want, "|")
	if !both {
		in, code = "", want
	}
	one := func(system, value string) bool {
		return (code == "" && both || value == code) && (!both || in == system)
	}
	switch v := have.(type) {
	case string:
		return one("", v) || !both && v == want
	case map[string]any:
		system, _ := v["system"].(string)
		for _, key := range []string{"code", "value"} {
			if s, ok := v[key].(string); ok && one(system, s) {
				return true
			}
		}
		list, _ := v["coding"].([]any)
		return slices.ContainsFunc(list, func(c any) bool { return tokenFits(c, want) })
	}
	return false
}

// dateFits compares a date with one of any fineness behind eq, ne, ge, gt, le
// or lt.
func dateFits(have, want string) (bool, error) {
	prefix := "eq"
	if len(want) > 2 && want[0] >= 'a' && want[0] <= 'z' {
		prefix, want = want[:2], want[2:]
	}
	from, to, ok := span(want)
	start, end, known := span(have)
	if !ok || !strings.Contains("eq ne ge gt le lt", prefix) {
		return false, &Fault{"value", "$this", fmt.Sprintf("%q is no date; write it as ge2026-11-24", want)}
	}
	if !known {
		return false, nil
	}
	inside := !start.Before(from) && !end.After(to)
	switch prefix {
	case "ne":
		return !inside, nil
	case "ge":
		return !start.Before(from), nil
	case "gt":
		return end.After(to), nil
	case "le":
		return !end.After(to), nil
	case "lt":
		return start.Before(from), nil
	}
	return inside, nil
}

// span is the time that a date stands for: all of a day, a month, a year.
func span(s string) (from, to time.Time, ok bool) {
	for _, f := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}} {
		if t, err := time.Parse(f.layout, s); err == nil {
			return t, t.AddDate(f.years, f.months, f.days), true
		}
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	return t, t, err == nil
}

// searched answers a search. A parameter that is not known is refused: an
// answer that left one out would say too much.
func (s *server) searched(r *http.Request, tenant string) (resource, error) {
	kind := r.PathValue("kind")
	known, ok := searchable[kind]
	if !ok {
		return nil, unknot.Errorf(unknot.NotFound, "there is no type %q to search here; see /fhir/metadata", kind)
	}
	q := r.URL.Query()
	count, start := pageSize, 0
	var err error
	asked := map[string][]string{}
	for name, values := range q {
		if err != nil {
			break
		}
		p, ok := known[name]
		switch {
		case name == "_format":
		case name == "_count":
			count, err = number(name, values[0])
		case name == "_offset":
			start, err = number(name, values[0])
		case ok, name == "_id", name == "_lastUpdated":
			asked[name] = values
		default:
			names := slices.Sorted(maps.Keys(known))
			err = &Fault{"not-supported", "$this", fmt.Sprintf("%s cannot be searched by %q; use _id, _lastUpdated, _count %s", kind, name, strings.Join(names, ", "))}
		}
		_ = p
	}
	if err != nil {
		return nil, err
	}
	list, err := s.all(r, tenant, kind)
	if err != nil {
		return nil, err
	}
	var hits []entry
	for _, x := range list {
		if x.kind() != kind {
			continue
		}
		f, err := fieldsOf(x.resource)
		if err != nil {
			return nil, err
		}
		fits := true
		for name, values := range asked {
			p := known[name]
			switch name {
			case "_id":
				p = param{"token", "id"}
			case "_lastUpdated":
				p = param{"date", "_lastUpdated"}
			}
			for _, v := range values { // the same parameter twice: both must fit
				ok, err := f.fits(p, v, x.at)
				if err != nil {
					return nil, err
				}
				fits = fits && ok
			}
		}
		if fits {
			hits = append(hits, entry{FullURL: root(r) + "/" + kind + "/" + x.id(), Resource: x.stamped(), Search: &search{"match"}})
		}
	}
	return page(r, q, hits, start, min(count, mostPage)), nil
}

func number(name, text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, &Fault{"value", "$this", fmt.Sprintf("%s is no whole number from 0 on", name)}
	}
	return n, nil
}

// page cuts what was found, with links to this page and the next.
func page(r *http.Request, q url.Values, hits []entry, start, count int) Bundle {
	total := len(hits)
	address := func(from int) string {
		next := maps.Clone(q)
		next.Set("_count", strconv.Itoa(count))
		next.Set("_offset", strconv.Itoa(from))
		return strings.TrimSuffix(root(r), "/fhir") + r.URL.Path + "?" + next.Encode()
	}
	out := Bundle{base: base{ResourceType: "Bundle"}, Type: "searchset", Total: &total, Link: []link{{"self", strings.TrimSuffix(root(r), "/fhir") + r.URL.RequestURI()}}}
	start = min(start, total)
	end := min(start+count, total)
	if out.Entry = hits[start:end]; end < total && count > 0 {
		out.Link = append(out.Link, link{"next", address(end)})
	}
	return out
}
