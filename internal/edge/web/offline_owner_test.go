package web_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/web"
)

// What one person wrote offline is refused for another, and nothing of it is
// kept; only the owner's mark opens the door.
func TestRecordsOfSomebodyElseAreRefused(t *testing.T) {
	p := caretest.Practice(t)
	s := httptest.NewServer(web.Handler(p, slog.New(slog.DiscardHandler)))
	defer s.Close()
	body := `{"owner":"somebody else","records":{"entries":[{"ID":"E1","Doc":"{\"schema\":\"unknot.entry/v1\",\"id\":\"E1\",\"at\":\"2026-03-01T10:00:00Z\",\"note\":\"mine\"}"}]}}`
	for kind, want := range map[string]int{"application/json": http.StatusConflict, "text/plain": http.StatusBadRequest} {
		answer, err := http.Post(s.URL+"/offline/records", kind, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%s: %d, want %d", kind, answer.StatusCode, want)
		}
	}
	if list, err := p.Diary(context.Background(), care.Home, 5); err != nil || len(list) != 0 {
		t.Errorf("%d entries were kept, %v", len(list), err)
	}
}

// Nobody gets a kit, or gives records, without signing in; and who signs out
// leaves nothing in the browser.
func TestSigningOutLeavesNothingHere(t *testing.T) {
	p := caretest.Practice(t)
	if _, err := p.AddAccount(context.Background(), "ada", "person", word); err != nil {
		t.Fatal(err)
	}
	pages := web.NewAccounts(p, slog.New(slog.DiscardHandler), false, web.OIDC{})
	s := httptest.NewServer(pages.Guard(pages.Handler()))
	defer s.Close()
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		path := map[string]string{http.MethodGet: "/offline/kit", http.MethodPost: "/offline/records"}[method]
		r, err := http.NewRequest(method, s.URL+path, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			t.Errorf("%s %s without signing in: %d", method, path, answer.StatusCode)
		}
	}
	ctx := browser(t)
	do(t, ctx, chromedp.Navigate(s.URL+"/sign-in"), chromedp.SendKeys(chromedp.CSS("#name"), "ada"), chromedp.SendKeys(chromedp.CSS("#password"), word), chromedp.Click(chromedp.CSS("form button[type=submit]")), chromedp.WaitVisible(chromedp.CSS("#words")))
	untilKept(t, ctx, "kit", func(kit string) bool { return strings.Contains(kit, `owner`) })
	do(t, ctx, chromedp.Navigate(s.URL+"/account"), chromedp.Click(chromedp.CSS(`form[action="/sign-out"] button`)), chromedp.WaitVisible(chromedp.CSS("#password")))
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		kit := eval[*string](t, ctx, carried+`("kit")`, chromedp.EvalAwaitPromise)
		fresh := eval[*string](t, ctx, carried+`("fresh")`, chromedp.EvalAwaitPromise)
		left := eval[int](t, ctx, `caches.open("pages-1").then(c => c.keys()).then(all => all.filter(r => !/sign-in|offline/.test(r.url)).length)`, chromedp.EvalAwaitPromise)
		if kit == nil && fresh == nil && left == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("after signing out %d pages are left, the kit: %v, what was written: %v", left, kit != nil, fresh != nil)
		}
	}
}
