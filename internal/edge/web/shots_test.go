package web_test

import (
	"bytes"
	"image"
	_ "image/png"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

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

// TestShots renders the pages in six variants. With UNKNOT_SHOTS set the
// pictures of all pages are kept there to be looked at; else two pages are
// rendered, so that the way stays open.
func TestShots(t *testing.T) {
	folder, pages := os.Getenv("UNKNOT_SHOTS"), []string{"/", "/course"}
	ctx, s := browser(t), demoSite(t)
	if folder == "" {
		folder = t.TempDir()
	} else {
		_, ask := post(t, s.URL+"/places", url.Values{"words": {"right temple, 5"}})
		_, stop := post(t, s.URL+"/places", url.Values{"words": {"left chest, 7"}})
		_, _ = post(t, s.URL+"/ask/"+draftOf(t, stop)+"/0", url.Values{"asked": {"chest_pressure"}, "answer": {"yes"}})
		pages = append(everyPage, "/ask/"+draftOf(t, ask)+"/0", "/ask/"+draftOf(t, ask)+"/all", "/ask/"+draftOf(t, stop)+"/stop",
			"/course/DEMO", "/plan/DEMO", "/plan/DEMO/do/1", "/prevent", "/balance", "/cards", "/lab", "/guide", "/guide/muscle/trapezius_upper")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, v := range variants {
		media := emulation.SetEmulatedMediaParams{Media: v.media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.scheme}}}
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
			t.Fatal(err)
		}
		do(t, ctx, chromedp.EmulateViewport(v.w, v.h))
		for _, page := range pages {
			do(t, ctx, chromedp.Navigate(s.URL+page))
			png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
			if err != nil {
				t.Fatal(err)
			}
			if img, _, err := image.Decode(bytes.NewReader(png)); err != nil || img.Bounds().Dx() < int(v.w) {
				t.Errorf("%s %s: %v, %v", page, v.name, img.Bounds(), err)
			}
			name := strings.Trim(strings.ReplaceAll(page, "/", "_"), "_")
			if name == "" {
				name = "home"
			}
			if strings.HasPrefix(page, "/ask/") {
				name = "ask_" + page[strings.LastIndexByte(page, '/')+1:]
			}
			if err := os.WriteFile(filepath.Join(folder, name+"-"+v.name+".png"), png, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// BenchmarkPage is the time of the server for each page, with eight weeks of
// diary.
func BenchmarkPage(b *testing.B) {
	s := demoSite(b)
	for _, page := range everyPage {
		b.Run(strings.Trim(page, "/"), func(b *testing.B) {
			for b.Loop() {
				r, err := s.Client().Get(s.URL + page)
				if err != nil {
					b.Fatal(err)
				}
				r.Body.Close()
			}
		})
	}
}
