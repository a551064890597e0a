package cds_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/cds"
)

// clinic has a person with two answers, of which one is shared.
type clinic struct {
	*care.Practice
	web *httptest.Server
	ada care.Account
}

func open(t *testing.T) *clinic {
	t.Helper()
	p := caretest.Practice(t)
	ctx := context.Background()
	for name, role := range map[string]string{"ada": "person", "doc": "clinician", "other": "clinician"} {
		if _, err := p.AddAccount(ctx, name, role, "four plain words here"); err != nil {
			t.Fatal(err)
		}
	}
	ada, err := p.AccountNamed(ctx, "ada")
	if err != nil {
		t.Fatal(err)
	}
	c := &clinic{Practice: p, ada: ada}
	c.web = httptest.NewServer(cds.Handler(p, func(r *http.Request) (care.Account, error) {
		return p.TokenAccount(r.Context(), strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "), "read")
	}, slog.New(slog.DiscardHandler)))
	t.Cleanup(c.web.Close)
	return c
}

func (c *clinic) keep(t *testing.T, example string) string {
	t.Helper()
	id, _ := caretest.Keep(t, c.Practice, c.ada.Tenant, caretest.Example(t, example))
	return id
}

func (c *clinic) token(t *testing.T, name string) string {
	t.Helper()
	s, err := c.AddToken(context.Background(), name, "record system", []string{"read"}, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (c *clinic) ask(t *testing.T, service, token, body string) (int, []byte) {
	t.Helper()
	r, err := http.NewRequest("POST", c.web.URL+"/cds-services/"+service, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	w, err := c.web.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	raw, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.StatusCode, raw
}

const instance = `"hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea"`

func view(patient string) string {
	return `{"hook":"patient-view",` + instance + `,"fhirServer":"https://ehr.example/fhir","context":{"userId":"Practitioner/1","patientId":"` + patient + `"},"unknown":{"x":1}}`
}

// judge checks an answer against the schema, written from the specification.
func judge(t *testing.T, part string, raw []byte) error {
	t.Helper()
	c := jsonschema.NewCompiler()
	schema, err := c.Compile("testdata/cds-hooks-2.0.json#/$defs/" + part)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

func TestCardsComeOnlyByConsent(t *testing.T) {
	c, ctx := open(t), context.Background()
	shared, private := c.keep(t, "desk-worker"), c.keep(t, "runner-calf")
	token, other := c.token(t, "doc"), c.token(t, "other")
	ask := func(token, patient string, want int) []byte {
		t.Helper()
		status, raw := c.ask(t, "unknot-patient", token, view(patient))
		if status != want {
			t.Errorf("%d, want %d: %s", status, want, raw)
		}
		return raw
	}
	unknown := ask(token, "person-nobody", 403)
	if before := ask(token, "person-"+shared, 403); !bytes.Equal(before, unknown) {
		t.Errorf("the refusal tells who is known: %s and %s", before, unknown)
	}
	consent, err := c.Share(ctx, c.ada, shared, "doc", time.Hour, false)
	if err != nil {
		t.Fatal(err)
	}
	raw := ask(token, "person-"+shared, 200)
	if err := judge(t, "response", raw); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"Care at home", "upper trapezius", "No diagnosis", "/clinic/" + consent.ID, "self-report"} {
		if !strings.Contains(strings.ToLower(string(raw)), strings.ToLower(want)) {
			t.Errorf("lacks %q: %s", want, raw)
		}
	}
	if again := ask(token, "Patient/person-"+shared, 200); !bytes.Equal(raw, again) {
		t.Error("the same call gives other cards")
	}
	ask(other, "person-"+shared, 403)
	ask("unknot_none", "person-"+shared, 403)
	ask(token, "person-"+private, 403)
	byIdentifier := strings.Replace(view("ehr-77"), `"unknown"`, `"prefetch":{"patient":{"resourceType":"Patient","identifier":[{"system":"https://unknot.org/fhir/person","value":"`+shared+`"}]}},"unknown"`, 1)
	if status, _ := c.ask(t, "unknot-patient", token, byIdentifier); status != 200 {
		t.Errorf("by identifier: %d", status)
	}
	log, err := c.Audit(ctx, c.ada.Tenant, 50)
	looks := 0
	for _, l := range log {
		if l.What == "read_shared" && l.Account == "doc" {
			looks++
		}
	}
	if err != nil || looks != 3 {
		t.Errorf("%d looks are in the log: %+v %v", looks, log, err)
	}
	if err := c.Unshare(ctx, c.ada, consent.ID); err != nil {
		t.Fatal(err)
	}
	ask(token, "person-"+shared, 403)
}

// Danger comes first, and no muscle is named beside it.
func TestADangerSignIsACriticalCard(t *testing.T) {
	c, ctx := open(t), context.Background()
	id := c.keep(t, "chest-pressure-stop")
	if _, err := c.Share(ctx, c.ada, id, "doc", time.Hour, false); err != nil {
		t.Fatal(err)
	}
	body := strings.Replace(strings.Replace(view("person-"+id), "patient-view", "encounter-start", 1), `"patientId"`, `"encounterId":"E1","patientId"`, 1)
	status, raw := c.ask(t, "unknot-encounter", c.token(t, "doc"), body)
	var got struct {
		Cards []struct{ Summary, Indicator, Detail string }
	}
	if err := json.Unmarshal(raw, &got); err != nil || status != 200 || judge(t, "response", raw) != nil || len(got.Cards) < 2 {
		t.Fatalf("%d %s %v", status, raw, err)
	}
	if got.Cards[0].Indicator != "critical" || !strings.Contains(got.Cards[0].Summary, "EMERGENCY") || strings.Contains(string(raw), "consistent with the") {
		t.Errorf("%s", raw)
	}
}

func TestDiscoveryAndBadRequests(t *testing.T) {
	c := open(t)
	w, err := c.web.Client().Get(c.web.URL + "/cds-services")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	raw, err := io.ReadAll(w.Body)
	if err != nil || judge(t, "discovery", raw) != nil || !strings.Contains(string(raw), "encounter-start") {
		t.Errorf("%s %v", raw, judge(t, "discovery", raw))
	}
	for _, planted := range []string{`{"cards":[{"summary":"x"}]}`, `{"cards":[{"summary":"` + strings.Repeat("x", 140) + `","indicator":"info","source":{"label":"x"}}]}`, `{"cards":[{"summary":"x","indicator":"hot","source":{"label":"x"}}]}`} {
		if judge(t, "response", []byte(planted)) == nil {
			t.Errorf("the judge sleeps: %.100s", planted)
		}
	}
	token := c.token(t, "doc")
	for name, q := range map[string]struct {
		service, body string
		status        int
		says          string
	}{
		"XML":           {"unknot-patient", "<request/>", 400, `"$"`},
		"another hook":  {"unknot-patient", strings.Replace(view("p"), "patient-view", "order-select", 1), 400, "$.hook"},
		"no uuid":       {"unknot-patient", strings.Replace(view("p"), "d1577c69", "x", 1), 400, "$.hookInstance"},
		"no patient":    {"unknot-patient", view(""), 400, "$.context.patientId"},
		"a wrong type":  {"unknot-patient", strings.Replace(view("p"), `"p"`, `7`, 1), 400, "$.context.patientId"},
		"no encounter":  {"unknot-encounter", strings.Replace(view("p"), "patient-view", "encounter-start", 1), 400, "$.context.encounterId"},
		"huge":          {"unknot-patient", `{"x":"` + strings.Repeat("x", 600<<10) + `"}`, 413, "bytes"},
		"no such thing": {"soap", view("p"), 404, "/cds-services"},
	} {
		if status, raw := c.ask(t, q.service, token, q.body); status != q.status || !strings.Contains(string(raw), q.says) {
			t.Errorf("%s: %d %s", name, status, raw)
		}
	}
	home := httptest.NewRecorder()
	cds.Handler(c.Practice, cds.Nobody, slog.New(slog.DiscardHandler)).ServeHTTP(home, httptest.NewRequest("POST", "/cds-services/unknot-patient", strings.NewReader(view("p"))))
	if home.Code != 403 || !strings.Contains(home.Body.String(), "accounts") {
		t.Errorf("at home: %d %s", home.Code, home.Body)
	}
}
