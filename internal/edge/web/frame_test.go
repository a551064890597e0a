package web_test

import (
	"net/url"
	"regexp"
	"testing"
)

// Every page says in its bar which room it belongs to: a tab, or More for the
// rooms behind it.
func TestTheBarSaysWhereOneIs(t *testing.T) {
	s := site(t)
	current := regexp.MustCompile(`(?s)href="([^"]*)"\s+aria-current="(?:page|true)"`)
	rooms := map[string]string{"/": "/", "/plan": "/plan", "/guide/question": "/guide", "/more": "/more", "/about": "/more"}
	for _, m := range regexp.MustCompile(`<li><a href="(/[^"]*)"`).FindAllStringSubmatch(pageAt(t, s.URL+"/more"), -1) {
		rooms[m[1]] = "/more"
	}
	if len(rooms) < 12 {
		t.Errorf("only %d rooms were looked at", len(rooms))
	}
	_, page := post(t, s.URL+"/places", url.Values{"words": {"left calf, 6"}})
	rooms["/ask/"+draftOf(t, page)+"/all"] = "/"
	for path, room := range rooms {
		if m := current.FindStringSubmatch(pageAt(t, s.URL+path)); m == nil || m[1] != room {
			t.Errorf("%s marks %q, not %s", path, m, room)
		}
	}
}
