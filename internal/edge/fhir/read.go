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
}

type foreign struct {
	id   string
	kept time.Time
	raw  []byte
}

// loose is a resource of others: what we do not know is left alone.
type loose struct {
	ResourceType string  `json:"resourceType"`
	ID           string  `json:"id"`
	Status       string  `json:"status"`
	Code         concept `json:"code"`
	Medication   concept `json:"medicationCodeableConcept"`
	Verification concept `json:"verificationStatus"`
	Clinical     concept `json:"clinicalStatus"`
	Recorded     string  `json:"recordedDate"`
	ContentType  string  `json:"contentType"`
	Data         []byte  `json:"data"`
	Value        *struct {
		Value  float64 `json:"value"`
		Code   string  `json:"code"`
		Unit   string  `json:"unit"`
		System string  `json:"system"`
	} `json:"valueQuantity"`
}

// Read reads a bundle without keeping anything. Unknown fields are left alone;
// what cannot be is a *Fault.
func Read(p *care.Practice, raw []byte) (Brought, error) {
	var out Brought
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
		out.cases[i].kept = recorded[out.cases[i].id]
	}
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
		return checkUnit(at, r)
	case "Binary":
		return b.own(p, at, r)
	}
	return nil
}

// checkUnit refuses a pain number that is none: 0 to 10 in points.
func checkUnit(at string, r loose) error {
	for _, c := range r.Code.Coding {
		if c.System != loinc || c.Code != "72514-3" || r.Value == nil {
			continue
		}
		if unit := r.Value.Code; unit != "" && unit != "{score}" && unit != "1" {
			return &Fault{"value", at + ".valueQuantity.code", fmt.Sprintf("pain 0-10 has the unit {score}, not %q", unit)}
		}
		if r.Value.Value < 0 || r.Value.Value > 10 {
			return &Fault{"value", at + ".valueQuantity.value", "pain lies between 0 and 10"}
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
	}
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
// checked. What is there already stays.
func Keep(ctx context.Context, p *care.Practice, tenant string, b *Brought) error {
	for _, c := range b.cases {
		if c.kept.IsZero() {
			c.kept = p.Now()
		}
		if err := p.BringCase(ctx, tenant, c.id, c.kept, c.raw); err != nil {
			return err
		}
		b.Cases++
	}
	for _, e := range b.entries {
		if _, _, err := p.Log(ctx, tenant, e, e.Danger); err != nil {
			return err
		}
		b.Entries++
	}
	return nil
}
