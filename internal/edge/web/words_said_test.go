package web_test

import (
	"regexp"
	"strings"
	"testing"
)

// A thing is called one way wherever it is met, and nothing on a page speaks to
// those who make it.
func TestAThingHasOneName(t *testing.T) {
	s := demoSite(t)
	for path, c := range map[string]struct{ has, lack []string }{
		"/prevent":    {[]string{"<title>Keep well", "<h1>Keep well</h1>"}, nil},
		"/more":       {[]string{">Keep well<", ">Day by day<"}, []string{">Prevent<"}},
		"/offline":    {[]string{">Keep well<"}, []string{">Prevent<"}},
		"/plan/DEMO":  {[]string{">Keep well<", "It gets better, but so slowly that somebody should look.", "A ball (tennis or massage ball)"}, []string{" a ball (tennis or massage ball)"}},
		"/course":     {[]string{"On track"}, nil},
		"/guide/lump": {[]string{"Get help now", "Get help today", "See somebody within days", "Plan a visit", "Care at home"}, nil},
		"/guide/cause": {[]string{"Get help now", "Get help today", "See somebody within days", "Plan a visit", "Care at home"},
			[]string{"Needs help at once", "Can mostly wait"}},
		"/guide/test/hip.flexion":        {nil, []string{"Picture it", "From the side: a lying person"}},
		"/guide/muscle/trapezius_upper":  {[]string{"Sore spots", "Cerezo-Téllez 2016", "deep muscles in front."}, []string{">Sore spot<"}},
		"/guide/treatment/press_fingers": {[]string{"Leave it out", "Ask first", "Lymphoedema (swollen limb)"}, []string{"a clinician must review it"}},
		"/link/DEMO":                     {[]string{`aria-describedby="zone-hint"`, "Europe/Madrid. Left empty: UTC."}, []string{`placeholder="Europe/Berlin"`}},
		"/settings":                      {[]string{"How often to take a break, with a move for each."}, nil},
		"/":                              {[]string{"or say it in words."}, []string{"words below"}},
	} {
		status, page := get(t, s.URL+path)
		if status != 200 {
			t.Errorf("%s: %d", path, status)
		}
		for _, want := range c.has {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
		for _, bad := range c.lack {
			if strings.Contains(page, bad) {
				t.Errorf("%s says %q", path, bad)
			}
		}
	}
}

// What a clinician reads says its units, and no two rows have one name.
func TestTheClinicSaysWhatItMeans(t *testing.T) {
	s, p := house(t)
	consent, _ := sharedCase(t, p, "desk-worker", true)
	doc := visit(t, s).signIn("doc")
	if _, list := doc.get("/clinic"); !regexp.MustCompile(`6\.0 to 2\.5 <span class="small">in 8 days`).MatchString(list) {
		t.Errorf("the days stand alone behind the pain:\n%s", list)
	}
	_, page := doc.get("/clinic/" + consent)
	if !strings.Contains(page, "A dash (–) stands for “not examined”.") || strings.Count(page, "<summary>Another muscle") != 1 || strings.Count(page, "<summary>One more muscle") != 1 {
		t.Errorf("the dash is not said, or two rows have one name: %d, %d", strings.Count(page, "<summary>Another muscle"), strings.Count(page, "<summary>One more muscle"))
	}
}
