package web_test

import (
	"bytes"
	"context"
	"image"
	_ "image/png"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// variant is one way in which every page is looked at.
type variant struct {
	name          string
	w, h          int64
	scheme, media string
	asked         bool // rendered only when UNKNOT_SIGHTS names it
	lang          string
	scale         float64 // device pixels to a CSS pixel; 0 is 1
	bare          bool    // without JavaScript
}

var variants = []variant{
	{name: "phone-light", w: 390, h: 844, scheme: "light"}, {name: "phone-dark", w: 390, h: 844, scheme: "dark"}, {name: "small-light", w: 320, h: 640, scheme: "light"},
	{name: "desktop-light", w: 1280, h: 900, scheme: "light"}, {name: "desktop-dark", w: 1280, h: 900, scheme: "dark"}, {name: "print", w: 794, h: 1123, scheme: "light", media: "print"},
	{name: "rtl", w: 390, h: 844, scheme: "light", asked: true, lang: "ar-XB"}, {name: "bare", w: 390, h: 844, scheme: "light", asked: true, bare: true},
	{name: "spanish", w: 390, h: 844, scheme: "light", asked: true, lang: "es"},
	{name: "zoomed", w: 640, h: 450, scheme: "light", asked: true, scale: 2}, // a window of 1280 by 900 at 200 %
}

// TestShots renders every page and state in six variants. With UNKNOT_SHOTS set
// the pictures are kept in that folder to be looked at, all or those whose name
// and variant fit UNKNOT_SIGHTS; else two pages are rendered, so that the way stays open.
// Four more variants are rendered when UNKNOT_SIGHTS names them: "rtl" from right
// to left, "bare" without JavaScript, "spanish", "zoomed" at 200 %.
func TestShots(t *testing.T) {
	folder, want := os.Getenv("UNKNOT_SHOTS"), os.Getenv("UNKNOT_SIGHTS")
	if folder == "" {
		folder, want = t.TempDir(), "^(home|course)-(phone|desktop|print)"
	}
	some, err := regexp.Compile(want)
	if err == nil {
		err = os.MkdirAll(folder, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range variants {
		if v.asked && !strings.Contains(want, v.name) {
			continue
		}
		all := sights(t) // anew, so that nothing shows what the variant before left
		ctx := browserFor(t, 10*time.Minute)
		media := emulation.SetEmulatedMediaParams{Media: v.media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}} // no fold is half open
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
			t.Fatal(err)
		}
		do(t, ctx, chromedp.EmulateViewport(v.w, v.h, chromedp.EmulateScale(max(v.scale, 1))))
		if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.bare}); err != nil {
			t.Fatal(err)
		}
		for _, at := range all {
			if !some.MatchString(at.name + "-" + v.name) {
				continue
			}
			if v.lang != "" {
				cookie := network.SetCookieParams{Name: "lang", Value: v.lang, URL: at.world.base}
				if _, err := chromedp.Call(ctx, network.SetCookie, cookie); err != nil {
					t.Fatal(err)
				}
			}
			at.open(t, ctx)
			if !v.bare { // the back of the map comes after its front
				eval[any](t, ctx, `new Promise(done => { const look = () => document.querySelector("#map:not([data-whole])") ? setTimeout(look, 20) : done(0); look() })`, chromedp.EvalAwaitPromise)
			}
			png := wholePicture(t, ctx, at.name+" "+v.name, v)
			if err := os.WriteFile(filepath.Join(folder, at.name+"-"+v.name+".png"), png, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// wholePicture takes the picture of a page once its height has come to rest: a
// fold that was just opened gets its place a moment later.
func wholePicture(t *testing.T, ctx context.Context, name string, v variant) []byte {
	t.Helper()
	const height = "document.documentElement.scrollHeight"
	for range 5 {
		if !v.bare {
			eval[any](t, ctx, `new Promise(done => { let last = 0, same = 0; const look = () => { const now = `+height+`; same = now === last ? same + 1 : 0; last = now; same > 3 ? done(0) : setTimeout(look, 30) }; look() })`, chromedp.EvalAwaitPromise)
		}
		png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
		if err != nil {
			t.Fatal(err)
		}
		img, _, err := image.Decode(bytes.NewReader(png))
		if err != nil || img.Bounds().Dx() < int(v.w)-20 { // a place is kept for the scroll bar
			t.Errorf("%s: %v, %v", name, img.Bounds(), err)
		}
		if high := eval[int](t, ctx, height); math.Abs(float64(high)*max(v.scale, 1)-float64(img.Bounds().Dy())) <= 2*max(v.scale, 1) {
			return png
		}
	}
	t.Errorf("%s: the picture is not as high as the page", name)
	return nil
}
