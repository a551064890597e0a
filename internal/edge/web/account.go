//go:build !js

package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/auth"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/api"
)

// Accounts is the site for several people: each signs in and sees their own
// records.
type Accounts struct{ site *Site }

// accounts is how people sign in; nil stands for one person on this computer.
type accounts struct {
	sessions *scs.SessionManager
	byName   *auth.Limits
	byPlace  *auth.Limits
	oidc     *issuer // nil: none
}

// sessionLasts is how long one stays signed in on a browser.
const sessionLasts = 30 * 24 * time.Hour

// NewAccounts makes the site for several people. secure says that browsers
// reach it by https alone; other is another house that vouches for people.
func NewAccounts(p *care.Practice, log *slog.Logger, secure bool, other OIDC) *Accounts {
	m := scs.New()
	m.Store = p.Sessions()
	m.Lifetime = sessionLasts
	m.Cookie.Name, m.Cookie.Secure, m.Cookie.HttpOnly, m.Cookie.SameSite = "unknot", secure, true, http.SameSiteLaxMode
	m.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) {
		log.Error("session failed", "path", r.Pattern)
		http.Error(w, "The database does not answer. Please try again.", http.StatusServiceUnavailable)
	}
	// a person may mistype a few times; a machine gets three tries a minute
	a := &accounts{sessions: m, byName: auth.NewLimits(6, 20*time.Second), byPlace: auth.NewLimits(30, 2*time.Second)}
	if other.Issuer != "" {
		a.oidc = &issuer{OIDC: other}
	}
	return &Accounts{&Site{practice: p, log: log, accounts: a}}
}

// Handler returns the pages. They must stand behind Guard.
func (a *Accounts) Handler() http.Handler { return handler(a.site) }

// Guard lets in who has signed in, or brings a token for programs; it stands
// before the pages and the interfaces for programs alike.
func (a *Accounts) Guard(next http.Handler) http.Handler { return a.site.guard(next) }

// Tenant says whose records a request behind Guard is about.
func Tenant(r *http.Request) (string, error) {
	if a := accountOf(r); a.Tenant != "" {
		return a.Tenant, nil
	}
	return "", unknot.Errorf(unknot.Forbidden, "sign in first, or send a token")
}

// Reader says which account a request behind Guard comes from.
func Reader(r *http.Request) (care.Account, error) {
	if a := accountOf(r); a.Tenant != "" {
		return a, nil
	}
	return care.Account{}, unknot.Errorf(unknot.Forbidden, "sign in first, or send a token")
}

// open lists what may be seen without signing in; a "/" at the end stands for
// everything below.
var open = []string{"/sign-in", "/sign-in/passkey", "/sign-in/passkey/done", "/sign-in/oidc", oidcBack, "/recover", "/about", "/language", "/healthz", "/readyz", "/assets/", "/guide", "/guide/", "/manifest.webmanifest", "/sw.js", "/offline", "/favicon.ico", "/openapi.json", "/shl/", "/feed/", "/link", "/cds-services"}

func isOpen(path string) bool {
	for _, o := range open {
		if path == o || strings.HasSuffix(o, "/") && strings.HasPrefix(path, o) {
			return true
		}
	}
	return false
}

// guard lets in who has signed in, or brings a token; the site has accounts.
func (s *Site) guard(next http.Handler) http.Handler {
	inner := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := s.who(r)
		switch {
		case err != nil:
			s.log.Error("sign-in not checked", "method", r.Method)
			http.Error(w, "The database does not answer. Please try again.", http.StatusServiceUnavailable)
		case a.Tenant == "" && !isOpen(r.URL.Path) && r.Method == http.MethodGet && !isProgram(r.URL.Path):
			http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
		case a.Tenant == "" && !isOpen(r.URL.Path):
			w.Header().Set("WWW-Authenticate", `Bearer realm="unknot"`)
			http.Error(w, "Please sign in first.", http.StatusUnauthorized)
		default:
			next.ServeHTTP(w, r.WithContext(care.By(context.WithValue(r.Context(), accountKey{}, a), a.Name)))
		}
	})
	return s.accounts.sessions.LoadAndSave(inner)
}

// isProgram reports whether a path is for programs and not for browsers.
func isProgram(path string) bool {
	return strings.HasPrefix(path, "/api/") || strings.HasPrefix(path, "/fhir/") || strings.HasPrefix(path, "/cds-services")
}

// who finds the account of a request: by token for programs, by session for
// browsers. A session of before the last new password has ended.
func (s *Site) who(r *http.Request) (care.Account, error) {
	if secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && isProgram(r.URL.Path) {
		a, err := s.practice.TokenAccount(r.Context(), secret, api.ScopeOf(r.Method, r.URL.Path))
		return a, unlessKind(err, unknot.Forbidden, unknot.NotFound)
	}
	name := s.accounts.sessions.GetString(r.Context(), "account")
	if name == "" {
		return care.Account{}, nil
	}
	a, err := s.practice.AccountNamed(r.Context(), name)
	if err != nil || a.Version != s.accounts.sessions.GetInt64(r.Context(), "version") {
		return care.Account{}, unlessKind(err, unknot.NotFound)
	}
	return a, nil
}

// unlessKind drops errors that are an answer, not a fault.
func unlessKind(err error, kinds ...unknot.Kind) error {
	if e, ok := errors.AsType[*unknot.Error](err); ok {
		for _, k := range kinds {
			if e.Kind == k {
				return nil
			}
		}
	}
	return err
}

// mayTry reports whether a name, and the address it comes from, may guess.
func (s *Site) mayTry(r *http.Request, name string) bool {
	now := s.practice.Now()
	return s.accounts.byPlace.Allow(callerAt(r), now) && s.accounts.byName.Allow(strings.ToLower(strings.TrimSpace(name)), now)
}

// callerAt is the address that a request comes from.
func callerAt(r *http.Request) string {
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		return host
	}
	return r.RemoteAddr
}

// begin signs an account in on this browser, under a new cookie.
func (s *Site) begin(r *http.Request, a care.Account) error {
	m := s.accounts.sessions
	if err := m.RenewToken(r.Context()); err != nil {
		return err
	}
	m.Put(r.Context(), "account", a.Name)
	m.Put(r.Context(), "version", a.Version)
	return nil
}
