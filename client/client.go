package client

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Client calls one server. It may be used from many goroutines.
type Client struct {
	Base  string       // such as http://127.0.0.1:8765
	Token string       // sent as bearer token when set
	HTTP  *http.Client // http.DefaultClient when nil
}

// New makes a client for a server.
func New(base string) *Client { return &Client{Base: strings.TrimSuffix(base, "/")} }

// Problem is a refusal: what was wrong, where, and how to mend it (RFC 9457).
type Problem struct {
	Title  string   `json:"title"`
	Status int      `json:"status"`
	Detail string   `json:"detail"`
	Errors []Detail `json:"errors"`
}

// Detail is one fault with its JSON path.
type Detail struct {
	Message  string          `json:"message"`
	Location string          `json:"location"`
	Value    json.RawMessage `json:"value"`
}

// Error prints the problem on one line.
func (p *Problem) Error() string {
	s := fmt.Sprintf("%d %s: %s", p.Status, p.Title, p.Detail)
	for _, d := range p.Errors {
		s += fmt.Sprintf(" (%s: %s)", d.Location, d.Message)
	}
	return s
}

// mostAnswer is the longest answer that is read, in bytes.
const mostAnswer = 32 << 20

func (c *Client) call(ctx context.Context, method, path string, header map[string]string, in, out any) error {
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			return fmt.Errorf("write the request: %w", err)
		}
		body = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.Base+path, body)
	if err != nil {
		return fmt.Errorf("make the request: %w", err)
	}
	if in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.Token != "" {
		r.Header.Set("Authorization", "Bearer "+c.Token)
	}
	for k, v := range header {
		if v != "" {
			r.Header.Set(k, v)
		}
	}
	via := c.HTTP
	if via == nil {
		via = http.DefaultClient
	}
	w, err := via.Do(r)
	if err != nil {
		return err
	}
	defer w.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(w.Body, mostAnswer))
	if err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	if w.StatusCode >= 400 {
		p := &Problem{Status: w.StatusCode, Title: w.Status}
		_ = json.Unmarshal(raw, p) // an answer that is no problem document keeps its status
		return p
	}
	if out == nil || len(raw) == 0 {
		return nil
	}
	if err := json.Unmarshal(raw, out); err != nil {
		return fmt.Errorf("read the answer of %s: %w", path, err)
	}
	return nil
}

func post[T any](ctx context.Context, c *Client, path string, in any) (out T, err error) {
	return out, c.call(ctx, http.MethodPost, path, nil, in, &out)
}

func get[T any](ctx context.Context, c *Client, path string) (out T, err error) {
	return out, c.call(ctx, http.MethodGet, path, nil, nil, &out)
}

// Assess weighs which muscles fit.
func (c *Client) Assess(ctx context.Context, in Case) (Assessment, error) {
	in.Schema = CaseSchema
	return post[Assessment](ctx, c, "/api/v1/assess", in)
}

// NextQuestions lists the open danger questions and the most telling tests.
func (c *Client) NextQuestions(ctx context.Context, in Case) (Questions, error) {
	in.Schema = CaseSchema
	return post[Questions](ctx, c, "/api/v1/questions/next", in)
}

// Plan builds a plan, or says why there is none.
func (c *Client) Plan(ctx context.Context, in Case) (PlanAnswer, error) {
	in.Schema = CaseSchema
	return post[PlanAnswer](ctx, c, "/api/v1/plan", in)
}

// Explain says why a cause stands where it stands.
func (c *Client) Explain(ctx context.Context, in ExplainRequest) (Explained, error) {
	in.Case.Schema = CaseSchema
	return post[Explained](ctx, c, "/api/v1/explain", in)
}

// Simulate runs a story through the knot model.
func (c *Client) Simulate(ctx context.Context, in Scenario) (Course, error) {
	in.Schema = "unknot.scenario/v1"
	return post[Course](ctx, c, "/api/v1/simulate", in)
}

// Find turns words into cells, or asks back.
func (c *Client) Find(ctx context.Context, words string) (Found, error) {
	return post[Found](ctx, c, "/api/v1/body/find", FindRequest{Words: words})
}

// Search looks for records by words.
func (c *Client) Search(ctx context.Context, words string, limit int) (SearchAnswer, error) {
	return post[SearchAnswer](ctx, c, "/api/v1/knowledge/search", SearchRequest{Words: words, Limit: limit})
}

// Claim reads one claim.
func (c *Client) Claim(ctx context.Context, id string) (Claim, error) {
	return get[Claim](ctx, c, "/api/v1/claims/"+url.PathEscape(id))
}

// Muscle reads one muscle.
func (c *Client) Muscle(ctx context.Context, id string) (Muscle, error) {
	return get[Muscle](ctx, c, "/api/v1/muscles/"+url.PathEscape(id))
}

// Keep stores a case as an episode. With a key of your own the same call may
// be sent again without keeping it twice.
func (c *Client) Keep(ctx context.Context, in Case, key string) (out Episode, err error) {
	in.Schema = CaseSchema
	return out, c.call(ctx, http.MethodPost, "/api/v1/episodes", map[string]string{"Idempotency-Key": key}, in, &out)
}

// Episodes lists a page of episodes; cursor is Next of the page before, or "".
func (c *Client) Episodes(ctx context.Context, cursor string) (EpisodePage, error) {
	return get[EpisodePage](ctx, c, "/api/v1/episodes?cursor="+url.QueryEscape(cursor))
}

// Log keeps a diary entry.
func (c *Client) Log(ctx context.Context, in Entry) (Logged, error) {
	in.Schema = EntrySchema
	if in.Places == nil {
		in.Places = []Pain{}
	}
	return post[Logged](ctx, c, "/api/v1/entries", in)
}

// Entries lists a page of the diary.
func (c *Client) Entries(ctx context.Context, cursor string) (EntryPage, error) {
	return get[EntryPage](ctx, c, "/api/v1/entries?cursor="+url.QueryEscape(cursor))
}
