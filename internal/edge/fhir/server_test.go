package fhir_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/api"
	"github.com/unknot/unknot/internal/edge/fhir"
)

// What the statement says is what runs: every type it names can be read and
// searched, and nothing else can.
func TestTheStatementIsTrue(t *testing.T) {
	p := practice(t)
	lived(t, p, "desk-worker")
	lived(t, p, "chest-pressure-stop")
	livedCase(t, p, []byte(allergic))
	s := httptest.NewServer(fhir.Handler(p, api.AtHome, slog.New(slog.DiscardHandler)))
	defer s.Close()
	var ask func(method, path, body string) (int, string)
	ask = func(method, path, body string) (int, string) {
		r, err := http.NewRequest(method, s.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		w, err := s.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Body.Close()
		raw, err := io.ReadAll(w.Body)
		if err != nil || !strings.HasPrefix(w.Header.Get("Content-Type"), "application/fhir+json") {
			t.Errorf("%s: %v %s", path, err, w.Header.Get("Content-Type"))
		}
		if w.StatusCode == http.StatusTooManyRequests { // asked faster than one may: wait, as it says
			wait, err := strconv.Atoi(w.Header.Get("Retry-After"))
			if err != nil || wait < 1 || wait > 5 {
				t.Fatalf("%s: wait for %q", path, w.Header.Get("Retry-After"))
			}
			time.Sleep(time.Duration(wait) * time.Second)
			return ask(method, path, body)
		}
		return w.StatusCode, string(raw)
	}
	var statement struct {
		Rest []struct {
			Resource []struct {
				Type        string
				Interaction []struct{ Code string }
				SearchParam []struct{ Name, Type string }
			}
		}
	}
	_, text := ask("GET", "/fhir/metadata", "")
	if err := json.Unmarshal([]byte(text), &statement); err != nil {
		t.Fatal(err)
	}
	type set struct {
		Total int
		Entry []struct {
			FullURL  string
			Resource struct {
				ID               string
				Subject, Patient struct{ Reference string }
			}
		}
	}
	for _, r := range statement.Rest[0].Resource {
		if len(r.Interaction) < 2 {
			continue
		}
		var found set
		status, text := ask("GET", "/fhir/"+r.Type, "")
		if err := json.Unmarshal([]byte(text), &found); err != nil || status != 200 || found.Total == 0 {
			t.Errorf("%s: %d %d found %v", r.Type, status, found.Total, err)
			continue
		}
		id := found.Entry[0].Resource.ID
		if status, text := ask("GET", "/fhir/"+r.Type+"/"+id, ""); status != 200 || !strings.Contains(text, `"`+id+`"`) {
			t.Errorf("%s/%s: %d", r.Type, id, status)
		}
		if status, text := ask("GET", "/fhir/"+r.Type+"/"+id+"/_history", ""); status != 200 || !strings.Contains(text, `"type":"history"`) || !strings.Contains(text, `"versionId":"1"`) {
			t.Errorf("history of %s/%s: %d %.300s", r.Type, id, status, text)
		}
		if status, text := ask("GET", "/fhir/"+r.Type+"/"+id+"/_history/1", ""); status != 200 || !strings.Contains(text, `"`+id+`"`) {
			t.Errorf("version 1 of %s/%s: %d %.300s", r.Type, id, status, text)
		}
		for _, p := range r.SearchParam { // each parameter that is named can be asked
			value := map[string]string{"date": "ge2000-01-01", "reference": found.Entry[0].Resource.Subject.Reference + found.Entry[0].Resource.Patient.Reference, "uri": "https://none.example", "token": "none"}[p.Type]
			if status, text := ask("GET", "/fhir/"+r.Type+"?"+p.Name+"="+value, ""); status != 200 || !strings.Contains(text, `"searchset"`) {
				t.Errorf("%s by %s: %d %.300s", r.Type, p.Name, status, text)
			}
		}
		if r.Type != "Observation" {
			continue
		}
		if _, text := ask("GET", "/fhir/"+r.Type+"?_id="+id, ""); !strings.Contains(text, `"total":1`) {
			t.Errorf("%s by _id: %.200s", r.Type, text)
		}
	}
	for path, want := range map[string]int{"/fhir/Encounter": 404, "/fhir/Patient/none": 404, "/fhir/Patient?name=x": 415, "/fhir/Bundle": 404,
		"/fhir/Observation?date=yesterday": 422, "/fhir/Patient?_count=many": 422, "/fhir/Patient/none/_history": 404} {
		if status, text := ask("GET", path, ""); status != want || !strings.Contains(text, "OperationOutcome") {
			t.Errorf("%s: %d %s", path, status, text)
		}
	}
	if status, text := ask("POST", "/fhir/Patient", "{}"); status != 404 || !strings.Contains(text, "metadata") {
		t.Errorf("written: %d %s", status, text)
	}
	if status, text := ask("POST", "/fhir/$take-in", `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","code":{"text":"osteoporosis"}}}]}`); status != 200 || !strings.Contains(text, `"condition","valueString":"osteoporosis"`) {
		t.Errorf("%d %s", status, text)
	}
	if status, text := ask("POST", "/fhir/$take-in", "<Bundle/>"); status != 415 || !strings.Contains(text, "XML") {
		t.Errorf("%d %s", status, text)
	}
}

const allergic = `{"schema":"unknot.case/v1","person":{"age":50,"sex":"female","conditions":["nsaid_allergy","osteoporosis"],"medicines":["anticoagulant"]},
	"drawing":{"places":[{"words":"left calf","intensity":4,"quality":["ache"],"timing":"on_movement"}]},"onset":{"days":30,"course":"worse"},"danger":{"*":"no"}}`

// Searches find what was stored and nothing else; pages hold each resource once.
func TestSearchesFindWhatIsThere(t *testing.T) {
	p := practice(t)
	id := lived(t, p, "desk-worker")
	lived(t, p, "runner-calf")
	s := httptest.NewServer(fhir.Handler(p, api.AtHome, slog.New(slog.DiscardHandler)))
	defer s.Close()
	total := func(path string) int {
		var b struct{ Total int }
		get(t, s, path, &b)
		return b.Total
	}
	all := total("/fhir/Observation")
	for path, want := range map[string]int{
		"/fhir/Condition?clinical-status=active&patient=person-" + id:                                                           1,
		"/fhir/Condition?clinical-status=resolved":                                                                              0,
		"/fhir/Observation?code=http://loinc.org|72514-3&date=2026-11-10&patient=Patient/person-" + id + "&_lastUpdated=ge2026": total("/fhir/Observation?code=72514-3&date=2026-11-10&patient=person-" + id),
		"/fhir/Observation?date=lt2026-11-10":                                                                                   0,
		"/fhir/Observation?date=ge2026-11-10":                                                                                   all,
		"/fhir/Observation?date=ge2026-11-12&date=lt2026-11-12":                                                                 0,
		"/fhir/Observation?code=|72514-3":                                                                                       0,
		"/fhir/Observation?category=survey,exam":                                                                                all,
		"/fhir/Questionnaire?url=https://unknot.org/fhir/Questionnaire/intake":                                                  1,
		"/fhir/Patient?identifier=https://unknot.org/fhir/person|" + id:                                                         1,
		"/fhir/QuestionnaireResponse?questionnaire=https://unknot.org/fhir/Questionnaire/intake":                                2,
	} {
		if got := total(path); got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
	if total("/fhir/Observation?code=72514-3&date=2026-11-10") == 0 {
		t.Error("nothing was found at all")
	}
	seen := map[string]bool{}
	for next, pages := s.URL+"/fhir/Observation?_count=7", 0; next != "" && pages < 100; pages++ {
		var b struct {
			Link  []struct{ Relation, URL string }
			Entry []struct{ FullURL string }
		}
		get(t, s, strings.TrimPrefix(next, s.URL), &b)
		next = ""
		for _, l := range b.Link {
			if l.Relation == "next" {
				next = l.URL
			}
		}
		for _, e := range b.Entry {
			if seen[e.FullURL] {
				t.Errorf("%s stands on two pages", e.FullURL)
			}
			seen[e.FullURL] = true
		}
	}
	if len(seen) != all {
		t.Errorf("the pages hold %d of %d", len(seen), all)
	}
}

// What changed keeps its first version: an ended episode, a corrected entry.
func TestHistoryKeepsWhatWasSaid(t *testing.T) {
	p, ctx := practice(t), context.Background()
	id := lived(t, p, "desk-worker")
	list, err := p.Diary(ctx, care.Home, 1)
	if err != nil {
		t.Fatal(err)
	}
	wrong := list[0]
	right := wrong
	right.ID, right.Mends, right.Places = "", wrong.ID, []unknot.PainAt{{Cells: wrong.Places[0].Cells, Now: 1, Worst: -1, Average: -1}}
	if _, _, err := p.Log(ctx, care.Home, right, nil); err != nil {
		t.Fatal(err)
	}
	if err := p.Settle(ctx, care.Home, id, 1); err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(fhir.Handler(p, api.AtHome, slog.New(slog.DiscardHandler)))
	defer s.Close()
	type version struct {
		Resource struct {
			Status   string
			Meta     struct{ VersionID string }
			Clinical struct{ Coding []struct{ Code string } } `json:"clinicalStatus"`
		}
	}
	var b struct{ Entry []version }
	get(t, s, "/fhir/Condition/complaint-"+id+"/_history", &b)
	if len(b.Entry) != 2 || b.Entry[0].Resource.Clinical.Coding[0].Code != "resolved" || b.Entry[1].Resource.Clinical.Coding[0].Code != "active" || b.Entry[0].Resource.Meta.VersionID != "2" {
		t.Errorf("%+v", b)
	}
	path := "/fhir/Observation/pain-" + string(wrong.Places[0].Cells[0]) + "-" + wrong.ID
	get(t, s, path+"/_history", &b)
	if len(b.Entry) != 2 || b.Entry[0].Resource.Status != "entered-in-error" || b.Entry[1].Resource.Status != "final" {
		t.Errorf("%s: %+v", path, b)
	}
	var now struct{ Status string }
	if get(t, s, path, &now); now.Status != "entered-in-error" {
		t.Errorf("%+v", now)
	}
	var found struct{ Total int }
	if get(t, s, "/fhir/Observation?_id="+filepath.Base(path), &found); found.Total != 0 {
		t.Error("a search finds what was corrected")
	}
}

func get(t *testing.T, s *httptest.Server, path string, into any) {
	t.Helper()
	w, err := s.Client().Get(s.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	if err := json.NewDecoder(w.Body).Decode(into); err != nil || w.StatusCode != 200 {
		t.Fatalf("%s: %d %v", path, w.StatusCode, err)
	}
}

// An app of others reads the server with the SMART client.
func TestAnotherProgramReadsTheServer(t *testing.T) {
	p := practice(t)
	id := lived(t, p, "desk-worker")
	lived(t, p, "runner-calf")
	s := httptest.NewServer(fhir.Handler(p, api.AtHome, slog.New(slog.DiscardHandler)))
	defer s.Close()
	raw, err := exec.Command("node", "testdata/client.mjs", s.URL+"/fhir", "person-"+id).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	var got struct {
		Release, Observations int
		Patient, Subject      string
		Goal                  []string
		Values                []float64
		Refused               string
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	if got.Release != 4 || got.Patient != "person-"+id || got.Subject != got.Patient || len(got.Goal) != 1 || got.Goal[0] != "Do again: swim" || got.Observations < 5 ||
		len(got.Values) < 5 || !strings.Contains(got.Refused, "clinical-status") && !strings.Contains(got.Refused, "category") {
		t.Errorf("%s", raw)
	}
}

// Behind a proxy that speaks https every address says so too, the next page of
// a search included.
func TestAddressesAreThoseThatTheCallerKnows(t *testing.T) {
	h := fhir.Handler(practice(t), api.AtHome, slog.New(slog.DiscardHandler))
	for header, want := range map[string]string{"": "http://pain.example", "http": "http://pain.example", "https": "https://pain.example"} {
		r := httptest.NewRequest("GET", "/fhir/Questionnaire?_count=1", nil)
		r.Host = "pain.example"
		if header != "" {
			r.Header.Set("X-Forwarded-Proto", header)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		var found struct {
			Link  []struct{ Relation, URL string }
			Entry []struct{ FullURL string }
		}
		if err := json.Unmarshal(w.Body.Bytes(), &found); err != nil || len(found.Link) != 2 || len(found.Entry) != 1 {
			t.Fatalf("%q: %v %s", header, err, w.Body)
		}
		for _, at := range []string{found.Link[0].URL, found.Link[1].URL, found.Entry[0].FullURL} {
			if !strings.HasPrefix(at, want+"/fhir/Questionnaire") {
				t.Errorf("X-Forwarded-Proto %q: %s", header, at)
			}
		}
	}
}
