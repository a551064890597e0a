package web_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// openMap shows the first page with a fresh map.
func openMap(t testing.TB, ctx context.Context, url string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(url), chromedp.WaitReady(`#map[data-ready=yes]`))
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

var namedKeys = map[string]string{"Up": kb.ArrowUp, "Down": kb.ArrowDown, "Left": kb.ArrowLeft, "Right": kb.ArrowRight,
	"Enter": kb.Enter, "Space": " ", "Esc": kb.Escape, "Del": kb.Delete, "Back": kb.Backspace, "Tab": kb.Tab}

// press sends keys to what has the focus, as a keyboard does.
func press(t testing.TB, ctx context.Context, keys string) {
	t.Helper()
	for _, k := range strings.Fields(keys) {
		switch k {
		case "Undo":
			do(t, ctx, chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		case "Redo":
			do(t, ctx, chromedp.KeyEvent("y", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		default:
			if named, ok := namedKeys[k]; ok {
				k = named
			}
			do(t, ctx, chromedp.KeyEvent(k))
		}
	}
}

// TestTheMapByKeyboard walks and marks by keys alone: where it starts, what is
// pressed, what is drawn, and where the focus is then.
func TestTheMapByKeyboard(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 900))
	openMap(t, ctx, s.URL)
	scripts := 0
	for _, line := range strings.Split(strings.TrimSpace(keyScripts), "\n") {
		f := strings.Split(line, "|")
		if len(f) != 4 {
			t.Fatalf("no script: %s", line)
		}
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		scripts++
		empty(t, ctx)
		view, cell, _ := strings.Cut(f[0], " ")
		focus(t, ctx, view, cell)
		press(t, ctx, f[1])
		if got := drawn(t, ctx); got != f[2] {
			t.Errorf("%s, %s: drawn %q, want %q", f[0], f[1], got, f[2])
		}
		if at := eval[string](t, ctx, `document.activeElement.dataset.cell ?? document.activeElement.name`); at != f[3] {
			t.Errorf("%s, %s: the focus is on %s, want %s", f[0], f[1], at, f[3])
		}
	}
	if scripts < 40 {
		t.Errorf("only %d scripts", scripts)
	}
}

// From opening the page to the safety questions without ever touching a mouse.
func TestFromTheMapToTheQuestionsByKeyboard(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.EmulateViewport(390, 844))
	openMap(t, ctx, s.URL)
	tabTo := func(what, where string) {
		t.Helper()
		for range 60 {
			press(t, ctx, "Tab")
			if eval[bool](t, ctx, `document.activeElement.matches("`+where+`")`) {
				return
			}
		}
		t.Fatalf("the tab key does not reach %s", what)
	}
	tabTo("the body", "#view-front [data-cell]")
	for range 30 { // up to the head, wherever the middle of the body was
		press(t, ctx, "Up")
	}
	press(t, ctx, "7")
	marks := drawn(t, ctx)
	if cell, pain, _ := strings.Cut(marks, ":"); pain != "7" || eval[string](t, ctx, `document.activeElement.dataset.cell`) != cell {
		t.Errorf("drawn %q", marks)
	}
	press(t, ctx, "Esc")
	tabTo("a quality", "[name=quality]")
	press(t, ctx, "Space")
	tabTo("the end of the form", "button[type=submit]")
	press(t, ctx, "Enter")
	do(t, ctx, chromedp.WaitVisible(".reply"))
	if got := caseShown(t, ctx); !strings.Contains(got, `"intensity":7,"quality":["ache"]`) {
		t.Errorf("the case is %s after %s", got, marks)
	}
}

// view and cell | keys | marks | focus. On the front the person's right is on
// the left of the picture.
const keyScripts = `
front temple.right | Enter | temple.right:5 | temple.right
front temple.right | Space | temple.right:5 | temple.right
front temple.right | Enter Enter | | temple.right
front temple.right | Space Space Space | temple.right:5 | temple.right
front temple.right | 7 | temple.right:7 | temple.right
front temple.right | 0 | temple.right:10 | temple.right
front temple.right | 7 3 | temple.right:3 | temple.right
front temple.right | Enter 8 | temple.right:8 | temple.right
front temple.right | 8 Enter | | temple.right
front temple.right | 8 Del | | temple.right
front temple.right | 8 Back | | temple.right
front temple.right | Del | | temple.right
front temple.right | Undo | | temple.right
front temple.right | Enter Undo | | temple.right
front temple.right | Enter Undo Redo | temple.right:5 | temple.right
front temple.right | 4 6 Undo | temple.right:4 | temple.right
front temple.right | 4 6 Undo Undo Redo | temple.right:4 | temple.right
front temple.right | 4 Undo 6 Redo | temple.right:6 | temple.right
front temple.right | Esc | | pain
front temple.right | Enter Esc | temple.right:5 | pain
front temple.right | x q | | temple.right
front sternum.right | Right | | sternum.left
front sternum.left | Left | | sternum.right
front sternum.left | Enter Left Enter | sternum.left:5 sternum.right:5 | sternum.right
front chest_upper.right | Right Right Right 6 | chest_upper.left:6 | chest_upper.left
front chest_upper.right | Down Enter | breast.right:5 | breast.right
front breast.left | Up 9 | chest_upper.left:9 | chest_upper.left
front thigh_front.right | Down Enter | knee_front.right:5 | knee_front.right
front thigh_front.right | Down Down Enter | shin.right:5 | shin.right
front thigh_front.right | Left Enter | thigh_lateral.right:5 | thigh_lateral.right
front thigh_front.right | Right Right Enter | thigh_medial.left:5 | thigh_medial.left
front thigh_front.left | Right Enter | thigh_lateral.left:5 | thigh_lateral.left
front shin.left | Down Enter Down Enter | ankle_front.left:5 foot_dorsum.left:5 | foot_dorsum.left
front upper_arm_front.left | Down 2 | elbow_medial.left:2 | elbow_medial.left
front upper_arm_front.left | Down Right 2 | elbow_front.left:2 | elbow_front.left
front vertex.right | Up | | vertex.right
back buttock.right | Right Enter | hip_lateral.right:5 | hip_lateral.right
back buttock.left | Left Enter | hip_lateral.left:5 | hip_lateral.left
back calf.left | Up Enter | knee_back.left:5 | knee_back.left
back scapula.right | Left 6 Left 4 | interscapular.right:6 upper_back.right:4 | upper_back.right
back scapula.left | Down Enter | scapula_inferior.left:5 | scapula_inferior.left
back low_back.right | Enter Left Enter 7 | low_back.left:7 low_back.right:5 | low_back.left
back thigh_back.right | Enter Down Enter Down Enter | calf.right:5 knee_back.right:5 thigh_back.right:5 | calf.right
back thigh_back.right | 3 Down Enter Down Enter | calf.right:3 knee_back.right:3 thigh_back.right:3 | calf.right
back heel.left | Esc | | pain
`

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

// TestPaintingOnTheMap taps, paints and erases with mouse and pen, and takes
// steps back and forth.
func TestPaintingOnTheMap(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 900))
	openMap(t, ctx, s.URL)
	want := func(what, marks string) {
		t.Helper()
		if got := drawn(t, ctx); got != marks {
			t.Errorf("%s: drawn %q, want %q", what, got, marks)
		}
	}
	click := func(q string) { t.Helper(); eval[any](t, ctx, `document.querySelector("`+q+`").click();0`) }

	for _, kind := range []input.DispatchMouseEventPointerType{mouse, pen} {
		empty(t, ctx)
		drag(t, ctx, kind, "front", "thigh_front.right")
		want("a tap", "thigh_front.right:5")
		drag(t, ctx, kind, "front", "thigh_front.right")
		want("a second tap", "")
		drag(t, ctx, kind, "front", "thigh_front.right", "knee_front.right", "shin.right")
		want("a stroke", "knee_front.right:5 shin.right:5 thigh_front.right:5")
		click("#undo")
		want("one step back", "")
		click("#redo")
		want("and forth", "knee_front.right:5 shin.right:5 thigh_front.right:5")
		click("[data-mode=erase]")
		drag(t, ctx, kind, "front", "knee_front.right")
		want("erased", "shin.right:5 thigh_front.right:5")
		click("[data-mode=paint]")
		drag(t, ctx, kind, "back", "calf.left", "calf.left")
		want("painted on the back", "calf.left:5 shin.right:5 thigh_front.right:5")
		drag(t, ctx, kind, "back", "calf.left")
		want("painting never takes away", "calf.left:5 shin.right:5 thigh_front.right:5")
	}

	// a finger taps; it paints only when that was chosen, so that it can scroll
	touch := func(view string, cells ...string) {
		t.Helper()
		send := func(what input.DispatchTouchEventType, points ...*input.TouchPoint) {
			t.Helper()
			if _, err := chromedp.Call(ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: what, TouchPoints: points}); err != nil {
				t.Fatal(err)
			}
		}
		x, y := spot(t, ctx, view, cells[0])
		send(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: x, Y: y})
		for _, c := range cells[1:] {
			toX, toY := spot(t, ctx, view, c)
			for k := 1; k <= 8; k++ {
				send(input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: x + (toX-x)*float64(k)/8, Y: y + (toY-y)*float64(k)/8})
			}
		}
		send(input.DispatchTouchEventTypeTouchEnd)
	}
	empty(t, ctx)
	touch("front", "thigh_front.right")
	want("a finger taps", "thigh_front.right:5")
	click("[data-mode=paint]")
	touch("front", "thigh_front.left", "shin.left")
	want("a finger paints", "knee_front.left:5 shin.left:5 thigh_front.left:5 thigh_front.right:5")

	empty(t, ctx)
	click("[data-mode=paint]")
	eval[any](t, ctx, `document.getElementById("brush").value = 5;0`)
	drag(t, ctx, mouse, "front", "sternum.right")
	if got := strings.Fields(drawn(t, ctx)); len(got) < 3 || !slices.Contains(got, "sternum.left:5") {
		t.Errorf("a wide brush marks %v", got)
	}
	for _, m := range strings.Fields(drawn(t, ctx)) {
		cell, _, _ := strings.Cut(m, ":")
		if !eval[bool](t, ctx, fmt.Sprintf(`!!document.querySelector("#view-front [data-cell='%s']")`, cell)) {
			t.Errorf("a stroke on the front marks %s, which the front does not show", cell)
		}
	}

	// pain and quality go to what was marked since they were last changed
	empty(t, ctx)
	drag(t, ctx, mouse, "front", "thigh_front.right")
	click("[name=pain][value='8']")
	drag(t, ctx, mouse, "front", "shin.left")
	click("[name=pain][value='3']")
	click("[name=quality][value=ache]")
	want("each place with its own", "shin.left:3:ache thigh_front.right:8")
	eval[any](t, ctx, `[...document.querySelectorAll("#marks .act button")].find(b => b.textContent === "Change").click();0`)
	click("[name=quality][value=sharp]")
	want("changed by its line", "shin.left:3:ache thigh_front.right:8:sharp")
	if said := eval[string](t, ctx, `document.getElementById("map-said").textContent + document.querySelector("[data-cell='thigh_front.right']").getAttribute("aria-label")`); !strings.Contains(said, "8 of 10, sharp") {
		t.Errorf("a screen reader hears %q", said)
	}
	eval[any](t, ctx, `[...document.querySelectorAll("#marks .act button")].find(b => b.textContent === "Remove").click();0`)
	want("removed by its line", "shin.left:3:ache")

	// a close-up marks the same cells as the whole
	empty(t, ctx)
	eval[any](t, ctx, `(s => { s.value = "hand_right_palm"; s.dispatchEvent(new Event("change", {bubbles: true})) })(document.getElementById("look"));0`)
	do(t, ctx, chromedp.WaitVisible("#view-hand_right_palm"))
	drag(t, ctx, mouse, "hand_right_palm", "index.right")
	want("a finger in the close-up", "index.right:5")
	if wide := eval[float64](t, ctx, `Math.min(...["index", "thumb_base", "little_finger"].map(z => { const r = document.querySelector("#view-hand_right_palm [data-cell='" + z + ".right']").getBoundingClientRect(); return Math.min(r.width, r.height) }))`); wide < 24 {
		t.Errorf("a finger is %v px wide in the close-up; a target needs 24", wide)
	}

	empty(t, ctx) // last, since the page may glide on for a while
	touch("front", "thigh_front.left", "shin.left")
	want("a finger scrolls", "")
}

// TestEveryWayGivesTheSameDrawing marks one intent by pointer, keys, list and
// words with the script, and by list and words without it.
func TestEveryWayGivesTheSameDrawing(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 900))
	cases := map[string]string{}
	for _, way := range []string{"pointer", "keys", "list", "words", "words left in the box"} {
		openMap(t, ctx, s.URL)
		eval[any](t, ctx, `document.querySelector("[name=quality][value=ache]").click(); document.querySelector("[name=pain][value='6']").click();0`)
		switch way {
		case "pointer":
			drag(t, ctx, mouse, "front", "thigh_front.right")
			drag(t, ctx, pen, "back", "calf.left")
		case "keys":
			focus(t, ctx, "front", "thigh_front.right")
			press(t, ctx, "Enter")
			focus(t, ctx, "back", "calf.left")
			press(t, ctx, "6")
		case "list":
			eval[any](t, ctx, `["thigh_front.right", "calf.left"].forEach(c => document.querySelector("input[value='" + c + "']").click());0`)
		case "words":
			do(t, ctx, chromedp.SendKeys("#words", "left calf and front of the right thigh"), chromedp.Click("#words-mark"), chromedp.WaitVisible("#marks li"))
		case "words left in the box":
			do(t, ctx, chromedp.SendKeys("#words", "front of the right thigh, 6, ache; achy left calf, six"))
		}
		do(t, ctx, chromedp.Click("#draw button[type=submit]"), chromedp.WaitVisible(".reply"))
		cases[way] = caseShown(t, ctx)
	}
	for way, form := range map[string]url.Values{
		"list without the script":  {"cell": {"thigh_front.right", "calf.left"}, "pain": {"6"}, "quality": {"ache"}},
		"words without the script": {"words": {"left calf 6\nfront of the right thigh 6"}, "quality": {"ache"}},
	} {
		_, page := post(t, s.URL+"/places", form)
		cases[way] = caseOf(t, page)
	}
	for way, got := range cases {
		if got != cases["pointer"] || !strings.Contains(got, `{"cells":["calf.left","thigh_front.right"],"intensity":6,"quality":["ache"]}`) {
			t.Errorf("%s: %s", way, got)
		}
	}
}

// Unclear words are asked about on the page, and the rest of the phrase stays.
func TestUnclearWordsAreAskedOnTheMap(t *testing.T) {
	ctx, s := browser(t), site(t)
	openMap(t, ctx, s.URL)
	do(t, ctx, chromedp.SendKeys("#words", "right temple and shoulder, 4, ache"), chromedp.Click("#words-mark"), chromedp.WaitVisible("#words-answer button"))
	eval[any](t, ctx, `[...document.querySelectorAll("#words-answer button")].find(b => b.textContent === "top of the right shoulder").click();0`)
	do(t, ctx, chromedp.WaitVisible("#marks li"))
	if got := drawn(t, ctx); got != "shoulder_top.right:4:ache temple.right:4:ache" {
		t.Errorf("drawn %q", got)
	}
	// the same without the script: the form comes back with the question
	_, page := post(t, s.URL+"/places", url.Values{"words": {"right temple and shoulder, 4, ache"}, "unclear": {"shoulder"}, "choice": {"top of the right shoulder"}})
	if got := caseOf(t, page); !strings.Contains(got, `{"cells":["shoulder_top.right","temple.right"],"intensity":4,"quality":["ache"]}`) {
		t.Errorf("without the script: %s", got)
	}
}

// What was marked outlives a question about the words; what is no drawing, or
// names no cell, is refused on the page.
func TestMarksOutliveAQuestion(t *testing.T) {
	s := site(t)
	marks := `[{"cells":["calf.left"],"intensity":3}]`
	status, page := post(t, s.URL+"/places", url.Values{"words": {"right shoulder"}, "drawing": {marks}})
	if status != 422 || !strings.Contains(page, `value="[{&#34;cells&#34;:[&#34;calf.left&#34;],&#34;intensity&#34;:3}]"`) || !strings.Contains(page, `name="unclear" value="right shoulder"`) {
		t.Errorf("status %d: the marks are lost", status)
	}
	_, page = post(t, s.URL+"/places", url.Values{"words": {"left calf 8, ache"}, "drawing": {marks}, "cell": {"heel.left"}})
	if got := caseOf(t, page); !strings.Contains(got, `"places":[{"cells":["calf.left"],"intensity":8,"quality":["ache"]}]`) {
		t.Errorf("two ways to one cell: %s", got)
	}
	for drawing, say := range map[string]string{
		"{": "mark them again", `[{"cells":["calf.nowhere"],"intensity":3}]`: "has no side", `[{"cells":["claf.left"],"intensity":3}]`: "calf",
		`[{"cells":["calf.left"],"intensity":11}]`: "10", "[]": "at least one place",
	} {
		if status, page := post(t, s.URL+"/places", url.Values{"drawing": {drawing}}); status != 422 || !strings.Contains(page, `role="alert"`) || !strings.Contains(page, say) {
			t.Errorf("%s: status %d, %q is not said", drawing, status, say)
		}
	}
}

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
			do(t, ctx, chromedp.SendKeys("#words", "right temple and behind the right eye, 7, throbbing; both calves 3; right chest 9; low back 2"), chromedp.Click("#words-mark"), chromedp.WaitVisible("#marks li"))
			for _, l := range []string{"front", "right", "head_right", "hand_left_palm", "foot_left_sole"} {
				if l != "front" && (w != 390 || scheme != "light") || w == 320 && scheme == "dark" {
					continue
				}
				eval[any](t, ctx, fmt.Sprintf(`(s => { s.value = %q; s.dispatchEvent(new Event("change", {bubbles: true})) })(document.getElementById("look"));0`, l))
				do(t, ctx, chromedp.WaitVisible("#view-"+l))
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
				if w != 390 || l != "front" && l != "head_right" {
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
