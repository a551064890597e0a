package web_test

import (
	"io"
	"math"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func get(t testing.TB, address string) (status int, page string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, asRead(r, raw)
}

var guideLink = regexp.MustCompile(`href="(/guide/[a-z]+/[^"]+)"`)

// Every page of the guide that a reader can reach opens, and says where its
// words come from.
func TestEveryPageOfTheGuideOpensAndIsCited(t *testing.T) {
	s := site(t)
	seen := map[string]bool{}
	var queue []string
	follow := func(page string) {
		for _, m := range guideLink.FindAllStringSubmatch(page, -1) {
			if !seen[m[1]] {
				seen[m[1]] = true
				queue = append(queue, m[1])
			}
		}
	}
	for _, shelf := range []string{"question", "lesson", "muscle", "place", "test", "treatment", "cause", "lump", "claim", "point"} {
		status, page := get(t, s.URL+"/guide/"+shelf)
		if status != http.StatusOK {
			t.Fatalf("shelf %s: status %d", shelf, status)
		}
		follow(page)
	}
	if len(queue) < 900 {
		t.Fatalf("only %d pages are linked from the shelves", len(queue))
	}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		status, page := get(t, s.URL+path)
		if status != http.StatusOK {
			t.Errorf("%s: status %d", path, status)
			continue
		}
		cited := strings.Contains(page, `<summary>Sources</summary><ul><li>`)
		if !cited {
			t.Errorf("%s names no source", path)
		}
		follow(page)
	}
}

func TestTheGuideFindsAnswersByWords(t *testing.T) {
	s := site(t)
	for words, want := range map[string]string{
		"is one masage enough": "/guide/question/one_massage",
		"upper trapezius":      "/guide/muscle/trapezius_upper",
		"zzzqqq xyzzyqq":       "Nothing was found",
	} {
		if status, page := post(t, s.URL+"/guide", url.Values{"words": {words}}); status != http.StatusOK || !strings.Contains(page, want) {
			t.Errorf("%q: status %d, without %q", words, status, want)
		}
	}
	for _, path := range []string{"/guide/nothing", "/guide/muscle/nothing", "/guide/claim/C999"} {
		if status, _ := get(t, s.URL+path); status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, status)
		}
	}
}

// A muscle shows where it is felt, on the figure and in words; a clash shows
// both sides with their standing; a test its figures and how far to trust it.
func TestGuidePagesSayWhatTheyOwe(t *testing.T) {
	s := site(t)
	for path, owes := range map[string][]string{
		"/guide/muscle/trapezius_upper": {`role="img"`, `data-pain="10"`, `data-pain="6"`, "Often felt here", "Never press here", "What speaks for it", "/guide/place/temple", "224 people"},
		"/guide/muscle/biceps_brachii":  {"/guide/muscle/triceps_long"},
		"/guide/place/temple":           {"/guide/muscle/trapezius_upper", "/guide/cause/migraine", "of 100"},
		"/guide/part/neck":              {"/guide/muscle/trapezius_upper", "/guide/claim/C046", "/guide/place/neck_side"},
		"/guide/claim/C116":             {"Contested", "very low certainty", "The doubt", "Do instead", "Both sides", "C184"},
		"/guide/test/neck.spurling":     {"A clinician", "kappa 0.60", "50 of 100", "Wainner 2003", "82 people", "/guide/cause/nerve_root_arm"},
		"/guide/test/hip.flexion":       {"115 to 135 degrees", "Women", "133.8"},
		"/guide/cause/nerve_root_arm":   {"What speaks for it", "/guide/test/neck.spurling", "danger sign", "of 1000 people"},
		"/guide/claim?stance=contest":   {`aria-current="true"`, "Contested"},
		"/guide/test?who=helper":        {`aria-current="true">With a helper`},
		"/guide":                        {"Read what is contested", "CC BY 4.0"},
	} {
		_, page := get(t, s.URL+path)
		for _, want := range owes {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
	}
	_, all := get(t, s.URL+"/guide/claim")
	_, contested := get(t, s.URL+"/guide/claim?stance=contest")
	if !strings.Contains(all, ">Kept</span>") || strings.Contains(contested, ">Kept</span>") || strings.Count(contested, "<li>") >= strings.Count(all, "<li>") {
		t.Error("the contested shelf shows claims that are kept")
	}
}

// What cannot wait comes before what to do, on every page that has both.
func TestTheGuideWarnsBeforeItAdvises(t *testing.T) {
	s := site(t)
	for path, order := range map[string][2]string{
		"/guide/muscle/trapezius_upper": {"Take care:", "<dt>Press</dt>"},
		"/guide/part/neck":              {"Bleeding in the head", "/guide/muscle/trapezius_upper"},
		"/guide/treatment/press_ball":   {"Stop if:", "How it is done"},
		"/guide/lump/knot":              {"More urgent if:", "How it feels"},
		"/guide/lump":                   {"Get help now", "Care at home"},
	} {
		_, page := get(t, s.URL+path)
		first, then := strings.Index(page, order[0]), strings.Index(page, order[1])
		if first < 0 || then < 0 || first > then {
			t.Errorf("%s: %q at %d, %q at %d", path, order[0], first, order[1], then)
		}
	}
}

// A bar is as long as its number says; it was once rounded to tenths, so that
// 35, 38 and 43 of 100 looked the same.
func TestBarsOfTheGuideAreAsLongAsTheirNumbers(t *testing.T) {
	s := site(t)
	_, page := get(t, s.URL+"/guide/cause/nerve_root_arm")
	bars := regexp.MustCompile(`(?s)([0-9]+) of 100\b.*?<rect class="value" width="([0-9.]+)"`).FindAllStringSubmatch(page, -1)
	if len(bars) < 20 {
		t.Fatalf("only %d bars", len(bars))
	}
	for _, b := range bars {
		said, _ := strconv.ParseFloat(b[1], 64)
		long, _ := strconv.ParseFloat(b[2], 64)
		if math.Abs(said-long) > .5 {
			t.Errorf("%s of 100 has a bar of %s", b[1], b[2])
		}
	}
}
