package fhir

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// record gathers the resources of one report.
type record struct {
	know *knowledge.Base
	l    *locale.Language // of what people read; the names of codes stay as they are
	r    care.Report
	root string // address of the server, such as https://example.org/fhir
	list []resource
	made string
}

// instant writes a time as FHIR wants it.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// name makes an id: letters, digits, - and . only, 64 at most.
func name(parts ...string) string {
	s := strings.ReplaceAll(strings.Join(parts, "-"), "_", "-")
	if len(s) <= 64 {
		return s
	}
	sum := sha256.Sum256([]byte(s))
	return s[:47] + "-" + hex.EncodeToString(sum[:8])
}

func (k *record) add(x resource) *reference {
	k.list = append(k.list, x)
	return &reference{Reference: x.kind() + "/" + x.id()}
}

func (k *record) subject() *reference { return &reference{Reference: "Patient/" + k.patientID()} }

func (k *record) patientID() string { return name("person", k.r.Kept.ID) }

func (k *record) site(c unknot.CellID) *concept {
	return k.code(cellSystem, string(c), body.Name(k.know, c))
}

// tr says a text that stands here written out, so that a test finds it.
func (k *record) tr(text string, args ...any) string { return k.l.Text(text, args...) }

func (k *record) trn(n int, one, other string, args ...any) string {
	return k.l.Plural(n, one, other, args...)
}

// say says a text of the knowledge or of the engine.
func (k *record) say(text string) string { return k.l.Text(text) }

// msg marks a text that tr says later.
func msg(text string) string { return text }

// code is a concept of ours: its name as the list of codes has it, and its text
// in the language of the document.
func (k *record) code(system, value, display string) *concept {
	return &concept{Coding: []coding{{system, value, display}}, Text: k.say(display)}
}

// Document writes the report as a document bundle: a composition first, then
// everything that it names. What people read (titles, narratives, notes) is in
// the language l; names of codes and questions of forms stay English. The same
// report gives the same bundle. root is the
// address under which the resources can be read, or would be.
func Document(know *knowledge.Base, l *locale.Language, r care.Report, root string, attached ...resource) Bundle {
	k := &record{know: know, l: l, r: r, root: strings.TrimSuffix(root, "/"), made: instant(r.Made)}
	c := composition{base: base{ResourceType: "Composition", ID: name("report", r.Kept.ID), Language: l.Code}, Status: "final",
		Type: code(loinc, "51855-5", "Patient Note"), Subject: k.subject(), Date: k.made, Title: k.tr("Pain report")}
	tool := k.add(device{base: base{ResourceType: "Device", ID: "unknot"}, Name: []deviceName{{"unknot", "user-friendly-name"}}, Version: []deviceVersion{{know.Version}}})
	k.add(k.patient())
	c.Author = []reference{*k.subject()}
	c.Section = append(c.Section, k.dangers(), k.complaint())
	c.Section = append(append(c.Section, k.summary()...), k.impression(), k.plan(), k.diary())
	if len(r.Visits) > 0 {
		c.Section = append(c.Section, k.examination())
	}
	k.list = append(k.list, attached...)
	if len(attached) > 0 {
		own := section{Title: k.tr("Exact records"), Text: k.div(k.tr("Records of unknot itself, to be read back without loss."))}
		for _, a := range attached {
			own.Entry = append(own.Entry, reference{Reference: a.kind() + "/" + a.id()})
		}
		c.Section = append(c.Section, own)
	}
	c.Text = k.div(k.tr("Pain report. How soon to be seen: %s. Self-report, no diagnosis.", k.tr(levelWords[r.Answer.Gate.Level])))
	k.add(provenance{base: base{ResourceType: "Provenance", ID: name("made", r.Kept.ID)}, Target: []reference{{Reference: "Composition/" + c.ID}}, Recorded: k.made,
		Agent: []provenanceAgent{{Type: hl7("provenance-participant-type", "author"), Who: k.subject()}, {Type: hl7("provenance-participant-type", "assembler"), Who: tool}}})
	b := Bundle{base: base{ResourceType: "Bundle", ID: name("document", r.Kept.ID)}, Identifier: &identifier{system + "/document", r.Kept.ID}, Type: "document", Timestamp: k.made}
	for _, x := range append([]resource{c}, k.list...) {
		b.Entry = append(b.Entry, entry{FullURL: k.root + "/" + x.kind() + "/" + x.id(), Resource: x})
	}
	return b
}

// levelWords says how soon somebody should look.
var levelWords = map[unknot.Level]string{unknot.SelfCare: msg("care at home"), unknot.Routine: msg("a planned visit"), unknot.Soon: msg("within days"), unknot.SameDay: msg("today"), unknot.Emergency: msg("now, an emergency")}

// div is a narrative; in a language other than English it says which.
func (k *record) div(text string) *narrative {
	lang := ""
	if k.l.Code != locale.English.Code {
		lang = fmt.Sprintf(` lang="%[1]s" xml:lang="%[1]s"`, k.l.Code)
	}
	return &narrative{"generated", `<div xmlns="http://www.w3.org/1999/xhtml"` + lang + ">" + html.EscapeString(text) + "</div>"}
}

func (k *record) patient() patient {
	gender := map[unknot.Sex]string{unknot.Female: "female", unknot.Male: "male", unknot.OtherSex: "other"}[k.r.Answer.Case.Person.Sex]
	if gender == "" {
		gender = "unknown"
	}
	return patient{base: base{ResourceType: "Patient", ID: k.patientID()}, Identifier: []identifier{{system + "/person", k.r.Kept.ID}}, Active: true, Gender: gender}
}

// dangers are the answers, and what they mean.
func (k *record) dangers() section {
	g := k.r.Answer.Gate
	s := section{Title: k.tr("Danger signs"), Text: k.div(k.tr("How soon: %s. %d answered, %d open.", k.tr(levelWords[g.Level]), len(g.Asked), len(g.Unanswered)))}
	s.Entry = append(s.Entry, *k.add(k.intake()))
	if tests := k.pressed(); tests != nil {
		s.Entry = append(s.Entry, *k.add(questionnaireResponse{base: base{ResourceType: "QuestionnaireResponse", ID: name("press", k.r.Kept.ID)}, Questionnaire: system + "/Questionnaire/press",
			Status: "completed", Subject: k.subject(), Authored: instant(k.r.Kept.When), Item: tests}))
	}
	for _, r := range g.Reasons {
		severity := map[bool]string{true: "high", false: "moderate"}[r.Level >= unknot.SameDay]
		s.Entry = append(s.Entry, *k.add(detectedIssue{base: base{ResourceType: "DetectedIssue", ID: name("danger", r.Rule, k.r.Kept.ID)}, Status: "preliminary",
			Code: k.code(dangerSystem, r.Rule, r.Name), Severity: severity, Patient: k.subject(), Identified: instant(k.r.Kept.When), Detail: k.say(r.Why) + " " + k.say(r.Do)}))
		s.Entry = append(s.Entry, *k.add(flag{base: base{ResourceType: "Flag", ID: name("danger", r.Rule, k.r.Kept.ID)}, Status: "active",
			Category: []concept{*hl7("flag-category", "clinical")}, Code: k.code(dangerSystem, r.Rule, r.Name), Subject: k.subject(), Period: &period{Start: instant(k.r.Kept.When)}}))
	}
	return s
}

// answerCode is an answer of HL7's own list of yes, no and do not know.
func answerCode(a unknot.Answer) *coding {
	switch a {
	case unknot.Yes:
		return &coding{terminology + "v2-0136", "Y", "Yes"}
	case unknot.No:
		return &coding{terminology + "v2-0136", "N", "No"}
	}
	return &coding{terminology + "data-absent-reason", "asked-unknown", "Asked But Unknown"}
}

// complaint is the drawing: a provisional condition, and a structure a place.
func (k *record) complaint() section {
	s := section{Title: k.tr("Where it hurts"), Text: k.div(k.say(body.Describe(k.know, k.r.Answer.Case.Drawing)))}
	status := "active"
	if !k.r.Kept.Ended.IsZero() {
		status = "resolved"
	}
	c := condition{base: base{ResourceType: "Condition", ID: name("complaint", k.r.Kept.ID)}, Clinical: hl7("condition-clinical", status), Verification: hl7("condition-ver-status", "provisional"),
		Category: []concept{*hl7("condition-category", "problem-list-item")}, Code: &concept{Text: k.tr("Pain as drawn by the person; self-report, no diagnosis")},
		Subject: k.subject(), Recorded: instant(k.r.Kept.When)}
	if !k.r.Kept.Ended.IsZero() {
		c.Abated = instant(k.r.Kept.Ended)
	}
	seen := map[unknot.CellID]bool{}
	var structures []reference
	for _, p := range k.r.Answer.Case.Drawing.Places {
		for _, cell := range p.Cells {
			if seen[cell] {
				continue
			}
			seen[cell] = true
			c.Body = append(c.Body, *k.site(cell))
			structures = append(structures, *k.add(bodyStructure{base: base{ResourceType: "BodyStructure", ID: name("place", string(cell), k.r.Kept.ID)}, Active: true,
				Location: k.site(cell), Description: p.Words, Patient: k.subject()}))
			structures = append(structures, *k.add(k.pain(name("first", string(cell), k.r.Kept.ID), cell, p.Intensity, -1, -1, k.r.Kept.When)))
		}
	}
	s.Entry = append(append(s.Entry, *k.add(c)), structures...)
	return s
}

// pain is one number of the 0-10 scale at one place (LOINC 72514-3).
func (k *record) pain(id string, cell unknot.CellID, now, worst, average float64, at time.Time) observation {
	o := observation{base: base{ResourceType: "Observation", ID: id}, Status: "final", Category: []concept{*hl7("observation-category", "survey")},
		Code: code(loinc, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported"), Subject: k.subject(), Effective: instant(at),
		Performer: []reference{*k.subject()}, Body: k.site(cell)}
	if now >= 0 {
		o.Value = points(now)
	}
	if worst >= 0 {
		o.Component = append(o.Component, component{Code: code(measures, "pain-worst", "Worst pain since the last entry"), Value: points(worst)})
	}
	if average >= 0 {
		o.Component = append(o.Component, component{Code: code(measures, "pain-average", "Average pain since the last entry"), Value: points(average)})
	}
	return o
}

func points(x float64) *quantity { return &quantity{x, "{score}", ucum, "{score}"} }
