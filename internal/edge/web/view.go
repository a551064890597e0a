package web

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"sync"

	"github.com/a-h/templ"
	"github.com/unknot/unknot"
)

// view is what a handler answers with.
type view struct {
	status int
	title  string
	body   templ.Component
	to     string   // when set, the answer is "see there" with this address
	stop   string   // emergency or same_day: the page says that and nothing else
	wide   bool     // uses the whole width of a large screen
	styles []string // style sheets below /assets/ besides dist/app.css
	script []string // modules below /assets/, such as "dist/map.js" made of script/map.ts
}

// pages are the buffers of pages that were sent: a large one need not grow anew
// for each.
var pages = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// page turns a handler that returns a view into an http handler. A failure is
// logged without anything the person said.
func (s *Site) page(handle func(*http.Request) (view, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(s.withFigure(r))
		v, err := handle(r)
		if v.to != "" && err == nil {
			http.Redirect(w, r, v.to, http.StatusSeeOther)
			return
		}
		if e, ok := errors.AsType[*unknot.Error](err); ok && e.Kind == unknot.NotFound {
			v, err = view{status: http.StatusNotFound, title: "Not found", body: message("Not found", sentence(e))}, nil
		}
		if err != nil {
			s.log.Error("page failed", "path", r.URL.Path, "error", fmt.Sprintf("%T", err))
			v = view{status: http.StatusInternalServerError, title: "Something went wrong", body: message("Something went wrong", "This page could not be made. Nothing was lost. Please go back and try again.")}
		}
		frame := shell{Title: v.title, Path: r.URL.Path, Day: s.practice.Now(), Posted: r.Method != http.MethodGet, Fault: v.status == http.StatusUnprocessableEntity, Theme: themeOf(r), Wide: v.wide, Stop: v.stop, Demo: s.practice.Shown, Styles: v.styles, Script: v.script}
		s.around(r, &frame)
		page := pages.Get().(*bytes.Buffer)
		defer pages.Put(page)
		page.Reset()
		if err := layout(frame, v.body).Render(r.Context(), page); err != nil {
			s.log.Error("page not rendered", "path", r.URL.Path)
			http.Error(w, "This page could not be made.", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		send(w, r, max(v.status, http.StatusOK), page.Bytes())
	}
}

func (s *Site) notFound(*http.Request) (view, error) {
	return view{status: http.StatusNotFound, title: "Page not found", body: message("Page not found", "There is no page at this address.")}, nil
}

// headers sets the guards that every answer carries.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		next.ServeHTTP(w, r)
	})
}
