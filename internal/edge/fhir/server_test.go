package fhir_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/edge/api"
	"github.com/unknot/unknot/internal/edge/fhir"
)

// What the statement says is what runs: every type it names can be read and
// searched, and nothing else can.
func TestTheStatementIsTrue(t *testing.T) {
	p := practice(t)
	lived(t, p, "desk-worker")
	lived(t, p, "chest-pressure-stop")
	s := httptest.NewServer(fhir.Handler(p, api.AtHome, slog.New(slog.DiscardHandler)))
	defer s.Close()
	ask := func(method, path, body string) (int, string) {
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
		return w.StatusCode, string(raw)
	}
	var statement struct {
		Rest []struct {
			Resource []struct {
				Type        string
				Interaction []struct{ Code string }
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
			Resource struct{ ID string }
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
		if r.Type != "Observation" {
			continue
		}
		if _, text := ask("GET", "/fhir/"+r.Type+"?_id="+id, ""); !strings.Contains(text, `"total":1`) {
			t.Errorf("%s by _id: %.200s", r.Type, text)
		}
	}
	for path, want := range map[string]int{"/fhir/Encounter": 404, "/fhir/Patient/none": 404, "/fhir/Patient?name=x": 415, "/fhir/Bundle": 404} {
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
