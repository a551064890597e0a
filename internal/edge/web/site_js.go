package web

import (
	"io"
	"net/http"

	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// Site serves the pages of one person in their own browser, while the server is
// out of reach. The handlers, the gate among them, are those of the server.
type Site struct {
	practice *care.Practice
	log      silent
}

// silent takes no note of faults: in a browser nobody reads them, and the page
// says that it could not be made.
type silent struct{}

func (silent) Error(string, ...any) {}

// Handler answers what can be answered without the server: the way from the
// drawing to the plan, its sessions and the diary. Anything else is not found.
func Handler(p *care.Practice, k Kit) http.Handler {
	s := &Site{practice: p}
	carried, p.Shown = k, k.Demo
	mux := http.NewServeMux()
	s.wayRoutes(mux)
	s.planRoutes(mux)
	s.diaryRoutes(mux)
	mux.HandleFunc("POST /api/v1/assess", s.assess)
	return headers(s.localized(mux))
}

// localized reads as the person read when the kit was made.
func (s *Site) localized(next http.Handler) http.Handler {
	l := locale.Locale{Language: locale.English, Region: carried.Region, Units: carried.Units}
	if named, ok := locale.Named(carried.Language); ok {
		l.Language = named
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(locale.With(r.Context(), l)))
	})
}

// forget deletes an answer that is nowhere else yet.
func (s *Site) forget(r *http.Request) (view, error) {
	if s.practice.Store.Drop(r.PathValue("id")) {
		return view{to: "/"}, nil
	}
	return view{title: "Without a connection", body: message("This needs the connection", "This answer is on the server. Delete it there when you are online again.")}, nil
}

// assess answers the call of programs of this name as the server does.
func (s *Site) assess(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	var a care.Answer
	if err == nil {
		a, err = s.practice.Assess(raw)
	}
	if err == nil {
		raw, err = wire.WriteAssessment(s.practice.Base, a.Gate, a.Assessment)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(raw) // into memory, which takes everything
}

// carried is what came with the person; one browser serves one.
var carried Kit

func tenantOf(*http.Request) string { return care.Home }

func themeOf(*http.Request) string { return carried.Theme }

func assetMark(name string) string { return carried.Marks[name] }

func scriptTexts() map[string][]string { return carried.Words }

func send(w http.ResponseWriter, _ *http.Request, status int, page []byte) {
	w.WriteHeader(status)
	_, _ = w.Write(page) // into memory, which takes everything
}

// around says that the page is made where no server is, and how much of what
// the person wrote has not reached it.
func (s *Site) around(_ *http.Request, f *shell) {
	fresh := s.practice.Store.Fresh()
	f.House, f.Away, f.Waiting = carried.House, true, len(fresh.Episodes)+len(fresh.Entries)
}
