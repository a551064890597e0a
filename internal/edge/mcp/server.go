package mcp

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/api"
)

// rules go to every assistant that connects.
const rules = `unknot weighs which muscles may refer a pain. It does not diagnose and is no medical device.
Show the triage of an answer first. When its level is emergency or same_day, pass on what to do and nothing else.
Ask every open danger question with next_question before you ask for a plan; never answer one yourself, and never use "*" unless the person said no to all of them.
Say "the pattern is consistent with", never "you have". Give the grade and the doubt beside each piece of advice, and the citations.`

// Server makes a server with the tools of a practice. It keeps nothing.
func Server(p *care.Practice, version string) *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "unknot", Title: "unknot: muscle knots", Version: version}, &mcp.ServerOptions{Instructions: rules})
	calls := api.Calls(p)
	tool[client.Case, client.Assessment](s, p.Base, "assess", "Weigh which muscles and look-alikes fit a drawing of pain, behind the danger signs.", calls["assess"])
	tool[client.Case, client.Questions](s, p.Base, "next_question", "The danger questions that are open, then the tests that would tell most.", calls["next-questions"])
	tool[client.Case, client.PlanAnswer](s, p.Base, "plan", "A plan with doses, grades and doubts; none while a danger sign stops it or danger questions are open.", calls["plan"])
	tool[client.Scenario, client.Course](s, p.Base, "simulate", "Run a story through the knot model. A hypothesis, never a statement about a person.", calls["simulate"])
	mcp.AddTool(s, reads("guide_search", "Find questions, muscles, treatments, habits and claims in the guide by words."),
		func(_ context.Context, _ *mcp.CallToolRequest, in client.SearchRequest) (*mcp.CallToolResult, guide, error) {
			return nil, search(p.Base, in), nil
		})
	mcp.AddTool(s, reads("claim", "One claim of the ledger with its grade, its dissent and its sources."),
		func(_ context.Context, _ *mcp.CallToolRequest, in claimIn) (*mcp.CallToolResult, cited[claim], error) {
			out, err := oneClaim(p.Base, in.ID)
			return nil, out, err
		})
	return s
}

// Handler serves the same over HTTP.
func Handler(p *care.Practice, version string) http.Handler {
	s := Server(p, version)
	h := mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return s }, &mcp.StreamableHTTPOptions{Stateless: true, JSONResponse: true})
	return http.NewCrossOriginProtection().Handler(http.MaxBytesHandler(h, 2<<20))
}

// cited is an answer with what to quote.
type cited[T any] struct {
	Answer    T               `json:"answer"`
	Citations []client.Source `json:"citations"`
	Note      string          `json:"note"`
}

const note = "No diagnosis. Show the triage first, then grade and doubt beside each piece of advice, and cite."

func reads(name, about string) *mcp.Tool {
	closed := false
	return &mcp.Tool{Name: name, Description: about, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed}}
}

// tool registers a call of the API. The error that it returns is what the
// assistant reads: where, what, and how to mend it.
func tool[In, Out any](s *mcp.Server, base *knowledge.Base, name, about string, call func(context.Context, []byte) ([]byte, error)) {
	mcp.AddTool(s, reads(name, about), func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, cited[Out], error) {
		out := cited[Out]{Citations: []client.Source{}, Note: note}
		raw, err := json.Marshal(in)
		if err != nil {
			return nil, out, fmt.Errorf("write the call: %w", err)
		}
		if raw, err = call(ctx, raw); err != nil {
			return nil, out, err
		}
		if err := json.Unmarshal(raw, &out.Answer); err != nil {
			return nil, out, fmt.Errorf("read the answer: %w", err)
		}
		var loose any
		if err := json.Unmarshal(raw, &loose); err != nil {
			return nil, out, fmt.Errorf("read the answer: %w", err)
		}
		var refs []string
		gather(loose, &refs)
		out.Citations = cite(base, refs)
		return nil, out, nil
	})
}

// gather collects the "sources" of an answer, at any depth.
func gather(v any, refs *[]string) {
	switch t := v.(type) {
	case map[string]any:
		for key, inner := range t {
			list, ok := inner.([]any)
			if key != "sources" || !ok {
				gather(inner, refs)
				continue
			}
			for _, ref := range list {
				if s, ok := ref.(string); ok {
					*refs = append(*refs, s)
				}
			}
		}
	case []any:
		for _, inner := range t {
			gather(inner, refs)
		}
	}
}

func cite(base *knowledge.Base, refs []string) []client.Source {
	slices.Sort(refs)
	out := []client.Source{}
	for _, ref := range slices.Compact(refs) {
		if k, ok := base.Source(ref); ok {
			out = append(out, client.Source{ID: ref, Cite: k.Cite, Title: k.Title, Where: k.Where, DOI: k.DOI, PMID: k.PMID, URL: k.URL})
		}
	}
	return out
}

type guide struct {
	Knowledge string     `json:"knowledge"`
	Hits      []guideHit `json:"hits"`
	Note      string     `json:"note"`
}

// guideHit is a record with the claims it rests on, which the claim tool reads.
type guideHit struct {
	client.Hit
	Text      string          `json:"text"`
	Grade     string          `json:"grade"`
	Claims    []string        `json:"claims"`
	Citations []client.Source `json:"citations"`
}

func search(base *knowledge.Base, in client.SearchRequest) guide {
	out := guide{Knowledge: base.Version, Hits: []guideHit{}, Note: note}
	for _, h := range base.Search(in.Words, min(max(in.Limit, 1), 20)) {
		g := guideHit{Hit: client.Hit{Kind: h.Kind, ID: h.ID, Title: h.Title, Score: h.Score}, Claims: []string{}}
		var refs []string
		for i := range base.FAQs {
			if k := &base.FAQs[i]; h.Kind == "faq" && k.ID == h.ID {
				g.Text, g.Grade, refs, g.Claims = k.Answer, string(k.Grade), k.Sources, append(g.Claims, k.Claims...)
			}
		}
		if k, ok := base.Treatment(h.ID); ok && h.Kind == "treatment" {
			g.Text, g.Grade, refs, g.Claims = k.What+" "+k.Effect.Words+" "+k.Doubt, string(k.Grade), k.Sources, append(g.Claims, k.Claims...)
		}
		if k, ok := base.Claim(h.ID); ok && h.Kind == "claim" {
			g.Text, g.Grade, refs, g.Claims = strings.TrimSpace(k.Says+" "+k.Doubt), string(k.Grade), k.Sources, append(g.Claims, k.ID)
		}
		g.Citations = cite(base, slices.Clone(refs))
		out.Hits = append(out.Hits, g)
	}
	return out
}

type claimIn struct {
	ID string `json:"id" jsonschema:"id of the claim, such as C116"`
}

type claim struct {
	ID        string   `json:"id"`
	Stance    string   `json:"stance"`
	Says      string   `json:"says"`
	Numbers   string   `json:"numbers"`
	Grade     string   `json:"grade"`
	Doubt     string   `json:"doubt"`
	Instead   string   `json:"instead"`
	Conflicts []string `json:"conflicts"`
	Checked   string   `json:"checked"`
}

func oneClaim(base *knowledge.Base, id string) (cited[claim], error) {
	k, ok := base.Claim(strings.ToUpper(id))
	if !ok {
		return cited[claim]{}, fmt.Errorf("there is no claim %q; find one with guide_search", id)
	}
	return cited[claim]{Answer: claim{ID: k.ID, Stance: k.Stance, Says: k.Says, Numbers: k.Numbers, Grade: string(k.Grade), Doubt: k.Doubt, Instead: k.Instead,
		Conflicts: append([]string{}, k.Conflicts...), Checked: k.Checked}, Citations: cite(base, slices.Clone(k.Sources)), Note: note}, nil
}
