package web_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/web"
)

// tunnel is a house whose server can be out of reach: it hangs up on everybody
// then, as seen from a browser that cannot get there.
type tunnel struct {
	*httptest.Server
	practice *care.Practice
	in       atomic.Bool
	sent     atomic.Int64 // times that records were brought back
}

func newTunnel(t testing.TB) *tunnel {
	t.Helper()
	w := &tunnel{practice: caretest.Practice(t)}
	pages := web.Handler(w.practice, slog.New(slog.DiscardHandler))
	w.Server = httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if w.in.Load() {
			panic(http.ErrAbortHandler)
		}
		if r.URL.Path == "/offline/records" {
			w.sent.Add(1)
		}
		pages.ServeHTTP(out, r)
	}))
	t.Cleanup(w.Close)
	return w
}

// away drives into the tunnel or out of it; the browser notices.
func (w *tunnel) away(t testing.TB, ctx context.Context, in bool) {
	t.Helper()
	w.in.Store(in)
	if _, err := chromedp.Call(ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: in, DownloadThroughput: -1, UploadThroughput: -1}); err != nil {
		t.Fatal(err)
	}
}

// carried is what the browser keeps beside its pages, by its name.
const carried = `(name => new Promise((done, failed) => {
	const asked = indexedDB.open("unknot", 2);
	asked.onerror = () => failed(asked.error);
	asked.onsuccess = () => {
		const db = asked.result;
		if (!db.objectStoreNames.contains("carried")) { db.close(); done(null); return; }
		const one = db.transaction("carried").objectStore("carried").get(name);
		one.onsuccess = () => { db.close(); done(one.result === undefined ? null : JSON.stringify(one.result)); };
	};
}))`

// visit opens the first page, and waits until the browser has taken along what
// it needs without the server.
func (w *tunnel) visit(t testing.TB, ctx context.Context) {
	t.Helper()
	do(t, ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(w.URL))
	untilKept(t, ctx, "kit", func(kit string) bool { return kit != "" })
}

func untilKept(t testing.TB, ctx context.Context, name string, good func(string) bool) {
	t.Helper()
	for end := time.Now().Add(60 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		kept, err := chromedp.Run(ctx, chromedp.Evaluate[*string](carried+`("`+name+`")`, chromedp.EvalAwaitPromise))
		if err == nil && kept != nil && good(*kept) {
			return
		}
	}
	t.Fatalf("the browser does not keep %q", name)
}

func says(t testing.TB, ctx context.Context, wants ...string) {
	t.Helper()
	text := eval[string](t, ctx, "document.body.innerText")
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not say %q:\n%s", eval[string](t, ctx, "location.pathname"), want, text)
		}
	}
}

// look keeps pictures of a page in light and dark, and lets axe judge it.
func look(t testing.TB, ctx context.Context, name string) {
	t.Helper()
	for _, scheme := range []string{"light", "dark"} {
		theme(t, ctx, scheme)
		judged(t, ctx, name+" "+scheme)
		shot(t, ctx, "offline-"+name+"-"+scheme)
	}
}

// Opened once with a connection; then, without one, from the drawing by the
// danger questions to the result, the plan, a session and a diary entry. With
// the connection back, all of it is on the server, once.
func TestWholeWayWithoutAServer(t *testing.T) {
	ctx, s := browser(t), newTunnel(t)
	s.visit(t, ctx)
	s.away(t, ctx, true)

	walk(t, ctx, s.URL, "right temple, 5")
	says(t, ctx, "This page was made on this device")
	look(t, ctx, "questions")
	eval[any](t, ctx, `document.querySelectorAll("details").forEach(d => d.open = true);0`)
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#age"), "41"), chromedp.SendKeys(chromedp.CSS("#desk"), "8"))
	answered(t, ctx)
	says(t, ctx, "1 thing is kept on this device, and sent when you are online again", "You can start at home", "Right upper trapezius", "For and against", "What examiners look for", "Never above")
	look(t, ctx, "answer")
	answer := eval[string](t, ctx, "location.pathname")

	do(t, ctx, chromedp.Click(chromedp.CSS(`main a[href="/plan"]`)), chromedp.WaitVisible(chromedp.CSS(`a[href$="/do/1"]`)))
	look(t, ctx, "plan")
	do(t, ctx, chromedp.Click(chromedp.CSS(`a[href$="/do/1"]`)), chromedp.WaitVisible(chromedp.CSS("[data-go]")))
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-go]")), chromedp.WaitVisible(chromedp.CSS("[data-player]")), chromedp.Click(chromedp.CSS(`[name=before][value="5"]`)), chromedp.Click(chromedp.CSS("[data-stop]")), chromedp.WaitVisible(chromedp.CSS("[data-after]")),
		chromedp.Click(chromedp.CSS(`[name=stopped][value=enough]`)), chromedp.Click(chromedp.CSS(`[name=effort][value="4"]`)), chromedp.Click(chromedp.CSS("[data-after] button[type=submit]")), chromedp.WaitVisible(chromedp.CSS("main a.button")))
	says(t, ctx, "2 things are kept on this device")
	look(t, ctx, "session")

	do(t, ctx, chromedp.Navigate(s.URL+"/diary/new"), chromedp.SendKeys(chromedp.CSS("#note"), "written in a tunnel"), chromedp.Click(chromedp.CSS(".entry-form button[type=submit]")), chromedp.WaitVisible(chromedp.CSS("#quick")))
	says(t, ctx, "3 things are kept on this device", "written in a tunnel")
	look(t, ctx, "diary")
	if list, err := s.practice.Recent(ctx, care.Home, 5); err != nil || len(list) != 0 {
		t.Fatalf("the server has %d answers while it is out of reach, %v", len(list), err)
	}

	s.away(t, ctx, false)
	until(t, ctx, `document.querySelector("[data-away]").classList.contains("back")`)
	says(t, ctx, "You are online again. What you wrote here is on the server now.")
	look(t, ctx, "back")
	do(t, ctx, chromedp.Navigate(s.URL+answer), chromedp.WaitVisible(chromedp.CSS("#level")))
	if away := eval[bool](t, ctx, `!!document.querySelector(".offline")`); away {
		t.Error("with the server back, the page still says that there is no connection")
	}
	list, err := s.practice.Recent(ctx, care.Home, 5)
	if err != nil || len(list) != 1 || "/answer/"+list[0].ID != answer || list[0].Level != "self_care" {
		t.Fatalf("the server has %+v, %v; want %s", list, err, answer)
	}
	entries, err := s.practice.Diary(ctx, care.Home, 9)
	if err != nil || len(entries) != 2 {
		t.Fatalf("the diary has %d entries, %v", len(entries), err)
	}
	for _, e := range entries {
		if e.Episode != list[0].ID || e.Note != "written in a tunnel" && (len(e.Did) != 1 || e.Did[0].Stopped != care.StoppedEnough) {
			t.Errorf("entry %+v", e)
		}
	}
	untilKept(t, ctx, "fresh", func(left string) bool { return !strings.Contains(left, list[0].ID) })
}

// Pressure on the chest stops the way without a server as it does with one:
// the page says what to do now, with the number to call, and nothing else.
func TestStopWithoutAServer(t *testing.T) {
	ctx, s := browser(t), newTunnel(t)
	s.visit(t, ctx)
	s.away(t, ctx, true)
	walk(t, ctx, s.URL, "left chest, 7", "chest_pressure")
	answered(t, ctx)
	says(t, ctx, "Get help now", "Call ")
	if more := eval[int](t, ctx, `document.querySelectorAll(".offline, nav, header, a[href='/plan']").length`); more != 0 {
		t.Errorf("%d things compete with the stop", more)
	}
	look(t, ctx, "stop")
	do(t, ctx, chromedp.Navigate(s.URL+"/plan"))
	if page := eval[string](t, ctx, "document.querySelector('main').innerText"); strings.Contains(page, "Never above") || !strings.Contains(page, "Get help now") {
		t.Errorf("the plan shows\n%s", page)
	}
	s.away(t, ctx, false)
	do(t, ctx, chromedp.Navigate(s.URL))
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if list, err := s.practice.Recent(ctx, care.Home, 5); err == nil && len(list) == 1 && list[0].Level == "emergency" {
			return
		}
	}
	t.Error("the stop did not reach the server")
}

// A page that was never opened gives way to one that says what works, with the
// number to call; without the program that was taken along it says so.
func TestPageForWhatIsNotHere(t *testing.T) {
	for _, thrifty := range []bool{false, true} {
		ctx, s := browser(t), newTunnel(t)
		if thrifty {
			saveData(t, ctx)
			do(t, ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(s.URL))
			eval[bool](t, ctx, `navigator.serviceWorker.ready.then(() => true)`, chromedp.EvalAwaitPromise)
			until(t, ctx, `caches.open("pages-1").then(c => c.match("/offline")).then(r => !!r)`)
		} else {
			s.visit(t, ctx)
		}
		s.away(t, ctx, true)
		do(t, ctx, chromedp.Navigate(s.URL+"/cards"), chromedp.WaitVisible(chromedp.CSS(".without")))
		name := "nothing"
		if thrifty {
			name = "nothing-thrifty"
			until(t, ctx, `!document.querySelector("[data-missing]").classList.contains("off")`)
			says(t, ctx, "Call 911", "A new answer needs the connection")
			if there := eval[bool](t, ctx, `!!document.querySelector("main a[href='/']")?.checkVisibility()`); there {
				t.Error("a way is offered that leads nowhere")
			}
		} else {
			until(t, ctx, `!document.querySelector("[data-taken]").classList.contains("off")`)
			says(t, ctx, "Call 911", "Mark it, answer the danger questions", "Today, and its sessions", "Diary")
		}
		look(t, ctx, name)
	}
}

// saveData is a person who saves data.
func saveData(t testing.TB, ctx context.Context) {
	t.Helper()
	do(t, ctx, chromedp.Navigate("about:blank"))
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `Object.defineProperty(navigator, "connection", {value: {saveData: true}})`}); err != nil {
		t.Fatal(err)
	}
}

// Who saves data is not made to take the program along, and the first page
// never waits for it.
func TestNothingIsTakenAlongUnasked(t *testing.T) {
	ctx := browser(t)
	var asked atomic.Int64
	inner := newTunnel(t)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/offline/") || strings.Contains(r.URL.Path, "program.wasm") {
			asked.Add(1)
		}
		inner.Config.Handler.ServeHTTP(w, r)
	}))
	defer s.Close()
	saveData(t, ctx)
	do(t, ctx, chromedp.Navigate(s.URL))
	eval[bool](t, ctx, `navigator.serviceWorker.ready.then(() => true)`, chromedp.EvalAwaitPromise)
	eval[any](t, ctx, `new Promise(r => requestIdleCallback(() => setTimeout(r, 500)))`, chromedp.EvalAwaitPromise)
	if n := asked.Load(); n != 0 {
		t.Errorf("%d requests for what is taken along", n)
	}
}

// A form of another site is not taken without the server, which would refuse it.
func TestOtherSitesCannotWriteWithoutAServer(t *testing.T) {
	ctx, s := browser(t), newTunnel(t)
	s.visit(t, ctx)
	s.away(t, ctx, true)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<form method="post" action="` + s.URL + `/diary"><input name="id" value="EVIL"><input name="note" value="from elsewhere"><button>go</button></form>`))
	}))
	defer other.Close()
	if _, err := chromedp.Call(ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{DownloadThroughput: -1, UploadThroughput: -1}); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.Navigate(other.URL), chromedp.Click(chromedp.CSS("button")), chromedp.WaitVisible(chromedp.CSS(".without")))
	do(t, ctx, chromedp.Navigate(s.URL+"/diary"), chromedp.WaitVisible(chromedp.CSS("#quick")))
	if page := eval[string](t, ctx, "document.body.innerText"); strings.Contains(page, "from elsewhere") {
		t.Errorf("another site wrote into the diary:\n%s", page)
	}
}
