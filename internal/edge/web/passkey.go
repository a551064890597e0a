//go:build !js

package web

import (
	"io"
	"net"
	"net/http"

	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// passkeyRoutes adds the calls that the script of passkeys makes.
func (s *Site) passkeyRoutes(mux *http.ServeMux) {
	mux.HandleFunc("POST /passkey/add", s.passkey(func(k *care.Passkeys, r *http.Request) ([]byte, []byte, error) {
		return k.BeginAdding(r.Context(), accountOf(r))
	}))
	mux.HandleFunc("POST /passkey/added", s.passkey(func(k *care.Passkeys, r *http.Request) ([]byte, []byte, error) {
		answer, err := io.ReadAll(io.LimitReader(r.Body, wire.MaxBytes))
		if err != nil {
			return nil, nil, err
		}
		return nil, nil, k.FinishAdding(r.Context(), accountOf(r), s.accounts.sessions.PopBytes(r.Context(), "passkey"), answer)
	}))
	mux.HandleFunc("POST /sign-in/passkey", s.passkey(func(k *care.Passkeys, _ *http.Request) ([]byte, []byte, error) {
		return k.BeginSigningIn()
	}))
	mux.HandleFunc("POST /sign-in/passkey/done", s.passkey(func(k *care.Passkeys, r *http.Request) ([]byte, []byte, error) {
		answer, err := io.ReadAll(io.LimitReader(r.Body, wire.MaxBytes))
		if err != nil {
			return nil, nil, err
		}
		a, err := k.FinishSigningIn(r.Context(), s.accounts.sessions.PopBytes(r.Context(), "passkey"), answer)
		if err != nil {
			return nil, nil, err
		}
		return nil, nil, s.begin(r, a)
	}))
}

// passkey runs one step of the ceremony. It answers with options for the
// browser, or with nothing; what the server must remember goes into the
// session.
func (s *Site) passkey(step func(*care.Passkeys, *http.Request) (options, memory []byte, err error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		scheme := "http://"
		if s.accounts.sessions.Cookie.Secure {
			scheme = "https://"
		}
		w.Header().Set("Cache-Control", "no-store")
		var options, memory []byte
		k, err := s.practice.Passkeys(host, scheme+r.Host)
		if err == nil && !s.mayTry(r, "passkey of "+r.RemoteAddr) {
			http.Error(w, tr(r.Context(), tooMany), http.StatusTooManyRequests)
			return
		}
		if err == nil {
			options, memory, err = step(k, r)
		}
		if text, ok := publicText(err); ok {
			http.Error(w, know(r.Context(), text), http.StatusForbidden)
			return
		}
		if err != nil {
			s.log.Error("passkey failed", "path", r.Pattern)
			http.Error(w, "This did not work. Please try again.", http.StatusInternalServerError)
			return
		}
		if memory != nil {
			s.accounts.sessions.Put(r.Context(), "passkey", memory)
		}
		w.Header().Set("Content-Type", "application/json")
		if options == nil {
			options = []byte("{}")
		}
		_, _ = w.Write(options) // the reader has gone; there is nobody to tell
	}
}
