package web_test

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/security"
	"github.com/chromedp/chromedp"

	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/report"
	"github.com/unknot/unknot/internal/edge/web"
)

// witness keeps what a server and a browser let others see: the lines of the
// log, and the address of every request.
type witness struct {
	mu        sync.Mutex
	log       bytes.Buffer
	addresses []string
}

func (w *witness) Write(line []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.log.Write(line)
}

func (w *witness) saw(address string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.addresses = append(w.addresses, address)
}

// watched is a house with one account, reached by https, that is watched.
func watched(t testing.TB) (*httptest.Server, *witness) {
	t.Helper()
	p := caretest.Practice(t)
	if _, err := p.AddAccount(context.Background(), "ada", "person", word); err != nil {
		t.Fatal(err)
	}
	w := &witness{}
	lines := slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug}))
	pages, mux := web.NewAccounts(p, lines, true, web.OIDC{}), http.NewServeMux()
	mux.Handle("/report/{id}", report.Handler(p, web.Tenant, lines))
	mux.Handle("/", pages.Handler())
	guarded := pages.Guard(mux)
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		w.saw(r.URL.String() + " " + r.Referer())
		guarded.ServeHTTP(out, r)
	}))
	s.Config.ErrorLog = log.New(w, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s, w
}

// keys is a person with nothing but a keyboard.
type keys struct {
	t   testing.TB
	ctx context.Context
}

// to presses Tab until what has the focus matches.
func (k keys) to(where string) {
	k.t.Helper()
	for range 150 {
		if eval[bool](k.t, k.ctx, fmt.Sprintf("document.activeElement.matches(%q)", where)) {
			return
		}
		press(k.t, k.ctx, "Tab")
	}
	k.t.Fatalf("the tab key does not reach %s on\n%s", where, eval[string](k.t, k.ctx, "location.pathname + (document.querySelector('main') ?? document.documentElement).innerText"))
}

// onto waits until another page than this one is whole.
func (k keys) onto(leave string) {
	k.t.Helper()
	eval[any](k.t, k.ctx, "window.before = true; 0")
	press(k.t, k.ctx, leave)
	k.arrived()
}

// arrived waits until another page than the marked one is whole.
func (k keys) arrived() {
	k.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		// between two pages there is nothing to ask
		if ok, err := chromedp.Run(k.ctx, chromedp.Evaluate[bool](`!window.before && document.readyState === "complete"`)); err == nil && ok {
			return
		}
	}
	k.t.Fatalf("nothing leads on from\n%s", eval[string](k.t, k.ctx, "location.pathname + (document.querySelector('main') ?? document.documentElement).innerText"))
}

// choose goes to a scale or a choice and takes one.
func (k keys) choose(name, value string) {
	k.t.Helper()
	k.to(fmt.Sprintf("[name=%s]", name))
	press(k.t, k.ctx, "Space")
	for range 11 {
		if eval[string](k.t, k.ctx, "document.activeElement.value") == value {
			return
		}
		press(k.t, k.ctx, "Right")
	}
	k.t.Fatalf("%s has no %s", name, value)
}

func (k keys) is(where string) bool {
	k.t.Helper()
	return eval[bool](k.t, k.ctx, fmt.Sprintf("!!document.querySelector(%q)", where))
}

func (k keys) says(wants ...string) {
	k.t.Helper()
	page := eval[string](k.t, k.ctx, "(document.querySelector('main') ?? document.documentElement).innerText")
	for _, want := range wants {
		if !strings.Contains(page, want) {
			k.t.Errorf("%s does not say %q:\n%s", eval[string](k.t, k.ctx, "location.pathname"), want, page)
		}
	}
}

// bodily are words that must stand in no address and no line of a log.
var bodily = regexp.MustCompile(`temple|head|muscle|trapezius|frontalis|press_|stretch|intensity|chest|danger|effort|stopped|tunnel|age=|desk=|pain`)

// The whole way by the keyboard alone, signed in and by https: draw, answer,
// read, plan, a guided session to its end, three days of diary, the course, the
// report on paper, a link. Nothing leaves the origin, and neither the addresses
// nor the log tell of the body.
func TestTheWholeWayByKeyboard(t *testing.T) {
	ctx := browser(t)
	s, seen := watched(t)
	k := keys{t, ctx}
	if _, err := chromedp.Call(ctx, security.SetIgnoreCertificateErrors, security.SetIgnoreCertificateErrorsParams{Ignore: true}); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, func(ev any) {
		if e, ok := ev.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(e.Request.URL, "data:") {
			seen.saw(e.Request.URL)
		}
	}); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(s.URL), chromedp.Focus(chromedp.CSS("#name")), chromedp.KeyEvent("ada"))
	k.to("#password")
	do(t, ctx, chromedp.KeyEvent(word))
	k.onto("Enter")

	do(t, ctx, chromedp.WaitReady(chromedp.CSS(`#map[data-whole=yes]`))) // every cell can be reached
	focus(t, ctx, "front", "temple.right")
	press(t, ctx, "6 Esc")
	k.to("#draw > * button[type=submit], #draw > button[type=submit]")
	k.onto("Enter")
	asked := 0
	for ; !k.is("#level"); asked++ {
		switch {
		case asked > 60:
			t.Fatal("the questions do not end")
		case k.is(".signs"):
			k.to("main form.stack button[type=submit]")
		case k.is(`form[action$="/done"]`):
			k.to(`form[action$="/done"] button`)
		case k.is(".one-question"):
			k.to("button[name=answer][value=no]")
		default:
			if k.is("#age") {
				k.to("#age")
				press(t, ctx, "4 1")
			}
			k.to("main form.stack .actions button[type=submit]")
		}
		k.onto("Enter")
	}
	if asked < 5 {
		t.Errorf("only %d pages of questions", asked)
	}
	k.says("You can start at home", "Your plan for now", "Right upper trapezius")

	k.to(".actions a[href='/plan']")
	k.onto("Enter")
	k.says("Never above")
	k.to("main .plan-go a")
	k.onto("Enter")
	session(k)
	k.says("Done once today")

	for day, pain := range []string{"6", "4", "3"} {
		do(t, ctx, chromedp.Navigate(s.URL+"/diary/new"))
		at := time.Now().AddDate(0, 0, day-2).Add(-time.Minute).Format("2006-01-02T15:04")
		eval[any](t, ctx, fmt.Sprintf(`document.getElementById("at").value = %q; 0`, at))
		k.choose("pain0", pain)
		k.to("#note")
		do(t, ctx, chromedp.KeyEvent(fmt.Sprintf("in the tunnel, day %d", day)))
		k.choose("new", "no")
		k.to(".entry-form button[type=submit]")
		k.onto("Enter")
		k.says(fmt.Sprintf("in the tunnel, day %d", day))
	}
	k.to(".tabs a[href='/course']")
	k.onto("Enter")
	k.says("3 days with an entry", "1 session", "Right temple")

	do(t, ctx, chromedp.Navigate(s.URL+"/report"))
	k.to("main a[href^='/report/']")
	k.onto("Enter")
	k.says("Pain report", "emple", "Danger questions and answers")
	k.to("nav a[href^='/link/']")
	k.onto("Enter")
	k.to("#passcode")
	do(t, ctx, chromedp.KeyEvent("four words"))
	k.onto("Enter")
	if !k.is("svg.qr") {
		t.Error("there is no link to hand over")
	}
	do(t, ctx, chromedp.Navigate(s.URL+"/about"))
	k.to("form[action='/language'] button")
	k.onto("Enter")

	kept, err := chromedp.Call(ctx, network.GetCookies, network.GetCookiesParams{})
	if err != nil {
		t.Fatal(err)
	}
	if len(kept.Cookies) < 2 {
		t.Errorf("%d cookies; who signed in and the language are two", len(kept.Cookies))
	}
	for _, c := range kept.Cookies {
		if !c.Secure || !c.HTTPOnly || c.SameSite != network.CookieSameSiteLax {
			t.Errorf("the cookie %s: secure %t, out of reach of scripts %t, same site %q", c.Name, c.Secure, c.HTTPOnly, c.SameSite)
		}
	}
	seen.mu.Lock()
	defer seen.mu.Unlock()
	if len(seen.addresses) < 50 {
		t.Errorf("only %d requests were seen", len(seen.addresses))
	}
	for _, a := range seen.addresses {
		if !strings.HasPrefix(a, "/") && !strings.HasPrefix(a, s.URL+"/") {
			t.Errorf("a request leaves the origin: %s", a)
		}
		if word := bodily.FindString(a); word != "" {
			t.Errorf("the address %s says %q", a, word)
		}
	}
	if word := bodily.FindString(seen.log.String()); word != "" {
		t.Errorf("the log says %q:\n%s", word, seen.log.String())
	}
}

// session goes through a guided session to its end, with pain before and after
// and the effort.
func session(k keys) {
	k.t.Helper()
	k.to("[data-go]")
	press(k.t, k.ctx, "Enter")
	do(k.t, k.ctx, chromedp.WaitVisible(chromedp.CSS("[data-player]")))
	k.choose("before", "6")
	for n := 0; eval[bool](k.t, k.ctx, `document.querySelector("[data-after]").hidden`); n++ {
		if n > 80 {
			k.t.Fatal("the session does not end")
		}
		press(k.t, k.ctx, "n")
	}
	k.choose("effort", "3")
	k.choose("after", "4")
	k.to("[data-after] button[type=submit]")
	k.onto("Enter")
}
