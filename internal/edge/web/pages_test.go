package web_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/care"
)

// post sends a form as a browser without JavaScript would, and follows where
// it leads.
func post(t testing.TB, address string, form url.Values) (status int, page string) {
	t.Helper()
	r, err := http.PostForm(address, form)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, r)
}

// asRead is an answer as a person reads it: to the eye a space is a space,
// whether a line may break there or not.
func asRead(r *http.Response, raw []byte) string {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") || r.Header.Get("Content-Encoding") != "" {
		return string(raw)
	}
	return strings.ReplaceAll(string(raw), "\u00a0", " ")
}

// read takes a whole answer in.
func read(t testing.TB, r *http.Response) (status int, page string) {
	t.Helper()
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, asRead(r, raw)
}

func newJar(t *testing.T) http.CookieJar {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return jar
}

var draftLink = regexp.MustCompile(`/ask/([A-Z0-9]+)/`)

// draftOf is the name of the draft that a page asks about.
func draftOf(t testing.TB, page string) string {
	t.Helper()
	m := draftLink.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("the page asks nothing:\n%s", page)
	}
	return m[1]
}

// caseOf is the case of the draft that a page asks about.
func caseOf(t testing.TB, page string) string {
	t.Helper()
	id, found := draftOf(t, page), ""
	practices.Range(func(p, _ any) bool {
		d, err := care.Drafts.Get(context.Background(), p.(*care.Practice), care.Home, id)
		if err == nil {
			found = string(d.Body.Case)
		}
		return err != nil
	})
	if found == "" {
		t.Fatalf("there is no draft %s", id)
	}
	return found
}

var reaches = regexp.MustCompile(`(?i)(?:src|href|action|poster|data)="\s*(?:https?:)?//[^"]*"`)

// The whole way without JavaScript, by ticked boxes; no page reaches out to
// another address, and every page carries its guards.
func TestTheWayWithoutJavaScript(t *testing.T) {
	s := site(t)
	status, page := post(t, s.URL+"/places", url.Values{"cell": {"temple.right", "neck_side.right"}, "pain": {"6"}})
	if status != 200 || !strings.Contains(page, "right temple and right side of the neck, 6 of 10") {
		t.Fatalf("status %d, %d bytes without what they owe", status, len(page))
	}
	status, page = post(t, s.URL+"/ask/"+draftOf(t, page)+"/all", url.Values{"rest": {"no"}, "age": {"41"}, "medicines": {"anticoagulant"}})
	if status != 200 || !strings.Contains(page, "Your plan for now") || !strings.Contains(page, "Light pressure only") {
		t.Fatalf("status %d, %d bytes without what they owe", status, len(page))
	}
	if out := reaches.FindString(page); out != "" {
		t.Errorf("the page reaches out to %s", out)
	}
	r, err := http.Get(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if policy := r.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the content policy is %q", policy)
	}
	if len(r.Cookies()) > 0 || r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("guards are missing: %v", r.Header)
	}
}

// No way round the gate: without answers there is no plan, whatever is sent.
func TestNoAnswerNoPlan(t *testing.T) {
	s := site(t)
	for name, form := range map[string]url.Values{
		"nothing answered":     {},
		"one answered":         {"danger.fever": {"no"}},
		"rest is something":    {"rest": {"yes"}},
		"an answer not known":  {"rest": {"no"}, "danger.fever": {"maybe"}},
		"a question not known": {"rest": {"no"}, "danger.fevr": {"no"}},
		"a danger sign":        {"rest": {"no"}, "danger.one_leg_swollen": {"yes"}},
		"not sure of one":      {"rest": {"no"}, "danger.chest_pressure": {"unsure"}},
	} {
		_, page := post(t, s.URL+"/places", url.Values{"words": {"left calf, 6"}})
		id := draftOf(t, page)
		status, page := post(t, s.URL+"/ask/"+id+"/all", form)
		for _, path := range []string{"/done", "/0", "/99", "/11"} {
			more, rest := post(t, s.URL+"/ask/"+id+path, url.Values{"asked": {"signs"}, "answer": {"no"}})
			status, page = max(status, more), page+rest
		}
		if strings.Contains(page, "Your plan for now") || strings.Contains(page, "Press the sore spot") {
			t.Errorf("%s: a plan was shown", name)
		}
		if status >= 500 {
			t.Errorf("%s: status %d", name, status)
		}
	}
}

// One question after the other without JavaScript: danger first, a way back,
// unsure, and the person last.
func TestOneQuestionAtATime(t *testing.T) {
	s := site(t)
	_, page := post(t, s.URL+"/places", url.Values{"words": {"right temple, 5"}})
	id := draftOf(t, page)
	seen := map[string]bool{}
	for step := 0; !strings.Contains(page, "Your plan for now"); step++ {
		m := regexp.MustCompile(`name="asked" value="([^"]+)"`).FindStringSubmatch(page)
		if m == nil || step > 90 {
			t.Fatalf("step %d asks nothing:\n%s", step, page)
		}
		if seen[m[1]] {
			t.Fatalf("%s is asked twice", m[1])
		}
		seen[m[1]] = true
		if strings.Contains(page, "Your plan for now") || step > 0 && !strings.Contains(page, fmt.Sprintf("/ask/%s/%d", id, step-1)) {
			t.Errorf("step %d has no way back", step)
		}
		form := url.Values{"asked": {m[1]}, "answer": {"no"}, "age": {"41"}, "desk": {"8"}}
		if strings.HasPrefix(m[1], "press.") {
			form.Set("answer", "unsure")
		}
		for _, q := range regexp.MustCompile(`name="shown" value="([^"]+)"`).FindAllStringSubmatch(page, -1) {
			form.Add("shown", q[1])
			seen[q[1]] = true
		}
		_, page = post(t, fmt.Sprintf("%s/ask/%s/%d", s.URL, id, step), form)
	}
	for _, must := range []string{"chest_pressure", "thunderclap", "signs", "fever", "you", "health"} {
		if !seen[must] {
			t.Errorf("%s was not asked", must)
		}
	}
}

// An answer can be taken back: the plan goes, and comes again.
func TestAnAnswerIsTakenBack(t *testing.T) {
	s := site(t)
	_, page := post(t, s.URL+"/places", url.Values{"words": {"left chest, 5"}})
	id := draftOf(t, page)
	_, page = post(t, s.URL+"/ask/"+id+"/0", url.Values{"asked": {"chest_pressure"}, "answer": {"yes"}})
	if !strings.Contains(page, "Get help now") || !strings.Contains(page, "/ask/"+id+"/0") || strings.Contains(page, `class="tabs"`) {
		t.Fatalf("the page after a danger sign:\n%s", page)
	}
	_, page = post(t, s.URL+"/ask/"+id+"/0", url.Values{"asked": {"chest_pressure"}, "answer": {"no"}})
	if !strings.Contains(page, `class="reply`) {
		t.Fatalf("the questions do not go on:\n%s", page)
	}
	_, page = post(t, s.URL+"/ask/"+id+"/all", url.Values{"rest": {"no"}})
	if !strings.Contains(page, "Your plan for now") {
		t.Fatalf("no plan after all:\n%s", page)
	}
	answer := regexp.MustCompile(`/answer/([A-Z0-9]+)/finding`).FindStringSubmatch(page)
	ask := regexp.MustCompile(`name="asked" value="([^"]+)"`).FindStringSubmatch(page)
	if answer == nil || ask == nil {
		t.Fatalf("nothing more is asked:\n%s", page)
	}
	before := page
	first := regexp.MustCompile(`name="answer" value="([^"]+)"`).FindStringSubmatch(page[strings.Index(page, ask[0]):])
	if first == nil {
		t.Fatalf("%s has no answers", ask[1])
	}
	_, page = post(t, s.URL+"/answer/"+answer[1]+"/finding", url.Values{"asked": {ask[1]}, "answer": {first[1]}})
	if page == before || strings.Contains(page, ask[0]) {
		t.Errorf("%s = %s changed nothing, or is asked again", ask[1], first[1])
	}
	_, page = post(t, s.URL+"/answer/"+answer[1]+"/change", nil)
	if !strings.Contains(page, `aria-current="true"`) {
		t.Errorf("the answers so far are not shown:\n%s", page)
	}
}

// What was written wrong stands in its field, to be mended; the list of signs
// says what was ticked when one comes back to it.
func TestAnswersStandWhenOneComesBack(t *testing.T) {
	s := site(t)
	_, page := post(t, s.URL+"/places", url.Values{"words": {"right temple, 5"}})
	id, step := draftOf(t, page), 0
	asked := func() string {
		return regexp.MustCompile(`name="asked" value="([^"]+)"`).FindStringSubmatch(page)[1]
	}
	for ; asked() != "you"; step++ {
		_, page = post(t, fmt.Sprintf("%s/ask/%s/%d", s.URL, id, step), url.Values{"asked": {asked()}, "answer": {"no"}})
	}
	status, page := post(t, fmt.Sprintf("%s/ask/%s/%d", s.URL, id, step), url.Values{"asked": {"you"}, "age": {"41 1/2"}})
	if status != http.StatusUnprocessableEntity || !strings.Contains(page, `value="41 1/2"`) {
		t.Errorf("a wrong age: status %d\n%s", status, page)
	}
	_, page = post(t, fmt.Sprintf("%s/ask/%s/%d", s.URL, id, step), url.Values{"asked": {"you"}, "age": {"41"}})
	if strings.Contains(page, `value="scalp_jaw_vision"`) || !strings.Contains(page, `value="tablets_often"`) {
		t.Errorf("the list does not fit the age:\n%s", page)
	}
	_, page = post(t, fmt.Sprintf("%s/ask/%s/%d", s.URL, id, step+1), url.Values{"asked": {"signs"}, "shown": {"tablets_often", "fever"}, "sign": {"tablets_often"}})
	if !strings.Contains(page, `value="cancer_history"`) && asked() == "health" {
		t.Errorf("what was not on the page counts as answered:\n%s", page)
	}
	_, page = get(t, fmt.Sprintf("%s/ask/%s/%d", s.URL, id, step+1))
	if !strings.Contains(page, `value="tablets_often" checked`) || strings.Contains(page, `value="fever" checked`) {
		t.Errorf("the list does not say what was ticked:\n%s", page)
	}
}

func TestWhatIsWrongIsSaidOnThePage(t *testing.T) {
	s := site(t)
	for name, c := range map[string]struct {
		form url.Values
		say  string
	}{
		"nothing":       {url.Values{}, "at least one place"},
		"unclear":       {url.Values{"words": {"right shoulder"}}, "which place do you mean?"},
		"unknown":       {url.Values{"words": {"right xyzzyx"}}, "name a place of the body"},
		"too much pain": {url.Values{"words": {"right temple, 99"}}, "0 (no pain) to 10"},
		"a false cell":  {url.Values{"cell": {"tempel.right"}}, "temple"},
	} {
		status, page := post(t, s.URL+"/places", c.form)
		if status != http.StatusUnprocessableEntity || !strings.Contains(page, `role="alert"`) || !strings.Contains(page, c.say) {
			t.Errorf("%s: %d, %q is not said", name, status, c.say)
		}
	}
	if status, _ := post(t, s.URL+"/places", url.Values{"words": {strings.Repeat("x", 3<<20)}}); status >= 500 || status == 200 {
		t.Errorf("three megabytes: status %d", status)
	}
	r, err := http.NewRequest(http.MethodPost, s.URL+"/data/delete", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Origin", "https://elsewhere.example")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusForbidden {
		t.Errorf("another site may delete: status %d", answer.StatusCode)
	}
}

// How it goes on and when it hurts are asked with how it began, kept with the
// answer, and shown again when it is changed; what is left out is taken away.
func TestCourseAndTimingAreAskedAndKept(t *testing.T) {
	s := site(t)
	_, page := post(t, s.URL+"/places", url.Values{"words": {"left calf, 6"}})
	all := s.URL + "/ask/" + draftOf(t, page) + "/all"
	if status, page := post(t, all, url.Values{"rest": {"no"}, "course": {"wors"}}); status != 422 || !strings.Contains(page, `role="alert"`) {
		t.Errorf("an unknown course was taken: %d", status)
	}
	chosen := func(page string) (course, timing string) {
		for name, into := range map[string]*string{"course": &course, "timing": &timing} {
			if m := regexp.MustCompile(`name="` + name + `" value="([^"]*)" checked`).FindStringSubmatch(page); m != nil {
				*into = m[1]
			}
		}
		return course, timing
	}
	change := regexp.MustCompile(`/answer/[A-Z0-9]+/change`)
	for _, want := range [][2]string{{"worse", "at_night"}, {"better", "on_movement"}, {"", ""}} {
		status, page := post(t, all, url.Values{"rest": {"no"}, "course": {want[0]}, "timing": {want[1]}})
		path := change.FindString(page)
		if status != 200 || path == "" {
			t.Fatalf("%v: status %d, no way to change the answer", want, status)
		}
		_, page = post(t, s.URL+path, nil)
		all = s.URL + "/ask/" + draftOf(t, page) + "/all"
		if _, page = get(t, all); !strings.Contains(page, `name="course"`) {
			t.Fatal("the course is not asked")
		}
		if course, timing := chosen(page); course != want[0] || timing != want[1] {
			t.Errorf("kept %q and %q, want %q and %q", course, timing, want[0], want[1])
		}
	}
}
