package web_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	coreplan "github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/web"
)

func site(t testing.TB) *httptest.Server {
	t.Helper()
	p := caretest.Practice(t)
	practices.Store(p, true)
	t.Cleanup(func() { practices.Delete(p) })
	s := httptest.NewServer(web.Handler(p, slog.New(slog.NewTextHandler(io.Discard, nil))))
	t.Cleanup(s.Close)
	return s
}

// practices are those behind the sites of running tests.
var practices sync.Map

// chromium is the one browser of all tests, without a network of its own.
var chromium = sync.OnceValue(func() context.Context {
	profile, err := os.MkdirTemp("", "unknot-browser")
	if err != nil {
		panic(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(profile),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-quic", true), chromedp.Flag("hide-scrollbars", true))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, end := chromedp.NewContext(ctx)
	closeBrowser = func() { end(); stop(); os.RemoveAll(profile) }
	if err := chromedp.Do(ctx); err != nil {
		panic(err)
	}
	return ctx
})

var closeBrowser = func() {}

func TestMain(m *testing.M) {
	code := m.Run()
	closeBrowser()
	os.Exit(code)
}

// browser opens a window of its own, with no cookies from any other test.
func browser(t testing.TB) context.Context {
	t.Helper()
	return browserFor(t, 2*time.Minute)
}

// browserFor is browser for who has much to look at.
func browserFor(t testing.TB, atMost time.Duration) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chromium(), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	ctx, end := context.WithTimeout(ctx, atMost)
	t.Cleanup(end)
	return ctx
}

func do(t testing.TB, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

func eval[T any](t testing.TB, ctx context.Context, js string, opts ...chromedp.EvaluateOption) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, opts...))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// theme switches the browser to light or dark.
func theme(t testing.TB, ctx context.Context, scheme string) {
	t.Helper()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
}

// walk leads from the first page to the answer, as a person would with the
// keyboard and the mouse.
func walk(t testing.TB, ctx context.Context, url, words string, yes ...string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(url), chromedp.SendKeys(chromedp.CSS("#words"), words), chromedp.Click(chromedp.CSS("#draw button[type=submit]")), chromedp.WaitVisible(chromedp.CSS(".reply")))
	do(t, ctx, chromedp.Click(chromedp.CSS(".ask-ways a[href$=all]")), chromedp.WaitVisible(chromedp.CSS("[name=rest]")))
	for _, id := range yes {
		do(t, ctx, chromedp.Click(chromedp.CSS(`[name="danger.`+id+`"][value=yes]`)))
	}
	do(t, ctx, chromedp.Click(chromedp.CSS("[name=rest]")))
}

// caseShown is the case behind the question that is shown.
func caseShown(t testing.TB, ctx context.Context) string {
	t.Helper()
	return caseOf(t, eval[string](t, ctx, "document.documentElement.outerHTML"))
}

func answered(t testing.TB, ctx context.Context) {
	t.Helper()
	do(t, ctx, chromedp.Click(chromedp.CSS("form.stack button[type=submit]")), chromedp.WaitVisible(chromedp.CSS("#level, #stop")))
}

func TestJourneyFromWordsToPlan(t *testing.T) {
	ctx, s := browser(t), site(t)
	walk(t, ctx, s.URL, "right temple, 5")
	eval[any](t, ctx, `document.querySelectorAll("details").forEach(d => d.open = true);0`)
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#age"), "41"), chromedp.SendKeys(chromedp.CSS("#desk"), "8"))
	answered(t, ctx)
	page := eval[string](t, ctx, "document.body.innerText")
	for _, want := range []string{"You can start at home", "Right upper trapezius", "Your plan for now", "Break up sitting", "Never above"} {
		if !strings.Contains(page, want) {
			t.Errorf("the answer page does not say %q", want)
		}
	}
	if at := eval[string](t, ctx, "location.search"); at != "" {
		t.Errorf("the address carries %q", at)
	}
}

// Whatever hurts the muscle on purpose says how much at most, on the result as
// on the plan: the ceiling of its own dose, for each item.
func TestEveryDoseShowsItsCeiling(t *testing.T) {
	s, p, plan := planSite(t, nil)
	a, err := p.Recall(context.Background(), care.Home, strings.TrimPrefix(plan, "/plan/"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{strings.Replace(plan, "/plan/", "/answer/", 1), plan} {
		_, page := get(t, s.URL+path)
		for want, n := range ceilings(a.Plan.Items) {
			if got := strings.Count(page, want); got != n {
				t.Errorf("%s says %q %d times, want %d", path[:8], want, got, n)
			}
		}
	}
}

// ceilings counts the sentences that name the most discomfort allowed.
func ceilings(items []coreplan.Item) map[string]int {
	out := map[string]int{}
	for _, it := range items {
		if it.Dose.Max > 0 {
			out[fmt.Sprintf("Never above %d.", it.Dose.Max)]++
		}
	}
	return out
}

// What was answered is found again, and is gone after it was deleted.
func TestAnswersAreKeptAndDeleted(t *testing.T) {
	ctx, s := browser(t), site(t)
	walk(t, ctx, s.URL, "right temple, 5")
	answered(t, ctx)
	do(t, ctx, chromedp.Navigate(s.URL), chromedp.Click(chromedp.CSS(".kept a")), chromedp.WaitVisible(chromedp.CSS("#level")))
	address := eval[string](t, ctx, "location.href")
	do(t, ctx, chromedp.Navigate(s.URL+"/data"), chromedp.Click(chromedp.CSS(`a[href="/data/delete"]`)), chromedp.WaitVisible(chromedp.CSS(`a[href="/data"]`)),
		chromedp.Click(chromedp.CSS(`form[action="/data/delete"] button`)), chromedp.WaitVisible(chromedp.CSS(`main a.button[href="/"]`)))
	if page := eval[string](t, ctx, "document.querySelector('main').innerText"); !strings.Contains(page, "records were deleted") {
		t.Errorf("after deleting: %s", page)
	}
	do(t, ctx, chromedp.Navigate(address))
	if page := eval[string](t, ctx, "document.querySelector('main').innerText"); !strings.Contains(page, "may have been deleted") {
		t.Errorf("a deleted answer is still shown: %s", page)
	}
}

// A planted fault proves that the judge of accessibility judges.
func TestAxeFindsAPlantedFault(t *testing.T) {
	ctx, s := browser(t), site(t)
	rules, err := axe()
	if err != nil {
		t.Fatalf("axe-core is missing; run make install: %v", err)
	}
	do(t, ctx, chromedp.Navigate(s.URL))
	eval[any](t, ctx, `document.querySelector("label[for=words]").remove();0`)
	eval[any](t, ctx, string(rules)+";0")
	if n := eval[int](t, ctx, `axe.run().then(r => r.violations.filter(v => v.id === "label").length)`, chromedp.EvalAwaitPromise); n != 1 {
		t.Errorf("a field without a label gave %d findings", n)
	}
}

func TestStopJourney(t *testing.T) {
	ctx, s := browser(t), site(t)
	walk(t, ctx, s.URL, "left chest, 7", "chest_pressure")
	answered(t, ctx)
	page := eval[string](t, ctx, "document.querySelector('main').innerText")
	if !strings.Contains(page, "Get help now") || strings.Contains(page, "plan for now") || strings.Contains(page, "What it may be") {
		t.Errorf("the stop page says:\n%s", page)
	}
}
