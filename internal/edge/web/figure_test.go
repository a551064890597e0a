package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// On a slow line the first picture of a figure is painted before the second one
// is there: here the page stops between them for a while. Each has its place
// from the start.
func TestNothingMovesWhilePicturesComeIn(t *testing.T) {
	ctx, inner := browser(t), demoSite(t).Config.Handler
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Sec-Fetch-Dest") != "document" {
			inner.ServeHTTP(w, r)
			return
		}
		r.Header.Del("Accept-Encoding") // to be cut where a letter ends
		all := httptest.NewRecorder()
		inner.ServeHTTP(all, r)
		before, rest, found := strings.Cut(all.Body.String(), `class="figure two"`)
		first, second, _ := strings.Cut(rest, "</svg>")
		if !found || !strings.Contains(second[:min(200, len(second))], "<svg") {
			t.Errorf("%s has no figure of two pictures", r.URL.Path)
		}
		for k, v := range all.Header() {
			w.Header()[k] = v
		}
		_, _ = w.Write([]byte(before + `class="figure two"` + first + "</svg>")) // the browser may have gone
		w.(http.Flusher).Flush()
		time.Sleep(700 * time.Millisecond)
		_, _ = w.Write([]byte(second))
	}))
	t.Cleanup(s.Close)
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true}); err != nil {
		t.Fatal(err)
	}
	for _, wide := range []int64{390, 1280} {
		do(t, ctx, chromedp.EmulateViewport(wide, 1200))
		for _, path := range []string{"/guide/muscle/trapezius_upper", "/guide/place/temple", "/guide/cause/nerve_root_arm"} {
			do(t, ctx, chromedp.Navigate(s.URL+path))
			if !eval[bool](t, ctx, `performance.getEntriesByName("first-contentful-paint")[0].startTime < performance.getEntriesByType("navigation")[0].responseEnd`) {
				t.Errorf("%s was painted when all of it was there, so nothing was tried", path)
			}
			if moved := eval[[]string](t, ctx, shifts, chromedp.EvalAwaitPromise); len(moved) > 0 {
				t.Errorf("%s at %d moves while its pictures come in: %q", path, wide, moved)
			}
		}
	}
}
