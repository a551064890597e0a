package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/body/figure"
)

// The result shows the first muscles over what was drawn, and says in words
// what the pictures show. Each view is written once.
func TestTheResultShowsMusclesOnTheBody(t *testing.T) {
	s := demoSite(t)
	status, page := get(t, s.URL+"/answer/DEMO")
	if status != 200 {
		t.Fatal(status)
	}
	start := strings.Index(page, `id="on-body"`)
	part, _, _ := strings.Cut(page[start:], "</section>")
	if n := strings.Count(part, "<details"); n != 3 {
		t.Errorf("%d muscles are pictured", n)
	}
	if n := strings.Count(part, "<details class=\"muscle-on-body\" open"); n != 1 {
		t.Errorf("%d of them are open", n)
	}
	first, _, _ := strings.Cut(part, "</details>")
	for _, want := range []string{`class="heat-legend"`, `class="site-mark"`, `class="drawn"`, `data-pain="6"`, `data-pain="2"`, `aria-label="Right upper trapezius on the body: `,
		`aria-describedby="on-body-1"`, "between neck and right shoulder", "right temple", "behind the right ear"} {
		if !strings.Contains(first, want) {
			t.Errorf("the first muscle lacks %s", want)
		}
	}
	for _, v := range figure.Views("neutral") {
		if n := strings.Count(page, `id="skin-`+v.ID+`"`); n > 1 {
			t.Errorf("view %s is written %d times", v.ID, n)
		}
		if strings.Contains(page, `href="#skin-`+v.ID+`"`) && !strings.Contains(page, `id="skin-`+v.ID+`"`) {
			t.Errorf("view %s is used but not there", v.ID)
		}
	}
}

// The figure that was chosen in the settings is on every page with a picture.
func TestPicturesFollowTheChosenFigure(t *testing.T) {
	s := demoSite(t)
	on := func(page, name string) bool {
		for _, v := range figure.Views(name) {
			if strings.Contains(page, v.Outline) {
				return true
			}
		}
		return false
	}
	pages := []string{"/", "/answer/DEMO", "/plan/DEMO", "/course/DEMO", "/guide/muscle/trapezius_upper"}
	for _, name := range []string{"neutral", "female", "male"} {
		if status, _ := post(t, s.URL+"/settings", url.Values{"lang": {"en"}, "figure": {name}, "units": {"kPa"}}); status != 200 {
			t.Fatalf("settings: %d", status)
		}
		for _, path := range pages {
			_, page := get(t, s.URL+path)
			for _, other := range figure.Names {
				if on(page, other) != (other == name) {
					t.Errorf("%s chosen, %s shows %s: %v", name, path, other, on(page, other))
				}
			}
		}
	}
	if _, page := get(t, s.URL+"/"); !strings.Contains(page, `<option value="male" selected>`) {
		t.Error("the selector of the map does not begin with the chosen figure")
	}
	if _, page := post(t, s.URL+"/places", url.Values{"words": {"nowhere at all"}}); !on(page, "male") {
		t.Error("a form that comes back forgets the figure")
	}
}
