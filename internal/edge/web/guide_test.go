package web_test

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
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
	return r.StatusCode, string(raw)
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
		"/guide/muscle/trapezius_upper": {`role="img"`, `data-pain="10"`, `data-pain="6"`, "often felt here", "Never press", "What speaks for it", "/guide/place/temple", "224 people"},
		"/guide/muscle/biceps_brachii":  {"/guide/muscle/triceps_long"},
		"/guide/place/temple":           {"/guide/muscle/trapezius_upper", "/guide/cause/migraine", "of 100"},
		"/guide/part/neck":              {"/guide/muscle/trapezius_upper", "/guide/claim/C046", "/guide/place/neck_side"},
		"/guide/claim/C116":             {"Contested", "Very low certainty", "The doubt", "Do instead", "Both sides", "C184"},
		"/guide/test/neck.spurling":     {"A clinician", "kappa 0.60", "50 of 100", "Wainner 2003", "82 people", "/guide/cause/nerve_root_arm"},
		"/guide/test/hip.flexion":       {"Usual: 115 to 135 degrees", "Women", "133.8"},
		"/guide/cause/nerve_root_arm":   {"What speaks for it", "/guide/test/neck.spurling", "danger sign", "of 1000 people"},
		"/guide/claim?stance=contest":   {`aria-current="true"`, "Contested"},
		"/guide/test?who=helper":        {"You and a helper"},
		"/guide":                        {"Read what is contested", "CC BY 4.0"},
	} {
		_, page := get(t, s.URL+path)
		for _, want := range owes {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
	}
	if _, page := get(t, s.URL+"/guide/claim?stance=contest"); strings.Contains(page, ">Kept</span>") {
		t.Error("the contested shelf shows claims that are kept")
	}
}
