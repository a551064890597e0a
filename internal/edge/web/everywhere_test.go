package web_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/report"
	"github.com/unknot/unknot/internal/edge/web"
)

// demoSite is a site with eight weeks of an invented person.
func demoSite(t testing.TB) *httptest.Server {
	t.Helper()
	p := caretest.Practice(t)
	p.Shown = true
	if err := p.Demo(context.Background()); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/report/{id}", web.Localized(report.Handler(p, func(*http.Request) (string, error) { return care.Home, nil }, slog.New(slog.DiscardHandler))))
	mux.Handle("/", web.Handler(p, slog.New(slog.DiscardHandler)))
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// lostIDs lists what a page names by its id and does not hold, or holds twice:
// a fault that a field is said to have must stand there to be read.
const lostIDs = `(() => {
	const out = [], ids = new Set()
	for (const e of document.querySelectorAll("[id]")) ids.has(e.id) ? out.push("twice " + e.id) : ids.add(e.id)
	for (const a of ["aria-describedby", "aria-labelledby", "aria-controls", "for", "list", "form"])
		for (const e of document.querySelectorAll("[" + a + "]"))
			for (const id of e.getAttribute(a).split(/\s+/)) if (id && !ids.has(id)) out.push(a + " " + id)
	for (const e of document.querySelectorAll("a[href^='#'], use[href^='#']"))
		if (!ids.has(decodeURIComponent(e.getAttribute("href").slice(1)))) out.push("href " + e.getAttribute("href"))
	return out
})()`

// Every page and state in light and dark, in English, in Spanish and from right
// to left, without movement: axe finds nothing, nothing is wider than the
// screen, nothing moves after it was painted, nothing leaves the origin.
func TestEverySightEverywhere(t *testing.T) {
	all := sights(t)
	var left []string
	for _, way := range []struct {
		lang, dir, scheme string
		wide              int64
	}{{"en", "ltr", "light", 390}, {"es", "ltr", "dark", 320}, {"ar-XB", "rtl", "dark", 320}} {
		ctx := browserFor(t, 10*time.Minute)
		media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: way.scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
			t.Fatal(err)
		}
		do(t, ctx, chromedp.EmulateViewport(way.wide, 844))
		for _, v := range all {
			cookie := network.SetCookieParams{Name: "lang", Value: way.lang, URL: v.world.base}
			if _, err := chromedp.Call(ctx, network.SetCookie, cookie); err != nil {
				t.Fatal(err)
			}
			v.open(t, ctx)
			name := v.name + " in " + way.lang
			if got := eval[string](t, ctx, "document.documentElement.lang + document.documentElement.dir"); got != way.lang+way.dir {
				t.Errorf("%s is in %s", name, got)
			}
			if raw := leftover.FindString(eval[string](t, ctx, "document.body.innerText")); raw != "" {
				t.Errorf("%s shows %q, which was meant for the program", name, raw)
			}
			if lost := eval[[]string](t, ctx, lostIDs); len(lost) > 0 {
				t.Errorf("%s names what is not there, or twice: %q", name, lost)
			}
			if wide := eval[int64](t, ctx, "document.documentElement.scrollWidth"); wide > way.wide {
				t.Errorf("%s is %v px wide on a screen of %d", name, wide, way.wide)
			}
			if moved := eval[[]string](t, ctx, shifts, chromedp.EvalAwaitPromise); v.then == "" && len(moved) > 0 {
				v.open(t, ctx) // once may be half a page that was painted on a busy machine
				if moved = eval[[]string](t, ctx, shifts, chromedp.EvalAwaitPromise); len(moved) > 0 {
					t.Errorf("%s moves: %q", name, moved)
				}
			}
			left = append(left, eval[[]string](t, ctx, `performance.getEntriesByType("resource").map(e => e.name).filter(n => !n.startsWith(location.origin) && !n.startsWith("data:"))`)...)
			if way.lang != "es" || v.name == "home" {
				judged(t, ctx, name)
			}
			if way.lang == "es" {
				notEnglish(t, ctx, v.name)
			}
		}
	}
	if len(left) > 0 {
		t.Errorf("requests left the origin: %v", left)
	}
}

// leftover is what a template or a format leaves when it is written wrongly.
var leftover = regexp.MustCompile(`@known[A-Za-z]*\([^)]*\)|%!.?\(|\{ ?(tr|known?)\(|<nil>`)

// shifts are what moved on the page since it began to be painted, without being
// touched.
const shifts = `new Promise(done => {
	const list = []
	new PerformanceObserver(l => l.getEntries().forEach(e => e.hadRecentInput || list.push(e.value.toFixed(4) + " " + e.sources.map(s => s.node?.nodeName + "." + (s.node?.className?.baseVal ?? s.node?.className)).join(", ")))).observe({type: "layout-shift", buffered: true})
	setTimeout(() => done(list), 60)
})`

// On a slow phone a page is painted long before its scripts come: here each is
// held back until then. What a script shows has had its room from the start.
func TestNothingMovesWhenScriptsComeLate(t *testing.T) {
	ctx, inner := browser(t), demoSite(t).Config.Handler
	var painted atomic.Pointer[context.CancelFunc] // of the page that is being opened
	var waits atomic.Pointer[context.Context]
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/painted":
			(*painted.Load())()
			return
		case r.Header.Get("Sec-Fetch-Dest") == "document":
			wait, paint := context.WithCancel(ctx)
			waits.Store(&wait)
			painted.Store(&paint)
		case strings.HasPrefix(r.URL.Path, "/assets/") && strings.HasSuffix(r.URL.Path, ".js"):
			<-(*waits.Load()).Done()
		}
		inner.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `new PerformanceObserver(l => l.getEntriesByName("first-contentful-paint").length && fetch("/painted")).observe({type: "paint", buffered: true})`}); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.EmulateViewport(390, 844))
	for _, path := range mainPages {
		do(t, ctx, chromedp.Navigate(s.URL+path))
		if late := eval[int](t, ctx, `performance.getEntriesByType("resource").filter(e => e.name.includes("/assets/") && e.name.includes(".js") && e.responseEnd > performance.getEntriesByName("first-contentful-paint")[0].startTime).length`); late == 0 && path != "/report/DEMO" {
			t.Errorf("%s: no script came after the first paint, so nothing was tried", path)
		}
		if len(eval[[]string](t, ctx, shifts, chromedp.EvalAwaitPromise)) > 0 {
			do(t, ctx, chromedp.Navigate(s.URL+path)) // once may be half a page that was painted on a busy machine
			if moved := eval[[]string](t, ctx, shifts, chromedp.EvalAwaitPromise); len(moved) > 0 {
				t.Errorf("%s moves when its scripts come: %q", path, moved)
			}
		}
	}
}

// A page that was opened opens again without a connection, and an entry that
// was written meanwhile is sent once when it is back; also for who saves data
// and took nothing along.
func TestOfflineAndBack(t *testing.T) {
	ctx, s := browser(t), demoSite(t)
	saveData(t, ctx)
	do(t, ctx, chromedp.Navigate(s.URL+"/diary"))
	eval[bool](t, ctx, `navigator.serviceWorker.ready.then(() => true)`, chromedp.EvalAwaitPromise)
	do(t, ctx, chromedp.Navigate(s.URL+"/course"), chromedp.Navigate(s.URL+"/diary/new"))
	eval[bool](t, ctx, `(async () => { for (let i = 0; i < 100; i++) { if (await (await caches.open("pages-1")).match("/course")) return true; await new Promise(r => setTimeout(r, 50)); } return false; })()`, chromedp.EvalAwaitPromise)
	offline := func(off bool) {
		t.Helper()
		eval[any](t, ctx, "0")
		if _, err := chromedp.Call(ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: off, DownloadThroughput: -1, UploadThroughput: -1}); err != nil {
			t.Fatal(err)
		}
	}
	offline(true)
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#note"), "written in a tunnel"), chromedp.Click(chromedp.CSS(".entry-form button[type=submit]")))
	until(t, ctx, `document.getElementById("waiting").hidden === false`)
	// the page itself sends what waits; one who is still on it loses nothing
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#note"), "half a sentence"))
	offline(false)
	until(t, ctx, `document.getElementById("waiting").hidden`)
	if half := eval[string](t, ctx, `location.pathname + ": " + document.getElementById("note").value`); half != "/diary/new: half a sentence" {
		t.Errorf("after sending, the page is %q", half)
	}
	if n := strings.Count(pageAt(t, s.URL+"/diary"), "written in a tunnel"); n != 1 {
		t.Errorf("the entry is there %d times", n)
	}
	s.CloseClientConnections()
	s.Close()
	do(t, ctx, chromedp.Navigate(s.URL+"/course"))
	if page := eval[string](t, ctx, "document.body.innerText"); !strings.Contains(page, "Right temple") {
		t.Errorf("without a server the course shows:\n%s", page)
	}
	do(t, ctx, chromedp.Navigate(s.URL+"/cards"))
	if page := eval[string](t, ctx, "document.body.innerText"); !strings.Contains(page, "Without a connection") {
		t.Errorf("a page that was not opened shows:\n%s", page)
	}
}

// mainPages are the rooms of the person shown.
var mainPages = []string{"/", "/answer/DEMO", "/plan/DEMO", "/plan/DEMO/do/1", "/diary", "/diary/new", "/course", "/prevent", "/balance", "/cards", "/lab", "/guide", "/settings", "/data", "/report", "/report/DEMO", "/link/DEMO", "/more"}

// A window of 1280 by 900, zoomed to 200 %: all is read without scrolling
// sideways, and nothing is cut off at the edge.
func TestZoomedTwice(t *testing.T) {
	ctx, s := browser(t), demoSite(t)
	do(t, ctx, chromedp.EmulateViewport(640, 450, chromedp.EmulateScale(2)))
	for _, page := range mainPages {
		do(t, ctx, chromedp.Navigate(s.URL+page))
		if zoom := eval[float64](t, ctx, "devicePixelRatio"); zoom != 2 {
			t.Fatalf("zoomed %v times", zoom)
		}
		eval[any](t, ctx, `document.querySelectorAll("details").forEach(d => d.open = true);0`)
		if wide := eval[float64](t, ctx, "document.documentElement.scrollWidth"); wide > 640 {
			t.Errorf("%s is %v px wide on 640 px", page, wide)
		}
		cut := eval[[]string](t, ctx, `[...document.querySelectorAll("main :is(h1, h2, h3, p, a, button, label, td, th)")]
			.filter(e => !e.closest(".sr, .scroll, svg") && e.getClientRects().length && e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
			.map(e => e.tagName + ": " + e.textContent.trim().slice(0, 60))`)
		if len(cut) > 0 {
			t.Errorf("%s is cut off at %q", page, cut)
		}
	}
}

// On paper there is what is to be read, folds too, and nothing to be pressed.
func TestOnPaper(t *testing.T) {
	ctx, s := browser(t), demoSite(t)
	shown := func(where string) []string {
		t.Helper()
		return eval[[]string](t, ctx, fmt.Sprintf(`[...document.querySelectorAll(%q)].filter(e => e.getClientRects().length && e.checkVisibility({visibilityProperty: true})).map(e => e.tagName + " " + e.className + " " + e.textContent.trim().slice(0, 40))`, where))
	}
	for _, page := range []string{"/report/DEMO", "/plan/DEMO", "/answer/DEMO", "/course"} {
		for _, media := range []string{"screen", "print"} {
			if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media}); err != nil {
				t.Fatal(err)
			}
			do(t, ctx, chromedp.EmulateViewport(794, 1123), chromedp.Navigate(s.URL+page))
			ways := shown("nav, header.bar, .foot, .skip, main button, main input:not([type=hidden]), main select")
			if media == "screen" && len(ways) == 0 {
				t.Errorf("%s has no way on on a screen", page)
			}
			if media == "print" && len(ways) > 0 {
				t.Errorf("%s has on paper: %q", page, ways)
			}
			if heads := shown("main h1"); media == "print" && len(heads) == 0 {
				t.Errorf("%s has no heading on paper", page)
			}
		}
		folded := eval[[]string](t, ctx, `[...document.querySelectorAll("details:not(.screen, .no-print) > summary")].filter(e => e.checkVisibility() && !(e.nextElementSibling?.getClientRects().length && e.nextElementSibling.checkVisibility({contentVisibilityAuto: true}))).map(e => e.textContent.trim())`)
		if len(folded) > 0 {
			t.Errorf("%s keeps folded on paper: %q", page, folded)
		}
	}
}
