package web

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/a-h/templ"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/base/zipped"
	"github.com/unknot/unknot/internal/care"
)

// Site serves the pages of one practice.
type Site struct {
	practice *care.Practice
	log      *slog.Logger
	accounts *accounts // nil: one person on this computer
}

// Handler returns the pages with their guards: security headers, a limit on
// what is read, and no cross-site posts.
func Handler(p *care.Practice, log *slog.Logger) http.Handler {
	return handler(&Site{practice: p, log: log})
}

func handler(s *Site) http.Handler {
	mux := http.NewServeMux()
	s.accountRoutes(mux)
	s.handoffRoutes(mux)
	mux.HandleFunc("GET /{$}", s.page(s.home))
	mux.HandleFunc("POST /places", s.page(s.places))
	mux.HandleFunc("POST /words", s.words)
	mux.HandleFunc("GET /figure/{figure}/{view}", s.figureView)
	mux.HandleFunc("GET /figure/{figure}/{view}/muscles", s.figureMuscles)
	mux.HandleFunc("POST /language", s.chooseLanguage)
	s.askRoutes(mux)
	s.planRoutes(mux)
	s.diaryRoutes(mux)
	s.settingsRoutes(mux)
	s.pushRoutes(mux)
	s.installRoutes(mux)
	s.courseRoutes(mux)
	mux.HandleFunc("GET /answer/{id}", s.page(s.kept))
	mux.HandleFunc("POST /answer/{id}/delete", s.page(s.forget))
	mux.HandleFunc("POST /answer/{id}/finding", s.page(s.addFinding))
	mux.HandleFunc("POST /answer/{id}/change", s.page(s.changeAnswers))
	mux.HandleFunc("GET /data", s.page(s.data))
	mux.HandleFunc("POST /data/export", s.export)
	mux.HandleFunc("POST /data/delete", s.page(s.forgetAll))
	mux.HandleFunc("GET /about", s.page(s.about))
	s.labRoutes(mux)
	s.trialRoutes(mux)
	mux.HandleFunc("GET /more", s.page(s.more))
	mux.HandleFunc("GET /guide", s.page(s.guide))
	mux.HandleFunc("POST /guide", s.page(s.guideSearch))
	mux.HandleFunc("GET /guide/{kind}", s.page(s.guideShelf))
	mux.HandleFunc("GET /guide/{kind}/{id}", s.page(s.guideRecord))
	mux.HandleFunc("GET /readyz", s.ready)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /assets/{name...}", serveAsset)
	mux.HandleFunc("/", s.page(s.notFound))
	return headers(http.NewCrossOriginProtection().Handler(limited(localized(mux))))
}

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
			v, err = view{status: http.StatusNotFound, title: "Not found", body: message("Not found", capital(e.Error())+".")}, nil
		}
		if err != nil {
			s.log.Error("page failed", "path", r.URL.Path, "error", fmt.Sprintf("%T", err))
			v = view{status: http.StatusInternalServerError, title: "Something went wrong", body: message("Something went wrong", "This page could not be made. Nothing was lost. Please go back and try again.")}
		}
		var page bytes.Buffer
		if err := layout(shell{Title: v.title, Path: r.URL.Path, Posted: r.Method != http.MethodGet, Theme: themeOf(r), Wide: v.wide, Stop: v.stop, Demo: s.practice.Shown, House: s.accounts != nil, Out: s.accounts != nil && accountOf(r).Name == "", Styles: v.styles, Script: v.script}, v.body).Render(r.Context(), &page); err != nil {
			s.log.Error("page not rendered", "path", r.URL.Path)
			http.Error(w, "This page could not be made.", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		zipped.Write(w, r, max(v.status, http.StatusOK), page.Bytes())
	}
}

// ready says whether the server can work: the database answers.
func (s *Site) ready(w http.ResponseWriter, r *http.Request) {
	if s.practice.Store == nil || s.practice.Store.Ping(r.Context()) != nil {
		http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}

func (s *Site) notFound(*http.Request) (view, error) {
	return view{status: http.StatusNotFound, title: "Page not found", body: message("Page not found", "There is no page at this address.")}, nil
}

func (s *Site) about(*http.Request) (view, error) {
	return view{title: "What this is", body: aboutPage(s.practice.Base.Version, s.accounts != nil)}, nil
}

// limited bounds what a request may carry; an archive that is brought in is
// larger than a form.
func limited(next http.Handler) http.Handler {
	small, large := http.MaxBytesHandler(next, wire.MaxBytes), http.MaxBytesHandler(next, mostImport)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/data/import" {
			large.ServeHTTP(w, r)
			return
		}
		small.ServeHTTP(w, r)
	})
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
