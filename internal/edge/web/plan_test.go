package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/web"
)

// planSite is a site where one person keeps one complaint; it returns the path
// of its plan.
func planSite(t testing.TB, change func(c map[string]any)) (*httptest.Server, *care.Practice, string) {
	t.Helper()
	p := caretest.Practice(t)
	c := map[string]any{"schema": "unknot.case/v1", "person": map[string]any{"age": 41, "tools": []string{"ball", "band", "heat_pack"}},
		"drawing": map[string]any{"places": []any{map[string]any{"words": "between neck and right shoulder", "intensity": 5}}},
		"onset":   map[string]any{"days": 60, "kind": "gradual"}, "danger": map[string]any{"*": "no"},
		"findings": map[string]any{"press.trapezius_upper.right": "familiar_pain"}}
	if change != nil {
		change(c)
	}
	raw, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	id, _ := caretest.Keep(t, p, care.Home, raw)
	s := httptest.NewServer(web.Handler(p, slog.New(slog.NewTextHandler(io.Discard, nil))))
	t.Cleanup(s.Close)
	return s, p, "/plan/" + id
}

// The plan stands at a stable address, a session is a list with times and a
// form, and what was done stands in the diary: all without JavaScript.
func TestASessionWithoutJavaScript(t *testing.T) {
	s, p, plan := planSite(t, nil)
	if status, page := get(t, s.URL+"/plan"); status != 200 || !strings.Contains(page, "Your plan") || !strings.Contains(page, plan+"/do/1") {
		t.Fatalf("status %d; the newest plan is not shown", status)
	}
	_, page := get(t, s.URL+plan+"/do/1")
	for _, want := range []string{"Round 1 of 3", "0:30", "never above 7", "Stop if", "Write it into the diary"} {
		if !strings.Contains(page, want) {
			t.Errorf("the session does not say %q", want)
		}
	}
	if status, page := post(t, s.URL+plan+"/do/1", url.Values{"before": {"5"}, "effort": {"5"}, "after": {"3"}}); status != 200 || !strings.Contains(page, "Done once today") {
		t.Errorf("status %d; the plan does not show the session", status)
	}
	list, err := p.Diary(context.Background(), care.Home, 5)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d entries, %v", len(list), err)
	}
	d := list[0].Did[0]
	if d.Muscle != "trapezius_upper" || d.Side != "right" || d.Effort != 5 || d.Pain == nil || d.Pain.Before != 5 || d.Pain.After != 3 || d.Steps != d.Of || list[0].Places[0].Now != 3 {
		t.Errorf("the diary has %+v, pain %+v, places %+v", d, d.Pain, list[0].Places)
	}
	if status, page := post(t, s.URL+plan+"/do/1", url.Values{"effort": {"9"}}); status != 200 || !strings.Contains(page, "Leave it out until tomorrow") {
		t.Errorf("status %d; effort above the limit gets no advice", status)
	}
	if _, page := get(t, s.URL+plan); !strings.Contains(page, "Gentler:") {
		t.Error("the plan is not eased after a session that was too hard")
	}
	// the plan moved on meanwhile: what was done counts, not its number
	post(t, s.URL+plan+"/do/1", url.Values{"treatment": {"strength_band"}, "muscle": {"trapezius_upper"}, "effort": {"3"}})
	if list, err = p.Diary(context.Background(), care.Home, 1); err != nil || list[0].Did[0].Treatment != "strength_band" {
		t.Errorf("the diary has %+v, %v", list[0].Did, err)
	}
	if status, _ := post(t, s.URL+plan+"/do/1", url.Values{"effort": {"11"}}); status != http.StatusUnprocessableEntity {
		t.Errorf("an effort of 11 gives %d", status)
	}
}

// No page of the plan is a way around the gate.
func TestNoPlanPageAroundTheGate(t *testing.T) {
	s, _, plan := planSite(t, func(c map[string]any) {
		c["drawing"] = map[string]any{"places": []any{map[string]any{"words": "left calf", "intensity": 5}}}
		c["findings"] = map[string]any{}
		c["danger"] = map[string]any{"one_leg_swollen": "yes", "*": "no"}
	})
	for _, path := range []string{plan, plan + "/do/1", plan + "/do/2", "/plan"} {
		status, page := get(t, s.URL+path)
		if strings.Contains(page, "Start") && strings.Contains(page, "/do/") || strings.Contains(page, "Press the sore spot") || status >= 500 {
			t.Errorf("%s: a plan is shown, status %d", path, status)
		}
	}
	status, page := post(t, s.URL+plan+"/do/1", url.Values{"effort": {"3"}})
	if status >= 500 || strings.Contains(page, "Your plan") {
		t.Errorf("a session was taken: status %d", status)
	}
}

// What fits changes the plan, and stays.
func TestWishesChangeThePlan(t *testing.T) {
	s, _, plan := planSite(t, nil)
	_, page := post(t, s.URL+plan+"/wishes", url.Values{"minutes": {"8"}, "at": {"desk"}, "goal.0": {"Play the violin"}, "score.0": {"3"}, "like.stretch_static": {"no"}})
	if !strings.Contains(page, "Play the violin") || strings.Contains(page, "Stretch and hold</h3>") {
		t.Error("the wishes are not in the plan")
	}
	if strings.Contains(page, ">Lift the arms to the side") {
		t.Error("the band is used, though it is not owned any more")
	}
}

func TestPreventBalanceCardsAndPoints(t *testing.T) {
	s, p, plan := planSite(t, func(c map[string]any) { c["person"] = map[string]any{"age": 30, "pregnant": "yes"} })
	id := strings.TrimPrefix(plan, "/plan/")
	before, err := p.Recall(context.Background(), care.Home, id)
	if err != nil {
		t.Fatal(err)
	}
	_, page := post(t, s.URL+"/prevent", url.Values{"part": {"risks"}, "risk": {"held_posture", "ageing"}})
	if !strings.Contains(page, "Get up and move") || !strings.Contains(page, "Nothing to do") {
		t.Error("marked risks give no habit, or no \"nothing to do\"")
	}
	if !strings.Contains(page, "In late pregnancy lie on the side") || !strings.Contains(page, `id="break_move"`) {
		t.Error("sleep or the anchors of habits are missing")
	}
	_, page = post(t, s.URL+"/prevent", url.Values{"part": {"desk"}, "desk.screen_height": {"no"}})
	if !strings.Contains(page, "Raise the screen") {
		t.Error("the desk check mends nothing")
	}
	_, page = post(t, s.URL+"/balance", url.Values{"neck_rotation.right": {"30"}, "neck_rotation.left": {"75"}, "blade_rhythm.right": {"no"}})
	if !strings.Contains(page, "May be short") || !strings.Contains(page, "Nothing to do about it") {
		t.Error("the checks are not judged")
	}
	status, page := post(t, s.URL+"/balance", url.Values{"neck_rotation.right": {"300"}, "neck_rotation.left": {"44"}, "blade_rhythm.left": {"unsure"}})
	if status != http.StatusUnprocessableEntity || !strings.Contains(page, `href="#neck_rotation.right"`) {
		t.Errorf("300 degrees give %d, or the fault does not lead to its field", status)
	}
	for _, kept := range []string{`value="300"`, `id="fault-neck_rotation.right"`, `value="44"`, `name="blade_rhythm.left" value="unsure" checked`} {
		if !strings.Contains(page, kept) {
			t.Errorf("after a fault what was typed is gone: %s", kept)
		}
	}
	if _, page = post(t, s.URL+"/balance", url.Values{"sit_reach.": {"99"}}); !strings.Contains(page, "from −50 to 40.") {
		t.Error("the range of a reach has no true minus")
	}
	if status, _ = post(t, s.URL+"/balance", url.Values{"sit_reach.": {"−3"}}); status != http.StatusOK {
		t.Errorf("a reach of −3, as the page itself writes it, gives %d", status)
	}
	if _, page = post(t, s.URL+"/balance", url.Values{"ankle_wall.left": {"999"}}); !strings.Contains(page, `<details class="more" open`) {
		t.Error("the field of the fault is folded away")
	}
	after, err := p.Recall(context.Background(), care.Home, id)
	if err != nil || !reflect.DeepEqual(before.Assessment, after.Assessment) {
		t.Errorf("a balance check changed what the pain may be (%v)", err)
	}
	if _, page = get(t, s.URL+"/cards/cupping"); !strings.Contains(page, "Not for you, by what you said:") {
		t.Error("the card does not say that it is not for a pregnant person")
	}
	_, page = post(t, s.URL+"/points", url.Values{"list": {"neck"}})
	if !strings.Contains(page, "Unproven") || strings.Count(page, "Leave it out.") != 4 {
		t.Errorf("in pregnancy %d of 4 points are left out", strings.Count(page, "Leave it out."))
	}
	if _, page = post(t, s.URL+"/points", url.Values{"words": {"UB54"}}); !strings.Contains(page, "two places") {
		t.Error("BL54 is not asked back")
	}
	for _, path := range []string{"/cards", "/cards/graston", "/points", "/prevent", "/balance"} {
		if status, page := get(t, s.URL+path); status != 200 || reaches.FindString(page) != "" {
			t.Errorf("%s: status %d, reaches %q", path, status, reaches.FindString(page))
		}
	}
	if status, _ := get(t, s.URL+"/cards/nothing-like-it"); status != 404 {
		t.Errorf("a card that is not there gives %d", status)
	}
}

// The guided session in a real browser: the clock runs, keys pause, go on and
// stop, and the reason for a stop goes into the diary.
func TestGuidedSession(t *testing.T) {
	ctx := browser(t)
	s, p, plan := planSite(t, nil)
	do(t, ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(s.URL+plan+"/do/1"), chromedp.WaitVisible(chromedp.CSS("[data-go]")))
	if open := eval[bool](t, ctx, `document.querySelector("[data-list]").open || !document.querySelector("[data-after]").hidden`); open {
		t.Error("the list or the questions are open before the start")
	}
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-go]")), chromedp.WaitVisible(chromedp.CSS("[data-player]")), chromedp.Click(chromedp.CSS(`[name=before][value="5"]`)))
	for range 2 { // check, ready: no clock, one goes on when ready
		if text := eval[string](t, ctx, `document.querySelector("[data-next]").textContent`); text != "I am ready" {
			t.Errorf("the button says %q", text)
		}
		do(t, ctx, chromedp.Click(chromedp.CSS("[data-next]")))
	}
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS("[data-pause]")))
	before := eval[string](t, ctx, `document.querySelector(".step-clock").textContent`)
	later := eval[string](t, ctx, `new Promise(r => setTimeout(() => r(document.querySelector(".step-clock").textContent), 1600))`, chromedp.EvalAwaitPromise)
	if before == later {
		t.Errorf("the clock stands at %s", before)
	}
	eval[any](t, ctx, `document.activeElement.blur(); document.dispatchEvent(new KeyboardEvent("keydown", {key: " ", bubbles: true})); 0`)
	held := eval[string](t, ctx, `document.querySelector(".step-clock").textContent`)
	if after := eval[string](t, ctx, `new Promise(r => setTimeout(() => r(document.querySelector(".step-clock").textContent), 1300))`, chromedp.EvalAwaitPromise); after != held {
		t.Errorf("paused at %s, yet it went on to %s", held, after)
	}
	shot(t, ctx, "session-running")
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-stop]")), chromedp.WaitVisible(chromedp.CSS("[data-after]")), chromedp.Click(chromedp.CSS(`[name=stopped][value=tingling]`)), chromedp.Click(chromedp.CSS(`[name=effort][value="5"]`)), chromedp.Click(chromedp.CSS(`[name=after][value="3"]`)), chromedp.Click(chromedp.CSS("[data-after] button[type=submit]")), chromedp.WaitVisible(chromedp.CSS("main a.button")))
	if page := eval[string](t, ctx, "document.querySelector('main').innerText"); !strings.Contains(page, "Do not repeat it there") {
		t.Errorf("after the stop: %s", page)
	}
	list, err := p.Diary(context.Background(), care.Home, 1)
	if err != nil || len(list) != 1 {
		t.Fatal(len(list), err)
	}
	if d := list[0].Did[0]; d.Stopped != care.StoppedTingling || d.Steps != 2 || d.Minutes <= 0 || d.Minutes > 1 || d.Pain == nil || d.Pain.Before != 5 {
		t.Errorf("the diary has %+v", d)
	}
}

// Nobody scrolls for what begins a session, goes on or stops it: it is above the
// tabs of a phone, the start on a usual one, the others on the smallest too.
func TestTheKeysOfASessionAreInSight(t *testing.T) {
	s, _, plan := planSite(t, nil)
	for _, size := range [][2]int64{{390, 844}, {320, 640}} {
		ctx := browser(t)
		seen := func(key string) bool {
			return eval[bool](t, ctx, fmt.Sprintf(`document.querySelector(%q).getBoundingClientRect().bottom <= document.querySelector(".tabs").getBoundingClientRect().top`, key))
		}
		do(t, ctx, chromedp.EmulateViewport(size[0], size[1]), chromedp.Navigate(s.URL+plan+"/do/1"), chromedp.WaitVisible(chromedp.CSS("[data-go]")))
		if size[0] == 390 && !seen("[data-go]") {
			t.Error("one has to scroll to the start")
		}
		for step := range 4 {
			eval[any](t, ctx, fmt.Sprintf(`document.querySelector(%q).click(); 0`, []string{"[data-go]", "[data-next]"}[min(step, 1)]))
			if !seen("[data-stop]") || !seen("[data-next]") {
				t.Errorf("in step %d on a screen of %v one has to scroll to stop or to go on", step+1, size)
			}
		}
	}
}

// shot keeps a picture when UNKNOT_SHOTS names a folder.
func shot(t testing.TB, ctx context.Context, name string) {
	t.Helper()
	folder := os.Getenv("UNKNOT_SHOTS")
	if folder == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}
