package web_test

import (
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
)

var leftEnglish = regexp.MustCompile(`<span lang="en" dir="ltr">([^<]*)</span>`)

// inSpanish reads pages as somebody does whose language is Spanish; only titles
// of sources may stay as they were printed.
func inSpanish(t *testing.T, site string) func(path string, form url.Values) string {
	t.Helper()
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return func(path string, form url.Values) string {
		method, body := http.MethodGet, io.Reader(nil)
		if form != nil {
			method, body = http.MethodPost, strings.NewReader(form.Encode())
		}
		r, err := http.NewRequestWithContext(t.Context(), method, site+path, body)
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
		return asRead(answer, page)
	}
}

// Whoever reads in Spanish finds the answer, the plan and the course of a
// complaint in Spanish, with what the engine put together of several texts.
func TestAnswerAndPlanAreReadInSpanish(t *testing.T) {
	read := inSpanish(t, demoSite(t).URL)
	for path, want := range map[string]string{
		"/answer/DEMO":    "sien derecha, 5 de 10, dolor sordo; entre el cuello y el hombro derecho, 6 de 10",
		"/plan/DEMO":      "Su dibujo es compatible con un nudo aquí: trapecio superior, lado derecho.",
		"/plan/DEMO/do/1": "Afloje el músculo y suelte el aire.",
		"/course":         "Sien derecha",
		"/diary":          "Sien derecha",
	} {
		if page := read(path, nil); !strings.Contains(page, want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}

// Every way to say a place of pain is said in Spanish.
func TestPlacesAreSaidInSpanish(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	spanish, ok := locale.Named("es")
	if !ok {
		t.Fatal("no Spanish")
	}
	said := func(cells ...unknot.CellID) {
		d := unknot.Drawing{Places: []unknot.Place{{Cells: cells, Intensity: 4.5, Quality: unknot.Qualities[:2], Timing: unknot.Timings[0]}}}
		if text := body.Describe(base, d); !spanish.Has(text) {
			t.Errorf("%q is not said", text)
		}
		if text := strings.Join(body.Names(base, cells), ", "); !spanish.Has(text) {
			t.Errorf("%q is not said", text)
		}
	}
	for i := range base.Zones {
		right := body.Expand(unknot.CellID(string(base.Zones[i].ID) + ".right"))
		left := body.Expand(unknot.CellID(string(base.Zones[i].ID) + ".left"))
		for _, c := range right {
			said(c)
			said(c, left[0], "calf.upper_inner.right", "neck_back.left")
		}
		said(append(slices.Clone(right), left...)...)
	}
	for _, when := range unknot.Timings {
		if !spanish.Has(strings.ReplaceAll(when, "_", " ")) {
			t.Errorf("%q is not said", when)
		}
	}
}

// Whoever reads in Spanish reads the tests, points, lumps and lessons of the
// guide, the finder of points, the cards and the habits in Spanish.
func TestTheGuideIsReadInSpanish(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	read := inSpanish(t, site(t).URL)
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
		if strings.HasPrefix(strings.TrimSpace(text), base.Sources[i].Title+".") {
			return true
		}
	}
	return false
}

// What was found is named in Spanish, and a number has a comma, also where a
// script will write the next one.
func TestFindingsAndNumbersAreSaidInSpanish(t *testing.T) {
	read := inSpanish(t, site(t).URL)
	found := read("/guide", url.Values{"words": {"can I rub it away"}})
	if !strings.Contains(found, ">Pregunta</span>") || strings.Contains(found, ">Question</span>") {
		t.Error("the guide does not name the kind of what it found in Spanish")
	}
	for path, want := range map[string]string{"/lab": "7,5 h</output>", "/guide/test/ankle.lunge": "Un cambio menor de 1,5 cm"} {
		if page := read(path, nil); !strings.Contains(page, want) {
			t.Errorf("%s lacks %q", path, want)
		}
	}
}
