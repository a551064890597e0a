package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/base/zipped"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/ics"
)

//go:embed report.css
var sheetStyle string

// style is the style sheet, with the body print's own colours for a dark
// screen; paper is white whatever the screen is.
var style = sync.OnceValue(func() []byte {
	dark := strings.NewReplacer("DARK-FIGURE", figure.Dark.Style())
	return []byte(dark.Replace(sheetStyle))
})

// printStyle lets the policy pass the one style sheet that the body print
// carries inside; without it a browser paints the body black.
var printStyle = func() string {
	sum := sha256.Sum256([]byte(figure.Light.Style()))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}()

// Handler serves the report of an episode as a page to print, as PDF, and its
// plan as calendar. who says whose data a request may touch.
func Handler(p *care.Practice, who func(*http.Request) (string, error), log *slog.Logger) http.Handler {
	h := &handler{p, who, log}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /report/report.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		_, _ = w.Write(style()) // the reader has gone; there is nobody to tell
	})
	mux.HandleFunc("GET /report/{id}", h.serve("text/html; charset=utf-8", h.page))
	mux.HandleFunc("GET /report/{id}/report.pdf", h.serve("application/pdf", h.pdf))
	mux.HandleFunc("GET /report/{id}/plan.ics", h.serve("text/calendar; charset=utf-8", h.calendar))
	return mux
}

type handler struct {
	practice *care.Practice
	who      func(*http.Request) (string, error)
	log      *slog.Logger
}

// buffers are those of reports that were sent: a large one need not grow anew.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (h *handler) serve(kind string, make func(*http.Request, string, *bytes.Buffer) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Cache-Control", "no-store")
		head.Set("Referrer-Policy", "no-referrer")
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Content-Security-Policy", "default-src 'none'; style-src 'self' "+printStyle+"; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
		tenant, err := h.who(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusUnauthorized)
			return
		}
		out := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(out)
		out.Reset()
		if err := make(r, tenant, out); err != nil {
			status, text := http.StatusInternalServerError, voice{locale.From(r.Context()).Language, nil}.tr("This could not be made. Nothing was lost.")
			if e, ok := errors.AsType[*unknot.Error](err); ok {
				status, text = map[unknot.Kind]int{unknot.NotFound: 404, unknot.Invalid: 422, unknot.Conflict: 409, unknot.Forbidden: 403}[e.Kind], e.Public
			} else {
				h.log.Error("report failed", "path", r.Pattern, "error", fmt.Sprintf("%T", err))
			}
			http.Error(w, text, status)
			return
		}
		head.Set("Content-Type", kind)
		zipped.Write(w, r, http.StatusOK, out.Bytes())
	}
}

// read gathers the report that the address asks for: from, to and sections.
func (h *handler) read(r *http.Request, tenant string) (care.Report, Options, error) {
	q := r.URL.Query()
	o, err := Read(strings.Join(q["sections"], ","))
	o.Language = locale.From(r.Context()).Language
	if err != nil {
		return care.Report{}, o, err
	}
	zone := h.practice.Zone(r.Context(), tenant)
	var from, to time.Time
	for name, at := range map[string]*time.Time{"from": &from, "to": &to} {
		if s := q.Get(name); s != "" {
			if *at, err = time.ParseInLocation(time.DateOnly, s, zone); err != nil {
				return care.Report{}, o, unknot.Errorf(unknot.Invalid, "%s is no day; write it as 2026-11-24", name)
			}
		}
	}
	if !to.IsZero() {
		to = to.AddDate(0, 0, 1).Add(-time.Microsecond)
	}
	rep, err := h.practice.Report(r.Context(), tenant, r.PathValue("id"), from, to, zone)
	if err == nil && o.has("course") && to.IsZero() {
		err = h.practice.LookAhead(r.Context(), tenant, &rep, zone)
	}
	return rep, o, err
}

func (h *handler) pdf(r *http.Request, tenant string, out *bytes.Buffer) error {
	rep, o, err := h.read(r, tenant)
	if err != nil {
		return err
	}
	return PDF(out, h.practice.Base, rep, o)
}

func (h *handler) calendar(r *http.Request, tenant string, out *bytes.Buffer) error {
	zone := time.UTC
	if z := r.URL.Query().Get("zone"); z != "" {
		var err error
		if zone, err = time.LoadLocation(z); err != nil || z == "Local" {
			return unknot.Errorf(unknot.Invalid, "this time zone is not known; write it as Europe/Berlin")
		}
	}
	return ics.Of(r.Context(), out, h.practice, tenant, r.PathValue("id"), zone)
}

func (h *handler) page(r *http.Request, tenant string, out *bytes.Buffer) error {
	rep, o, err := h.read(r, tenant)
	if err != nil {
		return err
	}
	v := pageOf(h.practice.Base, rep, o)
	if c, err := r.Cookie("theme"); err == nil && slices.Contains(care.Themes, c.Value) {
		v.Theme = c.Value
	}
	return v.page().Render(r.Context(), out)
}
