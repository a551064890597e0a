package web_test

import (
	"bytes"
	"image"
	_ "image/png"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// variants are the ways in which every page is looked at.
var variants = []struct {
	name          string
	w, h          int64
	scheme, media string
}{
	{"phone-light", 390, 844, "light", ""}, {"phone-dark", 390, 844, "dark", ""}, {"small-light", 320, 640, "light", ""},
	{"desktop-light", 1280, 900, "light", ""}, {"desktop-dark", 1280, 900, "dark", ""}, {"print", 794, 1123, "light", "print"},
}

// TestShots renders every page and state in six variants. With UNKNOT_SHOTS set
// the pictures are kept in that folder to be looked at, all or those whose name
// and variant fit UNKNOT_SIGHTS; else two pages are rendered, so that the way stays open.
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
	all := sights(t)
	for _, v := range variants {
		ctx := browserFor(t, 10*time.Minute)
		media := emulation.SetEmulatedMediaParams{Media: v.media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.scheme}}}
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
			t.Fatal(err)
		}
		do(t, ctx, chromedp.EmulateViewport(v.w, v.h))
		for _, at := range all {
			if !some.MatchString(at.name + "-" + v.name) {
				continue
			}
			at.open(t, ctx)
			png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
			if err != nil {
				t.Fatal(err)
			}
			if img, _, err := image.Decode(bytes.NewReader(png)); err != nil || img.Bounds().Dx() < int(v.w)-20 { // a place is kept for the scroll bar
				t.Errorf("%s %s: %v, %v", at.name, v.name, img.Bounds(), err)
			}
			if err := os.WriteFile(filepath.Join(folder, at.name+"-"+v.name+".png"), png, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
