package web_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/web"
)

const word = "four plain words here"

// house is a server with accounts: ada, bob, and doc the clinician.
func house(t testing.TB) (*httptest.Server, *care.Practice) {
	t.Helper()
	p := caretest.Practice(t)
	ctx := context.Background()
	for name, role := range map[string]string{"ada": "person", "bob": "person", "doc": "clinician"} {
		if _, err := p.AddAccount(ctx, name, role, word); err != nil {
			t.Fatal(err)
		}
	}
	a := web.NewAccounts(p, slog.New(slog.NewTextHandler(io.Discard, nil)), false, web.OIDC{})
	s := httptest.NewServer(a.Guard(a.Handler()))
	t.Cleanup(s.Close)
	return s, p
}

// visitor is a browser with its own cookies.
type visitor struct {
	t    testing.TB
	http *http.Client
	base string
}

func visit(t testing.TB, s *httptest.Server) *visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{t, &http.Client{Jar: jar}, s.URL}
}

func (v *visitor) read(r *http.Response, err error) (int, string) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return r.StatusCode, asRead(r, raw)
}

func (v *visitor) get(path string) (int, string) {
	v.t.Helper()
	return v.read(v.http.Get(v.base + path))
}

func (v *visitor) post(path string, pairs ...string) (int, string) {
	v.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return v.read(v.http.PostForm(v.base+path, form))
}

func (v *visitor) signIn(name string) *visitor {
	v.t.Helper()
	if status, page := v.post("/sign-in", "name", name, "password", word); status != 200 || !strings.Contains(page, "Where does it hurt?") {
		v.t.Fatalf("%s cannot sign in: %d\n%s", name, status, page)
	}
	return v
}

// Nothing but the open pages answers without an account, and nobody sees the
// records of another.
func TestEachSeesTheirOwn(t *testing.T) {
	s, p := house(t)
	nobody := visit(t, s)
	for _, path := range []string{"/", "/data", "/account", "/clinic", "/answer/X", "/nowhere", "/diary", "/plan"} {
		if _, page := nobody.get(path); !strings.Contains(page, "<h1>Sign in</h1>") {
			t.Errorf("%s answers without an account", path)
		}
	}
	for _, path := range []string{"/data/delete", "/places", "/account/share"} {
		if status, _ := nobody.post(path); status != http.StatusUnauthorized {
			t.Errorf("%s: %d", path, status)
		}
	}
	if status, _ := nobody.get("/api/v1/diary"); status != http.StatusUnauthorized {
		t.Errorf("the API without a token: %d", status)
	}
	for _, path := range []string{"/healthz", "/readyz", "/about", "/guide"} {
		if status, _ := nobody.get(path); status != 200 {
			t.Errorf("%s: %d", path, status)
		}
	}
	ada, bob := visit(t, s).signIn("ada"), visit(t, s).signIn("bob")
	_, page := ada.post("/places", "words", "right temple, 5")
	ada.post("/ask/"+draftOf(t, page)+"/all", "rest", "no")
	_, page = ada.get("/data")
	link := regexp.MustCompile(`/answer/[A-Z0-9]+`).FindString(page)
	if link == "" {
		t.Fatalf("nothing was kept:\n%s", page)
	}
	if status, _ := bob.get(link); status != http.StatusNotFound {
		t.Errorf("bob sees ada's answer: %d", status)
	}
	if status, _ := bob.post(link + "/delete"); status != http.StatusNotFound {
		t.Errorf("bob deletes ada's answer: %d", status)
	}
	bob.post("/data/delete")
	if status, _ := ada.get(link); status != 200 {
		t.Errorf("bob deleted ada's answer: %d", status)
	}
	if kept, err := p.Recent(context.Background(), care.Home, 5); err != nil || len(kept) != 0 {
		t.Errorf("somebody's answer went to the tenant of nobody: %v %v", kept, err)
	}
	if status, page := ada.post("/data/export"); status != 200 || !strings.HasPrefix(page, "PK") || !strings.Contains(page, "drawings/episode-"+strings.TrimPrefix(link, "/answer/")) {
		t.Errorf("ada's export: %d, %d bytes", status, len(page))
	}
	if _, page := bob.post("/data/export"); strings.Contains(page, "drawings/episode-") {
		t.Error("bob's export holds ada's drawing")
	}
	// shared with the clinician, looked at, taken back
	doc := visit(t, s).signIn("doc")
	if _, page = ada.post("/account/share", "episode", strings.TrimPrefix(link, "/answer/"), "with", "doc", "days", "7"); !strings.Contains(page, "doc, until") {
		t.Fatalf("not shared:\n%s", page)
	}
	_, page = doc.get("/clinic")
	shared := regexp.MustCompile(`/clinic/[A-Z0-9]+`).FindString(page)
	if _, page = doc.get(shared); !strings.Contains(page, "ight temple") || strings.Contains(page, link) {
		t.Errorf("the clinician sees:\n%s", page)
	}
	if status, _ := bob.get(shared); status != http.StatusNotFound {
		t.Errorf("bob opens it: %d", status)
	}
	if _, page = ada.get("/account"); !strings.Contains(page, "Read, doc") {
		t.Error("the look was not logged")
	}
	ada.post("/account/unshare", "id", strings.TrimPrefix(shared, "/clinic/"))
	if status, _ := doc.get(shared); status != http.StatusNotFound {
		t.Errorf("taken back: %d", status)
	}
}

func TestPasswordsSessionsAndDeleting(t *testing.T) {
	s, _ := house(t)
	here, there := visit(t, s).signIn("ada"), visit(t, s).signIn("ada")
	if _, page := here.post("/account/password", "old", "wrong", "password", "another set of words"); !strings.Contains(page, "The old password is not right") {
		t.Error("a wrong old password was taken")
	}
	here.post("/account/password", "old", word, "password", "another set of words")
	if _, page := here.get("/account"); !strings.Contains(page, "signed in as ada") {
		t.Error("the browser that set it is signed out")
	}
	if _, page := there.get("/account"); !strings.Contains(page, "<h1>Sign in</h1>") {
		t.Error("the other browser stays signed in")
	}
	_, page := here.post("/account/token", "label", "phone", "days", "5")
	secret := regexp.MustCompile(`unknot_[A-Z0-9]+`).FindString(page)
	for method, want := range map[string]bool{"GET": true, "POST": false} {
		r, err := http.NewRequest(method, s.URL+"/api/v1/none", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+secret)
		status, _ := here.read(http.DefaultClient.Do(r))
		if (status != http.StatusUnauthorized) != want {
			t.Errorf("%s with a reading token: %d", method, status)
		}
	}
	if _, page = here.post("/account/codes"); len(regexp.MustCompile(`<code>....-....-....-....</code>`).FindAllString(page, -1)) != 8 {
		t.Error("no codes")
	}
	if _, page = here.post("/account/delete", "password", "another set of words"); !strings.Contains(page, "Receipt") {
		t.Errorf("not deleted:\n%s", page)
	}
	if _, page = here.get("/"); !strings.Contains(page, "<h1>Sign in</h1>") {
		t.Error("a deleted account goes on")
	}
}

func TestGuessingIsSlowedAndCrossSitePostsRefused(t *testing.T) {
	s, _ := house(t)
	v := visit(t, s)
	status := 0
	for range 8 {
		status, _ = v.post("/sign-in", "name", "ada", "password", "not this one")
	}
	if status != http.StatusTooManyRequests {
		t.Errorf("the eighth guess: %d", status)
	}
	if status, _ = v.post("/sign-in", "name", "bob", "password", word); status != 200 {
		t.Errorf("another account is locked out: %d", status)
	}
	r, err := http.NewRequest("POST", s.URL+"/sign-in", strings.NewReader("name=ada&password=x"))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if status, _ = v.read(http.DefaultClient.Do(r)); status != http.StatusForbidden {
		t.Errorf("a cross-site post: %d", status)
	}
}

// Without accounts a foreign name for this address is refused.
func TestAForeignHostNameIsRefused(t *testing.T) {
	s := httptest.NewServer(web.OwnHost(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})))
	defer s.Close()
	for host, want := range map[string]int{"evil.example": 421, "127.0.0.1.evil.example:80": 421, "localhost:8765": 200, "[::1]:8765": 200, "127.0.0.1": 200, "10.0.0.1": 421} {
		r, err := http.NewRequest("GET", s.URL+"/data", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%s: %d, want %d", host, answer.StatusCode, want)
		}
	}
}

// Every page asks whose records it is about: the tenant of the one person
// without accounts stands in one place.
func TestNoPageForgetsWhoIsSignedIn(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		one := f == "tenant.go" || strings.HasSuffix(f, "_js.go") // the browser serves one person
		if !one && !strings.HasSuffix(f, "_test.go") && strings.Contains(string(raw), "care.Home") {
			t.Errorf("%s names care.Home: with accounts everybody would share these records; use tenantOf(r)", f)
		}
	}
}

// Everybody sees the log of their own records, an admin also that of the house;
// nobody sees another's.
func TestLogsAreShownToWhomTheyConcern(t *testing.T) {
	s, p := house(t)
	ctx := context.Background()
	if _, err := p.AddAccount(ctx, "root", "admin", word); err != nil {
		t.Fatal(err)
	}
	if _, err := p.DeleteAccount(ctx, "bob"); err != nil {
		t.Fatal(err)
	}
	ada, root := visit(t, s).signIn("ada"), visit(t, s).signIn("root")
	if _, page := ada.get("/account/log"); !strings.Contains(page, "Nothing is logged here") {
		t.Error("the log of ada is not empty")
	}
	if status, page := ada.get("/account/log?of=house"); status != http.StatusNotFound || strings.Contains(page, "Signed in") {
		t.Errorf("ada sees the log of the house: %d", status)
	}
	if status, page := root.get("/account/log?of=house"); status != 200 || !strings.Contains(page, "Signed in, ada") || !strings.Contains(page, "Account deleted") {
		t.Errorf("the admin does not see it: %d", status)
	}
	if status, _ := root.get("/account/log?of=house&from=nonsense"); status < 400 {
		t.Errorf("a wrong cursor: %d", status)
	}
}
