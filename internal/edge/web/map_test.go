package web_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// openMap shows the first page with a fresh map, names and back and all.
func openMap(t testing.TB, ctx context.Context, url string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(url), chromedp.WaitReady(chromedp.CSS(`#map[data-ready=yes][data-whole=yes]`)))
}

// drawn is what the form would send, one mark a word: "temple.right:5" and,
// with qualities, "temple.right:5:ache+sharp".
func drawn(t testing.TB, ctx context.Context) string {
	t.Helper()
	return eval[string](t, ctx, `JSON.parse(document.querySelector("[name=drawing]").value)
		.flatMap(p => p.cells.map(c => c + ":" + p.intensity + (p.quality ? ":" + p.quality.join("+") : ""))).sort().join(" ")`)
}

// empty takes every mark away and puts the tools back.
func empty(t testing.TB, ctx context.Context) {
	t.Helper()
	eval[any](t, ctx, `(() => {
		const $ = q => document.querySelector(q);
		for (let b; (b = $("#undo")) && !b.disabled;) b.click();
		$("[name=pain][value='5']").checked = true;
		document.querySelectorAll("[name=quality]").forEach(q => q.checked = false);
		if ($("#closer").getAttribute("aria-pressed") === "true") $("#closer").click();
		$("[data-mode=tap]").click(); $("[data-look=front]").click(); $("#brush").value = 1; $("#words").value = "";
	})();0`)
	if left := drawn(t, ctx); left != "" {
		t.Fatalf("still marked: %s", left)
	}
}

// focus puts the keyboard on a cell of a view.
func focus(t testing.TB, ctx context.Context, view, cell string) {
	t.Helper()
	if !eval[bool](t, ctx, fmt.Sprintf(`(p => { p?.focus(); return !!p && document.activeElement === p })(document.querySelector("#view-%s [data-cell='%s']"))`, view, cell)) {
		t.Fatalf("%s of %s cannot be focused", cell, view)
	}
}

const (
	mouse = input.DispatchMouseEventPointerTypeMouse
	pen   = input.DispatchMouseEventPointerTypePen
)

// spot says where a cell lies on the screen: a point inside it.
func spot(t testing.TB, ctx context.Context, view, cell string) (x, y float64) {
	t.Helper()
	p := eval[[]float64](t, ctx, fmt.Sprintf(`(p => { p.ownerSVGElement.scrollIntoView({block: "center"}); const m = p.getScreenCTM(), q = new DOMPoint(+p.dataset.x, +p.dataset.y).matrixTransform(m); return [q.x, q.y] })(document.querySelector("#view-%s [data-cell='%s']"))`, view, cell))
	return p[0], p[1]
}

// drag moves a pressed pointer from cell to cell of one view; with one cell it
// is a tap.
func drag(t testing.TB, ctx context.Context, kind input.DispatchMouseEventPointerType, view string, cells ...string) {
	t.Helper()
	send := func(what input.DispatchMouseEventType, x, y float64, buttons int64) {
		t.Helper()
		e := input.DispatchMouseEventParams{Type: what, X: x, Y: y, Button: input.MouseButtonLeft, Buttons: buttons, ClickCount: 1, PointerType: kind}
		if _, err := chromedp.Call(ctx, input.DispatchMouseEvent, e); err != nil {
			t.Fatal(err)
		}
	}
	x, y := spot(t, ctx, view, cells[0])
	send(input.DispatchMouseEventTypeMousePressed, x, y, 1)
	for _, c := range cells[1:] {
		toX, toY := spot(t, ctx, view, c)
		for k := 1; k <= 8; k++ {
			send(input.DispatchMouseEventTypeMouseMoved, x+(toX-x)*float64(k)/8, y+(toY-y)*float64(k)/8, 1)
		}
		x, y = toX, toY
	}
	send(input.DispatchMouseEventTypeMouseReleased, x, y, 0)
}

func finger(t testing.TB, ctx context.Context, what input.DispatchTouchEventType, at ...[2]float64) {
	t.Helper()
	p := input.DispatchTouchEventParams{Type: what}
	for _, a := range at {
		p.TouchPoints = append(p.TouchPoints, &input.TouchPoint{X: a[0], Y: a[1]})
	}
	if _, err := chromedp.Call(ctx, input.DispatchTouchEvent, p); err != nil {
		t.Fatal(err)
	}
}

// TestPaintingOnTheMap taps, paints and erases with mouse and pen, and takes
// steps back and forth.
func TestPaintingOnTheMap(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 900))
	openMap(t, ctx, s.URL)
	want := func(what, marks string) {
		t.Helper()
		got := drawn(t, ctx)
		for range 40 { // what a finger does may reach the page a moment later
			if got == marks {
				return
			}
			time.Sleep(50 * time.Millisecond)
			got = drawn(t, ctx)
		}
		t.Errorf("%s: drawn %q, want %q", what, got, marks)
	}
	click := func(q string) { t.Helper(); eval[any](t, ctx, `document.querySelector("`+q+`").click();0`) }

	for _, kind := range []input.DispatchMouseEventPointerType{mouse, pen} {
		empty(t, ctx)
		drag(t, ctx, kind, "front", "thigh_front.middle_inner.right")
		want("a tap takes the whole place", "thigh_front.right:5")
		drag(t, ctx, kind, "front", "thigh_front.lower_outer.right")
		want("a second tap", "")
		drag(t, ctx, kind, "front", "shin.upper.right", "shin.lower.right")
		want("a stroke", "shin.right:5")
		drag(t, ctx, kind, "front", "thigh_front.middle_outer.right", "thigh_front.lower_outer.right")
		want("a stroke takes what it touches", "shin.right:5 thigh_front.lower_outer.right:5 thigh_front.middle_outer.right:5")
		drag(t, ctx, kind, "front", "thigh_front.middle_inner.right")
		want("a tap makes a place whole", "shin.right:5 thigh_front.right:5")
		click("#undo")
		click("#undo")
		want("two steps back", "shin.right:5")
		click("#redo")
		want("and one forth", "shin.right:5 thigh_front.lower_outer.right:5 thigh_front.middle_outer.right:5")
		click("[data-mode=erase]")
		drag(t, ctx, kind, "front", "shin.middle.right")
		want("erased", "shin.lower.right:5 shin.upper.right:5 thigh_front.lower_outer.right:5 thigh_front.middle_outer.right:5")
		click("[data-mode=paint]")
		drag(t, ctx, kind, "front", "shin.middle.right")
		drag(t, ctx, kind, "back", "calf.upper_inner.left", "calf.upper_inner.left")
		want("painted", "calf.upper_inner.left:5 shin.right:5 thigh_front.lower_outer.right:5 thigh_front.middle_outer.right:5")
		drag(t, ctx, kind, "back", "calf.upper_inner.left")
		want("painting never takes away", "calf.upper_inner.left:5 shin.right:5 thigh_front.lower_outer.right:5 thigh_front.middle_outer.right:5")
		if said := eval[string](t, ctx, `document.querySelector("#marks li > span:nth-child(2)").textContent`); said != "Left calf (upper inner part); right shin; front of the right thigh (middle outer part, lower outer part)" {
			t.Errorf("the marks are listed as %q", said)
		}
	}

	// a finger taps; it paints only when that was chosen, so that it can scroll
	touch := func(view string, cells ...string) {
		t.Helper()
		x, y := spot(t, ctx, view, cells[0])
		finger(t, ctx, input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
		for _, c := range cells[1:] {
			toX, toY := spot(t, ctx, view, c)
			for k := 1; k <= 8; k++ {
				finger(t, ctx, input.DispatchTouchEventTypeTouchMove, [2]float64{x + (toX-x)*float64(k)/8, y + (toY-y)*float64(k)/8})
			}
		}
		finger(t, ctx, input.DispatchTouchEventTypeTouchEnd)
	}
	empty(t, ctx)
	touch("front", "thigh_front.middle_inner.right")
	want("a finger taps", "thigh_front.right:5")
	click("[data-mode=paint]")
	touch("front", "shin.upper.left", "shin.lower.left")
	want("a finger paints", "shin.left:5 thigh_front.right:5")
	x, y := spot(t, ctx, "front", "forearm_volar.middle_thumb_side.left")
	finger(t, ctx, input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
	finger(t, ctx, input.DispatchTouchEventTypeTouchCancel)
	want("what becomes a pinch marks nothing", "shin.left:5 thigh_front.right:5")

	empty(t, ctx)
	click("[data-mode=paint]")
	eval[any](t, ctx, `document.getElementById("brush").value = 5;0`)
	drag(t, ctx, mouse, "front", "sternum.middle.right")
	if got := strings.Fields(drawn(t, ctx)); len(got) < 3 || !slices.Contains(got, "sternum.middle.left:5") {
		t.Errorf("a wide brush marks %v", got)
	}
	for _, m := range strings.Fields(drawn(t, ctx)) {
		cell, _, _ := strings.Cut(m, ":")
		for _, fine := range body.Expand(unknot.CellID(cell)) {
			if !eval[bool](t, ctx, fmt.Sprintf(`!!document.querySelector("#view-front [data-cell='%s']")`, fine)) {
				t.Errorf("a stroke on the front marks %s, which the front does not show", fine)
			}
		}
	}

	// pain and quality go to what was marked since they were last changed
	empty(t, ctx)
	drag(t, ctx, mouse, "front", "thigh_front.middle_inner.right")
	click("[name=pain][value='8']")
	drag(t, ctx, mouse, "front", "shin.middle.left")
	click("[name=pain][value='3']")
	click("[name=quality][value=ache]")
	want("each place with its own", "shin.left:3:ache thigh_front.right:8")
	eval[any](t, ctx, `[...document.querySelectorAll("#marks .act button")].find(b => b.textContent === "Change").click();0`)
	click("[name=quality][value=sharp]")
	want("changed by its line", "shin.left:3:ache thigh_front.right:8:sharp")
	if said := eval[string](t, ctx, `document.getElementById("map-said").textContent + document.querySelector("[data-cell='thigh_front.upper_inner.right']").getAttribute("aria-label")`); !strings.Contains(said, "upper inner part, 8 of 10, sharp") {
		t.Errorf("a screen reader hears %q", said)
	}
	eval[any](t, ctx, `[...document.querySelectorAll("#marks .act button")].find(b => b.textContent === "Remove").click();0`)
	want("removed by its line", "shin.left:3:ache")

	// a close-up marks the same cells as the whole
	empty(t, ctx)
	eval[any](t, ctx, `(s => { s.value = "hand_right_palm"; s.dispatchEvent(new Event("change", {bubbles: true})) })(document.getElementById("look"));0`)
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS("#view-hand_right_palm")))
	drag(t, ctx, mouse, "hand_right_palm", "index.tip_palm.right")
	want("the tip of a finger in the close-up", "index.tip_palm.right:5")

	empty(t, ctx) // last, since the page may glide on for a while
	touch("front", "thigh_front.upper_inner.left", "shin.lower.left")
	want("a finger scrolls", "")
}

// choose shows a view, the whole body or a close-up.
func choose(t testing.TB, ctx context.Context, view string) {
	t.Helper()
	if view == "front" || view == "back" {
		eval[any](t, ctx, fmt.Sprintf(`document.querySelector("[data-look=%s]").click();0`, view))
	} else {
		eval[any](t, ctx, fmt.Sprintf(`(s => { s.value = %q; s.dispatchEvent(new Event("change", {bubbles: true})) })(document.getElementById("look"));0`, view))
	}
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS("#view-"+view)))
}
