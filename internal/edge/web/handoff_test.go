package web_test

import (
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/link"
	"github.com/unknot/unknot/internal/edge/web"
)

// A person makes a link, a clinician opens it in a browser with the passcode,
// and after it was taken back it opens no more.
func TestALinkIsMadeOpenedAndTakenBack(t *testing.T) {
	p := caretest.Practice(t)
	id, _ := caretest.Keep(t, p, care.Home, caretest.Example(t, "desk-worker"))
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	mux := http.NewServeMux()
	secret := link.Handler(p, log)
	mux.Handle("/shl/", secret)
	mux.Handle("/feed/", secret)
	mux.Handle("/", web.Handler(p, log))
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	me := visit(t, s)
	if status, page := me.post("/link/"+id, "kind", "health", "days", "0"); status != 422 || !strings.Contains(page, `role="alert"`) {
		t.Errorf("a link of no days: %d", status)
	}
	_, page := me.post("/link/"+id, "kind", "calendar", "days", "30", "zone", "Europe/Berlin")
	feed := regexp.MustCompile(`/feed/[A-Za-z0-9_-]+/plan\.ics`).FindString(page)
	if status, text := me.get(feed); status != 200 || !strings.Contains(text, "TZID:Europe/Berlin") {
		t.Errorf("%q: %d %.200s", feed, status, text)
	}
	_, page = me.post("/link/"+id, "kind", "health", "days", "7", "passcode", "four words")
	made := html.UnescapeString(regexp.MustCompile(`https?://[^<]+/link#shlink:/[A-Za-z0-9_-]+`).FindString(page))
	if made == "" || !strings.Contains(page, `class="qr"`) {
		t.Fatalf("no link, or no QR code:\n%.2000s", page)
	}
	ctx := browser(t)
	do(t, ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(made), chromedp.WaitVisible(chromedp.CSS("#open-link")), chromedp.Sleep(300*time.Millisecond))
	if at := eval[string](t, ctx, "location.href"); strings.Contains(at, "shlink") {
		t.Errorf("the key stays in the address: %s", at)
	}
	press := func(want string) {
		t.Helper()
		do(t, ctx, chromedp.Click(chromedp.CSS("#open-link button[type=submit]")), chromedp.Sleep(700*time.Millisecond))
		if got := eval[string](t, ctx, `document.getElementById("link-said").textContent`); !strings.Contains(got, want) {
			t.Errorf("said %q, want %q", got, want)
		}
	}
	press("passcode is missing")
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#code"), "four words"))
	press("Opened")
	if text := eval[string](t, ctx, `document.getElementById("opened").innerText`); !strings.Contains(text, "Pain report") || !strings.Contains(text, "Where it hurts") || !strings.Contains(strings.ToLower(text), "temple") {
		t.Errorf("opened: %.800s", text)
	}
	_, page = me.get("/link/" + id)
	health := regexp.MustCompile(`Health link,[\s\S]*?name="link" value="([^"]+)"`).FindStringSubmatch(page)
	if health == nil || !strings.Contains(page, "opened 1 time") {
		t.Fatalf("the list: %.3000s", page)
	}
	me.post("/link/"+id+"/revoke", "link", health[1])
	press("ended, or was taken back")
}

// Hooks are added and taken away on their page; the secret is shown once.
func TestHooksOnTheirPage(t *testing.T) {
	s := site(t)
	me := visit(t, s)
	if status, page := me.post("/hooks", "url", "ftp://x.example", "event", "entry.kept"); status != 422 || !strings.Contains(page, `role="alert"`) {
		t.Errorf("a wrong address: %d", status)
	}
	_, page := me.post("/hooks", "url", "https://x.example/in", "event", "entry.kept", "event", "danger.raised")
	if !strings.Contains(page, "whsec_") || !strings.Contains(page, "https://x.example/in") {
		t.Errorf("%.2000s", page)
	}
	_, page = me.get("/hooks")
	id := regexp.MustCompile(`name="id" value="([^"]+)"`).FindStringSubmatch(page)
	if id == nil || strings.Contains(page, "whsec_") {
		t.Fatalf("%.2000s", page)
	}
	if _, page = me.post("/hooks/delete", "id", id[1]); strings.Contains(page, "x.example/in") {
		t.Error("still there")
	}
}

// A number of days that no link can last is said at its field, in days, and
// what was written stays.
func TestTheFaultOfALinkStandsAtItsField(t *testing.T) {
	_, s := shownTo(t)
	for kind, field := range map[string]string{"health": "health-days", "calendar": "feed-days"} {
		for _, days := range []string{"0", "400", "many"} {
			status, page := post(t, s.URL+"/link/DEMO", url.Values{"kind": {kind}, "days": {days}})
			if status != http.StatusUnprocessableEntity || !strings.Contains(page, "Write a number of days from 1 to 366.") || !strings.Contains(page, `id="fault-`+field+`"`) || !strings.Contains(page, `value="`+days+`"`) {
				t.Errorf("%s for %q days: status %d, or the fault or what was written is not there", kind, days, status)
			}
		}
	}
}

// A secret that is shown once is copied with one tap, and where the browser
// refuses it is chosen, so that nobody has to mark nine lines with a thumb.
func TestASecretIsCopiedWithOneTap(t *testing.T) {
	_, s := shownTo(t)
	ctx := browser(t)
	make := func() {
		do(t, ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(s.URL+"/link/DEMO"), chromedp.Click("[aria-labelledby=health] button"), chromedp.WaitVisible("[data-copy]"))
	}
	tap := func(clipboard, want string) {
		t.Helper()
		eval[bool](t, ctx, `Object.defineProperty(navigator, "clipboard", {configurable: true, value: `+clipboard+`}) === navigator`)
		do(t, ctx, chromedp.Click("[data-copy]"))
		said := eval[string](t, ctx, `new Promise(done => { const b = document.querySelector("[data-copy]"), look = left => b.textContent !== "Copy" || !left ? done(b.textContent) : setTimeout(look, 20, left - 1); look(100); })`, chromedp.EvalAwaitPromise)
		if said != want {
			t.Errorf("the button says %q, want %q", said, want)
		}
	}
	make()
	tap(`{writeText: (text) => { window.copied = text; return Promise.resolve(); }}`, "Copied")
	if got, want := eval[string](t, ctx, "copied"), eval[string](t, ctx, `document.getElementById("made-secret").textContent`); got != want || !strings.Contains(got, "shlink:/") {
		t.Errorf("copied %q in place of %q", got, want)
	}
	make()
	tap(`undefined`, "Chosen: copy it now")
	if got := eval[string](t, ctx, "getSelection().toString()"); !strings.Contains(got, "shlink:/") {
		t.Errorf("chosen is %q", got)
	}
}
