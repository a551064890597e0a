package web_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc/oidctest"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/web"
)

// hospital is an OpenID Connect issuer that runs within the test. Whoever comes
// is sent back at once as the present subject.
type hospital struct {
	t       *testing.T
	server  *httptest.Server
	key     *rsa.PrivateKey
	subject string
	lie     func(claims map[string]any) // changes what is signed
	asked   map[string]url.Values       // by code
}

func openHospital(t *testing.T) *hospital {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	h := &hospital{t: t, key: key, subject: "s-1", asked: map[string]url.Values{}, lie: func(map[string]any) {}}
	plain := &oidctest.Server{PublicKeys: []oidctest.PublicKey{{PublicKey: key.Public(), KeyID: "k", Algorithm: "RS256"}}}
	mux := http.NewServeMux()
	mux.Handle("/", plain)
	mux.HandleFunc("/auth", h.authorize)
	mux.HandleFunc("/token", h.token)
	h.server = httptest.NewServer(mux)
	t.Cleanup(h.server.Close)
	plain.SetIssuer(h.server.URL)
	return h
}

func (h *hospital) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("client_id") != "unknot" || q.Get("code_challenge_method") != "S256" || q.Get("nonce") == "" || !strings.HasSuffix(q.Get("redirect_uri"), "/sign-in/oidc/back") {
		h.t.Errorf("asked %v", q)
	}
	code := fmt.Sprintf("code-%d", len(h.asked))
	h.asked[code] = q
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+url.Values{"code": {code}, "state": {q.Get("state")}}.Encode(), http.StatusFound)
}

func (h *hospital) token(w http.ResponseWriter, r *http.Request) {
	q := h.asked[r.FormValue("code")]
	id, secret, _ := r.BasicAuth()
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if q == nil || id != "unknot" || secret != "hush" || base64.RawURLEncoding.EncodeToString(sum[:]) != q.Get("code_challenge") {
		http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		return
	}
	claims := map[string]any{"iss": h.server.URL, "sub": h.subject, "aud": "unknot", "nonce": q.Get("nonce"), "preferred_username": "Eve Example",
		"iat": time.Now().Unix(), "exp": time.Now().Add(time.Hour).Unix()}
	h.lie(claims)
	raw, err := json.Marshal(claims)
	if err != nil {
		h.t.Error(err)
	}
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"access_token":"x","token_type":"Bearer","id_token":%q}`, oidctest.SignIDToken(h.key, "k", "RS256", string(raw)))
}

// branch is a server that trusts the hospital.
func (h *hospital) branch(newcomers bool) (*httptest.Server, *care.Practice) {
	p := caretest.Practice(h.t)
	if _, err := p.AddAccount(context.Background(), "ada", "person", word); err != nil {
		h.t.Fatal(err)
	}
	a := web.NewAccounts(p, slog.New(slog.NewTextHandler(io.Discard, nil)), false, web.OIDC{Issuer: h.server.URL, Client: "unknot", Secret: "hush", Label: "Hospital sign-in", Newcomers: newcomers})
	s := httptest.NewServer(a.Guard(a.Handler()))
	h.t.Cleanup(s.Close)
	return s, p
}

func sees(v *visitor, path string, status int, text string) {
	v.t.Helper()
	if got, page := v.get(path); got != status || !strings.Contains(page, text) {
		v.t.Errorf("%s: %d, want %d and %q", path, got, status, text)
	}
}

func sends(v *visitor, path string, status int, text string, pairs ...string) {
	v.t.Helper()
	if got, page := v.post(path, pairs...); got != status || !strings.Contains(page, text) {
		v.t.Errorf("%s: %d, want %d and %q", path, got, status, text)
	}
}

// Nobody gets in before their account asked for it; then they do, on any
// browser, and the audit log says how.
func TestAnotherHouseLetsInWhoConnected(t *testing.T) {
	h := openHospital(t)
	s, p := h.branch(false)
	eve := visit(t, s)
	sees(eve, "/sign-in", 200, "Hospital sign-in")
	sees(eve, "/sign-in/oidc", 403, "account here belongs")
	ada := visit(t, s)
	sends(ada, "/sign-in", 200, "", "name", "ada", "password", word)
	sees(ada, "/sign-in/oidc", 403, "account here belongs") // another site may have sent her there: nothing is connected
	sends(ada, "/account/connect", 200, "Hospital sign-in")
	sees(ada, "/sign-in/oidc", 200, "Your account")
	elsewhere := visit(t, s)
	sees(elsewhere, "/sign-in/oidc", 200, "")
	sees(elsewhere, "/account", 200, "signed in as ada")
	log, err := p.Audit(context.Background(), "house", 1)
	if err != nil || log[0].What != "signed_in" || log[0].About != "oidc" || log[0].Account != "ada" {
		t.Errorf("%+v %v", log, err)
	}
}

// With --oidc-add a newcomer gets an account without a password, never that of
// somebody of the same name; it is deleted by writing its name.
func TestNewcomersGetAnAccountOfTheirOwn(t *testing.T) {
	h := openHospital(t)
	s, p := h.branch(true)
	if _, err := p.AddAccount(context.Background(), "eveexample", "person", word); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		eve := visit(t, s)
		sees(eve, "/sign-in/oidc", 200, "")
		sees(eve, "/account", 200, "signed in as eveexample-2 (person)")
	}
	eve := visit(t, s)
	sends(eve, "/sign-in", 403, "do not fit", "name", "eveexample-2", "password", "")
	sees(eve, "/sign-in/oidc", 200, "")
	sends(eve, "/account/delete", 422, "rite your name", "name", "somebody")
	sends(eve, "/account/delete", 200, "Receipt", "name", "eveexample-2")
	if list, err := p.Accounts(context.Background()); err != nil || len(list) != 2 {
		t.Errorf("%+v %v", list, err)
	}
}

// An answer for somebody else, of another time, or not asked for, lets nobody
// in.
func TestForgedAnswersAreRefused(t *testing.T) {
	h := openHospital(t)
	s, p := h.branch(true)
	for name, lie := range map[string]func(map[string]any){
		"another client": func(c map[string]any) { c["aud"] = "other" },
		"another issuer": func(c map[string]any) { c["iss"] = "https://elsewhere.example" },
		"run out":        func(c map[string]any) { c["exp"] = time.Now().Add(-time.Hour).Unix() },
		"another nonce":  func(c map[string]any) { c["nonce"] = "x" },
		"nobody":         func(c map[string]any) { c["sub"] = "" },
	} {
		h.lie = lie
		v := visit(t, s)
		if sees(v, "/sign-in/oidc", 403, "did not say who you are"); t.Failed() {
			t.Fatal(name)
		}
	}
	sees(visit(t, s), "/sign-in/oidc/back?state=x&code=code-0", 403, "not begun here")
	if list, err := p.Accounts(context.Background()); err != nil || len(list) != 1 {
		t.Errorf("somebody got in: %+v %v", list, err)
	}
	h.server.Close()
	s2, _ := h.branch(true)
	sees(visit(t, s2), "/sign-in/oidc", 403, "cannot be reached")
}
