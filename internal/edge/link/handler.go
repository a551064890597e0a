package link

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/api"
	"github.com/unknot/unknot/internal/edge/ics"
)

type handler struct {
	practice *care.Practice
	log      *slog.Logger
}

// mostAsked is the longest request that is read, in bytes.
const mostAsked = 64 << 10

// Handler serves /shl and /feed.
func Handler(p *care.Practice, log *slog.Logger) http.Handler {
	h := &handler{p, log}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /shl/{secret}", h.manifest)
	mux.HandleFunc("GET /shl/{secret}/file", h.file)
	mux.HandleFunc("OPTIONS /shl/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /feed/{secret}/plan.ics", h.calendar)
	mux.HandleFunc("GET /feed/{secret}/breaks", h.breaks)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		problem(w, http.StatusNotFound, "There is nothing at this address. A health link is opened with POST.")
	})
	return api.Paced(http.MaxBytesHandler(headers(mux), mostAsked), func(w http.ResponseWriter, _ *http.Request) {
		problem(w, http.StatusTooManyRequests, "Too many calls at once. Wait a second.")
	})
}

// headers let every viewer read a health link, wherever it came from: the
// specification asks for it, and no cookie opens anything here.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Robots-Tag", "noindex")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		if strings.HasPrefix(r.URL.Path, "/shl/") {
			h.Set("Access-Control-Allow-Origin", "*")
			h.Set("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
			h.Set("Access-Control-Allow-Headers", "Content-Type")
		}
		next.ServeHTTP(w, r)
	})
}

func problem(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"title": http.StatusText(status), "status": status, "detail": detail}) // the reader has gone; there is nobody to tell
}

// refuse says what was wrong, and nothing of what is behind the link.
func (h *handler) refuse(w http.ResponseWriter, r *http.Request, err error) {
	if e, ok := errors.AsType[*unknot.Error](err); ok {
		status := map[unknot.Kind]int{unknot.NotFound: 404, unknot.Invalid: 422, unknot.Conflict: 409}[e.Kind]
		if status != 0 {
			problem(w, status, locale.Capital(e.Public)+".")
			return
		}
	}
	h.log.Error("link failed", "path", r.Pattern, "error", fmt.Sprintf("%T", err))
	problem(w, http.StatusInternalServerError, "This could not be answered.")
}

// manifest opens a health link.
func (h *handler) manifest(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		problem(w, http.StatusRequestEntityTooLarge, "The request is too large.")
		return
	}
	var ask struct {
		Recipient string `json:"recipient"`
		Passcode  string `json:"passcode"`
		Most      *int   `json:"embeddedLengthMax"`
	}
	if err := json.Unmarshal(raw, &ask); err != nil || strings.TrimSpace(ask.Recipient) == "" {
		problem(w, http.StatusBadRequest, `Say who opens it: {"recipient": "…"}, and the passcode if there is one.`)
		return
	}
	secret := r.PathValue("secret")
	sealed, err := h.practice.OpenHealth(r.Context(), secret, ask.Passcode)
	if p, ok := errors.AsType[*care.PassError](err); ok {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		_ = json.NewEncoder(w).Encode(map[string]any{"remainingAttempts": p.Left, "detail": p.Error()}) // the reader has gone
		return
	}
	if err != nil {
		h.refuse(w, r, err)
		return
	}
	file := map[string]any{"contentType": "application/fhir+json"}
	if ask.Most != nil && *ask.Most < len(sealed) {
		ends := h.practice.Now().Add(ticketLasts).Unix()
		file["location"] = api.Address(r) + "/shl/" + secret + "/file?until=" + strconv.FormatInt(ends, 10) + "&ticket=" + ticket(sealed, ends)
	} else {
		file["embedded"] = sealed
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"files": []any{file}}) // the reader has gone
}

// ticketLasts is how long the address of a file is good; the specification
// allows an hour.
const ticketLasts = 10 * time.Minute

// ticket is proof that the passcode was right: only who may open the link is
// told it, and it is made from what nobody else has seen.
func ticket(sealed string, ends int64) string {
	key := sha256.Sum256([]byte(sealed))
	mac := hmac.New(sha256.New, key[:])
	fmt.Fprintf(mac, "%d", ends)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func (h *handler) file(w http.ResponseWriter, r *http.Request) {
	_, d, err := h.practice.OpenLink(r.Context(), r.PathValue("secret"), care.HealthLink)
	if err != nil {
		h.refuse(w, r, err)
		return
	}
	ends, err := strconv.ParseInt(r.URL.Query().Get("until"), 10, 64)
	if err != nil || h.practice.Now().Unix() > ends || !hmac.Equal([]byte(ticket(d.Body.Sealed, ends)), []byte(r.URL.Query().Get("ticket"))) {
		problem(w, http.StatusNotFound, "This address has ended. Open the link again.")
		return
	}
	w.Header().Set("Content-Type", "application/jose")
	_, _ = io.WriteString(w, d.Body.Sealed) // the reader has gone
}

func (h *handler) calendar(w http.ResponseWriter, r *http.Request) {
	var out bytes.Buffer
	err := h.feed(reading(r), r.PathValue("secret"), &out)
	if err != nil {
		h.refuse(w, r, err)
		return
	}
	sum := sha256.Sum256(out.Bytes())
	mark := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	w.Header().Set("ETag", mark)
	w.Header().Set("Cache-Control", "private, no-cache")
	if r.Header.Get("If-None-Match") == mark {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	_, _ = out.WriteTo(w) // the reader has gone
}

// reading is the language that a feed is read in: that of the address, since
// programs that follow a feed seldom say one.
func reading(r *http.Request) context.Context {
	l := locale.From(r.Context())
	if named, ok := locale.Named(r.URL.Query().Get("lang")); ok {
		l.Language = named
	}
	return locale.With(r.Context(), l)
}

func (h *handler) feed(ctx context.Context, secret string, out io.Writer) error {
	tenant, d, err := h.practice.OpenLink(ctx, secret, care.CalendarLink)
	if err != nil {
		return err
	}
	zone, err := time.LoadLocation(d.Body.Zone)
	if err != nil {
		return unknot.Errorf(unknot.Invalid, "there is no time zone %q", d.Body.Zone)
	}
	return ics.Of(ctx, out, h.practice, tenant, d.Episode, zone)
}

// breaks is a sensor: one flat JSON object, as the REST sensor of Home
// Assistant reads it, with nothing about the body.
func (h *handler) breaks(w http.ResponseWriter, r *http.Request) {
	b, err := h.practice.BreakNow(r.Context(), r.PathValue("secret"))
	if err != nil {
		h.refuse(w, r, err)
		return
	}
	out := map[string]any{"state": b.State, "due": b.State == "due", "text": breakWords(locale.From(reading(r)), b)}
	if !b.Next.IsZero() {
		out["next"], out["minutes"] = b.Next.Format(time.RFC3339), b.Minutes
	}
	if !b.Since.IsZero() {
		out["since"] = b.Since.Format(time.RFC3339)
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(out) // the reader has gone
}

// breakWords says the state of the sensor.
func breakWords(l locale.Locale, b care.Break) string {
	tr := l.Text
	switch b.State {
	case "due":
		return tr("Move for a moment")
	case "off":
		return tr("No break is planned")
	}
	return l.Plural(b.Minutes, "Next break in %d minute", "Next break in %d minutes")
}
