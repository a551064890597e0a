package web_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/unknot/unknot/internal/care"
)

// hurry lets the clock of the page run ahead by so many minutes.
const hurry = `((now, ahead) => { Date.now = () => now() + ahead * 60000 })(Date.now.bind(Date), `

// A break is done, put off or refused with one tap, and says so.
func TestBreaksAreDonePutOffOrRefusedWithOneTap(t *testing.T) {
	ctx, s := browser(t), site(t)
	do(t, ctx, chromedp.Navigate(s.URL+"/prevent"), chromedp.Click(chromedp.CSS("[data-breaks] [data-go]")), chromedp.WaitVisible(chromedp.CSS("[data-clock]")))
	if left := eval[string](t, ctx, `document.querySelector("[data-clock]").textContent`); !strings.HasPrefix(left, "30:") && !strings.HasPrefix(left, "29:") {
		t.Errorf("the clock begins at %s", left)
	}
	for _, way := range []struct{ tap, left string }{{"later", "10:00"}, {"done", "30:00"}} {
		eval[any](t, ctx, hurry+"31); 0")
		do(t, ctx, chromedp.WaitVisible(chromedp.CSS("[data-breaks] [data-done]")))
		if said := eval[string](t, ctx, `document.querySelector("[data-said]").textContent + document.title`); !strings.Contains(said, "do the move above") || !strings.Contains(said, "Time for a break") {
			t.Errorf("the break says %q", said)
		}
		do(t, ctx, chromedp.Click(chromedp.CSS("[data-breaks] [data-"+way.tap+"]")), chromedp.WaitVisible(chromedp.CSS("[data-clock]")))
		if left := eval[string](t, ctx, `document.querySelector("[data-clock]").textContent`); left != way.left && left != strings.Replace(way.left, "0:00", "9:59", 1) {
			t.Errorf("after %q the clock shows %s, want %s", way.tap, left, way.left)
		}
	}
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-breaks] [data-stop]")), chromedp.WaitVisible(chromedp.CSS("[data-breaks] [data-go]")))
	if said := eval[string](t, ctx, `document.querySelector("[data-said]").textContent`); said != "No more breaks today." {
		t.Errorf("a refused break says %q", said)
	}
}

// A person sets when to be reminded, lets this device do it, takes both back,
// and finds the calendar beside it.
func TestRemindersAreSetAndTakenBack(t *testing.T) {
	ctx := browser(t)
	s, p, _ := planSite(t, nil)
	devices := func() int {
		list, _, err := care.Devices.Page(context.Background(), p, care.Home, "", "", 10)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	click := func(id string) {
		t.Helper()
		said := eval[string](t, ctx, `document.getElementById("push-said").textContent`)
		do(t, ctx, chromedp.Click(chromedp.CSS("#"+id)))
		eval[bool](t, ctx, `(async old => { for (let i = 0; i < 200 && document.getElementById("push-said").textContent === old; i++) await new Promise(r => setTimeout(r, 25)); return true })("`+said+`")`, chromedp.EvalAwaitPromise)
	}
	open := func() {
		t.Helper()
		do(t, ctx, chromedp.Navigate(s.URL+"/settings"), chromedp.WaitVisible(chromedp.CSS("#push-on")))
		// no service of a browser's maker is asked in a test
		eval[any](t, ctx, `PushManager.prototype.subscribe = async () => ({ endpoint: "https://push.example/here", getKey: () => new ArrayBuffer(16), unsubscribe: async () => true }); 0`)
	}
	open()
	click("push-on")
	if said := eval[string](t, ctx, `document.getElementById("push-said").textContent`); said != "Now choose a time above, and keep the settings." || devices() != 1 {
		t.Errorf("without a time it says %q, with %d devices", said, devices())
	}
	click("push-off")
	if devices() != 0 || eval[bool](t, ctx, `document.getElementById("push-on").hidden`) {
		t.Errorf("%d devices are still reminded", devices())
	}
	keep := func(value string) {
		t.Helper()
		eval[any](t, ctx, `document.getElementById("remind-log").value = "`+value+`"; 0`)
		do(t, ctx, chromedp.Click(chromedp.CSS(`form[action="/settings"] button[type=submit]`)), chromedp.WaitVisible(chromedp.CSS(".notice.good")))
		if got := eval[string](t, ctx, `document.getElementById("remind-log").value`); got != value {
			t.Errorf("the page shows %q, want %q", got, value)
		}
	}
	keep("08:30")
	open()
	click("push-on")
	if said := eval[string](t, ctx, `document.getElementById("push-said").textContent`); said != "This device will remind you." || devices() != 1 {
		t.Errorf("with a time it says %q", said)
	}
	if !eval[bool](t, ctx, `!!document.querySelector('a[href$="/plan.ics"]') && !!document.querySelector('main a[href^="/link/"]')`) {
		t.Error("neither the calendar's file nor its address is offered")
	}
	keep("")
}
