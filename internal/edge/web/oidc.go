//go:build !js

package web

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"sync"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/unknot/unknot/internal/care"
)

// OIDC lets people in whom another house knows, by OpenID Connect. The zero
// value is none.
type OIDC struct {
	Issuer    string // its address
	Client    string // the name of this unknot there
	Secret    string // "" for a public client: PKCE guards it either way
	Label     string // what the button says, such as "Hospital sign-in"
	Newcomers bool   // whoever the issuer knows gets an account
}

// issuer is the other house, asked for its addresses when it is first needed,
// so that unknot starts without it.
type issuer struct {
	OIDC
	mu       sync.Mutex
	provider *oidc.Provider
}

func (i *issuer) known(ctx context.Context) (*oidc.Provider, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.provider != nil {
		return i.provider, nil
	}
	p, err := oidc.NewProvider(context.WithoutCancel(ctx), i.Issuer) // the keys are fetched anew later
	if err == nil {
		i.provider = p
	}
	return p, err
}

const oidcBack = "/sign-in/oidc/back"

func (s *Site) oidcRoutes(mux *http.ServeMux) {
	if s.accounts.oidc == nil {
		return
	}
	mux.HandleFunc("GET /sign-in/oidc", s.page(s.oidcStart))
	mux.HandleFunc("POST /account/connect", s.page(s.oidcConnect))
	mux.HandleFunc("GET "+oidcBack, s.page(s.oidcDone))
}

func (s *Site) oauth(r *http.Request, p *oidc.Provider) oauth2.Config {
	scheme := "http://"
	if s.accounts.sessions.Cookie.Secure {
		scheme = "https://"
	}
	o := s.accounts.oidc
	return oauth2.Config{ClientID: o.Client, ClientSecret: o.Secret, Endpoint: p.Endpoint(), RedirectURL: scheme + r.Host + oidcBack,
		Scopes: []string{oidc.ScopeOpenID, "profile"}}
}

// oidcConnect notes that the owner of the account, and no other site, asks to
// connect an identity. The way on is a link: our own policy lets no form lead
// to another site.
func (s *Site) oidcConnect(r *http.Request) (view, error) {
	s.accounts.sessions.Put(r.Context(), "oidc_connect", true)
	return view{title: "Other sign-in", body: connectPage(s.accounts.label())}, nil
}

// oidcStart sends the browser to the issuer. What must come back lies in the
// session: state against a foreign answer, nonce against an old one, and the
// verifier against a stolen one (RFC 7636).
func (s *Site) oidcStart(r *http.Request) (view, error) {
	p, err := s.accounts.oidc.known(r.Context())
	if err != nil {
		s.log.Error("the OpenID Connect issuer does not answer")
		return s.oidcFailed("The other sign-in cannot be reached now. Please try again later."), nil
	}
	state, nonce, verifier := rand.Text(), rand.Text(), oauth2.GenerateVerifier()
	m, ctx := s.accounts.sessions, r.Context()
	m.Put(ctx, "oidc_state", state)
	m.Put(ctx, "oidc_nonce", nonce)
	m.Put(ctx, "oidc_verifier", verifier)
	c := s.oauth(r, p)
	return view{to: c.AuthCodeURL(state, oidc.Nonce(nonce), oauth2.S256ChallengeOption(verifier))}, nil
}

// oidcDone lets in whom the issuer sends back, or connects the identity to the
// account that asked for it.
func (s *Site) oidcDone(r *http.Request) (view, error) {
	m, ctx := s.accounts.sessions, r.Context()
	connect := m.PopBool(ctx, "oidc_connect")
	state, nonce, verifier := m.PopString(ctx, "oidc_state"), m.PopString(ctx, "oidc_nonce"), m.PopString(ctx, "oidc_verifier")
	if state == "" || r.FormValue("state") != state {
		return s.oidcFailed("This sign-in was not begun here, or took too long. Please begin again."), nil
	}
	if !s.mayTry(r, "oidc of "+callerAt(r)) {
		return s.oidcFailed(tooMany), nil
	}
	i, err := s.identity(r, nonce, verifier)
	if err != nil {
		s.log.Error("OpenID Connect sign-in failed")
		return s.oidcFailed("The other sign-in did not say who you are. Please begin again."), nil
	}
	if a := accountOf(r); connect && a.Tenant != "" {
		if err := s.practice.Connect(ctx, a, i); err != nil {
			return s.accountWith(r, accountView{}, err)
		}
		return view{to: "/account"}, nil
	}
	a, err := s.practice.SignInAs(ctx, i, s.accounts.oidc.Newcomers)
	if text, ok := publicText(err); ok {
		return s.oidcFailed(text), nil
	}
	if err != nil {
		return view{}, err
	}
	return view{to: "/"}, s.begin(r, a)
}

// identity exchanges the code and checks what the issuer signed: issuer,
// audience, time, nonce.
func (s *Site) identity(r *http.Request, nonce, verifier string) (care.Identity, error) {
	p, err := s.accounts.oidc.known(r.Context())
	if err != nil {
		return care.Identity{}, err
	}
	c := s.oauth(r, p)
	token, err := c.Exchange(r.Context(), r.FormValue("code"), oauth2.VerifierOption(verifier))
	if err != nil {
		return care.Identity{}, err
	}
	raw, _ := token.Extra("id_token").(string)
	signed, err := p.Verifier(&oidc.Config{ClientID: s.accounts.oidc.Client, Now: s.practice.Now}).Verify(r.Context(), raw)
	if err != nil {
		return care.Identity{}, err
	}
	if signed.Nonce != nonce || signed.Subject == "" {
		return care.Identity{}, errors.New("the answer belongs to another question")
	}
	var claims struct {
		Name string `json:"preferred_username"`
	}
	if err := signed.Claims(&claims); err != nil {
		return care.Identity{}, err
	}
	return care.Identity{Issuer: signed.Issuer, Subject: signed.Subject, Name: claims.Name}, nil
}

func (s *Site) oidcFailed(text string) view {
	return view{status: http.StatusForbidden, title: "Sign in", body: signInForm(text, s.accounts.label(), ""), script: passkeyScript}
}

// label is what the button of the other house says, "" without one.
func (a *accounts) label() string {
	if a == nil || a.oidc == nil {
		return ""
	}
	return a.oidc.Label
}
