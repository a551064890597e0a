package fhir

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// Limits of a foreign bundle.
const (
	mostBytes     = 8 << 20
	mostDepth     = 40
	mostResources = 5000
)

// Fault says what in a foreign bundle was refused, and where.
type Fault struct {
	Code string // of the FHIR value set IssueType
	At   string // FHIRPath, such as Bundle.entry[3].resource
	Text string
}

// Error prints the fault on one line.
func (f *Fault) Error() string { return f.At + ": " + f.Text }

// Brought is what was found in a foreign bundle.
type Brought struct {
	Conditions []string // ids of our own, sorted
	Medicines  []string // ids of our own, sorted
	Unread     []string // what the interlocks could not use, for the person to look at
	Cases      int      // records of unknot itself that were kept
	Entries    int
	cases      []foreign
	entries    []unknot.Entry
	visits     []care.BroughtDocument[care.Visit]
	wishes     []care.BroughtDocument[care.Wishes]
	ended      map[string]time.Time // by episode
}

type foreign struct {
	id   string
	kept time.Time
	raw  []byte
	of   string // episode whose answers these are; "" for a whole case
}

// loose is a resource of others: what we do not know is left alone.
type loose struct {
	ResourceType  string         `json:"resourceType"`
	ID            string         `json:"id"`
	Status        string         `json:"status"`
	Code          concept        `json:"code"`
	Medication    concept        `json:"medicationCodeableConcept"`
	Verification  concept        `json:"verificationStatus"`
	Clinical      concept        `json:"clinicalStatus"`
	Recorded      string         `json:"recordedDate"`
	Abated        string         `json:"abatementDateTime"`
	ContentType   string         `json:"contentType"`
	Authored      string         `json:"authored"`
	Questionnaire string         `json:"questionnaire"`
	Item          []looseItem    `json:"item"`
	Data          []byte         `json:"data"`
	Value         *looseQuantity `json:"valueQuantity"`
	Said          concept        `json:"valueCodeableConcept"`
	Component     []struct {
		Code  concept        `json:"code"`
		Value *looseQuantity `json:"valueQuantity"`
	} `json:"component"`
}

// Read reads a bundle without keeping anything. Unknown fields are left alone;
// what cannot be is a *Fault.
func Read(p *care.Practice, raw []byte) (Brought, error) {
	out := Brought{ended: map[string]time.Time{}}
	if err := plausible(raw); err != nil {
		return out, err
	}
	var b struct {
		ResourceType string `json:"resourceType"`
		Entry        []struct {
			Resource json.RawMessage `json:"resource"`
		} `json:"entry"`
	}
	if err := json.Unmarshal(raw, &b); err != nil {
		return out, &Fault{"structure", "Bundle", "this is not the JSON of a bundle"}
	}
	if b.ResourceType != "Bundle" {
		return out, &Fault{"structure", "$this", fmt.Sprintf("this is a %q; send a Bundle", b.ResourceType)}
	}
	if len(b.Entry) > mostResources {
		return out, &Fault{"too-costly", "Bundle.entry", fmt.Sprintf("%d resources; at most %d", len(b.Entry), mostResources)}
	}
	recorded := map[string]time.Time{} // when a complaint was kept, by episode
	for i, e := range b.Entry {
		at := fmt.Sprintf("Bundle.entry[%d].resource", i)
		var r loose
		if len(e.Resource) == 0 {
			continue
		}
		if err := json.Unmarshal(e.Resource, &r); err != nil {
			return out, &Fault{"structure", at, "a field has another type than FHIR R4 gives it"}
		}
		if err := out.take(p, at, r, recorded); err != nil {
			return out, err
		}
	}
	for i := range out.cases {
		if at, ok := recorded[out.cases[i].id]; ok {
			out.cases[i].kept = at
		}
	}
	// a document of unknot carries the case to the letter beside its answers
	whole := map[string]bool{}
	for _, c := range out.cases {
		whole[c.id] = whole[c.id] || c.of == ""
	}
	out.cases = slices.DeleteFunc(out.cases, func(c foreign) bool { return c.of != "" && whole[c.of] })
	slices.Sort(out.Conditions)
	slices.Sort(out.Medicines)
	out.Conditions, out.Medicines = slices.Compact(out.Conditions), slices.Compact(out.Medicines)
	return out, nil
}

// plausible refuses what is too large, too deep, or XML.
func plausible(raw []byte) error {
	if len(raw) > mostBytes {
		return &Fault{"too-long", "$this", fmt.Sprintf("%d bytes; at most %d", len(raw), mostBytes)}
	}
	if bytes.HasPrefix(bytes.TrimSpace(raw), []byte("<")) {
		return &Fault{"not-supported", "$this", "this is XML; send application/fhir+json"}
	}
	depth, d := 0, json.NewDecoder(bytes.NewReader(raw))
	for {
		tok, err := d.Token()
		if err != nil {
			break // the end, or a fault that Unmarshal words
		}
		switch tok {
		case json.Delim('{'), json.Delim('['):
			if depth++; depth > mostDepth {
				return &Fault{"too-costly", "$this", fmt.Sprintf("nested deeper than %d", mostDepth)}
			}
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}

func (b *Brought) take(p *care.Practice, at string, r loose, recorded map[string]time.Time) error {
	dead := func(c concept) bool {
		return len(c.Coding) > 0 && slices.Contains([]string{"entered-in-error", "refuted"}, c.Coding[0].Code)
	}
	switch r.ResourceType {
	case "Condition":
		if id, ok := strings.CutPrefix(r.ID, "complaint-"); ok && r.Recorded != "" {
			t, err := time.Parse(time.RFC3339Nano, r.Recorded)
			if err != nil {
				return &Fault{"value", at + ".recordedDate", "this is no time; write it as 2026-11-24T08:30:00Z"}
			}
			recorded[id] = t
			if r.Abated != "" {
				if b.ended[id], err = time.Parse(time.RFC3339Nano, r.Abated); err != nil {
					return &Fault{"value", at + ".abatementDateTime", "this is no time; write it as 2026-11-24T08:30:00Z"}
				}
			}
			return nil
		}
		if !dead(r.Verification) {
			b.name(r.Code, conditionCodes, &b.Conditions, "Condition")
		}
	case "AllergyIntolerance":
		if !dead(r.Verification) {
			b.name(r.Code, allergyCodes, &b.Conditions, "AllergyIntolerance")
		}
	case "MedicationStatement":
		if slices.Contains([]string{"", "active", "intended", "unknown"}, r.Status) {
			b.name(r.Medication, medicineCodes, &b.Medicines, "MedicationStatement")
		}
	case "Observation":
		if r.Status == "entered-in-error" || r.Status == "cancelled" {
			return nil
		}
		return b.observed(at, r)
	case "Binary":
		return b.own(p, at, r)
	case "QuestionnaireResponse":
		if r.isIntake() {
			c, err := answered(p, at, r)
			if err != nil {
				return err
			}
			c.of = strings.TrimPrefix(r.ID, "intake-")
			b.cases = append(b.cases, c)
		}
	}
	return nil
}

func (b *Brought) own(p *care.Practice, at string, r loose) error {
	switch r.ContentType {
	case caseType:
		if _, err := wire.ReadCase(p.Base, p.Words, r.Data); err != nil {
			return &Fault{"value", at + ".data", err.Error()}
		}
		b.cases = append(b.cases, foreign{id: strings.TrimPrefix(r.ID, "case-"), raw: r.Data})
	case entryType:
		e, err := wire.ReadEntry(p.Base, r.Data)
		if err != nil {
			return &Fault{"value", at + ".data", err.Error()}
		}
		b.entries = append(b.entries, e)
	case visitType:
		return ownDocument(at, r, &b.visits)
	case wishType:
		return ownDocument(at, r, &b.wishes)
	}
	return nil
}

func ownDocument[T any](at string, r loose, into *[]care.BroughtDocument[T]) error {
	var d kept[T]
	if err := json.Unmarshal(r.Data, &d); err != nil || d.ID == "" {
		return &Fault{"value", at + ".data", "this is no record of unknot with an id"}
	}
	*into = append(*into, care.BroughtDocument[T]{ID: d.ID, At: d.At, Body: d.Body})
	return nil
}

// name finds what a code or, without a known code, its words mean to us.
func (b *Brought) name(c concept, known []known, into *[]string, kind string) {
	for _, k := range known {
		if k.fits(c) {
			*into = append(*into, k.id)
			return
		}
	}
	text := c.Text
	for _, x := range c.Coding {
		if text == "" {
			text = strings.TrimSpace(x.Display + " " + x.Code)
		}
	}
	b.Unread = append(b.Unread, kind+": "+text)
}

// Keep keeps what a bundle carried of unknot's own records: all that Read has
// checked, or nothing. What is there already stays.
func Keep(ctx context.Context, p *care.Practice, tenant string, b *Brought) error {
	cases := make([]care.BroughtCase, len(b.cases))
	for i, c := range b.cases {
		if c.kept.IsZero() {
			c.kept = p.Now()
		}
		cases[i] = care.BroughtCase{ID: c.id, Kept: c.kept, Ended: b.ended[c.id], Raw: c.raw}
	}
	if err := p.Bring(ctx, tenant, care.Brought{Cases: cases, Entries: b.entries, Visits: b.visits, Wishes: b.wishes}); err != nil {
		return err
	}
	b.Cases, b.Entries = len(b.cases), len(b.entries)
	return nil
}
