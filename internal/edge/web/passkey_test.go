package web_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
)

// A passkey is added and then lets its account in, through a real browser with
// a virtual key.
func TestPasskeyLetsIn(t *testing.T) {
	s, _ := house(t)
	ctx := browser(t)
	base := strings.Replace(s.URL, "127.0.0.1", "localhost", 1) // passkeys need a name
	do(t, ctx, chromedp.Navigate(base+"/sign-in"))
	if _, err := chromedp.Call(ctx, webauthn.Enable, webauthn.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	key := webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{Protocol: webauthn.AuthenticatorProtocolCtap2,
		Transport: webauthn.AuthenticatorTransportInternal, HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true}}
	if _, err := chromedp.Call(ctx, webauthn.AddVirtualAuthenticator, key); err != nil {
		t.Fatal(err)
	}
	judged(t, ctx, "sign in")
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#name"), "ada"), chromedp.SendKeys(chromedp.CSS("#password"), word), chromedp.Click(chromedp.CSS("form button[type=submit]")), chromedp.WaitVisible(chromedp.CSS("#words")),
		chromedp.Navigate(base+"/account"), chromedp.Click(chromedp.CSS("[data-passkey=add] button")))
	until(t, ctx, `document.querySelector("[data-passkey=add] [role=status]").textContent === "Done."`)
	judged(t, ctx, "account")
	do(t, ctx, chromedp.Click(chromedp.CSS(`form[action="/sign-out"] button`)), chromedp.WaitVisible(chromedp.CSS("[data-passkey=use] button")),
		chromedp.Click(chromedp.CSS("[data-passkey=use] button")), chromedp.WaitVisible(chromedp.CSS("#words")), chromedp.Navigate(base+"/account"))
	if page := eval[string](t, ctx, "document.body.innerText"); !strings.Contains(page, "signed in as ada") {
		t.Errorf("not let in:\n%s", page)
	}
	// a passkey of a deleted account lets nobody in
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#delete-password"), word), chromedp.Click(chromedp.CSS(`form[action="/account/delete"] button`)), chromedp.WaitVisible(chromedp.CSS("code")),
		chromedp.Navigate(base+"/sign-in"), chromedp.Click(chromedp.CSS("[data-passkey=use] button")))
	until(t, ctx, `document.querySelector("[data-passkey=use] [role=status]").textContent.includes("does not fit")`)
}

// until waits for an expression to hold.
func until(t testing.TB, ctx context.Context, js string) {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](js)); err != nil {
		t.Fatalf("%s: %v; the page says:\n%s", js, err, eval[string](t, ctx, "document.body.innerText"))
	}
}
