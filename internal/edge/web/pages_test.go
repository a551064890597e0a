package web_test

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// post sends a form as a browser without JavaScript would, and follows where
// it leads.
func post(t *testing.T, address string, form url.Values) (status int, page string) {
	t.Helper()
	r, err := http.PostForm(address, form)
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

var hiddenCase = regexp.MustCompile(`name="case" value="([^"]*)"`)

func caseOf(t *testing.T, page string) string {
	t.Helper()
	m := hiddenCase.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("the questions carry no case:\n%s", page)
	}
	return strings.NewReplacer("&#34;", `"`, "&quot;", `"`, "&amp;", "&", "&#39;", "'").Replace(m[1])
}

var reaches = regexp.MustCompile(`(?i)(?:src|href|action|poster|data)="\s*(?:https?:)?//[^"]*"`)

// The whole way without JavaScript, by ticked boxes; no page reaches out to
// another address, and every page carries its guards.
func TestTheWayWithoutJavaScript(t *testing.T) {
	s := site(t)
	status, page := post(t, s.URL+"/places", url.Values{"cell": {"temple.right", "neck_side.right"}, "pain": {"6"}})
	if status != 200 || !strings.Contains(page, "right side: temple and side of the neck, 6 of 10") {
		t.Fatalf("status %d, %d bytes without what they owe", status, len(page))
	}
	status, page = post(t, s.URL+"/answer", url.Values{"case": {caseOf(t, page)}, "rest": {"no"}, "age": {"41"}, "medicine": {"anticoagulant"}})
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
	_, page := post(t, s.URL+"/places", url.Values{"words": {"left calf, 6"}})
	first := caseOf(t, page)
	for name, form := range map[string]url.Values{
		"nothing answered":     {"case": {first}},
		"one answered":         {"case": {first}, "danger.fever": {"no"}},
		"rest is something":    {"case": {first}, "rest": {"yes"}},
		"an answer not known":  {"case": {first}, "rest": {"no"}, "danger.fever": {"maybe"}},
		"a question not known": {"case": {first}, "rest": {"no"}, "danger.fevr": {"no"}},
		"a danger sign":        {"case": {first}, "rest": {"no"}, "danger.one_leg_swollen": {"yes"}},
		"not sure of one":      {"case": {first}, "rest": {"no"}, "danger.chest_pressure": {"unsure"}},
		"no case":              {"rest": {"no"}},
		"a case of junk":       {"case": {"{\"schema\":[[["}, "rest": {"no"}},
		"a case with answers":  {"case": {strings.Replace(first, "{", `{"danger":{"*":"no"},`, 1)}},
	} {
		status, page := post(t, s.URL+"/answer", form)
		if strings.Contains(page, "Your plan for now") || strings.Contains(page, "Press the sore spot") {
			t.Errorf("%s: a plan was shown", name)
		}
		if status >= 500 {
			t.Errorf("%s: status %d", name, status)
		}
	}
}

func TestWhatIsWrongIsSaidOnThePage(t *testing.T) {
	s := site(t)
	for name, c := range map[string]struct {
		form url.Values
		say  string
	}{
		"nothing":       {url.Values{}, "at least one place"},
		"unclear":       {url.Values{"words": {"right shoulder"}}, "Which place do you mean?"},
		"unknown":       {url.Values{"words": {"right xyzzyx"}}, "nearest"},
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
