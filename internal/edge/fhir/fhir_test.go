package fhir_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/api"
	"github.com/unknot/unknot/internal/edge/fhir"
)

func practice(t testing.TB) *care.Practice {
	t.Helper()
	p := caretest.Practice(t)
	p.Now = func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) }
	return p
}

// lived keeps an example and logs everything that an entry can hold.
func lived(t testing.TB, p *care.Practice, example string) string {
	t.Helper()
	return livedCase(t, p, caretest.Example(t, example))
}

func livedCase(t testing.TB, p *care.Practice, raw []byte) string {
	t.Helper()
	ctx := context.Background()
	id, a := caretest.Keep(t, p, care.Home, raw)
	cells := a.Case.Drawing.Places[0].Cells
	for d := range 3 {
		e := unknot.Entry{At: time.Date(2026, 11, 10+d, 8, 30, 0, 0, time.UTC), Sleep: 7, Stress: 3, Episode: id, Note: "<b>& \"so\"",
			Places: []unknot.PainAt{{Cells: cells, Now: float64(6 - d), Worst: 7, Average: 5, Threshold: 245}},
			Did:    []unknot.Done{{Treatment: "press_fingers", Minutes: 2, Effort: 4}},
			Motion: []unknot.Motion{{What: "neck.rotation.right", Degrees: 61.5}}, Function: []unknot.Activity{{Name: "swim", Score: 4}}, PEG: []float64{5, 4, 3.5},
			Spots: []unknot.Spot{{Muscle: "trapezius_upper", Side: "right", State: unknot.Active}}}
		if _, _, err := p.Log(ctx, care.Home, e, nil); err != nil {
			t.Fatal(err)
		}
	}
	examined(t, p, id)
	return id
}

// examined puts a visit of a clinician beside an episode, and wishes.
func examined(t testing.TB, p *care.Practice, id string) {
	t.Helper()
	ctx, pain := context.Background(), 4.0
	v := care.Visit{Author: "doc", Found: []care.Criteria{{Muscle: "trapezius_upper", Side: "right", Band: unknot.Yes, Spot: unknot.Yes, Refers: unknot.Unsure, Known: unknot.Yes}},
		Drawing: []care.VisitPlace{{Cells: []unknot.CellID{"temple.right"}, Intensity: 5}}, Did: []care.VisitCare{{Treatment: "press_fingers", Muscle: "trapezius_upper", Side: "right", Minutes: 5}},
		Outcome: care.Outcome{NRS: &pain, PEG: []float64{4, 3, 2}, PSFS: []unknot.Activity{{Name: "swim", Score: 6}}, NDI: &pain}, Note: "better"}
	at := time.Date(2026, 11, 13, 10, 0, 0, 0, time.UTC)
	if _, err := care.Visits.Put(ctx, p, care.Home, care.Document[care.Visit]{ID: "V" + id, Episode: id, At: at, Body: v}); err != nil {
		t.Fatal(err)
	}
	if _, err := care.WishShelf.Put(ctx, p, care.Home, care.Document[care.Wishes]{ID: "W" + id, Episode: id, At: at, Body: care.Wishes{Minutes: 10, Avoid: []string{"heat_pack"}}}); err != nil {
		t.Fatal(err)
	}
}

func document(t testing.TB, p *care.Practice, id string) []byte {
	t.Helper()
	ctx := context.Background()
	r, err := p.Report(ctx, care.Home, id, time.Time{}, time.Time{}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.LookAhead(ctx, care.Home, &r, time.UTC); err != nil {
		t.Fatal(err)
	}
	attached, err := fhir.Attach(ctx, p, care.Home, r)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.MarshalIndent(fhir.Document(p.Base, locale.English, r, "https://example.org/fhir", attached...), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Everything that is emitted, judged by two validators at once, and faults
// planted so that it shows when the judges sleep.
func TestBothValidatorsAccept(t *testing.T) {
	p := practice(t)
	var good []any
	for _, example := range []string{"desk-worker", "chest-pressure-stop", "blood-thinner-neck", "widespread"} {
		good = append(good, json.RawMessage(document(t, p, lived(t, p, example))))
	}
	good = append(good, json.RawMessage(document(t, p, livedCase(t, p, []byte(allergic)))))
	for _, r := range fhir.Library(p.Base) {
		good = append(good, r)
	}
	good = append(good, fhir.Statement(p.Base, "https://example.org/fhir"), fhir.Outcome(&fhir.Fault{Code: "value", At: "Bundle.entry[1]", Text: "no"}))
	web := httptest.NewServer(fhir.Handler(p, api.AtHome, slog.New(slog.DiscardHandler)))
	defer web.Close()
	for _, path := range []string{"/fhir/metadata", "/fhir/Observation?_count=20", "/fhir/CarePlan", "/fhir/Questionnaire?_count=1", "/fhir/Nothing"} {
		var answer json.RawMessage
		w, err := web.Client().Get(web.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.NewDecoder(w.Body).Decode(&answer); err != nil {
			t.Fatal(err)
		}
		w.Body.Close()
		good = append(good, answer)
	}
	plant := func(old, new string) json.RawMessage {
		whole, _ := good[0].(json.RawMessage)
		bad := bytes.Replace(whole, []byte(old), []byte(new), 1)
		if bytes.Equal(bad, whole) {
			t.Fatalf("%q is not in the document", old)
		}
		return bad
	}
	bad := []any{
		plant(`"status": "final"`, `"status": "finally"`),
		plant(`"gender": "female"`, `"sex": "female"`),
		plant(`"effectiveDateTime": "2026-11-10T08:30:00.000Z"`, `"effectiveDateTime": "yesterday"`),
		plant(`"title": "Pain report"`, `"titel": "Pain report"`),
		map[string]any{"resourceType": "Observation", "status": "final"},
	}
	input, err := json.Marshal(map[string]any{"good": good, "bad": bad, "paths": [][]any{
		{"Bundle.entry[0].resource.type.coding.code", []string{"51855-5"}},
		{"Bundle.entry.resource.where(resourceType='Observation' and code.coding.code='72514-3' and effective < @2026-11-11 and value.value=6).bodySite.coding.code", []string{"temple.right"}},
		{"Bundle.entry.resource.where(resourceType='CarePlan').exists()", []bool{true}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "resources.json")
	if err := os.WriteFile(file, input, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", "testdata/judge.mjs", file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%.3000s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if last := lines[len(lines)-1]; !strings.HasSuffix(last, "refused 5 of 5 bad") || len(lines) > 1 {
		t.Errorf("%d lines; %s\n%.3000s", len(lines), last, out)
	}
}

// Every reference of a document leads to a resource in it.
func TestADocumentIsWhole(t *testing.T) {
	p := practice(t)
	var b struct {
		Entry []struct {
			FullURL  string
			Resource json.RawMessage
		}
	}
	raw := document(t, p, lived(t, p, "desk-worker"))
	if err := json.Unmarshal(raw, &b); err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, e := range b.Entry {
		if there[e.FullURL] {
			t.Errorf("%s stands twice", e.FullURL)
		}
		there[e.FullURL] = true
	}
	n := 0
	for part := range strings.SplitSeq(string(raw), `"reference": "`) {
		if ref, _, ok := strings.Cut(part, `"`); ok && n > 0 && !there["https://example.org/fhir/"+ref] {
			t.Errorf("%s leads nowhere", ref)
		}
		n++
	}
	if n < 30 {
		t.Errorf("only %d references", n)
	}
}

// Export, import into an empty instance, export: the same bytes.
func TestTheRoundTripIsEqual(t *testing.T) {
	here, there, ctx := practice(t), practice(t), context.Background()
	id := lived(t, here, "desk-worker")
	if err := here.Settle(ctx, care.Home, id, 1); err != nil {
		t.Fatal(err)
	}
	first := document(t, here, id)
	for _, want := range []string{`"abatementDateTime"`, `"Practitioner"`, `"Procedure"`, "vnd.unknot.visit+json", "vnd.unknot.wishes+json", "forecast-"} {
		if !bytes.Contains(first, []byte(want)) {
			t.Errorf("the document lacks %s", want)
		}
	}
	b, err := fhir.Read(there, first)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // sent twice changes nothing
		if err := fhir.Keep(ctx, there, care.Home, &b); err != nil {
			t.Fatal(err)
		}
	}
	if second := document(t, there, id); !bytes.Equal(first, second) {
		t.Error("the second export differs from the first")
	}
}

func TestForeignRecordsReachTheInterlocks(t *testing.T) {
	p := practice(t)
	b, err := fhir.Read(p, []byte(`{"resourceType":"Bundle","type":"collection","unknownField":[1],"entry":[
		{"resource":{"resourceType":"Condition","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"M81.0"}]},"extraField":true}},
		{"resource":{"resourceType":"Condition","code":{"text":"Diabetes mellitus type 2"}}},
		{"resource":{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"refuted"}]},"code":{"text":"Epilepsy"}}},
		{"resource":{"resourceType":"Condition","code":{"text":"Ingrown toenail"}}},
		{"resource":{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"coding":[{"system":"http://www.whocc.no/atc","code":"B01AF02"}]}}},
		{"resource":{"resourceType":"MedicationStatement","status":"completed","medicationCodeableConcept":{"text":"Prednisolone"}}},
		{"resource":{"resourceType":"AllergyIntolerance","code":{"text":"Ibuprofen"}}},
		{"resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"82810-3"}]},"valueCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"LA15173-0"}]}}},
		{"resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"72166-2"}]},"valueCodeableConcept":{"text":"Never smoker"}}},
		{"resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":151,"code":"mm[Hg]"}}]}},
		{"resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"72514-3"}]},"valueQuantity":{"value":4,"code":"{score}"}}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(b.Conditions, " ") + "|" + strings.Join(b.Medicines, " ") + "|" + strings.Join(b.Unread, " "); got != "diabetes high_blood_pressure nsaid_allergy osteoporosis pregnant|anticoagulant|Condition: Ingrown toenail" {
		t.Error(got)
	}
	known := map[string]bool{}
	for _, list := range [][]string{b.Conditions, b.Medicines} {
		for _, id := range list {
			known[id] = true
		}
	}
	for _, n := range append(p.Base.Conditions, p.Base.Medicines...) {
		delete(known, n.ID)
	}
	if len(known) > 0 {
		t.Errorf("the knowledge does not have %v", known)
	}
}

func TestBadBundlesAreRefusedWhole(t *testing.T) {
	p := practice(t)
	good := document(t, p, lived(t, p, "desk-worker"))
	for say, raw := range map[string][]byte{
		"XML":           []byte("<Bundle xmlns='http://hl7.org/fhir'/>"),
		"not the JSON":  []byte(`{"resourceType":"Bundle",`),
		"send a Bundle": []byte(`{"resourceType":"Patient"}`),
		"bytes":         append([]byte(`{"resourceType":"Bundle","x":"`), append(bytes.Repeat([]byte("x"), 9<<20), `"}`...)...),
		"deeper":        []byte(`{"resourceType":"Bundle","x":` + strings.Repeat("[", 60) + strings.Repeat("]", 60) + `}`),
		"resources":     []byte(`{"resourceType":"Bundle","entry":[` + strings.Repeat(`{},`, 6000) + `{}]}`),
		"another type":  []byte(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","code":"M81"}}]}`),
		"{score}":       []byte(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation","code":{"coding":[{"system":"http://loinc.org","code":"72514-3"}]},"valueQuantity":{"value":4,"code":"mm"}}}]}`),
		"mm[Hg]":        []byte(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation","code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":18,"unit":"kPa"}}}]}`),
		"$.danger":      []byte(strings.Replace(intakeAnswers, "danger.chest_pressure", "danger.chest_pressur", 1)),
		"between 0":     []byte(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation","code":{"coding":[{"system":"http://loinc.org","code":"72514-3"}]},"valueQuantity":{"value":40}}}]}`),
		"$.schema":      bytes.Replace(good, []byte(`"contentType": "application/vnd.unknot.case+json",`), []byte(`"contentType": "application/vnd.unknot.entry+json",`), 1),
	} {
		var fault *fhir.Fault
		if _, err := fhir.Read(p, raw); !errors.As(err, &fault) || !strings.Contains(err.Error(), say) || fault.Code == "" {
			t.Errorf("%q: %v", say, err)
		}
	}
}

const intakeAnswers = `{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"QuestionnaireResponse","id":"q1","questionnaire":"https://unknot.org/fhir/Questionnaire/intake|1","status":"completed","authored":"2026-11-24T08:30:00Z",
	"item":[{"linkId":"person","item":[{"linkId":"age","answer":[{"valueInteger":41}]},{"linkId":"condition","answer":[{"valueCoding":{"code":"diabetes"}}]}]},
	{"linkId":"onset","item":[{"linkId":"days","answer":[{"valueInteger":20}]},{"linkId":"kind","answer":[{"valueCoding":{"code":"gradual"}}]},{"linkId":"course","answer":[{"valueCoding":{"code":"comes_and_goes"}}]}]},
	{"linkId":"place","item":[{"linkId":"cells","answer":[{"valueCoding":{"code":"calf.left"}}]},{"linkId":"intensity","answer":[{"valueDecimal":6}]}]},
	{"linkId":"danger","item":[{"linkId":"danger.chest_pressure","answer":[{"valueCoding":{"code":"Y"}}]}]}]}}]}`

// An intake that another program asked becomes a case, once, behind the gate.
func TestAnAnsweredIntakeBecomesACase(t *testing.T) {
	p, ctx := practice(t), context.Background()
	for range 2 {
		b, err := fhir.Read(p, []byte(intakeAnswers))
		if err != nil {
			t.Fatal(err)
		}
		if err := fhir.Keep(ctx, p, care.Home, &b); err != nil {
			t.Fatal(err)
		}
	}
	list, err := p.Recent(ctx, care.Home, 10)
	if err != nil || len(list) != 1 || list[0].Level != "emergency" || !list[0].When.Equal(time.Date(2026, 11, 24, 8, 30, 0, 0, time.UTC)) {
		t.Fatalf("%+v %v", list, err)
	}
	a, err := p.Recall(ctx, care.Home, list[0].ID)
	if want := (assess.Onset{Days: 20, Kind: "gradual", Course: "comes_and_goes"}); a.Case.Onset != want {
		t.Errorf("it began as %+v, want %+v", a.Case.Onset, want)
	}
	if err != nil || a.Case.Person.Age != 41 || !a.Case.Person.Has("diabetes") || a.PlanErr == nil || len(a.Assessment.Candidates) > 0 {
		t.Errorf("%+v %v", a.Case, err)
	}
}

// A bundle whose last record cannot be kept leaves nothing behind, and one that
// is sent again changes nothing.
func TestNothingIsStoredHalf(t *testing.T) {
	here, there, ctx := practice(t), practice(t), context.Background()
	id := lived(t, here, "desk-worker")
	list, err := here.Diary(ctx, care.Home, 1)
	if err != nil {
		t.Fatal(err)
	}
	other := list[0] // the same id, another entry
	other.Episode, other.Note = "", "somebody else"
	if _, _, err := there.Log(ctx, care.Home, other, nil); err != nil {
		t.Fatal(err)
	}
	b, err := fhir.Read(there, document(t, here, id))
	if err != nil {
		t.Fatal(err)
	}
	if err := fhir.Keep(ctx, there, care.Home, &b); err == nil {
		t.Error("one entry took the place of another")
	}
	kept, err := there.Recent(ctx, care.Home, 10)
	if err != nil || len(kept) != 0 {
		t.Errorf("half a bundle was kept: %+v %v", kept, err)
	}
	if list, err = there.Diary(ctx, care.Home, 10); err != nil || len(list) != 1 || list[0].Note != "somebody else" {
		t.Errorf("%+v %v", list, err)
	}
}
