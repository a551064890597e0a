package web_test

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/web"
)

// A sight is one page in one state: all that anybody can get to see.
type sight struct {
	name  string
	route string     // the pattern of the address, as the router has it
	path  string     // where it is
	form  url.Values // when set, it is sent there
	then  string     // JavaScript that brings the page into its state
	world *world
}

// world is a server with somebody's data, and the cookie of who looks.
type world struct {
	base   string
	cookie *http.Cookie
}

// open leads a browser to a sight.
func (v sight) open(t testing.TB, ctx context.Context) {
	t.Helper()
	if c := v.world.cookie; c != nil {
		if _, err := chromedp.Call(ctx, network.SetCookie, network.SetCookieParams{Name: c.Name, Value: c.Value, URL: v.world.base}); err != nil {
			t.Fatal(err)
		}
	}
	if v.form == nil {
		do(t, ctx, chromedp.Navigate(v.world.base+v.path))
	} else {
		do(t, ctx, chromedp.Navigate(v.world.base+"/about"))
		eval[any](t, ctx, fmt.Sprintf(`(form => { for (const [k, v] of new URLSearchParams(%q)) { const i = document.createElement("input"); i.name = k; i.value = v; form.append(i); }
			form.method = "post"; form.action = %q; document.body.append(form); window.before = true; form.submit(); })(document.createElement("form")); 0`, v.form.Encode(), v.path))
		keys{t, ctx}.arrived()
	}
	if v.then != "" {
		eval[any](t, ctx, v.then+"; 0", chromedp.EvalAwaitPromise)
	}
}

// unfold opens all folds.
const unfold = `document.querySelectorAll("details").forEach(d => d.open = true)`

// sights lists them all. A page that the router knows and this list does not
// fails TestNoPageIsForgotten.
func sights(t testing.TB) []sight {
	t.Helper()
	ada, nobody := &world{base: demoSite(t).URL}, &world{base: site(t).URL}
	out := []sight{}
	add := func(w *world, name, route, path string, form url.Values, then string) {
		out = append(out, sight{name, route, path, form, then, w})
	}
	show := func(name, route string, path ...string) { add(ada, name, route, append(path, route)[0], nil, "") }
	says := func(pairs ...string) url.Values {
		form := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			form.Add(pairs[i], pairs[i+1])
		}
		return form
	}
	show("home", "/{$}", "/")
	add(ada, "home-unfolded", "/{$}", "/", nil, unfold)
	add(nobody, "home-first", "/{$}", "/", nil, "")
	add(ada, "home-asks-back", "", "/places", says("words", "right shoulder, 5"), "")
	add(ada, "home-fault", "", "/places", says("words", "right xyzzyx"), "")
	draft := func(words string) (*world, string) { // a new complaint ends the one before, so each has a person of its own
		w := &world{base: site(t).URL}
		_, page := post(t, w.base+"/places", says("words", words))
		return w, "/ask/" + draftOf(t, page)
	}
	guest, one := draft("side of the right shoulder, 5")
	reader, all := draft("right temple, 5")
	heart, stop := draft("left chest, 7")
	clot, today := draft("left calf, 6")
	_, _ = post(t, heart.base+stop+"/0", says("asked", "chest_pressure", "answer", "yes"))
	fresh, first := draft("side of the right shoulder, 5")
	add(fresh, "ask-first", "/ask/{id}", first, nil, "")
	add(guest, "ask-danger", "/ask/{id}/{step}", one+"/0", nil, "")
	_, page := get(t, guest.base+one+"/0")
	for step, seen := 0, map[string]bool{}; !seen["test"]; {
		name, form := askedOf(page), says("asked", askedOf(page), "answer", "no", "age", "41", "desk", "8")
		to, on := fmt.Sprintf("%s/%d", one, step), step+1
		for _, id := range shownOf.FindAllStringSubmatch(page, -1) {
			form.Add("shown", id[1])
		}
		if strings.Contains(name, ".") {
			name = "test"
		}
		if slices.Contains([]string{"signs", "you", "health", "test"}, name) {
			seen[name] = true
			add(guest, "ask-"+name, "/ask/{id}/{step}", fmt.Sprintf("%s/%d", one, step), nil, "")
		}
		if step = on; !seen["test"] {
			if _, page = post(t, guest.base+to, form); step > 90 {
				t.Fatal("the questions do not end")
			}
		}
	}
	add(reader, "ask-all", "/ask/{id}/all", all+"/all", nil, unfold)
	add(reader, "ask-all-fault", "", all+"/all", says("age", "999"), "")
	add(heart, "stop-emergency", "/ask/{id}/stop", stop+"/stop", nil, "")
	kept, err := http.PostForm(clot.base+today+"/all", says("danger.one_leg_swollen", "yes", "rest", "no"))
	if err != nil {
		t.Fatal(err)
	}
	kept.Body.Close()
	add(clot, "stop-today", "/answer/{id}", kept.Request.URL.Path, nil, "")
	show("answer", "/answer/{id}", "/answer/DEMO")
	add(ada, "answer-unfolded", "/answer/{id}", "/answer/DEMO", nil, unfold)
	show("plan", "/plan/{id}", "/plan/DEMO")
	add(ada, "plan-unfolded", "/plan/{id}", "/plan/DEMO", nil, unfold)
	add(nobody, "plan-empty", "/plan", "/plan", nil, "")
	show("session", "/plan/{id}/do/{n}", "/plan/DEMO/do/1")
	add(ada, "session-running", "/plan/{id}/do/{n}", "/plan/DEMO/do/1", nil, `document.querySelector("[data-go]").click()`)
	add(ada, "session-clock", "/plan/{id}/do/{n}", "/plan/DEMO/do/1", nil, `document.querySelector("[data-go]").click(); for (let i = 0; i < 2; i++) document.querySelector("[data-next]").click()`)
	add(ada, "session-end", "/plan/{id}/do/{n}", "/plan/DEMO/do/1", nil, `document.querySelector("[data-go]").click(); for (let i = 0; i < 80 && document.querySelector("[data-after]").hidden; i++) document.querySelector("[data-next]").click()`)
	add(ada, "session-stopped", "/plan/{id}/do/{n}", "/plan/DEMO/do/1", nil, `document.querySelector("[data-go]").click(); for (let i = 0; i < 2; i++) document.querySelector("[data-next]").click(); document.querySelector("[data-stop]").click()`)
	show("diary", "/diary")
	add(nobody, "diary-empty", "/diary", "/diary", nil, "")
	show("diary-saved", "/diary", "/diary?saved")
	show("entry", "/diary/new")
	add(nobody, "entry-first", "/diary/new", "/diary/new", nil, "")
	add(ada, "entry-fault", "", "/diary", says("sleep", "much"), "")
	_, list := get(t, ada.base+"/diary")
	entry := regexp.MustCompile(`/diary/([^/"]+)/mend`).FindStringSubmatch(list)
	if entry == nil {
		t.Fatal("the diary has no entry to correct")
	}
	show("entry-mend", "/diary/{id}/mend", "/diary/"+entry[1]+"/mend")
	show("entry-danger", "/diary/{id}/danger", "/diary/"+entry[1]+"/danger")
	show("course", "/course")
	add(ada, "course-unfolded", "/course/{id}", "/course/DEMO", nil, unfold)
	add(nobody, "course-empty", "/course", "/course", nil, "")
	show("prevent", "/prevent")
	add(nobody, "prevent-first", "/prevent", "/prevent", nil, "")
	show("balance", "/balance")
	add(ada, "balance-unfolded", "/balance", "/balance", nil, unfold)
	add(ada, "balance-fault", "", "/balance", says("ankle_wall.left", "999"), "")
	show("cards", "/cards")
	add(ada, "card", "/cards/{id}", "/cards/needling", nil, unfold)
	show("points", "/points")
	add(ada, "points-found", "", "/points", says("list", "neck"), "")
	show("lab", "/lab")
	show("lab-story", "/lab/{story}", "/lab/back")
	show("guide", "/guide")
	add(ada, "guide-found", "", "/guide", says("words", "can I rub it away"), "")
	add(ada, "guide-nothing", "", "/guide", says("words", "xyzzyx"), "")
	for _, kind := range []string{"muscle", "place", "question", "cause", "test", "claim?stance=contest", "lesson", "treatment", "point", "lump"} {
		show("guide-"+strings.TrimSuffix(kind, "?stance=contest")+"-list", "/guide/{kind}", "/guide/"+kind)
	}
	for _, at := range []string{"muscle/trapezius_upper", "part/neck", "place/temple", "question/one_massage", "cause/nerve_root_arm", "test/hip.flexion", "claim/C116", "lesson/what_a_knot_may_be", "treatment/press_ball", "point/gb21", "lump/knot"} {
		kind, _, _ := strings.Cut(at, "/")
		add(ada, "guide-"+kind, "/guide/{kind}/{id}", "/guide/"+at, nil, unfold)
	}
	show("trial", "/trial")
	add(nobody, "trial-empty", "/trial", "/trial", nil, "")
	show("settings", "/settings")
	add(ada, "settings-fault", "", "/settings", says("zone", "Mars/Olympus"), "")
	show("data", "/data")
	add(nobody, "data-empty", "/data", "/data", nil, "")
	show("data-sure", "/data/delete")
	show("answer-sure", "/answer/{id}/delete", "/answer/DEMO/delete")
	add(nobody, "data-deleted", "", "/data/delete", says("sure", "yes"), "")
	show("reports", "/report")
	add(nobody, "reports-empty", "/report", "/report", nil, "")
	show("report", "/report/{id}", "/report/DEMO")
	show("link", "/link/{id}", "/link/DEMO")
	add(ada, "link-made", "", "/link/DEMO", says("kind", "health", "days", "7", "passcode", "four words"), "")
	add(ada, "link-fault", "", "/link/DEMO", says("kind", "health", "days", "0"), "")
	show("link-open", "/link")
	show("hooks", "/hooks")
	add(ada, "hooks-fault", "", "/hooks", says("url", "ftp://x.example", "event", "entry.kept"), "")
	add(ada, "hooks-made", "", "/hooks", says("url", "https://clinic.example/in", "event", "entry.kept"), "")
	for _, name := range []string{"more", "about", "offline"} {
		show(name, "/"+name)
	}
	show("not-found", "/", "/nowhere")
	add(broken(t), "broken", "", "/", nil, "")
	return append(out, houseSights(t)...)
}

// houseSights are those of a server with accounts.
func houseSights(t testing.TB) []sight {
	t.Helper()
	s, p := house(t)
	consent, _ := sharedCase(t, p, "desk-worker", true)
	urgent, _ := sharedCase(t, p, "chest-pressure-stop", false)
	doc := visit(t, s).signIn("doc")
	doc.post("/clinic/"+consent+"/visit", "words", "right temple, 5", "nrs", "3", "note", "went well")
	at := func(v *visitor) *world {
		w := &world{base: s.URL}
		u, _ := url.Parse(s.URL)
		for _, c := range v.http.Jar.Cookies(u) {
			if c.Name != "lang" {
				w.cookie = c
			}
		}
		if w.cookie == nil {
			t.Fatal("nobody is signed in")
		}
		return w
	}
	clinic, person, out := at(doc), at(visit(t, s).signIn("ada")), &world{base: s.URL, cookie: &http.Cookie{Name: "session", Value: "none"}}
	return []sight{
		{"sign-in", "/sign-in", "/sign-in", nil, "", out},
		{"sign-in-fault", "", "/sign-in", url.Values{"name": {"ada"}, "password": {"wrong"}}, "", out},
		{"recover", "/recover", "/recover", nil, "", out},
		{"recover-fault", "", "/recover", url.Values{"name": {"ada"}, "code": {"wrong"}, "password": {word}}, "", out},
		{"account", "/account", "/account", nil, unfold, person},
		{"account-fault", "", "/account/password", url.Values{"old": {word}, "password": {"short"}}, "", person},
		{"account-log", "/account/log", "/account/log", nil, "", person},
		{"account-codes", "", "/account/codes", url.Values{"password": {word}}, "", person},
		{"clinic-empty", "/clinic", "/clinic", nil, "", at(visit(t, s).signIn("bob"))},
		{"clinic", "/clinic", "/clinic", nil, "", clinic},
		{"clinic-patient", "/clinic/{id}", "/clinic/" + consent, nil, "", clinic},
		{"clinic-fault", "", "/clinic/" + consent + "/visit", url.Values{"words": {"the wardrobe, 5"}}, "", clinic},
		{"clinic-answer", "/clinic/{id}/answer", "/clinic/" + consent + "/answer", nil, "", clinic},
		{"clinic-urgent", "/clinic/{id}", "/clinic/" + urgent, nil, "", clinic},
	}
}

// broken is a server whose database is gone.
func broken(t testing.TB) *world {
	t.Helper()
	p := caretest.Practice(t)
	s := httptest.NewServer(web.Handler(p, slog.New(slog.DiscardHandler)))
	t.Cleanup(s.Close)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return &world{base: s.URL}
}

// askedOf names what a page of the questions asks.
func askedOf(page string) string {
	m := regexp.MustCompile(`name="asked" value="([^"]+)"`).FindStringSubmatch(page)
	if m == nil {
		return ""
	}
	return m[1]
}

var shownOf = regexp.MustCompile(`name="shown" value="([^"]+)"`)

// notPages are addresses that no person looks at.
var notPages = []string{"/offline/kit", "/offline/{kind}/{name}", "/figure/{figure}/{view}", "/figure/{figure}/{view}/muscles", "/readyz", "/healthz", "/assets/{name...}", "/manifest.webmanifest", "/sw.js", "/sign-in/oidc", "/report/{id}/report.pdf", "/report/{id}/plan.ics", "/report/report.css"}

// Whatever page the router knows is looked at: by axe, on a small screen, in
// other languages, and in the pictures.
func TestNoPageIsForgotten(t *testing.T) {
	looked := map[string]bool{}
	for _, v := range sights(t) {
		looked[v.route] = true
	}
	known, route := 0, regexp.MustCompile(`HandleFunc\("(?:GET )?(/[^"]*)"`)
	for _, folder := range []string{".", filepath.Join("..", "report")} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, m := range route.FindAllStringSubmatch(string(source), -1) {
				known++
				if !looked[m[1]] && !slices.Contains(notPages, m[1]) {
					t.Errorf("%s has the page %s, which no sight shows; add it to sights", file, m[1])
				}
			}
		}
	}
	if known < 50 {
		t.Errorf("only %d pages were found; does the router still look like this?", known)
	}
}

var unsafe = regexp.MustCompile(`(?i)<[a-z][^>]* (?:style|on[a-z]+)=|<style|<script(?: type="module")?>|="javascript:|<(?:link|img|script|iframe|use|image|form)[^>]*="(?:https?:)?//`)

// mostFirst and mostLater are how many bytes the first page that a phone opens
// may take, with style, scripts and the map, and each page after it.
const mostFirst, mostLater = 150_000, 60_000

// sheetOf is a style sheet within a page.
var sheetOf = regexp.MustCompile(`(?s)<style>(.*?)</style>`)

var assetOf = regexp.MustCompile(`"(/assets/[^"]+)"`)

// sent asks for an address as a browser does, and says how many bytes came.
func sent(t *testing.T, v sight, path string) (answer *http.Response, page string, size int) {
	t.Helper()
	r, err := http.NewRequest("GET", v.world.base+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip")
	if v.world.cookie != nil {
		r.AddCookie(v.world.cookie)
	}
	if answer, err = http.DefaultClient.Do(r); err != nil {
		t.Fatal(err)
	}
	_, page = read(t, answer)
	size = len(page)
	if answer.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		page = string(raw)
	}
	return answer, page, size
}

// Every page carries its guards, stays in no cache, holds no script of its own
// and no style but the sheets that its guard names by their sums, and is small.
func TestEveryPageIsGuardedAndSmall(t *testing.T) {
	known := map[string]bool{} // assets that came with the first page
	for i, v := range sights(t) {
		if v.form != nil {
			continue
		}
		answer, page, size := sent(t, v, v.path)
		for _, m := range assetOf.FindAllStringSubmatch(page, -1) {
			if at := html.UnescapeString(m[1]); !known[at] {
				_, _, more := sent(t, v, at)
				size += more
				known[at] = i == 0
			}
		}
		most := mostLater
		if i == 0 {
			most = mostFirst
			t.Logf("%s takes %d bytes, with %d assets", v.name, size, len(known))
		}
		if size > most || i == 0 && len(known) < 3 {
			t.Errorf("%s takes %d bytes, budget %d", v.name, size, most)
		}
		policy := answer.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") || strings.Contains(policy, "*") {
			t.Errorf("%s has the policy %q", v.name, policy)
		}
		if kept := answer.Header.Get("Cache-Control"); kept != "no-store" {
			t.Errorf("%s may be kept: %q", v.name, kept)
		}
		if answer.Header.Get("Referrer-Policy") != "no-referrer" || answer.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s lacks a guard", v.name)
		}
		page = sheetOf.ReplaceAllStringFunc(page, func(sheet string) string {
			sum := sha256.Sum256([]byte(sheetOf.FindStringSubmatch(sheet)[1]))
			if strings.Contains(policy, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
				return ""
			}
			return sheet
		})
		if found := unsafe.FindString(page); found != "" {
			t.Errorf("%s holds %q", v.name, found)
		}
	}
}

// axe is the judge of accessibility that everybody accepts.
var axe = sync.OnceValues(func() ([]byte, error) {
	return os.ReadFile(filepath.Join("..", "..", "..", "node_modules", "axe-core", "axe.min.js"))
})

// judged runs axe's rules for WCAG 2.2 AA and best practice on the page.
func judged(t testing.TB, ctx context.Context, name string) {
	t.Helper()
	rules, err := axe()
	if err != nil {
		t.Fatalf("axe-core is missing; run make install: %v", err)
	}
	eval[any](t, ctx, string(rules)+";0")
	for _, f := range eval[[]string](t, ctx, `axe.run(document, {runOnly: ["wcag2a","wcag2aa","wcag21aa","wcag22aa","best-practice"]}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target.join(" ") + " " + (n.any[0]||n.all[0]||n.none[0]||{}).message)))`, chromedp.EvalAwaitPromise) {
		t.Errorf("%s: %s", name, f)
	}
}
