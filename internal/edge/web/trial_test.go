package web_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// From a kept answer to a trial: drawn, shown for today only, refused when it
// cannot be, deleted.
func TestATrialOfYourOwn(t *testing.T) {
	ctx, s := browser(t), site(t)
	if _, page := get(t, s.URL+"/trial"); !strings.Contains(page, "Nothing to try yet") {
		t.Error("without an answer there is something to try")
	}
	walk(t, ctx, s.URL, "right temple, 5")
	answered(t, ctx)
	do(t, ctx, chromedp.EmulateViewport(320, 640), chromedp.Navigate(s.URL+"/trial"), chromedp.WaitVisible(chromedp.CSS("[name=blocks]")))
	axe, err := os.ReadFile(filepath.Join("..", "..", "..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is missing; run make install: %v", err)
	}
	judge := func(state string) {
		t.Helper()
		eval[any](t, ctx, string(axe)+";0")
		for _, f := range eval[[]string](t, ctx, `axe.run(document, {runOnly: ["wcag2a","wcag2aa","wcag21aa","wcag22aa","best-practice"]}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target.join(" "))))`, chromedp.EvalAwaitPromise) {
			t.Errorf("%s: %s", state, f)
		}
		if wide := eval[float64](t, ctx, "document.documentElement.scrollWidth"); wide > 320 {
			t.Errorf("%s is %v px wide on a 320 px screen", state, wide)
		}
	}
	judge("begin")
	do(t, ctx, chromedp.Click(chromedp.CSS("form[action='/trial'] button[type=submit]")), chromedp.WaitVisible(chromedp.CSS("#now")))
	page := strings.ReplaceAll(eval[string](t, ctx, "document.body.innerText"), "\u00a0", " ")
	if !strings.Contains(page, "Day 1 of 64") || !strings.Contains(page, "Today: ") || strings.Contains(page, "@known") || strings.Contains(page, "The result") {
		t.Errorf("the trial says:\n%s", page)
	}
	judge("today")
	do(t, ctx, chromedp.Click(chromedp.CSS("form[action$=delete] button")), chromedp.WaitVisible(chromedp.CSS("[name=blocks]")))

	episode := eval[string](t, ctx, "document.querySelector('[name=episode]').value")
	for name, form := range map[string]url.Values{
		"a treatment that nobody checked": {"episode": {episode}, "a": {"needling"}, "b": {"heat_pack"}, "blocks": {"6"}, "days": {"4"}},
		"one thing twice":                 {"episode": {episode}, "a": {"heat_pack"}, "b": {"heat_pack"}, "blocks": {"6"}, "days": {"4"}},
		"no number":                       {"episode": {episode}, "a": {"heat_pack"}, "b": {"range"}, "blocks": {"many"}, "days": {"4"}},
	} {
		if status, page := post(t, s.URL+"/trial", form); status != http.StatusOK || !strings.Contains(page, `role="alert"`) {
			t.Errorf("%s: %d without a word", name, status)
		}
	}
}
