package web_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// intents are what a person may want to mark, and how it is done in each way.
var intents = []struct {
	what, drawing, words string
	taps                 [][2]string // view and cell, where all of the body is shown
	strokes              [][]string  // view and cells
	keys                 [][3]string // view, cell and what is pressed there
	ticks                []string
}{
	{
		what: "whole places", drawing: `{"cells":["calf.left","thigh_front.right"],"intensity":6,"quality":["ache"]}`,
		words:   "left calf and front of the right thigh",
		taps:    [][2]string{{"front", "thigh_front.middle_inner.right"}, {"back", "calf.upper_inner.left"}},
		strokes: [][]string{{"front", "thigh_front.upper_inner.right", "thigh_front.lower_inner.right"}, {"front", "thigh_front.lower_outer.right", "thigh_front.upper_outer.right"}, {"back", "calf.upper_inner.left", "calf.lower_inner.left"}, {"back", "calf.lower_outer.left", "calf.upper_outer.left"}},
		keys:    [][3]string{{"front", "thigh_front.upper_inner.right", "S-Enter"}, {"back", "calf.upper_inner.left", "Enter Left 6 Right Down Enter Down Enter Left Enter Up Enter"}},
		ticks:   []string{"thigh_front.right", "calf.left"},
	},
	{
		what: "parts of places", drawing: `{"cells":["calf.upper_inner.left","low_back.l4_inner.right"],"intensity":6,"quality":["ache"]}`,
		words:   "upper inner part of the left calf; right low back (beside the spine at L4)",
		strokes: [][]string{{"back", "calf.upper_inner.left"}, {"back", "low_back.l4_inner.right"}},
		keys:    [][3]string{{"back", "calf.upper_inner.left", "Enter"}, {"back", "low_back.l4_inner.right", "6"}},
		ticks:   []string{"calf.upper_inner.left", "low_back.l4_inner.right"},
	},
	{
		what: "a place by all of its parts", drawing: `{"cells":["sternum.right","temple.left"],"intensity":6,"quality":["ache"]}`,
		words:   "right half of the breast bone (upper part, middle part, lower part) and left temple",
		taps:    [][2]string{{"front", "sternum.lower.right"}, {"head_left", "temple.left"}},
		strokes: [][]string{{"front", "sternum.upper.right", "sternum.lower.right"}, {"front", "temple.left"}},
		keys:    [][3]string{{"front", "sternum.upper.right", "Enter Down Enter Down Enter"}, {"front", "temple.left", "Space"}},
		ticks:   []string{"sternum.upper.right", "sternum.middle.right", "sternum.lower.right", "temple.left"},
	},
}

// TestEveryWayGivesTheSameDrawing marks each intent by taps, taps on a part that
// is shown larger, strokes, keys, list and words with the script, and by list
// and words without it.
func TestEveryWayGivesTheSameDrawing(t *testing.T) {
	s := site(t)
	for _, in := range intents {
		t.Run(in.what, func(t *testing.T) {
			ctx := browser(t)
			do(t, ctx, chromedp.EmulateViewport(1280, 900))
			cases := map[string]string{}
			for _, way := range []string{"taps", "taps from closer by", "strokes", "keys", "list", "words", "words left in the box"} {
				if way == "taps" && in.taps == nil {
					continue
				}
				openMap(t, ctx, s.URL)
				eval[any](t, ctx, `document.querySelector("[name=quality][value=ache]").click(); document.querySelector("[name=pain][value='6']").click(); document.getElementById("brush").value = 1;0`)
				switch way {
				case "taps":
					for _, at := range in.taps {
						choose(t, ctx, at[0])
						drag(t, ctx, mouse, at[0], at[1])
					}
				case "taps from closer by":
					for _, cell := range in.ticks {
						for _, fine := range body.Expand(unknot.CellID(cell)) {
							view := "back"
							if c, _ := body.CellOf(fine); slices.Contains(c.Views, "front") {
								view = "front"
							}
							focus(t, ctx, view, string(fine))
							do(t, ctx, chromedp.Click(chromedp.CSS("#closer")))
							drag(t, ctx, pen, view, string(fine))
							do(t, ctx, chromedp.Click(chromedp.CSS("#closer")))
						}
					}
				case "strokes":
					do(t, ctx, chromedp.Click(chromedp.CSS("[data-mode=paint]")))
					for _, stroke := range in.strokes {
						drag(t, ctx, pen, stroke[0], stroke[1:]...)
					}
				case "keys":
					for _, at := range in.keys {
						focus(t, ctx, at[0], at[1])
						press(t, ctx, at[2])
					}
				case "list":
					do(t, ctx, chromedp.Click(chromedp.CSS(".listing > summary")), chromedp.WaitReady(chromedp.CSS("input[name=cell]")))
					for _, id := range in.ticks {
						eval[any](t, ctx, `document.querySelector("input[value='`+id+`']").click();0`)
					}
				case "words":
					do(t, ctx, chromedp.SendKeys(chromedp.CSS("#words"), in.words), chromedp.Click(chromedp.CSS("#words-mark")), chromedp.WaitVisible(chromedp.CSS("#marks li")))
				case "words left in the box":
					do(t, ctx, chromedp.SendKeys(chromedp.CSS("#words"), strings.ReplaceAll(in.words, ";", ", 6, ache;")+", six, achy"))
				}
				do(t, ctx, chromedp.Click(chromedp.CSS("#draw button[type=submit]")), chromedp.WaitVisible(chromedp.CSS(".reply")))
				cases[way] = caseShown(t, ctx)
			}
			for way, form := range map[string]url.Values{
				"list without the script":  {"cell": in.ticks, "pain": {"6"}, "quality": {"ache"}},
				"words without the script": {"words": {in.words}, "pain": {"6"}, "quality": {"ache"}},
			} {
				_, page := post(t, s.URL+"/places", form)
				cases[way] = caseOf(t, page)
			}
			for way, got := range cases {
				if got != cases["keys"] || !strings.Contains(got, `"places":[`+in.drawing+`]`) {
					t.Errorf("by %s: %s", way, got)
				}
			}
		})
	}
}

// The list opens to the parts of a place, and says where only some are marked.
func TestTheListHasTheParts(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.EmulateViewport(390, 844))
	openMap(t, ctx, s.URL)
	if n := eval[int](t, ctx, `document.querySelectorAll("input[name=cell]").length`); n != 0 {
		t.Errorf("%d boxes that nobody asked for", n)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(".listing > summary")), chromedp.WaitReady(chromedp.CSS("input[name=cell]")))
	for _, c := range body.Cells() {
		name := c.Name
		if at := eval[[]string](t, ctx, fmt.Sprintf(`[...document.querySelectorAll("input[name=cell][value='%s']")].map(b => b.getAttribute("aria-label") + (b.closest("details.listing") ? "" : " not in the list"))`, c.ID)); len(at) != 1 || at[0] != name {
			t.Errorf("%s is listed as %q, want %q", c.ID, at, name)
		}
	}
	box := `document.querySelector("input[value='calf.left']")`
	state := func() string {
		t.Helper()
		return eval[string](t, ctx, `(b => (b.indeterminate ? "some" : b.checked ? "all" : "none") + " " + b.parentElement.innerText)(`+box+`)`)
	}
	eval[any](t, ctx, `document.querySelectorAll("details").forEach(d => d.open = true);0`)
	choose(t, ctx, "back")
	focus(t, ctx, "back", "calf.upper_inner.left")
	press(t, ctx, "7")
	if got := state(); got != "some 7" {
		t.Errorf("with one part the place is %q", got)
	}
	do(t, ctx, chromedp.Focus(chromedp.CSS("input[value='calf.left']")))
	press(t, ctx, "Space")
	if got, marks := state(), drawn(t, ctx); got != "all 7" || !strings.Contains(marks, "calf.left:7") {
		t.Errorf("ticked it is %q, %s", got, marks)
	}
	do(t, ctx, chromedp.Focus(chromedp.CSS("input[value='calf.lower_outer.left']")))
	press(t, ctx, "Space")
	if got := state(); got != "some 7" {
		t.Errorf("without one part it is %q", got)
	}
	do(t, ctx, chromedp.Focus(chromedp.CSS("input[value='calf.left']")))
	press(t, ctx, "Space Space")
	if got, marks := state(), drawn(t, ctx); got != "none " || marks != "" {
		t.Errorf("ticked twice it is %q, %s", got, marks)
	}
}

// Whoever opens the list late finds there what was marked before.
func TestTheListOpensWithTheMarks(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.EmulateViewport(390, 844))
	openMap(t, ctx, s.URL)
	focus(t, ctx, "front", "temple.right")
	press(t, ctx, "7")
	do(t, ctx, chromedp.Click(chromedp.CSS(".listing > summary")), chromedp.WaitReady(chromedp.CSS("input[name=cell]")))
	ticked := `[...document.querySelectorAll("input[name=cell]:checked")].map(b => b.value + " " + b.parentElement.textContent.trim()).join()`
	if got := eval[string](t, ctx, ticked); got != "temple.right 7" {
		t.Errorf("ticked: %q", got)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(".listing > summary")), chromedp.Click(chromedp.CSS(".listing > summary")))
	if got := eval[string](t, ctx, ticked); got != "temple.right 7" {
		t.Errorf("closed and opened again: %q", got)
	}
}

// Unclear words are asked about on the page, and the rest of the phrase stays.
func TestUnclearWordsAreAskedOnTheMap(t *testing.T) {
	ctx, s := browser(t), site(t)
	openMap(t, ctx, s.URL)
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#words"), "right temple and shoulder, 4, ache"), chromedp.Click(chromedp.CSS("#words-mark")), chromedp.WaitVisible(chromedp.CSS("#words-answer button")))
	eval[any](t, ctx, `[...document.querySelectorAll("#words-answer button")].find(b => b.textContent === "top of the right shoulder").click();0`)
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS("#marks li")))
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

// A drawing larger than anybody can paint is refused on the page, and quickly:
// by its bytes, and below them by the number of its marks.
func TestAMillionMarks(t *testing.T) {
	s := site(t)
	cells := strings.TrimSuffix(strings.Repeat(`"calf.left",`, 1_000_000), ",")
	marks := strings.Builder{}
	for i := range 8_000 {
		fmt.Fprintf(&marks, `,{"cells":["a%d.left"],"intensity":%d}`, i, i%10)
	}
	for what, c := range map[string]struct{ drawing, say string }{
		"a million cells":   {`[{"cells":[` + cells + `],"intensity":3}]`, "more than can be read at once"},
		"many marks":        {"[" + marks.String()[1:] + "]", "8000 different marks"},
		"many whole marks":  {`[{"cells":["calf.left"],"intensity":3}` + strings.Repeat(`,{"cells":["heel.left"],"intensity":4}`, 5000) + `]`, "5001 different marks"},
		"one cell, often":   {`[{"cells":[` + strings.TrimSuffix(strings.Repeat(`"calf.left",`, 30_000), ",") + `],"intensity":3}]`, ""},
		"a million letters": {"", "more than can be read at once"},
	} {
		form := url.Values{"drawing": {c.drawing}}
		if c.drawing == "" {
			form = url.Values{"words": {strings.Repeat("x", 1_000_001) + strings.Repeat("y", 100_000)}}
		}
		status, page := post(t, s.URL+"/places", form)
		if c.say == "" {
			if got := caseOf(t, page); status != 200 || !strings.Contains(got, `"places":[{"cells":["calf.left"],"intensity":3}]`) {
				t.Errorf("%s: status %d, %.200s", what, status, got)
			}
			continue
		}
		if status != 422 || !strings.Contains(page, `role="alert"`) || !strings.Contains(page, c.say) {
			t.Errorf("%s: status %d, %d bytes, %q is not said", what, status, len(page), c.say)
		}
	}
}
