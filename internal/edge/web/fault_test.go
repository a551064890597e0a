package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"testing"
)

// What is wrong with a form is said at the top, in the title, and at its field.
func TestAFaultIsSaidAtItsField(t *testing.T) {
	s := site(t)
	_, page := post(t, s.URL+"/places", url.Values{"words": {"left calf, 6"}})
	status, page := post(t, s.URL+"/ask/"+draftOf(t, page)+"/all", url.Values{"rest": {"no"}, "age": {"999"}})
	if status != http.StatusUnprocessableEntity {
		t.Fatalf("an age of 999 was taken: %d", status)
	}
	for what, is := range map[string]string{
		"title":  `<title>Please look at this again: `,
		"notice": `id="fault" tabindex="-1" autofocus>(?s:.*?)<a href="#age">`,
		"field":  `<input id="age"[^>]* aria-describedby="fault-age" aria-invalid="true"`,
		"words":  `(?s)<p class="fault" id="fault-age">[^<]*999`,
	} {
		if !regexp.MustCompile(is).MatchString(page) {
			t.Errorf("%s does not say what is wrong: no %s", what, is)
		}
	}
}
