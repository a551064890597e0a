package web_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// On paper a danger sign is black on white: no sheet full of ink.
func TestADangerSignPrintsBlackOnWhite(t *testing.T) {
	ctx, s := browser(t), site(t)
	walk(t, ctx, s.URL, "right temple, 5", "chest_pressure")
	answered(t, ctx)
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	const look = `(() => { const s = getComputedStyle(document.body); return [document.body.className.trim(), s.backgroundColor, s.color].join(" ") })()`
	if got := eval[string](t, ctx, look); got != "stopped emergency rgb(255, 255, 255) rgb(0, 0, 0)" {
		t.Errorf("the page prints as %s", got)
	}
}
