package api

import (
	"context"
	"log/slog"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// Version is the version of the API, apart from that of the program.
const Version = "1.0.0"

// server answers the calls of one practice.
type server struct {
	practice *care.Practice
	who      Who
	log      *slog.Logger
	api      huma.API
	account  Account // nil without accounts
	health   Health  // nil where no health links are made
}

// Option adds to the API what not every server has.
type Option func(*server)

// WithAccounts lets the API share with clinicians, and serve them.
func WithAccounts(a Account) Option { return func(s *server) { s.account = a } }

// WithHealth lets the API make health links.
func WithHealth(h Health) Option { return func(s *server) { s.health = h } }

// Who says whose data a request may touch. The error is a *unknot.Error.
type Who func(*http.Request) (tenant string, err error)

// AtHome is Who for the one person who uses unknot without an account.
func AtHome(*http.Request) (string, error) { return care.Home, nil }

// Handler returns the API with its guards: a limit on size and pace, no
// cross-site posts, problem documents for every refusal.
func Handler(p *care.Practice, who Who, log *slog.Logger, options ...Option) http.Handler {
	s := &server{practice: p, who: who, log: log}
	for _, o := range options {
		o(s)
	}
	mux := http.NewServeMux()
	config := huma.DefaultConfig("unknot", Version)
	config.DocsPath, config.SchemasPath, config.OpenAPIPath = "", "", ""
	config.CreateHooks = nil // no "$schema" in answers: the same case, the same bytes
	config.Info.Description = about
	config.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	config.Servers = []*huma.Server{{URL: "/", Description: "This server"}}
	config.Tags = []*huma.Tag{{Name: "case", Description: "Stateless calls: nothing is kept."}, {Name: "body", Description: "Words and cells."},
		{Name: "knowledge", Description: "Records with their grade, doubt and sources."}, {Name: "diary", Description: "What is kept."},
		{Name: "own", Description: "What a person set and made besides."}, {Name: "clinic", Description: "Sharing with clinicians, and what they do."}}
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer",
		Description: "A key for programs, made on the account page. Its scopes say what it is good for: read, write. Not needed where unknot runs without accounts."}}
	s.api = humago.New(mux, config)
	s.caseCalls()
	s.bodyCalls()
	s.guideCalls()
	s.episodeCalls()
	s.entryCalls()
	s.forecastCalls()
	s.ownCalls()
	s.clinicCalls()
	s.describe(mux)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		problem(w, http.StatusNotFound, "There is nothing at this address; see /openapi.json.")
	})
	return guards(mux, log)
}

const about = "Where does it hurt, which muscles may it be, is it dangerous, what helps? Danger signs come first in every answer. " +
	"Nothing here diagnoses, and unknot is no medical device. Trigger points are disputed; every statement carries its grade, doubt and sources."

// whose is the key of the tenant in a request's context.
type whose struct{}

func tenant(ctx context.Context) string { t, _ := ctx.Value(whose{}).(string); return t }

// rawIn is a body that core/wire reads, which knows lines, paths and the
// nearest valid word.
type rawIn struct {
	RawBody []byte `contentType:"application/json"`
}

type rawOut struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

// call describes one operation.
type call struct {
	id, method, path, tag, summary string
	status                         int
}

func (c call) operation() huma.Operation {
	return huma.Operation{OperationID: c.id, Method: c.method, Path: c.path, Tags: []string{c.tag}, Summary: c.summary, DefaultStatus: c.status,
		Security:     []map[string][]string{{"token": {c.scope()}}, {}}, // {}: at home, without accounts
		MaxBodyBytes: wire.MaxBytes, SkipValidateBody: false, Errors: []int{http.StatusUnprocessableEntity, http.StatusTooManyRequests}}
}

// scope is what a token must be good for: calls that keep nothing need only
// read, whatever their method.
func (c call) scope() string {
	return ScopeOf(c.method, c.path)
}

// ScopeOf says which scope a token needs for a request of a program.
func ScopeOf(method, path string) string {
	if method == http.MethodGet || method == http.MethodHead || slices.ContainsFunc(keepsNothing, func(p string) bool { return strings.HasPrefix(path, p) }) {
		return "read"
	}
	return "write"
}

// keepsNothing lists what is asked by POST, so that what hurts is in no
// address, and leaves no trace.
var keepsNothing = []string{"/api/v1/assess", "/api/v1/plan", "/api/v1/explain", "/api/v1/questions/", "/api/v1/interview", "/api/v1/forecast", "/api/v1/simulate",
	"/api/v1/body/", "/api/v1/knowledge/", "/cds-services"}

// typed registers a call whose body huma reads and writes.
func typed[I, O any](s *server, c call, handle func(context.Context, *I) (*O, error)) {
	huma.Register(s.api, c.operation(), func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		return out, s.refuse(err)
	})
}

// raw registers a call whose body core/wire reads; in and out are only for the
// description. The answer is written as it is: the same case, the same bytes.
func raw[In, Out any](s *server, c call, handle func(context.Context, []byte) ([]byte, error)) {
	op := c.operation()
	op.SkipValidateBody = true
	schemas := s.api.OpenAPI().Components.Schemas
	ref := func(t reflect.Type) map[string]*huma.MediaType {
		return map[string]*huma.MediaType{"application/json": {Schema: schemas.Schema(t, true, "")}}
	}
	op.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: ref(reflect.TypeFor[Out]())}}
	huma.Register(s.api, op, func(ctx context.Context, in *rawIn) (*rawOut, error) {
		out, err := handle(ctx, in.RawBody)
		if err != nil {
			return nil, s.refuse(err)
		}
		return &rawOut{"application/json", out}, nil
	})
	s.api.OpenAPI().Paths[c.path].Post.RequestBody.Content = ref(reflect.TypeFor[In]())
}

// out wraps a body for huma.
type out[T any] struct{ Body T }

// named is a path with an id.
type named struct {
	ID string `path:"id" maxLength:"200"`
}
