//go:build !js

package web

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
)

// accountRoutes adds the pages of accounts.
func (s *Site) accountRoutes(mux *http.ServeMux) {
	if s.accounts == nil {
		return
	}
	mux.HandleFunc("GET /sign-in", s.page(s.signInPage))
	mux.HandleFunc("POST /sign-in", s.page(s.signIn))
	s.passkeyRoutes(mux)
	s.oidcRoutes(mux)
	mux.HandleFunc("POST /sign-out", s.page(s.signOut))
	mux.HandleFunc("GET /recover", s.page(s.recoverPage))
	mux.HandleFunc("POST /recover", s.page(s.recover))
	mux.HandleFunc("GET /account", s.page(s.account))
	mux.HandleFunc("GET /account/log", s.page(s.accountLog))
	mux.HandleFunc("POST /account/password", s.page(s.password))
	mux.HandleFunc("POST /account/codes", s.page(s.codes))
	mux.HandleFunc("POST /account/share", s.page(s.share))
	mux.HandleFunc("POST /account/unshare", s.page(s.unshare))
	mux.HandleFunc("POST /account/token", s.page(s.token))
	mux.HandleFunc("POST /account/token/revoke", s.page(s.revoke))
	mux.HandleFunc("POST /account/delete", s.page(s.deleteAccount))
	s.clinicRoutes(mux)
}

// publicText is what a person is told of an error; other errors stay errors.
func publicText(err error) (string, bool) {
	e, ok := errors.AsType[*unknot.Error](err)
	if !ok || e.Kind == unknot.Busy {
		return "", false
	}
	return sentence(e), true
}

// faultOf is what an error says to a person, at the field that it is about.
func faultOf(err error) (fault, bool) {
	text, ok := publicText(err)
	if !ok {
		return fault{}, false
	}
	e, _ := errors.AsType[*unknot.Error](err)
	return wrong(e.Field, text), true
}

var passkeyScript = []string{"dist/passkey.js"}

var tooMany = msg("Too many tries. Please wait a minute.")

func (s *Site) signInPage(*http.Request) (view, error) {
	return view{title: "Sign in", body: signInForm("", s.accounts.label(), ""), script: passkeyScript}, nil
}

func (s *Site) signIn(r *http.Request) (view, error) {
	name := r.PostFormValue("name")
	if !s.mayTry(r, name) {
		return view{status: http.StatusTooManyRequests, title: "Sign in", body: signInForm(tooMany, s.accounts.label(), name), script: passkeyScript}, nil
	}
	a, err := s.practice.SignIn(r.Context(), name, r.PostFormValue("password"))
	if text, ok := publicText(err); ok {
		return view{status: http.StatusForbidden, title: "Sign in", body: signInForm(text, s.accounts.label(), name), script: passkeyScript}, nil
	}
	if err != nil {
		return view{}, err
	}
	return view{to: "/"}, s.begin(r, a)
}

func (s *Site) signOut(r *http.Request) (view, error) {
	return view{to: "/sign-in"}, s.accounts.sessions.Destroy(r.Context())
}

func (s *Site) recoverPage(*http.Request) (view, error) {
	return view{title: "Use a recovery code", body: recoverForm("", "")}, nil
}

func (s *Site) recover(r *http.Request) (view, error) {
	name := r.PostFormValue("name")
	if !s.mayTry(r, name) {
		return view{status: http.StatusTooManyRequests, title: "Use a recovery code", body: recoverForm(tooMany, name)}, nil
	}
	a, err := s.practice.Recover(r.Context(), name, r.PostFormValue("code"), r.PostFormValue("password"))
	if text, ok := publicText(err); ok {
		return view{status: http.StatusForbidden, title: "Use a recovery code", body: recoverForm(text, name)}, nil
	}
	if err != nil {
		return view{}, err
	}
	return view{to: "/"}, s.begin(r, a)
}

// accountView is what the account page shows.
type accountView struct {
	Account care.Account
	Kept    []care.Kept
	Shares  []care.Consent
	Tokens  []care.Token
	Audit   []care.AuditLine
	Now     time.Time
	Problem fault
	Codes   []string // new recovery codes, shown once
	Secret  string   // a new token, shown once
	Other   string   // what the button of another house says, or ""
}

// mostAudit is how many lines of the audit log are shown.
const mostAudit = 30

func (s *Site) account(r *http.Request) (view, error) { return s.accountWith(r, accountView{}, nil) }

// accountWith shows the account page after something was done; a refusal is
// shown on it, at the field of v.Problem when the error names none.
func (s *Site) accountWith(r *http.Request, v accountView, err error) (view, error) {
	status := 0
	if f, ok := faultOf(err); ok {
		f.Field = cmp.Or(f.Field, v.Problem.Field)
		v.Problem, status, err = f, http.StatusUnprocessableEntity, nil
	}
	a, ctx := accountOf(r), r.Context()
	v.Account, v.Now, v.Other = a, s.practice.Now(), s.accounts.label()
	if err == nil {
		v.Kept, err = s.practice.Recent(ctx, a.Tenant, mostKept)
	}
	if err == nil {
		v.Shares, err = s.practice.Shares(ctx, a.Tenant)
	}
	if err == nil {
		v.Tokens, err = s.practice.Tokens(ctx, a.Name)
	}
	if err == nil {
		v.Audit, err = s.practice.Audit(ctx, a.Tenant, mostAudit)
	}
	return view{status: status, title: "Your account", body: accountPage(v), script: passkeyScript}, err
}

// logLength is how many lines a page of the log has.
const logLength = 100

// accountLog shows the log of one's own records; an admin also that of the
// house.
func (s *Site) accountLog(r *http.Request) (view, error) {
	a, of := accountOf(r), r.FormValue("of")
	tenant := a.Tenant
	if of == "house" {
		if a.Role != "admin" {
			return view{}, unknot.Errorf(unknot.NotFound, "there is no such log")
		}
		tenant = care.HouseLog
	} else {
		of = ""
	}
	list, next, err := s.practice.AuditPage(r.Context(), tenant, r.FormValue("from"), logLength)
	return view{title: "Who did what", body: logPage(of, list, next)}, err
}

// password sets a new password for who knows the old one, and signs this
// browser in again; all others are signed out.
func (s *Site) password(r *http.Request) (view, error) {
	a := accountOf(r)
	if !s.mayTry(r, a.Name) {
		return s.accountWith(r, accountView{Problem: fault{Text: tr(r.Context(), tooMany)}}, nil)
	}
	if _, err := s.practice.SignIn(r.Context(), a.Name, r.PostFormValue("old")); err != nil {
		return s.refused(r, err, fault{Field: "old", Text: tr(r.Context(), "The old password is not right.")})
	}
	err := s.practice.SetPassword(r.Context(), a.Name, r.PostFormValue("password"))
	if err != nil {
		return s.accountWith(r, accountView{Problem: fault{Field: "new"}}, err)
	}
	if a, err = s.practice.AccountNamed(r.Context(), a.Name); err != nil {
		return view{}, err
	}
	return view{to: "/account"}, s.begin(r, a)
}

// refused shows the account page with what was wrong, where the words for
// signing in would not say it.
func (s *Site) refused(r *http.Request, err error, f fault) (view, error) {
	if _, ok := publicText(err); !ok {
		return view{}, err
	}
	v, err := s.accountWith(r, accountView{Problem: f}, nil)
	v.status = http.StatusUnprocessableEntity
	return v, err
}

func (s *Site) codes(r *http.Request) (view, error) {
	codes, err := s.practice.NewRecovery(r.Context(), accountOf(r).Name)
	return s.accountWith(r, accountView{Codes: codes}, err)
}

// days reads a number of days from a form.
func days(r *http.Request) time.Duration {
	n, err := strconv.Atoi(r.PostFormValue("days"))
	if err != nil || n < 0 || n > 10000 {
		return 0 // which the use case refuses with words
	}
	return time.Duration(n) * 24 * time.Hour
}

func (s *Site) share(r *http.Request) (view, error) {
	_, err := s.practice.Share(r.Context(), accountOf(r), r.PostFormValue("episode"), r.PostFormValue("with"), days(r), r.PostFormValue("add") != "")
	at := "share-days"
	if unknot.IsKind(err, unknot.NotFound) {
		at = "with"
	}
	return s.accountWith(r, accountView{Problem: fault{Field: at}}, err)
}

func (s *Site) unshare(r *http.Request) (view, error) {
	return s.accountWith(r, accountView{}, s.practice.Unshare(r.Context(), accountOf(r), r.PostFormValue("id")))
}

func (s *Site) token(r *http.Request) (view, error) {
	scopes := []string{"read"}
	if r.PostFormValue("write") != "" {
		scopes = append(scopes, "write")
	}
	secret, err := s.practice.AddToken(r.Context(), accountOf(r).Name, r.PostFormValue("label"), scopes, days(r))
	return s.accountWith(r, accountView{Secret: secret, Problem: fault{Field: "token-days"}}, err)
}

func (s *Site) revoke(r *http.Request) (view, error) {
	return s.accountWith(r, accountView{}, s.practice.RevokeToken(r.Context(), accountOf(r).Name, r.PostFormValue("id")))
}

// deleteAccount takes the account and all records away, for who knows the
// password.
func (s *Site) deleteAccount(r *http.Request) (view, error) {
	a := accountOf(r)
	if !s.mayTry(r, a.Name) {
		return s.accountWith(r, accountView{Problem: fault{Text: tr(r.Context(), tooMany)}}, nil)
	}
	if a.Secret {
		if _, err := s.practice.SignIn(r.Context(), a.Name, r.PostFormValue("password")); err != nil {
			return s.refused(r, err, fault{Field: "delete-password", Text: tr(r.Context(), "The password is not right.")})
		}
	} else if r.PostFormValue("name") != a.Name {
		return s.accountWith(r, accountView{}, unknot.FieldErrorf("delete-name", "write your name to delete the account"))
	}
	receipt, err := s.practice.DeleteAccount(r.Context(), a.Name)
	if err != nil {
		return view{}, err
	}
	return view{title: "Deleted", body: receiptPage(trn(r.Context(), int(receipt.Rows), "Your account and %d record are gone from the database. Copies and backups that were made before are not touched.",
		"Your account and %d records are gone from the database. Copies and backups that were made before are not touched."), receipt)}, s.accounts.sessions.Destroy(r.Context())
}

// sharedEpisode is everything that was answered, for whom it was shared with.
func (s *Site) sharedEpisode(r *http.Request) (view, error) {
	sh, err := s.practice.OpenShared(r.Context(), accountOf(r), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	f, err := s.answerForm(r.Context(), sh.Answer, "")
	if err != nil {
		return view{}, err
	}
	return view{title: "Shared with you", body: sharedAnswer(s.practice.Base, f, sh, stopForm{Gate: sh.Answer.Gate}), styles: mapStyles, wide: true}, nil
}
