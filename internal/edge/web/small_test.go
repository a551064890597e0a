package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// The letters that say right and left beside the body shrink with it; in a low
// window they were once 7 px high.
func TestRightAndLeftCanBeReadOnEveryWindow(t *testing.T) {
	ctx, s := browser(t), site(t)
	for _, window := range [][2]int64{{320, 640}, {390, 844}, {640, 450}, {844, 390}, {700, 560}, {768, 1024}, {1024, 600}, {1280, 900}} {
		do(t, ctx, chromedp.EmulateViewport(window[0], window[1]), chromedp.Navigate(s.URL), chromedp.WaitReady(chromedp.CSS("#map[data-ready=yes]")))
		const look = `(() => { const t = document.querySelector("#view-front .sides text"), m = t.getScreenCTM(); return parseFloat(getComputedStyle(t).fontSize) * m.d })()`
		if high := eval[float64](t, ctx, look); high < 12 {
			t.Errorf("at %v the letters are %.1f px", window, high)
		}
		const over = `(() => { const box = e => e.getBoundingClientRect(), skin = box(document.querySelector("#view-front [data-cell^='top_of_head'], #view-front [data-cell^='forehead']"));
			return [...document.querySelectorAll("#view-front .sides text")].filter(e => box(e).right > skin.left && box(e).left < skin.right).length })()`
		if eval[float64](t, ctx, over) > 0 {
			t.Errorf("at %v they lie on the head", window)
		}
	}
}

// In a low window the tabs and the keys of a session stood over what they belong
// to: the answers to a danger question, and the numbers for the pain.
func TestNothingHidesInALowWindow(t *testing.T) {
	ctx, s := browser(t), demoSite(t)
	for _, window := range [][2]int64{{640, 450}, {320, 640}, {390, 844}} {
		do(t, ctx, chromedp.EmulateViewport(window[0], window[1]), chromedp.Navigate(s.URL+"/plan/DEMO/do/1"), chromedp.WaitVisible(chromedp.CSS("[data-go]")), chromedp.Click(chromedp.CSS("[data-go]")), chromedp.WaitVisible(chromedp.CSS("[data-stop]")))
		const look = `(() => { const box = e => document.querySelector(e).getBoundingClientRect(), tabs = getComputedStyle(document.querySelector(".tabs")).position === "fixed" ? box(".tabs").height : 0
			document.querySelector("[data-player]").scrollIntoView({block: "start", behavior: "instant"})
			const stop = box("[data-stop]"), seen = innerHeight - tabs
			return [stop.top >= 0 && stop.bottom <= seen ? 1 : 0, (seen - box(".player-keys").height) / innerHeight] })()`
		if got := eval[[]float64](t, ctx, look); got[0] != 1 || got[1] < .7 {
			t.Errorf("at %v Stop is seen: %v; the part of the window that keys and tabs leave is %.2f", window, got[0] == 1, got[1])
		}
	}
}

// The days of two places, with sleep and stress, fit the smallest phone.
func TestTheTablesOfTheCourseFitAPhone(t *testing.T) {
	ctx, s := browser(t), demoSite(t)
	for _, wide := range []int64{320, 390} {
		do(t, ctx, chromedp.EmulateViewport(wide, 700), chromedp.Navigate(s.URL+"/course/DEMO"))
		if cut := eval[[]string](t, ctx, `document.querySelectorAll("details").forEach(d => d.open = true), [...document.querySelectorAll(".scroll")].filter(e => e.scrollWidth > e.clientWidth).map(e => e.getAttribute("aria-label"))`); len(cut) > 0 {
			t.Errorf("at %d px these are cut: %q", wide, cut)
		}
	}
}
