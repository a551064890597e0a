package mcp_test

import (
	"context"
	"encoding/json"
	"maps"
	"net/http/httptest"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/mcp"
)

// session connects the SDK's own client over HTTP.
func session(t *testing.T) *sdk.ClientSession {
	t.Helper()
	p, err := care.Open()
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(mcp.Handler(p, "test"))
	t.Cleanup(web.Close)
	c, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(context.Background(), &sdk.StreamableClientTransport{Endpoint: web.URL, DisableStandaloneSSE: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func call(t *testing.T, c *sdk.ClientSession, name string, in map[string]any) (*sdk.CallToolResult, string) {
	t.Helper()
	r, err := c.CallTool(context.Background(), &sdk.CallToolParams{Name: name, Arguments: in})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return r, string(raw)
}

func drawn(danger map[string]string) map[string]any {
	said := map[string]string{}
	maps.Copy(said, danger)
	return map[string]any{"schema": "unknot.case/v1", "drawing": map[string]any{"places": []any{map[string]any{"words": "right temple", "intensity": 5}}}, "danger": said}
}

func TestEveryToolAnswersWithCitations(t *testing.T) {
	c := session(t)
	list, err := c.ListTools(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	answered := drawn(map[string]string{"*": "no"})
	calls := map[string]map[string]any{
		"assess": answered, "plan": answered, "next_question": drawn(nil),
		"guide_search": {"words": "do scans show a knot"}, "claim": {"id": "c116"},
		"simulate": {"schema": "unknot.scenario/v1", "days": 3, "life": []any{map[string]any{"load": 0.02}}},
	}
	if len(list.Tools) != len(calls) {
		t.Errorf("%d tools", len(list.Tools))
	}
	for _, tool := range list.Tools {
		r, text := call(t, c, tool.Name, calls[tool.Name])
		if r.IsError || tool.Name != "simulate" && !strings.Contains(text, `"cite":`) {
			t.Errorf("%s: no citation: %.600s", tool.Name, text)
		}
	}
}

// No way round the gate: silence, "not sure" and yes all leave the plan shut.
func TestNoPlanAroundTheGate(t *testing.T) {
	c := session(t)
	for name, danger := range map[string]map[string]string{"silence": nil, "not sure": {"chest_pressure": "unsure", "*": "no"}, "yes": {"chest_pressure": "yes", "*": "no"}} {
		_, text := call(t, c, "plan", drawn(danger))
		if strings.Contains(text, `"items":[{`) || !strings.Contains(text, `"no_plan":`) {
			t.Errorf("%s: %.400s", name, text)
		}
		if _, text := call(t, c, "assess", drawn(danger)); name != "silence" && strings.Contains(text, `"probability":`) {
			t.Errorf("%s: muscles before danger: %.400s", name, text)
		}
	}
}

func TestRefusalsReachTheAssistant(t *testing.T) {
	c := session(t)
	in := drawn(map[string]string{"fevr": "no"})
	if r, text := call(t, c, "assess", in); !r.IsError || !strings.Contains(text, "$.danger.fevr") || !strings.Contains(text, "fever") {
		t.Errorf("%s", text)
	}
	if r, text := call(t, c, "claim", map[string]any{"id": "C9999"}); !r.IsError || !strings.Contains(text, "guide_search") {
		t.Errorf("%s", text)
	}
}
