package cli

import (
	"context"
	"fmt"
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/web"
)

// Programs get in with a token that is good for what they do, and see the
// records of its account; a foreign name gets nowhere without accounts.
func TestProgramsNeedTheRightToken(t *testing.T) {
	ctx := context.Background()
	p := caretest.Practice(t)
	if _, err := p.AddAccount(ctx, "ada", "person", "four plain words here"); err != nil {
		t.Fatal(err)
	}
	reader, err := p.AddToken(ctx, "ada", "reader", []string{"read"}, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, method, path, token, host string
		auth                            bool
		status                          int
	}{
		{"a token", "GET", "/api/v1/entries", reader, "", true, 200},
		{"no token", "GET", "/api/v1/entries", "", "", true, 401},
		{"a wrong token", "GET", "/api/v1/entries", "unknot_X", "", true, 401},
		{"a reader that writes", "POST", "/api/v1/entries", reader, "", true, 401},
		{"a token for pages", "GET", "/data", reader, "", true, 303},
		{"at home", "GET", "/api/v1/entries", "", "", false, 200},
		{"at home from a foreign name", "GET", "/api/v1/entries", "", "evil.example", false, 421},
	} {
		r := httptest.NewRequest(c.method, "http://127.0.0.1"+c.path, nil)
		if c.host != "" {
			r.Host = c.host
		}
		if c.token != "" {
			r.Header.Set("Authorization", "Bearer "+c.token)
		}
		w := httptest.NewRecorder()
		faces(p, slog.New(slog.DiscardHandler), c.auth, false, web.OIDC{}).ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.status)
		}
	}
}

// Behind a proxy one guesser is slowed down, and nobody else; what the guesser
// writes before the proxy's own word is not believed.
func TestBehindAProxyOnlyTheGuesserWaits(t *testing.T) {
	p := caretest.Practice(t)
	pages := (&serveCmd{Proxy: true}).handler(p, slog.New(slog.DiscardHandler), true, true)
	try := func(forwarded string) int {
		r := httptest.NewRequest("POST", "https://clinic.example/sign-in", strings.NewReader("name="+forwarded[:1]+"&password=x"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Forwarded-For", forwarded)
		w := httptest.NewRecorder()
		pages.ServeHTTP(w, r)
		return w.Code
	}
	last := 0
	for i := range 35 {
		last = try(fmt.Sprintf("%d.1.1.1, 203.0.113.7", i))
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the guesser may go on: %d", last)
	}
	if got := try("x, 203.0.113.8"); got != http.StatusForbidden {
		t.Errorf("somebody else must wait: %d", got)
	}
}

// Every address that a page of the whole server names on this server answers:
// no room of one handler hides a page of another.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	p := caretest.Practice(t)
	if err := p.Demo(context.Background()); err != nil {
		t.Fatal(err)
	}
	all := faces(p, slog.New(slog.DiscardHandler), false, false, web.OIDC{})
	link := regexp.MustCompile(`(?:href|src)="(/[^"#?]*)`)
	seen, todo := map[string]bool{}, []string{"/", "/more"}
	for len(todo) > 0 {
		path := todo[0]
		todo = todo[1:]
		w := httptest.NewRecorder()
		all.ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1"+path, nil))
		if w.Code != 200 && w.Code != 303 {
			t.Errorf("%s: %d", path, w.Code)
		}
		if strings.HasPrefix(path, "/guide/") { // the guide tests its own links
			continue
		}
		for _, m := range link.FindAllStringSubmatch(w.Body.String(), -1) {
			if to := html.UnescapeString(m[1]); !seen[to] {
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	if len(seen) < 40 || !seen["/report"] {
		t.Errorf("only %d addresses", len(seen))
	}
}
