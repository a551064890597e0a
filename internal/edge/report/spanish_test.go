package report_test

import (
	"context"
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/base/locale/localetest"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/report"
)

var (
	drawn    = regexp.MustCompile(`(?s)<style.*?</style>|<nav.*?</nav>|<details.*?</details>|<head>.*?</head>`)
	foreign  = regexp.MustCompile(`<span lang="en" dir="ltr">([^<]*)</span>`)
	lineEnds = regexp.MustCompile(`</?(?:p|h1|h2|h3|li|ul|section|table|caption|thead|tbody|tr|div|footer|desc|title|text|g)\b[^>]*>`)
	tags     = regexp.MustCompile(`<[^>]*>`)
)

// linesOf is a page as a person reads it, line by line.
func linesOf(page string) []string {
	var out []string
	page = drawn.ReplaceAllString(page, "")
	page = strings.ReplaceAll(strings.ReplaceAll(page, "</th>", " | "), "</td>", " | ")
	for line := range strings.SplitSeq(html.UnescapeString(tags.ReplaceAllString(lineEnds.ReplaceAllString(page, "\n"), "")), "\n") {
		if line = strings.Trim(strings.Join(strings.Fields(line), " "), " |"); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// asSpaniard reads the page to print as a browser does that asks for Spanish.
func asSpaniard(t *testing.T, p *care.Practice, id string) string {
	t.Helper()
	es, _ := locale.Named("es")
	h := report.Handler(p, func(*http.Request) (string, error) { return care.Home, nil }, slog.New(slog.DiscardHandler))
	r := httptest.NewRequest("GET", "/report/"+id, nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r.WithContext(locale.With(r.Context(), locale.Locale{Language: es})))
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `<html lang="es" dir="ltr">`) {
		t.Fatalf("status %d, or not in Spanish", w.Code)
	}
	return w.Body.String()
}

// A report for somebody who reads Spanish, as files that a person can read, and
// with no English but the titles of sources.
func TestGoldenReportsInSpanish(t *testing.T) {
	for _, c := range []struct {
		example string
		days    int
	}{{"desk-worker", 21}, {"chest-pressure-stop", 0}, {"plantar-heel", 3}} {
		p, id := lived(t, c.example, c.days)
		page := asSpaniard(t, p, id)
		for _, line := range linesOf(foreign.ReplaceAllString(page, "")) {
			if word := localetest.English(line); word != "" && !ours(line) {
				t.Errorf("%s: %q is English (%s)", c.example, line, word)
			}
		}
		// Each episode has an id by chance, and with it a forecast of its own.
		lines := slices.DeleteFunc(linesOf(page), func(line string) bool { return strings.Contains(line, " | de ") })
		got := strings.Join(lines, "\n") + "\n"
		file := filepath.Join("testdata", c.example+".es.txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || string(want) != got {
			t.Errorf("%s differs from %s (%v); read it, then run with -update", c.example, file, err)
		}
	}
}

// ours are lines with what the person wrote, in whatever language.
func ours(line string) bool { return strings.Contains(line, "look over the shoulder") }

// The PDF follows the language too, and its first page stays one page.
func TestThePDFIsInSpanish(t *testing.T) {
	es, _ := locale.Named("es")
	for _, example := range []string{"desk-worker", "chest-pressure-stop", "blood-thinner-neck", "widespread"} {
		p, id := lived(t, example, 21)
		pages := text(t, pdf(t, p, id, report.Options{Language: es}))
		if len(pages) < 2 || !strings.Contains(pages[1], "Anexo") {
			t.Fatalf("%s: %d pages; the appendix does not begin on the second", example, len(pages))
		}
		for _, want := range []string{"Informe de dolor", "Dónde duele", "Hecho el 22 de noviembre de 2026", "Preguntas para la visita", "Detrás", "Página 1 de"} {
			if !strings.Contains(pages[0], want) {
				t.Errorf("%s: the first page lacks %q:\n%s", example, want, pages[0])
			}
		}
		whole, _, _ := strings.Cut(strings.Join(pages, "\n"), "Fuentes\n")
		for line := range strings.SplitSeq(whole, "\n") {
			for _, part := range regexp.MustCompile(`\s{2,}`).Split(strings.TrimSpace(line), -1) {
				if word := localetest.English(part); word != "" && !ours(part) {
					t.Errorf("%s: %q is English (%s)", example, part, word)
				}
			}
		}
	}
}

// A language that says nothing yet gives the English report, and one from right
// to left keeps the body as it is.
func TestOtherLanguagesFallBack(t *testing.T) {
	p, id := lived(t, "desk-worker", 3)
	r, err := p.Report(context.Background(), care.Home, id, time.Time{}, time.Time{}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	empty := &locale.Language{Code: "fr", Name: "Français", Dir: "ltr"}
	if got, want := report.Print(p.Base, r, report.Options{Language: empty}), report.Print(p.Base, r, report.Options{}); got != want {
		t.Error("without translations the body print is not the English one")
	}
	if pages := text(t, pdf(t, p, id, report.Options{Language: empty})); !strings.Contains(pages[0], "How soon: Care at home") || !strings.Contains(pages[0], "Right temple: 5") {
		t.Errorf("without translations the report is not English:\n%s", pages[0])
	}
	if pages := text(t, pdf(t, p, id, report.Options{Language: locale.Mirrored})); !strings.Contains(pages[0], "⟦Pain report⟧") {
		t.Errorf("the mirrored report says:\n%s", pages[0])
	}
}
