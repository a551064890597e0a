package web_test

import (
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/knowledge"
)

var leftEnglish = regexp.MustCompile(`<span lang="en" dir="ltr">([^<]*)</span>`)

// Whoever reads in Spanish reads the tests, points, lumps and lessons of the
// guide, the finder of points, the cards and the habits in Spanish; only titles
// of sources stay as they were printed.
func TestTheGuideIsReadInSpanish(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	s := site(t)
	read := func(path string, form url.Values) string {
		method, body := http.MethodGet, io.Reader(nil)
		if form != nil {
			method, body = http.MethodPost, strings.NewReader(form.Encode())
		}
		r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, body)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.AddCookie(&http.Cookie{Name: "lang", Value: "es"})
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		page, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK || !strings.Contains(string(page), `<html lang="es"`) {
			t.Fatalf("%s: status %d, error %v, or not a page in Spanish", path, answer.StatusCode, err)
		}
		for _, m := range leftEnglish.FindAllStringSubmatch(string(page), -1) {
			if text := html.UnescapeString(m[1]); !cites(base, text) {
				t.Errorf("%s says in English: %s", path, text)
			}
		}
		return string(page)
	}
	opened := 0
	for _, shelf := range []string{"test", "point", "lump", "lesson"} {
		seen := map[string]bool{}
		for _, m := range guideLink.FindAllStringSubmatch(read("/guide/"+shelf, nil), -1) {
			if path := m[1]; !seen[path] && strings.HasPrefix(path, "/guide/"+shelf+"/") {
				seen[path] = true
				read(path, nil)
				opened++
			}
		}
	}
	if opened < 300 {
		t.Errorf("only %d pages of the guide were read", opened)
	}
	for _, l := range base.PointLists {
		read("/points", url.Values{"list": {l.Name}})
	}
	if page := read("/points", url.Values{"list": {"back"}}); !strings.Contains(page, "Espalda") || strings.Contains(page, ">Atrás<") {
		t.Error("the list of points for the back is not named after the back")
	}
	read("/points", url.Values{"words": {"UB54"}, "pregnant": {"yes"}})
	for _, path := range []string{"/cards", "/cards/graston", "/cards/needling", "/points", "/prevent"} {
		read(path, nil)
	}
}

// cites says whether a text is a source as it is cited.
func cites(base *knowledge.Base, text string) bool {
	for i := range base.Sources {
		if strings.HasPrefix(strings.TrimSpace(text), base.Sources[i].Cite+". ") {
			return true
		}
	}
	return false
}
