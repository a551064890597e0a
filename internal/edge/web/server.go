//go:build !js

package web

import (
	"fmt"
	"log/slog"
	"net/http"

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
	mux.HandleFunc("POST /language", s.chooseLanguage)
	s.wayRoutes(mux)
	s.planRoutes(mux)
	s.keepWellRoutes(mux)
	s.diaryRoutes(mux)
	s.settingsRoutes(mux)
	s.pushRoutes(mux)
	s.installRoutes(mux)
	s.courseRoutes(mux)
	mux.HandleFunc("GET /data", s.page(s.data))
	mux.HandleFunc("POST /data/export", s.export)
	mux.HandleFunc("GET /data/delete", s.page(s.surelyAll))
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
	return headers(http.NewCrossOriginProtection().Handler(limited(Localized(mux))))
}

// send sends a page, zipped where the browser can read that.
func send(w http.ResponseWriter, r *http.Request, status int, page []byte) {
	zipped.Write(w, r, status, page)
}

// around says of the frame of a page what holds for all pages of the house.
func (s *Site) around(r *http.Request, f *shell) {
	f.House, f.Out = s.accounts != nil, s.accounts != nil && accountOf(r).Name == ""
}

// ready says whether the server can work: the database answers.
func (s *Site) ready(w http.ResponseWriter, r *http.Request) {
	if s.practice.Store == nil || s.practice.Store.Ping(r.Context()) != nil {
		http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
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
