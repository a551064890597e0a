package cds

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"regexp"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/api"
)

// Reader says which clinician a request comes from.
type Reader func(*http.Request) (care.Account, error)

// Nobody is the Reader where there are no accounts: nobody can have been given
// consent.
func Nobody(*http.Request) (care.Account, error) {
	return care.Account{}, unknot.Errorf(unknot.Forbidden, "cards need accounts: a person shares an answer with a clinician")
}

// service is one entry of the discovery.
type service struct {
	Hook        string            `json:"hook"`
	ID          string            `json:"id"`
	Title       string            `json:"title"`
	Description string            `json:"description"`
	Prefetch    map[string]string `json:"prefetch"`
	Usage       string            `json:"usageRequirements"`
}

const usage = "Send a token of a clinician's account as bearer token. The person must share an answer with that account. " +
	"The patient is found by the id that unknot's own FHIR server gives, or by an identifier of the system https://unknot.org/fhir/person on the prefetched Patient."

// identifiers is the system of the identifier that ties a Patient of a record
// system to an episode here.
const identifiers = "https://unknot.org/fhir/person"

var services = []service{
	{"patient-view", "unknot-patient", "Pain: level of care and likely muscles", "How soon to be seen, which danger signs, and which muscles the drawing is consistent with. Self-report, no diagnosis.", prefetch, usage},
	{"encounter-start", "unknot-encounter", "Pain: what to ask at this visit", "Open danger signs, questions for the visit and the course so far. Self-report, no diagnosis.", prefetch, usage},
}

var prefetch = map[string]string{"patient": "Patient/{{context.patientId}}"}

// Limits of a request.
const mostBytes = 512 << 10

type server struct {
	practice *care.Practice
	who      Reader
	log      *slog.Logger
}

// Handler serves /cds-services.
func Handler(p *care.Practice, who Reader, log *slog.Logger) http.Handler {
	s := &server{p, who, log}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /cds-services", func(w http.ResponseWriter, _ *http.Request) {
		write(w, http.StatusOK, map[string]any{"services": services})
	})
	mux.HandleFunc("POST /cds-services/{id}", s.answer)
	mux.HandleFunc("POST /cds-services/{id}/feedback", s.feedback)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		problem(w, http.StatusNotFound, "$", "There is no such service; see /cds-services.")
	})
	guarded := http.NewCrossOriginProtection().Handler(http.MaxBytesHandler(mux, mostBytes))
	return api.Paced(guarded, func(w http.ResponseWriter, _ *http.Request) {
		problem(w, http.StatusTooManyRequests, "$", "Too many calls at once. Wait a second.")
	})
}

func write(w http.ResponseWriter, status int, body any) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the reader has gone; there is nobody to tell
}

func problem(w http.ResponseWriter, status int, at, detail string) {
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"title": http.StatusText(status), "status": status, "detail": detail,
		"errors": []map[string]string{{"location": at, "message": detail}}}) // the reader has gone
}

// request is a call of a hook. Fields that we do not know are left alone.
type request struct {
	Hook     string `json:"hook"`
	Instance string `json:"hookInstance"`
	Context  struct {
		User      string `json:"userId"`
		Patient   string `json:"patientId"`
		Encounter string `json:"encounterId"`
	} `json:"context"`
	Prefetch struct {
		Patient *struct {
			Type       string `json:"resourceType"`
			Identifier []struct {
				System string `json:"system"`
				Value  string `json:"value"`
			} `json:"identifier"`
		} `json:"patient"`
	} `json:"prefetch"`
}

var uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// read checks a request; at and text say what is wrong, and where.
func read(raw []byte, hook string) (r request, at, text string) {
	if err := json.Unmarshal(raw, &r); err != nil {
		if t, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return r, "$." + t.Field, "This field has another type than CDS Hooks gives it."
		}
		return r, "$", "This is no JSON. Send application/json."
	}
	switch {
	case r.Hook != hook:
		return r, "$.hook", fmt.Sprintf("This service answers the hook %q.", hook)
	case !uuid.MatchString(r.Instance):
		return r, "$.hookInstance", "This must be a UUID."
	case r.Context.User == "":
		return r, "$.context.userId", "Say who looks, such as Practitioner/123."
	case r.Context.Patient == "":
		return r, "$.context.patientId", "Say whose record is open."
	case hook == "encounter-start" && r.Context.Encounter == "":
		return r, "$.context.encounterId", "Say which visit begins."
	}
	return r, "", ""
}

// episodes lists the ids of episodes that a request may mean.
func (r request) episodes() []string {
	out := []string{strings.TrimPrefix(strings.TrimPrefix(r.Context.Patient, "Patient/"), "person-")}
	if r.Prefetch.Patient != nil {
		for _, i := range r.Prefetch.Patient.Identifier {
			if i.System == identifiers {
				out = append(out, i.Value)
			}
		}
	}
	return out
}

func (s *server) answer(w http.ResponseWriter, r *http.Request) {
	at := find(r.PathValue("id"))
	if at == nil {
		problem(w, http.StatusNotFound, "$", "There is no such service; see /cds-services.")
		return
	}
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		problem(w, http.StatusRequestEntityTooLarge, "$", fmt.Sprintf("At most %d bytes.", mostBytes))
		return
	}
	ask, where, text := read(raw, at.Hook)
	if text != "" {
		problem(w, http.StatusBadRequest, where, text)
		return
	}
	reader, err := s.who(r)
	if err != nil {
		problem(w, http.StatusForbidden, "$", sentence(err))
		return
	}
	cards, err := s.cards(r, reader, ask)
	if unknot.IsKind(err, unknot.NotFound) || unknot.IsKind(err, unknot.Forbidden) {
		problem(w, http.StatusForbidden, "$.context.patientId", "This person has not shared anything with you here.")
		return
	}
	if err != nil {
		s.log.Error("cds call failed", "path", r.Pattern, "error", fmt.Sprintf("%T", err))
		problem(w, http.StatusInternalServerError, "$", "This could not be answered.")
		return
	}
	write(w, http.StatusOK, map[string]any{"cards": cards})
}

func sentence(err error) string {
	return locale.Capital(err.Error()) + "."
}

func find(id string) *service {
	for i := range services {
		if services[i].ID == id {
			return &services[i]
		}
	}
	return nil
}

// feedback takes what a clinician did with a card, and keeps nothing of it.
func (s *server) feedback(w http.ResponseWriter, r *http.Request) {
	if find(r.PathValue("id")) == nil {
		problem(w, http.StatusNotFound, "$", "There is no such service; see /cds-services.")
		return
	}
	if _, err := s.who(r); err != nil {
		problem(w, http.StatusForbidden, "$", sentence(err))
		return
	}
	write(w, http.StatusOK, map[string]any{})
}
