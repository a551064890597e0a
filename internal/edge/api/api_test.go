package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/api"
)

func server(t testing.TB) *httptest.Server {
	t.Helper()
	p, err := care.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.OpenStore(context.Background(), t.TempDir()); err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(api.Handler(p, api.AtHome, slog.New(slog.DiscardHandler)))
	t.Cleanup(func() { s.Close(); p.Close() })
	return s
}

func example(t testing.TB, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "examples", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

type answer struct {
	status int
	header http.Header
	body   []byte
}

func ask(t testing.TB, s *httptest.Server, method, path, body string, header ...string) answer {
	t.Helper()
	r, err := http.NewRequest(method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	raw, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{w.StatusCode, w.Header, raw}
}

const entryText = `{"schema":"unknot.entry/v1","id":"E1","at":"2026-11-20T08:00:00Z","places":[{"cells":["temple.right"],"now":4}],"did":[{"treatment":"press_fingers","minutes":2}]}`

// Every operation of the description is called, and every answer must be what
// the description says, to the last field. An operation without an example
// here fails the test.
func TestEveryAnswerIsAsDescribed(t *testing.T) {
	s := server(t)
	desk, stop := example(t, "desk-worker"), example(t, "chest-pressure-stop")
	kept := ask(t, s, "POST", "/api/v1/episodes", desk)
	id := filepath.Base(kept.header.Get("Location"))
	mark := kept.header.Get("ETag")
	ask(t, s, "POST", "/api/v1/entries", entryText)
	calls := map[string][]struct{ path, body string }{
		"POST /api/v1/assess":         {{body: desk}, {body: stop}},
		"POST /api/v1/plan":           {{body: desk}, {body: stop}, {body: `{"schema":"unknot.case/v1","drawing":{"places":[{"words":"left calf, 6"}]}}`}},
		"POST /api/v1/questions/next": {{body: desk}, {body: `{"schema":"unknot.case/v1","drawing":{"places":[{"words":"left calf, 6"}]}}`}},
		"POST /api/v1/explain": {{body: `{"case":` + desk + `,"cause":"trapezius_upper.right","what_if":{"press.trapezius_upper.right":"nothing"}}`},
			{body: `{"case":` + stop + `,"cause":"trapezius_upper.right"}`}},
		"POST /api/v1/simulate":         {{body: example(t, "stories/how-it-forms")}},
		"POST /api/v1/body/find":        {{body: `{"words":"right temple, 5"}`}, {body: `{"words":"temple"}`}},
		"POST /api/v1/body/describe":    {{body: `{"drawing":{"places":[{"cells":["temple.right"],"intensity":4}]}}`}},
		"GET /api/v1/zones":             {{}},
		"GET /api/v1/zones/{id}":        {{path: "/api/v1/zones/temple"}},
		"POST /api/v1/knowledge/search": {{body: `{"words":"is it dangerous to press","limit":3}`}},
		"GET /api/v1/muscles":           {{}},
		"GET /api/v1/muscles/{id}":      {{path: "/api/v1/muscles/trapezius_upper"}},
		"GET /api/v1/claims/{id}":       {{path: "/api/v1/claims/C116"}},
		"GET /api/v1/treatments/{id}":   {{path: "/api/v1/treatments/press_fingers"}},
		"GET /api/v1/episodes":          {{}},
		"POST /api/v1/episodes":         {{body: desk}},
		"GET /api/v1/episodes/{id}":     {{path: "/api/v1/episodes/" + id}},
		"PATCH /api/v1/episodes/{id}":   {{path: "/api/v1/episodes/" + id, body: `{"quiet":true}`}},
		"DELETE /api/v1/episodes/{id}":  {{path: "/api/v1/episodes/" + id}},
		"DELETE /api/v1/entries/{id}":   {{path: "/api/v1/entries/E1"}},
		"GET /api/v1/entries":           {{}},
		"POST /api/v1/entries":          {{body: strings.Replace(entryText, "E1", "E2", 1)}},
		"GET /api/v1/entries/{id}":      {{path: "/api/v1/entries/E1"}},
	}
	raw := ask(t, s, "GET", "/openapi.json", "")
	var doc struct {
		Paths map[string]map[string]struct {
			Responses map[string]struct {
				Content map[string]any
			}
		}
	}
	if err := json.Unmarshal(raw.body, &doc); err != nil {
		t.Fatal(err)
	}
	order := []string{"POST", "GET", "PATCH", "DELETE"} // deleting comes last
	seen := 0
	for _, method := range order {
		for path, item := range doc.Paths {
			op, ok := item[strings.ToLower(method)]
			if !ok {
				continue
			}
			examples := calls[method+" "+path]
			if len(examples) == 0 {
				t.Errorf("%s %s has no example in this test", method, path)
			}
			for _, e := range examples {
				if e.path == "" {
					e.path = path
				}
				a := ask(t, s, method, e.path, e.body, "If-Match", mark)
				seen++
				status := map[int]string{200: "200", 201: "201", 204: "204"}[a.status]
				response, ok := op.Responses[status]
				if !ok {
					t.Errorf("%s %s: status %d is not described: %s", method, e.path, a.status, a.body)
					continue
				}
				if a.status == 204 {
					continue
				}
				if response.Content["application/json"] == nil {
					t.Errorf("%s %s: %v is described, not JSON", method, path, response.Content)
					continue
				}
				pointer := "#/paths/" + strings.ReplaceAll(strings.ReplaceAll(path, "~", "~0"), "/", "~1") + "/" + strings.ToLower(method) + "/responses/" + status + "/content/application~1json/schema"
				if err := check(t, raw.body, pointer, a.body); err != nil {
					t.Errorf("%s %s: %v", method, e.path, err)
				}
				if err := check(t, raw.body, pointer, []byte(`{"planted":"fault"}`)); err == nil {
					t.Errorf("%s %s: the description accepts anything", method, path)
				}
			}
		}
	}
	if seen < 25 {
		t.Errorf("only %d calls were made", seen)
	}
}

// check judges an answer by the part of the description that a pointer names.
func check(t *testing.T, doc []byte, pointer string, body []byte) error {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("openapi.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("openapi.json" + pointer)
	if err != nil {
		t.Fatalf("%s: %v", pointer, err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

func TestRefusalsSayWhatAndWhere(t *testing.T) {
	s := server(t)
	desk := example(t, "desk-worker")
	deep := `{"schema":"unknot.case/v1","findings":{"x":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `}}`
	for name, c := range map[string]struct {
		method, path, body string
		header             []string
		status             int
		says               []string
	}{
		"words of no place":  {"POST", "/api/v1/assess", strings.Replace(desk, "right temple", "the wardrobe", 1), nil, 422, []string{"$.drawing"}},
		"unknown field":      {"POST", "/api/v1/plan", `{"schema":"unknot.case/v1","drawings":{}}`, nil, 422, []string{"$.drawing"}},
		"no JSON":            {"POST", "/api/v1/assess", `{`, nil, 422, []string{"ends too early"}},
		"unclear words":      {"POST", "/api/v1/assess", `{"schema":"unknot.case/v1","drawing":{"places":[{"words":"calf, 6"}]}}`, nil, 422, []string{"$.drawing.places[0].words", "choices"}},
		"too deep":           {"POST", "/api/v1/assess", deep, nil, 422, []string{"nested"}},
		"too long":           {"POST", "/api/v1/assess", `"` + strings.Repeat("x", 2<<20) + `"`, nil, 413, []string{"too large"}},
		"XML":                {"POST", "/api/v1/assess", "<case/>", []string{"Content-Type", "application/xml"}, 415, []string{"JSON"}},
		"another site":       {"POST", "/api/v1/assess", desk, []string{"Origin", "https://elsewhere.example"}, 403, []string{"Another site"}},
		"unknown claim":      {"GET", "/api/v1/claims/C9999", "", nil, 404, []string{"did you mean"}},
		"unknown address":    {"GET", "/api/v1/everything", "", nil, 404, []string{"/openapi.json"}},
		"a wrong method":     {"PUT", "/api/v1/assess", desk, nil, 404, []string{"/openapi.json"}},
		"an unknown entry":   {"GET", "/api/v1/entries/none", "", nil, 404, []string{"no such entry"}},
		"a made-up cursor":   {"GET", "/api/v1/entries?cursor=nonsense", "", nil, 422, nil},
		"a wrong limit":      {"GET", "/api/v1/episodes?limit=1000", "", nil, 422, []string{"query.limit"}},
		"a wrong cause":      {"POST", "/api/v1/explain", `{"case":` + desk + `,"cause":"soul"}`, nil, 422, []string{"$.cause"}},
		"wrong inside":       {"POST", "/api/v1/explain", `{"case":{"schema":"unknot.case/v1"},"cause":"trapezius_upper.right"}`, nil, 422, []string{"$.case.drawing"}},
		"an entry of nobody": {"POST", "/api/v1/entries", strings.Replace(entryText, `"at"`, `"episode":"none","at"`, 1), nil, 404, nil},
	} {
		a := ask(t, s, c.method, c.path, c.body, c.header...)
		if a.status != c.status || a.header.Get("Content-Type") != "application/problem+json" || !json.Valid(a.body) {
			t.Errorf("%s: %d %s %s", name, a.status, a.header.Get("Content-Type"), a.body)
		}
		for _, want := range c.says {
			if !bytes.Contains(a.body, []byte(want)) {
				t.Errorf("%s lacks %q: %s", name, want, a.body)
			}
		}
	}
	if list := ask(t, s, "GET", "/api/v1/entries", ""); !bytes.Contains(list.body, []byte(`"items":[]`)) {
		t.Errorf("something was kept: %s", list.body)
	}
}

func TestSameTagTwiceAndKeysAndPages(t *testing.T) {
	s := server(t)
	desk := example(t, "desk-worker")
	first := ask(t, s, "GET", "/api/v1/claims/C116", "")
	if again := ask(t, s, "GET", "/api/v1/claims/C116", "", "If-None-Match", first.header.Get("ETag")); again.status != 304 || len(again.body) != 0 {
		t.Errorf("not kept by its mark: %d %s", again.status, again.body)
	}
	one := ask(t, s, "POST", "/api/v1/episodes", desk, "Idempotency-Key", "k1")
	two := ask(t, s, "POST", "/api/v1/episodes", desk, "Idempotency-Key", "k1")
	if one.status != 201 || !bytes.Equal(one.body, two.body) {
		t.Errorf("sent twice: %s and %s", one.body, two.body)
	}
	if other := ask(t, s, "POST", "/api/v1/episodes", example(t, "runner-calf"), "Idempotency-Key", "k1"); other.status != 409 {
		t.Errorf("another case under the same key: %d %s", other.status, other.body)
	}
	ask(t, s, "POST", "/api/v1/episodes", desk)
	ask(t, s, "POST", "/api/v1/episodes", desk)
	var ids []string
	for cursor, pages := "", 0; pages < 5; pages++ {
		var p client.EpisodePage
		if err := json.Unmarshal(ask(t, s, "GET", "/api/v1/episodes?limit=2&cursor="+cursor, "").body, &p); err != nil {
			t.Fatal(err)
		}
		for _, e := range p.Items {
			ids = append(ids, e.ID)
		}
		if cursor = p.Next; cursor == "" {
			break
		}
	}
	if len(ids) != 3 || ids[0] == ids[1] || ids[1] == ids[2] {
		t.Errorf("the pages give %v", ids)
	}
	path, mark := one.header.Get("Location"), one.header.Get("ETag")
	if a := ask(t, s, "PATCH", path, `{"quiet":true}`); a.status != 428 {
		t.Errorf("changed blindly: %d", a.status)
	}
	if a := ask(t, s, "PATCH", path, `{"quiet":true}`, "If-Match", mark); a.status != 200 || !bytes.Contains(a.body, []byte("ended")) {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := ask(t, s, "PATCH", path, `{"quiet":false}`, "If-Match", mark); a.status != 412 {
		t.Errorf("changed over somebody else: %d", a.status)
	}
}

func TestTooManyCallsAreSlowedDown(t *testing.T) {
	s := server(t)
	for range 400 {
		if a := ask(t, s, "GET", "/api/v1/nothing", ""); a.status == 429 {
			if a.header.Get("Retry-After") == "" {
				t.Error("no word on when to go on")
			}
			return
		}
	}
	t.Error("400 calls at once were all answered")
}

func TestClientSpeaksWithTheServer(t *testing.T) {
	s, ctx := server(t), context.Background()
	c := client.New(s.URL)
	in := client.Case{Person: &client.Person{Age: client.Whole(41)}, Danger: map[string]string{"*": "no"},
		Drawing: client.Drawing{Places: []client.Place{{Words: "right temple", Intensity: client.Number(5)}}}}
	a, err := c.Assess(ctx, in)
	if err != nil || a.Triage.Level != "self_care" || len(a.Candidates) == 0 {
		t.Fatalf("%+v %v", a, err)
	}
	p, err := c.Plan(ctx, in)
	if err != nil || p.Plan == nil || len(p.Plan.Items) == 0 {
		t.Fatalf("%+v %v", p, err)
	}
	in.Danger = map[string]string{"chest_pressure": "unsure"}
	if p, err = c.Plan(ctx, in); err != nil || p.Plan != nil || p.NoPlan != "stopped" {
		t.Errorf("a plan around the gate: %+v %v", p, err)
	}
	x, err := c.Explain(ctx, client.ExplainRequest{Case: in, Cause: "trapezius_upper.right"})
	if err != nil || x.Now != nil || !strings.Contains(x.Words, "danger") {
		t.Errorf("muscles before danger: %+v %v", x, err)
	}
	in.Danger = map[string]string{"*": "no"}
	x, err = c.Explain(ctx, client.ExplainRequest{Case: in, Cause: "trapezius_upper.right", WhatIf: map[string]any{"press.trapezius_upper.right": "nothing"}})
	if err != nil || x.Now == nil || x.WhatIf == nil || x.WhatIf.Probability >= x.Now.Probability {
		t.Errorf("what if it does not hurt: %+v %v", x, err)
	}
	if _, err := c.Keep(ctx, in, "mine"); err != nil {
		t.Error(err)
	}
	l, err := c.Log(ctx, client.Entry{ID: "A", At: time.Now(), Danger: map[string]string{"chest_pressure": "yes"}})
	if err != nil || l.Triage.Level != "emergency" || l.Entry.ID != "A" {
		t.Errorf("%+v %v", l, err)
	}
	var refusal *client.Problem
	if _, err := c.Muscle(ctx, "trapezius_uper"); !errors.As(err, &refusal) || refusal.Status != 404 || !strings.Contains(refusal.Detail, "trapezius_upper") {
		t.Errorf("%v", err)
	}
	if f, err := c.Find(ctx, "left calf, 6"); err != nil || len(f.Cells) == 0 || *f.Intensity != 6 {
		t.Errorf("%+v %v", f, err)
	}
}

// The page of the API asks nobody else for anything and names every call.
func TestThePageIsSelfContained(t *testing.T) {
	s := server(t)
	page := string(ask(t, s, "GET", "/api/", "").body)
	for _, want := range []string{"POST /api/v1/assess", "Assessment", "/openapi.json"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, bad := range []string{"http://", "https://", "<script", "style="} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
}
