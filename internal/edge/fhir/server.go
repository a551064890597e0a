package fhir

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/api"
)

// mostEpisodes is how many episodes a search looks through, newest first.
const mostEpisodes = 50

type server struct {
	practice  *care.Practice
	who       api.Who
	log       *slog.Logger
	knowledge map[string][]resource // by type
	since     time.Time             // when this server began: the knowledge is of then
}

// Handler serves /fhir: what Statement says, and no more.
func Handler(p *care.Practice, who api.Who, log *slog.Logger) http.Handler {
	s := &server{practice: p, who: who, log: log, knowledge: map[string][]resource{}, since: p.Now()}
	for _, x := range Library(p.Base) {
		s.knowledge[x.kind()] = append(s.knowledge[x.kind()], x)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /fhir/metadata", func(w http.ResponseWriter, r *http.Request) {
		s.write(w, http.StatusOK, Statement(p.Base, root(r)))
	})
	mux.HandleFunc("GET /fhir/{kind}", s.answer(s.searched))
	mux.HandleFunc("GET /fhir/{kind}/{id}", s.answer(s.read))
	mux.HandleFunc("GET /fhir/{kind}/{id}/_history", s.answer(s.past))
	mux.HandleFunc("GET /fhir/{kind}/{id}/_history/{version}", s.answer(s.past))
	mux.HandleFunc("POST /fhir/$take-in", s.answer(s.takeIn))
	mux.HandleFunc("/fhir/", s.answer(func(*http.Request, string) (resource, error) {
		return nil, unknot.Errorf(unknot.NotFound, "this server does not do that; see /fhir/metadata")
	}))
	guarded := http.NewCrossOriginProtection().Handler(http.MaxBytesHandler(mux, mostBytes+1))
	return api.Paced(guarded, func(w http.ResponseWriter, _ *http.Request) {
		s.write(w, http.StatusTooManyRequests, Outcome(&Fault{"throttled", "$this", "too many calls at once; wait a second"}))
	})
}

// root is the address of this face as the caller knows it.
func root(r *http.Request) string { return api.Address(r) + "/fhir" }

// answer asks whose data it is, and turns failures into an OperationOutcome.
func (s *server) answer(handle func(r *http.Request, tenant string) (resource, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		tenant, err := s.who(r)
		if err != nil {
			s.write(w, http.StatusUnauthorized, Outcome(&Fault{"login", "$this", err.Error()}))
			return
		}
		out, err := handle(r, tenant)
		if err != nil {
			s.write(w, statusOf(err), Outcome(err))
			if statusOf(err) == http.StatusInternalServerError {
				s.log.Error("fhir call failed", "path", r.Pattern, "error", fmt.Sprintf("%T", err))
			}
			return
		}
		s.write(w, http.StatusOK, out)
	}
}

func statusOf(err error) int {
	if f, ok := errors.AsType[*Fault](err); ok {
		if status, ok := map[string]int{"too-long": 413, "too-costly": 413, "not-supported": 415}[f.Code]; ok {
			return status
		}
		return http.StatusUnprocessableEntity
	}
	if e, ok := errors.AsType[*unknot.Error](err); ok {
		return map[unknot.Kind]int{unknot.NotFound: 404, unknot.Conflict: 409, unknot.Invalid: 422, unknot.Forbidden: 403}[e.Kind]
	}
	return http.StatusInternalServerError
}

func (s *server) write(w http.ResponseWriter, status int, r resource) {
	raw, err := json.Marshal(r)
	if err != nil {
		status, raw = http.StatusInternalServerError, []byte(`{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}`)
	}
	h := w.Header()
	h.Set("Content-Type", "application/fhir+json; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(raw) // the reader has gone; there is nobody to tell
}

// all lists the resources of a type: of the knowledge, or of every episode.
func (s *server) all(r *http.Request, tenant, kind string) ([]stored, error) {
	if list, ok := s.knowledge[kind]; ok {
		out := make([]stored, len(list))
		for i, x := range list {
			out[i] = stored{x, s.since, 1, care.Kept{}}
		}
		return out, nil
	}
	if _, ok := searchable[kind]; !ok && kind != "Bundle" {
		return nil, unknot.Errorf(unknot.NotFound, "there is no type %q here; see /fhir/metadata", kind)
	}
	return s.everything(r.Context(), tenant, root(r), kind)
}

// Episode is the document of an episode with its exact records attached.
func Episode(ctx context.Context, p *care.Practice, tenant, id, root string) (Bundle, error) {
	r, err := p.Report(ctx, tenant, id, time.Time{}, time.Time{}, time.UTC)
	if err != nil {
		return Bundle{}, err
	}
	if err := p.LookAhead(ctx, tenant, &r, time.UTC); err != nil {
		return Bundle{}, err
	}
	attached, err := Attach(ctx, p, tenant, r)
	if err != nil {
		return Bundle{}, err
	}
	return Document(p.Base, locale.From(ctx).Language, r, root, attached...), nil
}

func (s *server) read(r *http.Request, tenant string) (resource, error) {
	kind := r.PathValue("kind")
	last, err := s.newest(r, tenant, kind, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	if kind == "Bundle" { // a document is what was signed: nothing is put into it
		return last.resource, nil
	}
	return last.stamped(), nil
}

type parameters struct {
	base
	Parameter []parameter `json:"parameter,omitempty"`
}

type parameter struct {
	Name  string `json:"name"`
	Value string `json:"valueString"`
}

// takeIn reads a foreign bundle: it keeps records of unknot itself, and says
// which conditions and medicines the interlocks know, for the person to check.
func (s *server) takeIn(r *http.Request, tenant string) (resource, error) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, &Fault{"too-long", "$this", fmt.Sprintf("at most %d bytes", mostBytes)}
	}
	b, err := Read(s.practice, raw)
	if err != nil {
		return nil, err
	}
	if err := Keep(r.Context(), s.practice, tenant, &b); err != nil {
		return nil, err
	}
	out := parameters{base: base{ResourceType: "Parameters"}}
	add := func(name string, list []string) {
		for _, v := range list {
			out.Parameter = append(out.Parameter, parameter{name, v})
		}
	}
	add("condition", b.Conditions)
	add("medicine", b.Medicines)
	add("unread", b.Unread)
	add("kept", []string{fmt.Sprintf("%d cases, %d entries", b.Cases, b.Entries)})
	return out, nil
}
