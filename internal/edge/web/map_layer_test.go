package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// The muscles are off until they are wanted, come by keyboard, stay with a
// close-up and another figure, and never stand in the way of a mark.
func TestMusclesOnTheMap(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.EmulateViewport(390, 844))
	openMap(t, ctx, s.URL)
	seen := `[...document.querySelectorAll(".map-views .view:not([hidden]) .muscle")].filter(g => getComputedStyle(g).display !== "none").map(g => g.ownerSVGElement.dataset.view + (g.childElementCount > 5 ? "" : " bare")).sort().join(" ")`
	if got := eval[string](t, ctx, seen); got != "" {
		t.Errorf("at first there are muscles on %s", got)
	}
	do(t, ctx, chromedp.Focus(chromedp.CSS("#muscles")))
	press(t, ctx, "Enter")
	do(t, ctx, chromedp.WaitReady(chromedp.CSS("#muscles[aria-pressed=true]")))
	if got := eval[string](t, ctx, seen); got != "back front" {
		t.Errorf("muscles are on %q", got)
	}
	if got := eval[string](t, ctx, `document.getElementById("map-said").textContent`); got != "Muscles shown." {
		t.Errorf("said: %q", got)
	}
	focus(t, ctx, "front", "thigh_front.middle_inner.right")
	press(t, ctx, "S-Enter 6")
	x, y := spot(t, ctx, "front", "thigh_front.middle_inner.left")
	do(t, ctx, chromedp.MouseClickXY(x, y))
	if got := drawn(t, ctx); got != "thigh_front.left:6 thigh_front.right:6" {
		t.Errorf("drawn over muscles: %q", got)
	}
	eval[any](t, ctx, `(s => { s.value = "female"; s.dispatchEvent(new Event("change")) })(document.getElementById("figure"));0`)
	do(t, ctx, chromedp.WaitReady(`//*[@id="map-said"][contains(., "Female")]`))
	if got := eval[string](t, ctx, seen); got != "back front" {
		t.Errorf("on another figure muscles are on %q", got)
	}
	do(t, ctx, chromedp.Focus(chromedp.CSS("#muscles")))
	press(t, ctx, "Space")
	do(t, ctx, chromedp.WaitReady(chromedp.CSS("#muscles[aria-pressed=false]")))
	if got := eval[string](t, ctx, seen); got != "" {
		t.Errorf("muscles stay on %q", got)
	}
}

// In another language the map says everything in it: views, places, marks and
// what it did.
func TestTheMapInSpanish(t *testing.T) {
	ctx, s := browser(t), site(t)
	cookie := network.SetCookieParams{Name: "lang", Value: "es", URL: s.URL}
	if _, err := chromedp.Call(ctx, network.SetCookie, cookie); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.EmulateViewport(390, 844))
	openMap(t, ctx, s.URL)
	focus(t, ctx, "front", "temple.right")
	press(t, ctx, "7")
	focus(t, ctx, "front", "temple.left")
	press(t, ctx, "7")
	for where, want := range map[string]string{
		`document.getElementById("map-said").textContent`:                                          "Sien izquierda: 7 de 10. 2 lugares en total.",
		`document.querySelector("#marks li").innerText`:                                            "Sien, ambos lados",
		`document.querySelector("#marks .act button").getAttribute("aria-label")`:                  "Cambiar Sien, ambos lados",
		`document.querySelector("#view-back").getAttribute("aria-label")`:                          "Cuerpo: Detrás",
		`document.querySelector("[data-cell='calf.upper_inner.left']").getAttribute("aria-label")`: "pantorrilla izquierda, parte alta interna",
		`[...document.querySelectorAll("#look option")].map(o => o.text).join()`:                   "Mano derecha, palma",
		`document.querySelector("#view-front .sides").textContent`:                                 "derecha izquierda",
	} {
		if got := eval[string](t, ctx, where); !strings.Contains(got, want) {
			t.Errorf("%s is %q, want %q", where, got, want)
		}
	}
	do(t, ctx, chromedp.SetValue(chromedp.CSS("#look"), "head_right"))
	eval[any](t, ctx, `document.getElementById("look").dispatchEvent(new Event("change"));0`)
	do(t, ctx, chromedp.WaitReady(chromedp.CSS("#view-head_right:not([hidden])")))
	if got := eval[string](t, ctx, `document.querySelector("#view-head_right").getAttribute("aria-label")+document.querySelector("#view-head_right [data-cell='temple.right']").getAttribute("aria-label")`); got != "Cuerpo: Cabeza, lado derechosien derecha, 7 de 10" {
		t.Errorf("the close-up is called %q", got)
	}
}
