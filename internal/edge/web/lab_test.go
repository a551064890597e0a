package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var hiddenField = regexp.MustCompile(`name="(now|past)" value="([^"]*)"`)
var labLocked = regexp.MustCompile(`(?s)<dl class="lab-numbers">.*?<dd[^>]*>(\d+)`) // the first of the numbers

// turn plays one turn of the lab without a script: it takes the hidden fields
// of the page before and adds what was chosen.
func turn(t *testing.T, address, page string, choose url.Values) string {
	t.Helper()
	form := url.Values{"load": {"5"}, "breaks": {"0"}, "stress": {"30"}, "sleep": {"7.5"}}
	for _, m := range hiddenField.FindAllStringSubmatch(page, -1) {
		form.Set(m[1], strings.ReplaceAll(m[2], "&#34;", `"`))
	}
	for k, v := range choose {
		form[k] = v
	}
	status, page := post(t, address+"/lab", form)
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	return page
}

func lockedOn(t *testing.T, page string) int {
	t.Helper()
	m := labLocked.FindStringSubmatch(page)
	if m == nil {
		t.Fatal("the page does not say how much is locked")
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestTheLabWithoutJavaScript(t *testing.T) {
	s := site(t)
	_, page := get(t, s.URL+"/lab")
	if !strings.Contains(page, "A hypothesis made computable.") || lockedOn(t, page) > 10 {
		t.Error("the lab does not begin with a healthy muscle and with what it is")
	}
	page = turn(t, s.URL, page, url.Values{"days": {"28"}})
	formed := lockedOn(t, page)
	if formed < 60 || !strings.Contains(page, "A knot that hurts") {
		t.Errorf("after four weeks %d %% are locked", formed)
	}
	page = turn(t, s.URL, page, url.Values{"days": {"28"}, "load": {"2.5"}, "stress": {"20"}})
	if still := lockedOn(t, page); still < 60 {
		t.Errorf("at half the load %d %% are locked", still)
	}
	pressed := turn(t, s.URL, page, url.Values{"act": {"press"}, "load": {"2.5"}, "stress": {"20"}})
	if !strings.Contains(pressed, "<td>Press</td>") {
		t.Error("the press is not in the table")
	}
	page = turn(t, s.URL, page, url.Values{"days": {"28"}, "load": {"0.8"}, "stress": {"10"}})
	if gone := lockedOn(t, page); gone > 20 {
		t.Errorf("after four weeks of rest %d %% are locked", gone)
	}
}

func TestTheLabRefusesWhatCannotBe(t *testing.T) {
	s := site(t)
	for name, form := range map[string]url.Values{
		"load of 90 %": {"load": {"90"}, "days": {"1"}},
		"no number":    {"sleep": {"much"}, "days": {"1"}},
		"forged state": {"now": {`{"moment":{"state":{"C":7}}}`}, "days": {"1"}},
		"broken state": {"now": {`{`}, "days": {"1"}},
		"too long":     {"past": {"[" + strings.Repeat("{},", 500) + "{}]"}, "days": {"1"}},
	} {
		if status, page := post(t, s.URL+"/lab", form); status != http.StatusBadRequest || !strings.Contains(page, `role="alert"`) {
			t.Errorf("%s: status %d", name, status)
		}
	}
	for name, body := range map[string]string{
		"too far":  `{"moment":{},"setting":{"sleep":8},"hours":99999,"every":3}`,
		"negative": `{"moment":{},"setting":{"sleep":8},"hours":3,"every":3,"acts":[{"kind":"press","dose":-1}]}`,
		"unknown":  `{"moment":{},"setting":{"sleep":8},"hours":3,"every":3,"acts":[{"kind":"magic","dose":1}]}`,
		"no JSON":  `{`,
	} {
		r, err := http.Post(s.URL+"/lab/run", "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if r.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: status %d", name, r.StatusCode)
		}
	}
	if status, _ := get(t, s.URL+"/lab/nothing"); status != http.StatusNotFound {
		t.Errorf("an unknown story: %d", status)
	}
}

// After more days than the curves show, the days keep their numbers.
func TestEarlyDaysFallOff(t *testing.T) {
	s := site(t)
	_, page := get(t, s.URL+"/lab")
	for range 6 {
		page = turn(t, s.URL, page, url.Values{"days": {"28"}})
	}
	for _, want := range []string{`id="lab-first">day 49<`, `id="lab-last">day 168<`, `<th scope="row">168</th>`} {
		if !strings.Contains(page, want) {
			t.Errorf("after 168 days the page does not say %s", want)
		}
	}
}

// The pictures of each story say what its words say.
func TestTheThreeStories(t *testing.T) {
	s := site(t)
	for story, want := range map[string][]func(int) bool{
		"forms": {below(20), below(70), above(60), above(60)},
		"press": {above(60), above(60), below(45), below(20)},
		"back":  {above(60), below(60), above(60), below(60), below(20)},
	} {
		_, page := get(t, s.URL+"/lab/"+story)
		got := labLocked.FindAllStringSubmatch(page, -1)
		if len(got) != len(want) || !strings.Contains(page, "A hypothesis made computable.") {
			t.Errorf("%s has %d pictures, want %d", story, len(got), len(want))
			continue
		}
		for i, ok := range want {
			if n, err := strconv.Atoi(got[i][1]); err != nil || !ok(n) {
				t.Errorf("%s, part %d: %d %% locked", story, i+1, n)
			}
		}
	}
}

func below(n int) func(int) bool { return func(x int) bool { return x < n } }
func above(n int) func(int) bool { return func(x int) bool { return x > n } }

// The script draws the same picture as the server, works for who wants no
// movement, and the pages pass axe and small screens.
func TestTheLabInABrowser(t *testing.T) {
	ctx, s := browser(t), site(t)
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.EmulateViewport(320, 640), chromedp.Navigate(s.URL+"/lab"), chromedp.WaitVisible(chromedp.CSS("#lab[data-ready]")))
	eval[any](t, ctx, `document.querySelector("#lab-stress").value = "30"; document.querySelector("#lab-stress").dispatchEvent(new Event("input", {bubbles: true})); 0`)
	do(t, ctx, chromedp.Click(chromedp.CSS(`button[value="28"]`)))
	until(t, ctx, `document.querySelectorAll("#lab-table tbody tr").length > 3`)
	if text := eval[string](t, ctx, `document.querySelector("#lab-say").textContent`); !strings.Contains(text, "A knot that hurts") {
		t.Errorf("after four weeks: %s", text)
	}
	same := eval[string](t, ctx, `(async () => {
		const body = new URLSearchParams(new FormData(document.querySelector("#lab")));
		body.set("days", "0");
		const page = new DOMParser().parseFromString(await (await fetch("/lab", {method: "POST", body})).text(), "text/html");
		const odd = [];
		for (const [name, of] of [[".fibres", "d"], [".bands", "d"], [".core", "stroke-width"], [".halo", "opacity"], [".nerve", "stroke-width"], ["#lab-c-pain", "d"], ["#lab-c-flow", "d"]]) {
			const a = document.querySelector("#lab " + name).getAttribute(of), b = page.querySelector("#lab " + name).getAttribute(of);
			const x = a.match(/-?[\d.]+/g).map(Number), y = b.match(/-?[\d.]+/g).map(Number);
			if (x.length !== y.length || x.some((v, i) => Math.abs(v - y[i]) > 0.11)) odd.push(name + ": " + a.slice(0, 80) + " / " + b.slice(0, 80));
		}
		for (const id of ["lab-n-locked", "lab-n-flow", "lab-n-pain", "lab-n-press", "lab-say"]) {
			const a = document.getElementById(id).textContent, b = page.getElementById(id).textContent;
			if (a.replace(/\s/g, "") !== b.replace(/\s/g, "")) odd.push(id + ": " + a + " / " + b);
		}
		return odd.join("\n");
	})()`, chromedp.EvalAwaitPromise)
	if same != "" {
		t.Errorf("script and server draw differently:\n%s", same)
	}
}

// With movement, time runs, the curves grow and a button acts at once.
func TestTheLabRuns(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(s.URL+"/lab"), chromedp.WaitVisible(chromedp.CSS("#lab[data-ready]")))
	eval[any](t, ctx, `document.querySelector("#lab-speed").value = "7"; 0`)
	do(t, ctx, chromedp.Click(chromedp.CSS("#lab-play")))
	until(t, ctx, `(document.querySelector("#lab-c-locked").getAttribute("d").match(/L/g) || []).length > 20`)
	do(t, ctx, chromedp.Click(chromedp.CSS(`button[value=press]`)))
	until(t, ctx, `document.querySelector(".acts").getAttribute("d").length > 0`)
	do(t, ctx, chromedp.Click(chromedp.CSS("#lab-play")))
	do(t, ctx, chromedp.Click(chromedp.CSS(`button[value="1"]`))) // what hardly changes says its new day too
	until(t, ctx, `document.querySelector("#lab-say").textContent === document.querySelector("#lab-heard").textContent`)
	if rows := eval[int](t, ctx, `document.querySelectorAll("#lab-table tbody tr").length`); rows < 3 {
		t.Errorf("%d rows in the table", rows)
	}
}
