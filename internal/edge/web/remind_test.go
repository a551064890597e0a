package web_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/cdproto/target"
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

// grant lets a page do what a browser asks a person about.
var grant = cdp.Command[granted, cdp.Empty]{Method: "Browser.grantPermissions"}

type granted struct {
	Origin      string               `json:"origin"`
	Permissions []string             `json:"permissions"`
	Context     cdp.BrowserContextID `json:"browserContextId"`
}

// What comes by push says that it is time, and no more. One tap on it puts the
// reminder off for an hour, or refuses it for the day.
func TestAPushedReminderIsPutOffOrRefusedWithOneTap(t *testing.T) {
	ctx := browser(t)
	s, p, _ := planSite(t, nil)
	registered := make(chan serviceworker.RegistrationID, 10)
	do(t, ctx, chromedp.Navigate(s.URL+"/settings"))
	if err := chromedp.Listen(ctx, func(e any) {
		if e, ok := e.(*serviceworker.EventWorkerRegistrationUpdated); ok {
			for _, r := range e.Registrations {
				if strings.HasPrefix(r.ScopeURL, s.URL) {
					registered <- r.RegistrationID
				}
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, grant, granted{Origin: s.URL, Permissions: []string{"notifications"}, Context: chromedp.FromContext(ctx).BrowserContextID}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, serviceworker.Enable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	eval[bool](t, ctx, `navigator.serviceWorker.ready.then(() => true)`, chromedp.EvalAwaitPromise)
	registration := <-registered
	const endpoint = "https://push.example/here"
	if status := eval[int](t, ctx, `fetch("/push", {method: "POST", body: new URLSearchParams({endpoint: "`+endpoint+`", auth: "a", p256dh: "p"})}).then(r => r.status)`, chromedp.EvalAwaitPromise); status != 204 {
		t.Fatalf("the device is not taken: %d", status)
	}
	list, err := chromedp.Targets(ctx)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(list, func(i *target.Info) bool { return i.Type == "service_worker" && strings.HasPrefix(i.URL, s.URL) })
	if at < 0 {
		t.Fatal("there is no worker")
	}
	worker, end := chromedp.NewContext(ctx, chromedp.WithTargetID(list[at].TargetID))
	defer end()
	// no service of a browser's maker is asked in a test; a browser without a
	// screen forgets what it showed, so it is noted once the browser took it
	eval[any](t, worker, `PushManager.prototype.getSubscription = async () => ({ endpoint: "`+endpoint+`" });
		const show = ServiceWorkerRegistration.prototype.showNotification;
		ServiceWorkerRegistration.prototype.showNotification = async function (...what) { await show.apply(this, what); self.shown = JSON.stringify(what); }; 0`)
	for _, way := range []struct {
		action string
		kept   func(care.Device) bool
	}{
		{"later", func(d care.Device) bool {
			in := d.Later.Sub(p.Now())
			return in > 55*time.Minute && in <= time.Hour && d.Skip == ""
		}},
		{"off", func(d care.Device) bool { return d.Skip != "" }},
	} {
		message := serviceworker.DeliverPushMessageParams{Origin: s.URL, RegistrationID: registration, Data: `{"what":"session","title":"Time for your session","later":"In an hour","off":"Not today"}`}
		if _, err := chromedp.Call(ctx, serviceworker.DeliverPushMessage, message); err != nil {
			t.Fatal(err)
		}
		shown := eval[string](t, worker, `(async () => { for (let i = 0; i < 400 && !self.shown; i++) await new Promise(r => setTimeout(r, 25)); return self.shown ?? "nothing"; })()`, chromedp.EvalAwaitPromise)
		if want := `["Time for your session",{"tag":"unknot","data":{"what":"session"},"actions":[{"action":"later","title":"In an hour"},{"action":"off","title":"Not today"}]}]`; shown != want {
			t.Fatalf("the reminder shows %s, want %s", shown, want)
		}
		closed := eval[bool](t, worker, `(async () => {
			const tap = new Event("notificationclick"), work = [];
			let closed = false;
			Object.assign(tap, { action: "`+way.action+`", notification: { close() { closed = true; } }, waitUntil(p) { work.push(p); } });
			self.shown = "";
			dispatchEvent(tap);
			await Promise.all(work);
			return closed;
		})()`, chromedp.EvalAwaitPromise)
		if !closed {
			t.Errorf("the reminder stays after %q", way.action)
		}
		devices, _, err := care.Devices.Page(context.Background(), p, care.Home, "", "", 10)
		if err != nil || len(devices) != 1 || !way.kept(devices[0].Body) {
			t.Errorf("after %q: %+v %v", way.action, devices, err)
		}
	}
}
