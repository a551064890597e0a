package web_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
)

// TestMapShots keeps pictures of the map in use beside those of TestShots, and
// judges the same states: nothing wider than the screen, nothing for axe.
func TestMapShots(t *testing.T) {
	folder := os.Getenv("UNKNOT_SHOTS")
	if folder == "" {
		folder = t.TempDir()
	}
	axe, err := os.ReadFile(filepath.Join("..", "..", "..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is missing; run make install: %v", err)
	}
	ctx, s := browser(t), site(t)
	for _, scheme := range []string{"light", "dark"} {
		theme(t, ctx, scheme)
		for _, w := range []int64{320, 390, 1280} {
			do(t, ctx, chromedp.EmulateViewport(w, 844))
			openMap(t, ctx, s.URL)
			do(t, ctx, chromedp.SendKeys(chromedp.CSS("#words"), "right temple and behind the right eye, 7, throbbing; both calves 3; right chest 9; low back 2"), chromedp.Click(chromedp.CSS("#words-mark")), chromedp.WaitVisible(chromedp.CSS("#marks li")))
			for _, l := range []string{"front", "right", "head_right", "hand_left_palm", "foot_left_sole", "closer"} {
				if l != "front" && l != "closer" && (w != 390 || scheme != "light") || w == 320 && scheme == "dark" {
					continue
				}
				if l == "closer" {
					choose(t, ctx, "back")
					focus(t, ctx, "back", "low_back.l4_inner.right")
					press(t, ctx, "6 Right 6 Up Up 4 Left")
					do(t, ctx, chromedp.Click(chromedp.CSS("#closer")))
				} else {
					choose(t, ctx, l)
				}
				png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
				if err != nil {
					t.Fatal(err)
				}
				name := fmt.Sprintf("map-%d-%s-%s", w, scheme, l)
				if err := os.WriteFile(filepath.Join(folder, name+".png"), png, 0o644); err != nil {
					t.Fatal(err)
				}
				if wide := eval[float64](t, ctx, "document.documentElement.scrollWidth"); wide > float64(w) {
					t.Errorf("%s is %v px wide", name, wide)
				}
				if w != 390 || l != "front" && l != "head_right" && l != "closer" {
					continue
				}
				eval[any](t, ctx, string(axe)+";0")
				for _, f := range eval[[]string](t, ctx, `axe.run(document, {runOnly: ["wcag2a","wcag2aa","wcag21aa","wcag22aa","best-practice"]}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target.join(" ") + " " + (n.any[0]||n.all[0]||n.none[0]||{}).message)))`, chromedp.EvalAwaitPromise) {
					t.Errorf("%s: %s", name, f)
				}
			}
		}
	}
}

// On the smallest phone every cell is large enough for a finger in some view
// when Closer is pressed, and lies in sight when it is walked to.
func TestEveryCellIsLargeEnoughFromCloserBy(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.EmulateViewport(320, 568))
	openMap(t, ctx, s.URL)
	do(t, ctx, chromedp.Click(chromedp.CSS("#closer")), chromedp.WaitReady(chromedp.CSS("#map.closer")))
	widest := map[string]float64{}
	for _, v := range figure.Views("neutral") {
		choose(t, ctx, v.ID)
		for cell, px := range eval[map[string]float64](t, ctx, fmt.Sprintf(`Object.fromEntries([...document.querySelectorAll("#view-%s [data-cell]")].map(p => {
			p.focus();
			const view = p.ownerSVGElement.getBoundingClientRect(), m = p.getScreenCTM(), at = new DOMPoint(+p.dataset.x, +p.dataset.y).matrixTransform(m), b = p.getBoundingClientRect();
			const inside = at.x > view.left && at.x < view.right && at.y > view.top && at.y < view.bottom;
			return [p.dataset.cell, inside ? Math.min(b.width, b.height) : -1];
		}))`, v.ID)) {
			if px < 0 {
				t.Errorf("%s: %s is not in sight where it has the focus", v.ID, cell)
			}
			widest[cell] = max(widest[cell], px)
		}
	}
	for _, c := range body.Cells() {
		if widest[string(c.ID)] < 24 {
			t.Errorf("%s is %.1f px wide at most; a target needs 24", c.ID, widest[string(c.ID)])
		}
	}
}

// Closer by, the arrows move the picture with the cell, the buttons move it by
// hand, and front and back show the same part of the body.
func TestCloser(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 900))
	openMap(t, ctx, s.URL)
	focus(t, ctx, "back", "scapula.middle_inner.right")
	do(t, ctx, chromedp.Focus(chromedp.CSS("#closer")))
	press(t, ctx, "Enter")
	middle := func(view string) (x, y float64) {
		t.Helper()
		b := eval[[]float64](t, ctx, fmt.Sprintf(`document.getElementById("view-%s").getAttribute("viewBox").split(" ").map(Number)`, view))
		return b[0] + b[2]/2, b[1] + b[3]/2
	}
	whole := figure.Of("neutral", "back")
	near := func(what string, a, b float64) {
		t.Helper()
		if math.Abs(a-b) > 1 {
			t.Errorf("%s: %v and %v", what, a, b)
		}
	}
	x, y := middle("back")
	spotX, spotY, _ := whole.Spot("scapula.middle_inner.right")
	near("the cell is in the middle", x, spotX)
	near("of the height", y, spotY)
	frontX, frontY := middle("front")
	near("the front mirrors the back", frontX, whole.Width-x)
	near("at the same height", frontY, y)
	do(t, ctx, chromedp.Focus(chromedp.CSS("[data-move='0 1']")))
	press(t, ctx, "Enter")
	if _, lower := middle("back"); lower < y+50 {
		t.Errorf("moved down from %v to %v", y, lower)
	}
	focus(t, ctx, "back", "scapula.middle_inner.right")
	press(t, ctx, "Down")
	if _, lower := middle("back"); lower > y+100 {
		t.Errorf("the picture does not follow the arrows back up: %v", lower)
	}
	press(t, ctx, "7")
	if got := drawn(t, ctx); got != "scapula.lower_inner.right:7" {
		t.Errorf("drawn %q", got)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS("#closer")))
	if x, y := middle("front"); x != whole.Width/2 || y != whole.Height/2 {
		t.Errorf("all is not shown again: %v, %v", x, y)
	}
}

// The first page with all it needs weighs at most 150 kB compressed, its views
// of the body 60 kB.
func TestTheFirstPageIsLight(t *testing.T) {
	s := site(t)
	_, page := get(t, s.URL)
	zipped := func(text string) int {
		t.Helper()
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Len()
	}
	start, end := strings.Index(page, `<div class="map-views"`), strings.Index(page, `<div class="map-tools"`)
	if start < 0 || end < start {
		t.Fatal("the page has no views")
	}
	views, all := zipped(page[start:end]), zipped(page)
	for _, m := range regexp.MustCompile(`(?:src|href)="(/assets/[^"]+\.(?:css|js|svg)[^"]*)"`).FindAllStringSubmatch(page, -1) {
		_, text := get(t, s.URL+m[1])
		all += zipped(text)
	}
	if views > 60_000 || all > 150_000 {
		t.Errorf("the views weigh %d bytes, all together %d", views, all)
	}
	t.Logf("views %d bytes, all together %d", views, all)
}
