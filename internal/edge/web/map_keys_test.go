package web_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
)

var namedKeys = map[string]string{"Up": kb.ArrowUp, "Down": kb.ArrowDown, "Left": kb.ArrowLeft, "Right": kb.ArrowRight,
	"Enter": kb.Enter, "Space": " ", "Esc": kb.Escape, "Del": kb.Delete, "Back": kb.Backspace, "Tab": kb.Tab}

// press sends keys to what has the focus, as a keyboard does.
func press(t testing.TB, ctx context.Context, keys string) {
	t.Helper()
	for _, k := range strings.Fields(keys) {
		switch k {
		case "Undo":
			do(t, ctx, chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		case "S-Enter", "S-Up", "S-Down", "S-Left", "S-Right", "S-Del":
			do(t, ctx, chromedp.KeyEvent(namedKeys[k[2:]], chromedp.KeyModifiers(chromedp.ModifierShift)))
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
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS(".reply")))
	if got := caseShown(t, ctx); !strings.Contains(got, `"intensity":7,"quality":["ache"]`) {
		t.Errorf("the case is %s after %s", got, marks)
	}
}

// view and cell | keys | marks | focus. On the front the person's right is on
// the left of the picture. S- is the shift key.
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
front sternum.middle.right | Right | | sternum.middle.left
front sternum.middle.left | Left | | sternum.middle.right
front sternum.upper.right | Enter Down Enter Down Enter | sternum.right:5 | sternum.lower.right
front sternum.middle.left | Enter Left Enter | sternum.middle.left:5 sternum.middle.right:5 | sternum.middle.right
front chest_upper.upper_inner.right | Left Enter | chest_upper.upper_outer.right:5 | chest_upper.upper_outer.right
front chest_upper.upper_outer.right | Right Down 6 | chest_upper.lower_inner.right:6 | chest_upper.lower_inner.right
front breast.lower_inner.left | Up 9 | breast.upper_inner.left:9 | breast.upper_inner.left
front chest_upper.upper_inner.right | S-Enter | chest_upper.right:5 | chest_upper.upper_inner.right
front chest_upper.upper_inner.right | S-Enter 7 | chest_upper.right:7 | chest_upper.upper_inner.right
front chest_upper.upper_inner.right | S-Enter 7 S-Enter | | chest_upper.upper_inner.right
front chest_upper.upper_inner.right | S-Enter Enter | chest_upper.lower_inner.right:5 chest_upper.lower_outer.right:5 chest_upper.upper_outer.right:5 | chest_upper.upper_inner.right
front chest_upper.upper_inner.right | Enter S-Enter | chest_upper.right:5 | chest_upper.upper_inner.right
front chest_upper.upper_inner.right | S-Enter Down 3 | chest_upper.lower_inner.right:3 chest_upper.lower_outer.right:5 chest_upper.upper_inner.right:5 chest_upper.upper_outer.right:5 | chest_upper.lower_inner.right
front chest_upper.upper_inner.right | S-Enter S-Del | | chest_upper.upper_inner.right
front thigh_front.upper_inner.right | Down Enter | thigh_front.middle_inner.right:5 | thigh_front.middle_inner.right
front thigh_front.upper_inner.right | S-Down Enter | knee_front.above.right:5 | knee_front.above.right
front thigh_front.upper_inner.right | S-Down S-Enter | knee_front.right:5 | knee_front.above.right
front thigh_front.middle_outer.right | Left Enter | thigh_lateral.middle.right:5 | thigh_lateral.middle.right
front thigh_front.middle_inner.right | Right Right Enter | thigh_medial.middle.left:5 | thigh_medial.middle.left
front shin.middle.left | Down Enter Down Enter | ankle_front.left:5 shin.lower.left:5 | ankle_front.left
front vertex.front.right | Up | | vertex.front.right
back buttock.upper_outer.right | Right Enter | hip_lateral.back.right:5 | hip_lateral.back.right
back buttock.upper_inner.left | Left 8 | buttock.upper_outer.left:8 | buttock.upper_outer.left
back calf.upper_inner.left | Down Enter Down Enter | calf.lower_inner.left:5 calf.middle_inner.left:5 | calf.lower_inner.left
back calf.upper_inner.left | S-Enter 6 S-Up S-Enter | calf.left:6 knee_medial.left:6 | knee_medial.left
back scapula.middle_inner.right | Left 6 Left 4 | interscapular.middle.right:6 upper_back.t5_t6.right:4 | upper_back.t5_t6.right
back scapula.lower_inner.left | Down Enter | scapula_inferior.left:5 | scapula_inferior.left
back low_back.l1_inner.right | Enter Down Enter Down Enter | low_back.l1_inner.right:5 low_back.l2_l3_inner.right:5 low_back.l4_inner.right:5 | low_back.l4_inner.right
back low_back.l4_inner.right | Enter Left Enter 7 | low_back.l4_inner.left:7 low_back.l4_inner.right:5 | low_back.l4_inner.left
back low_back.l4_inner.right | 7 Right 3 Undo | low_back.l4_inner.right:7 | low_back.l4_outer.right
back thigh_back.upper_inner.right | S-Enter S-Down S-Enter S-Down S-Enter | knee_back.right:5 knee_medial.right:5 thigh_back.right:5 | knee_medial.right
back thigh_back.lower_outer.right | 3 Down Enter | knee_back.outer.right:3 thigh_back.lower_outer.right:3 | knee_back.outer.right
back heel.back.left | Esc | | pain
`

// Every cell of every view is reached by arrow keys from where the tab key
// leads, and can be marked there; so the keyboard alone can draw whatever a
// finger can.
func TestArrowsReachEveryCell(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.EmulateViewport(390, 844))
	openMap(t, ctx, s.URL)
	drawable := map[string]bool{}
	for _, v := range figure.Views("neutral") {
		choose(t, ctx, v.ID)
		walked := eval[[]string](t, ctx, fmt.Sprintf(`(svg => {
			const start = svg.querySelectorAll("[tabindex='0']");
			if (start.length !== 1) return [start.length + " cells for the tab key"];
			const seen = new Set(start), queue = [...start];
			while (queue.length) {
				const p = queue.shift();
				for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
					p.focus();
					p.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
					const to = document.activeElement;
					if (!seen.has(to)) { seen.add(to); queue.push(to); }
				}
			}
			return [...seen].map(p => p.dataset.cell);
		})(document.getElementById("view-%s"))`, v.ID))
		reached := map[string]bool{}
		for _, c := range walked {
			reached[c], drawable[c] = true, true
		}
		for _, c := range v.Cells {
			if !reached[string(c.Cell)] {
				t.Errorf("%s: the arrows do not reach %s", v.ID, c.Cell)
			}
		}
	}
	for _, c := range body.Cells() {
		if !drawable[string(c.ID)] {
			t.Errorf("no view lets the keyboard reach %s", c.ID)
		}
	}
}
