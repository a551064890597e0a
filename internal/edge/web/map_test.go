package web_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// openMap shows the first page with a fresh map.
func openMap(t testing.TB, ctx context.Context, url string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(url), chromedp.WaitVisible(`#map[data-ready=yes]`))
}

// drawn is what the form would send, one mark a word: "temple.right:5" and,
// with qualities, "temple.right:5:ache+sharp".
func drawn(t testing.TB, ctx context.Context) string {
	t.Helper()
	return eval[string](t, ctx, `JSON.parse(document.querySelector("[name=drawing]").value)
		.flatMap(p => p.cells.map(c => c + ":" + p.intensity + (p.quality ? ":" + p.quality.join("+") : ""))).sort().join(" ")`)
}

// press sends keys to what has the focus, as the keyboard does.
func press(t testing.TB, ctx context.Context, keys string) {
	t.Helper()
	for _, k := range strings.Fields(keys) {
		do(t, ctx, chromedp.KeyEvent(keyCodes(k)))
	}
}

func keyCodes(k string) string {
	switch k {
	case "Up":
		return "\ue013"
	case "Down":
		return "\ue015"
	}
	return k
}

// focus puts the keyboard on a cell of a view.
func focus(t testing.TB, ctx context.Context, view, cell string) {
	t.Helper()
	if !eval[bool](t, ctx, fmt.Sprintf(`(p => { p.ownerSVGElement.querySelectorAll("[tabindex='0']").forEach(o => o.tabIndex = -1); p.tabIndex = 0; p.focus(); return document.activeElement === p })(document.querySelector("#view-%s [data-cell='%s']"))`, view, cell)) {
		t.Fatalf("%s of %s cannot be focused", cell, view)
	}
}

func TestMapLook(t *testing.T) {
	folder := os.Getenv("UNKNOT_SHOTS")
	if folder == "" {
		folder = t.TempDir()
	}
	ctx, s := browser(t), site(t)
	shot := func(name string) {
		png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name+".png"), png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, scheme := range []string{"light", "dark"} {
		theme(t, ctx, scheme)
		for _, w := range []int64{320, 390, 1280} {
			do(t, ctx, chromedp.EmulateViewport(w, 844))
			openMap(t, ctx, s.URL)
			do(t, ctx, chromedp.SendKeys("#words", "right temple and behind the right eye, 7, throbbing; both calves 3; right front of the thigh 5; right chest 9; low back 2"), chromedp.Click("#words-mark"), chromedp.WaitVisible("#marks li"))
			shot(fmt.Sprintf("map-%d-%s", w, scheme))
			for _, l := range []string{"head_front", "head_right", "hand_right_palm", "soles", "feet_front"} {
				if w == 390 && scheme == "light" || w == 1280 && l == "head_front" {
					eval[any](t, ctx, fmt.Sprintf(`(s => { s.value = %q; s.dispatchEvent(new Event("change", {bubbles: true})) })(document.getElementById("look"));0`, l))
					shot(fmt.Sprintf("map-%d-%s-%s", w, scheme, l))
				}
			}
		}
	}
	_ = input.DispatchKeyEvent
}
