package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/api"
)

func server(t testing.TB) *httptest.Server {
	t.Helper()
	return served(t, caretest.Practice(t), api.AtHome)
}

// served is a server with everything that a server has.
func served(t testing.TB, p *care.Practice, who api.Who, more ...api.Option) *httptest.Server {
	t.Helper()
	more = append(more, api.WithHealth(func(context.Context, string, string, string) ([]byte, error) { return []byte("{}"), nil }))
	s := httptest.NewServer(api.Handler(p, who, slog.New(slog.DiscardHandler), more...))
	t.Cleanup(s.Close)
	return s
}

// clinic has ada, who shares an episode with doc; both are known by a header.
func clinic(t testing.TB) (s *httptest.Server, consent, episode string) {
	t.Helper()
	ctx := context.Background()
	p := caretest.Practice(t)
	for name, role := range map[string]string{"ada": "person", "doc": "clinician"} {
		if _, err := p.AddAccount(ctx, name, role, "four plain words here"); err != nil {
			t.Fatal(err)
		}
	}
	account := func(r *http.Request) (care.Account, error) {
		name := r.Header.Get("X-Who")
		if name == "" {
			name = "ada"
		}
		return p.AccountNamed(r.Context(), name)
	}
	s = served(t, p, func(r *http.Request) (string, error) { a, err := account(r); return a.Tenant, err }, api.WithAccounts(account))
	kept := ask(t, s, "POST", "/api/v1/episodes", example(t, "desk-worker"))
	episode = filepath.Base(kept.header.Get("Location"))
	var share client.Share
	a := ask(t, s, "POST", "/api/v1/shares", `{"episode":"`+episode+`","with":"doc","days":7,"add":true}`)
	if err := json.Unmarshal(a.body, &share); err != nil || a.status != 201 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	return s, share.ID, episode
}

func example(t testing.TB, name string) string {
	t.Helper()
	return string(caretest.Example(t, name))
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
	s, consent, shared := clinic(t)
	desk, stop := example(t, "desk-worker"), example(t, "chest-pressure-stop")
	kept := ask(t, s, "POST", "/api/v1/episodes", desk)
	id := filepath.Base(kept.header.Get("Location"))
	mark := kept.header.Get("ETag")
	diary := strings.Join(lifeOf(8), ",")
	for _, e := range lifeOf(8) {
		ask(t, s, "POST", "/api/v1/entries", strings.Replace(e, `"id"`, `"episode":"`+shared+`","id"`, 1))
	}
	made := func(path, body string) string {
		var x struct{ ID string }
		a := ask(t, s, "POST", path, body)
		if err := json.Unmarshal(a.body, &x); err != nil || a.status != 201 {
			t.Fatalf("%s: %d %s", path, a.status, a.body)
		}
		return x.ID
	}
	link, hook := made("/api/v1/links", `{"kind":"breaks","days":7}`), made("/api/v1/hooks", `{"url":"https://x.example","events":["entry.kept"]}`)
	spare := made("/api/v1/shares", `{"episode":"`+shared+`","with":"doc","days":7}`)
	ask(t, s, "POST", "/api/v1/entries", entryText)
	calls := map[string][]struct{ path, body string }{
		"POST /api/v1/assess":         {{body: desk}, {body: stop}},
		"POST /api/v1/plan":           {{body: desk}, {body: stop}, {body: `{"schema":"unknot.case/v1","drawing":{"places":[{"words":"left calf, 6"}]}}`}},
		"POST /api/v1/questions/next": {{body: desk}, {body: `{"schema":"unknot.case/v1","drawing":{"places":[{"words":"left calf, 6"}]}}`}},
		"POST /api/v1/explain": {{body: `{"case":` + desk + `,"cause":"trapezius_upper.right","what_if":{"press.trapezius_upper.right":"nothing"}}`},
			{body: `{"case":` + stop + `,"cause":"trapezius_upper.right"}`}},
		"POST /api/v1/interview": {{body: desk}, {body: stop}, {body: `{"schema":"unknot.case/v1","drawing":{"places":[{"words":"left calf, 6"}]}}`}},
		"POST /api/v1/forecast": {{body: `{"case":` + desk + `,"entries":[` + diary + `],"days":14,"zone":"Europe/Berlin","if":[{"name":"no stretching","without":["stretch_static"]}]}`},
			{body: `{"case":` + stop + `,"entries":[` + diary + `]}`}},
		"GET /api/v1/episodes/{id}/forecast": {{path: "/api/v1/episodes/" + shared + "/forecast?days=7"}},
		"GET /api/v1/preferences":            {{}},
		"PUT /api/v1/preferences":            {{body: `{"units":"kPa","reminders":[{"what":"break","at":"10:30"}]}`}},
		"GET /api/v1/episodes/{id}/wishes":   {{path: "/api/v1/episodes/" + shared + "/wishes"}},
		"PUT /api/v1/episodes/{id}/wishes":   {{path: "/api/v1/episodes/" + id + "/wishes", body: `{"minutes":10,"avoid":["stretch_static"]}`}},
		"GET /api/v1/checks":                 {{}},
		"POST /api/v1/checks":                {{body: `{"items":[{"id":"wall_angel","answer":"no"}]}`}},
		"GET /api/v1/episodes/{id}/visits":   {{path: "/api/v1/episodes/" + shared + "/visits"}},
		"GET /api/v1/links":                  {{}},
		"POST /api/v1/links":                 {{body: `{"kind":"calendar","episode":"` + shared + `","days":30,"zone":"Europe/Berlin"}`}, {body: `{"kind":"health","episode":"` + shared + `","days":1,"label":"For the visit","passcode":"4711"}`}},
		"DELETE /api/v1/links/{id}":          {{path: "/api/v1/links/" + link}},
		"GET /api/v1/hooks":                  {{}},
		"POST /api/v1/hooks":                 {{body: `{"url":"https://y.example/in","events":["danger.raised"],"detail":true}`}},
		"DELETE /api/v1/hooks/{id}":          {{path: "/api/v1/hooks/" + hook}},
		"GET /api/v1/shares":                 {{}},
		"POST /api/v1/shares":                {{body: `{"episode":"` + shared + `","with":"doc","days":3}`}},
		"DELETE /api/v1/shares/{id}":         {{path: "/api/v1/shares/" + spare}},
		"GET /api/v1/clinic":                 {{}},
		"GET /api/v1/clinic/{id}/visits":     {{path: "/api/v1/clinic/" + consent + "/visits"}},
		"POST /api/v1/clinic/{id}/visits": {{path: "/api/v1/clinic/" + consent + "/visits", body: `{"found":[{"muscle":"trapezius_upper","side":"right","band":"yes","spot":"yes","known":"yes"}],
			"drawing":[{"cells":["temple.right"],"intensity":4}],"did":[{"treatment":"press_fingers","minutes":5}],"outcome":{"nrs":4,"peg":[3,2,1],"psfs":[{"name":"swim","score":5}]},"plan":{"remove":["stretch_static"]},"note":"better"}`}},
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
	order := []string{"POST", "PUT", "GET", "PATCH", "DELETE"} // deleting comes last
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
				header := []string{"X-Who", map[bool]string{true: "doc", false: "ada"}[strings.HasPrefix(path, "/api/v1/clinic")]}
				if method == "PATCH" {
					header = append(header, "If-Match", mark)
				}
				a := ask(t, s, method, e.path, e.body, header...)
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
	if seen < 50 {
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

// lifeOf is a diary of some days, as JSON.
func lifeOf(days int) []string {
	var out []string
	for d := range days {
		at := time.Date(2026, 11, 1+d, 8, 0, 0, 0, time.UTC).Format(time.RFC3339)
		out = append(out, fmt.Sprintf(`{"schema":"unknot.entry/v1","id":"D%d","at":%q,"places":[{"cells":["temple.right"],"now":%g}]}`, d, at, 6-float64(d)/4))
	}
	return out
}

// The same case and diary give the same forecast; a danger sign in the case or
// in the diary leaves none; and a change that an interlock forbids is refused.
func TestTheForecastStandsBehindTheGate(t *testing.T) {
	s := server(t)
	desk, stop := example(t, "desk-worker"), example(t, "chest-pressure-stop")
	diary := strings.Join(lifeOf(10), ",")
	body := func(c, entries, more string) string {
		return `{"case":` + c + `,"entries":[` + entries + `]` + more + `}`
	}
	one := ask(t, s, "POST", "/api/v1/forecast", body(desk, diary, ""))
	if two := ask(t, s, "POST", "/api/v1/forecast", body(desk, diary, "")); one.status != 200 || !bytes.Equal(one.body, two.body) || !bytes.Contains(one.body, []byte(`"p50"`)) {
		t.Errorf("%d %.300s", one.status, one.body)
	}
	sign := strings.Replace(lifeOf(11)[10], `"places"`, `"danger":{"chest_pressure":"yes"},"places"`, 1)
	open := strings.Replace(desk, `"*": "no"`, `"fever": "no"`, 1)
	for name, c := range map[string]struct{ body, why, level string }{
		"a danger sign in the case":  {body(stop, diary, ""), "stopped", "emergency"},
		"a danger sign in the diary": {body(desk, diary+","+sign, ""), "stopped", "emergency"},
		"open questions":             {body(open, diary, ""), "unanswered", ""},
	} {
		var got client.ForecastAnswer
		a := ask(t, s, "POST", "/api/v1/forecast", c.body)
		if err := json.Unmarshal(a.body, &got); err != nil || a.status != 200 || got.Forecast != nil || got.NoForecast != c.why || c.level != "" && got.Triage.Level != c.level {
			t.Errorf("%s: %d %.400s", name, a.status, a.body)
		}
	}
	for name, c := range map[string]struct{ body, says string }{
		"a wrong entry":     {body(desk, strings.Replace(diary, "temple.right", "temple.rigt", 1), ""), "$.entries[0].places"},
		"a wrong zone":      {body(desk, diary, `,"zone":"Mars/Base"`), "$.zone"},
		"too far ahead":     {body(desk, diary, `,"days":4000`), "$.days"},
		"no such treatment": {body(desk, diary, `,"if":[{"name":"x","add":["magic"]}]`), "magic"},
		"no diary":          {body(desk, "", ""), "diary"},
		"not checked":       {body(desk, diary, `,"if":[{"name":"x","add":["press_ball"]}]`), "not"},
	} {
		if a := ask(t, s, "POST", "/api/v1/forecast", c.body); a.status != 422 || !bytes.Contains(a.body, []byte(c.says)) {
			t.Errorf("%s: %d %.400s", name, a.status, a.body)
		}
	}
}

// The interview asks danger signs first, one at a time, and ends by itself.
func TestTheInterviewEnds(t *testing.T) {
	s, ctx := server(t), context.Background()
	c := client.New(s.URL)
	in := client.Case{Drawing: client.Drawing{Places: []client.Place{{Words: "between neck and right shoulder", Intensity: client.Number(6)}, {Words: "right side of the neck", Intensity: client.Number(5)}}}, Danger: map[string]string{}, Findings: map[string]any{}}
	tests := false
	for n := range 200 {
		a, err := c.Interview(ctx, in)
		if err != nil {
			t.Fatal(err)
		}
		if a.Question == nil {
			if !tests || n < 10 {
				t.Errorf("it ended after %d questions", n)
			}
			return
		}
		if a.Question.Danger {
			if tests {
				t.Error("a danger question after a test")
			}
			in.Danger[a.Question.ID] = "no"
			continue
		}
		tests = true
		in.Findings[a.Question.ID] = a.Question.Answers[len(a.Question.Answers)-1].ID
	}
	t.Error("200 questions and no end")
}

// What was set is not overwritten blindly, and secrets are told once.
func TestOwnThingsAreGuarded(t *testing.T) {
	s := server(t)
	first := ask(t, s, "PUT", "/api/v1/preferences", `{"units":"kPa"}`)
	mark := first.header.Get("ETag")
	for name, c := range map[string]struct {
		method, path, body, mark string
		status                   int
	}{
		"blindly":              {"PUT", "/api/v1/preferences", `{"units":"kg/cm²"}`, "", 428},
		"over somebody else":   {"PUT", "/api/v1/preferences", `{"units":"kg/cm²"}`, `"v9"`, 412},
		"a unit of nobody":     {"PUT", "/api/v1/preferences", `{"units":"stone"}`, mark, 422},
		"wishes of no episode": {"PUT", "/api/v1/episodes/none/wishes", `{"minutes":5}`, "", 404},
		"a check of nobody":    {"POST", "/api/v1/checks", `{"items":[{"id":"handstand","value":3}]}`, "", 422},
		"a link to nothing":    {"POST", "/api/v1/links", `{"kind":"calendar","episode":"none","days":3}`, "", 404},
		"a hook to a file":     {"POST", "/api/v1/hooks", `{"url":"file:///etc/passwd","events":["entry.kept"]}`, "", 422},
		"shared without house": {"POST", "/api/v1/shares", `{"episode":"x","with":"doc","days":3}`, "", 403},
		"a clinic of nobody":   {"GET", "/api/v1/clinic", "", "", 403},
	} {
		var header []string
		if c.mark != "" {
			header = []string{"If-Match", c.mark}
		}
		if a := ask(t, s, c.method, c.path, c.body, header...); a.status != c.status || a.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	if a := ask(t, s, "PUT", "/api/v1/preferences", `{"units":"kg/cm²"}`, "If-Match", mark); a.status != 200 {
		t.Errorf("with the mark: %d %s", a.status, a.body)
	}
	ask(t, s, "POST", "/api/v1/hooks", `{"url":"https://x.example","events":["entry.kept"]}`)
	if a := ask(t, s, "GET", "/api/v1/hooks", ""); bytes.Contains(a.body, []byte("whsec_")) || !bytes.Contains(a.body, []byte("x.example")) {
		t.Errorf("%s", a.body)
	}
}

// A drawing with a million points is refused by its size, one with too many
// points by their number, wherever a drawing may be sent.
func TestAMillionPoints(t *testing.T) {
	s, _, _ := clinic(t)
	painted := func(n int) string {
		return `{"format":"unknot.drawing/v1","figure":"figure/2","places":[{"intensity":3,"strokes":[{"view":"front","width":9,"points":[` +
			strings.TrimSuffix(strings.Repeat("[1,2],", n), ",") + `]}]}]}`
	}
	entry := func(n int) string {
		return `{"schema":"unknot.entry/v1","id":"LARGE","at":"2026-11-20T08:00:00Z","drawing":` + painted(n) + `}`
	}
	for _, c := range []struct {
		path, body string
		status     int
		say        string
	}{
		{"/api/v1/entries", entry(1_000_000), http.StatusRequestEntityTooLarge, "1048576"},
		{"/api/v1/entries", entry(150_000), http.StatusUnprocessableEntity, "too many points"},
		{"/api/v1/body/describe", `{"drawing":` + painted(1_000_000) + `}`, http.StatusRequestEntityTooLarge, "1048576"},
		{"/api/v1/assess", `{"schema":"unknot.case/v1","drawing":` + painted(1_000_000) + `}`, http.StatusRequestEntityTooLarge, "1048576"},
	} {
		if a := ask(t, s, http.MethodPost, c.path, c.body); a.status != c.status || !strings.Contains(string(a.body), c.say) || len(a.body) > 2000 {
			t.Errorf("%s with %d bytes: status %d, %.500s", c.path, len(c.body), a.status, a.body)
		}
	}
}
