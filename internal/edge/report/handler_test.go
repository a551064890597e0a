package report_test

import (
	"crypto/sha256"
	"encoding/base64"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/report"
)

func TestThePageToPrintAndItsFiles(t *testing.T) {
	p, id := lived(t, "desk-worker", 5)
	stopped, stoppedID := lived(t, "chest-pressure-stop", 0)
	at := func(p *care.Practice, path, tenant string) *httptest.ResponseRecorder {
		h := report.Handler(p, func(*http.Request) (string, error) { return tenant, nil }, slog.New(slog.DiscardHandler))
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w
	}
	for _, c := range []struct {
		p         *care.Practice
		path      string
		kind      string
		has, lack []string
	}{
		{p, "/report/" + id, "text/html", []string{"How soon: Care at home", "Pattern consistent with", "Scans are not expected", "Normal MRI", "Illness and medicines: none named.", "<th scope=\"row\">5 Nov</th>", "not proof", "Taut band", "/report.pdf", "Sources"}, []string{"style=", "http://", "<script", "No. Normal"}},
		{p, "/report/" + id + "?sections=map&sections=plan&from=2026-11-02&to=2026-11-03", "text/html", []string{"Where it hurts", "<h2>Plan</h2>"}, []string{"<h2>Pattern consistent", "Taut band"}},
		{p, "/report/" + id + "/report.pdf", "application/pdf", []string{"%PDF-"}, nil},
		{p, "/report/" + id + "/plan.ics?zone=Europe/Berlin", "text/calendar", []string{"BEGIN:VTIMEZONE", "Care session"}, nil},
		{p, "/report/report.css", "text/css", []string{"@media print"}, []string{"url("}},
		{stopped, "/report/" + stoppedID, "text/html", []string{"EMERGENCY", "Not weighed", "There is no plan"}, []string{"Scans are", "Taut band"}},
	} {
		w := at(c.p, c.path, care.Home)
		if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), c.kind) {
			t.Errorf("%s: %d %s", c.path, w.Code, w.Header().Get("Content-Type"))
		}
		for _, want := range c.has {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s lacks %q", c.path, want)
			}
		}
		for _, bad := range c.lack {
			if strings.Contains(strings.ReplaceAll(w.Body.String(), `xmlns="http://www.w3.org/2000/svg"`, ""), bad) {
				t.Errorf("%s has %q", c.path, bad)
			}
		}
	}
	w := at(p, "/report/"+id, care.Home)
	_, after, _ := strings.Cut(w.Body.String(), "<style>")
	sheet, _, _ := strings.Cut(after, "</style>")
	sum := sha256.Sum256([]byte(sheet))
	if pass := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; sheet == "" || !strings.Contains(w.Header().Get("Content-Security-Policy"), pass) {
		t.Error("the policy does not pass the style of the body print, so the body is painted black")
	}
	if w := at(p, "/report/"+id, "somebody"); w.Code != 404 {
		t.Errorf("somebody else reads it: %d", w.Code)
	}
	for _, path := range []string{"/report/" + id + "?from=soon", "/report/" + id + "?sections=everything", "/report/" + id + "/plan.ics?zone=Mars"} {
		if w := at(p, path, care.Home); w.Code != 422 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// On a dark screen the page is dark, as the person chose; and of each day the
// chart has a point at its height: no two pains of one diary are drawn alike.
func TestThePageFollowsTheChosenTheme(t *testing.T) {
	p, id := lived(t, "desk-worker", 5)
	h := report.Handler(p, func(*http.Request) (string, error) { return care.Home, nil }, slog.New(slog.DiscardHandler))
	at := func(theme string) string {
		r := httptest.NewRequest("GET", "/report/"+id, nil)
		if theme != "" {
			r.AddCookie(&http.Cookie{Name: "theme", Value: theme})
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Body.String()
	}
	if page := at("dark"); !strings.Contains(page, `data-theme="dark"`) {
		t.Error("the chosen theme is not followed")
	}
	for _, theme := range []string{"", `"><script>`} {
		if page := at(theme); strings.Contains(page, "data-theme") || strings.Contains(page, "<script") {
			t.Errorf("theme %q is taken over", theme)
		}
	}
	heights := map[string]bool{}
	for _, c := range regexp.MustCompile(`<circle cx="[\d.]+" cy="([\d.]+)"`).FindAllStringSubmatch(at(""), -1) {
		heights[c[1]] = true
	}
	if len(heights) != 5 { // means of 5.5, 5.25, 5, 4.75, 4.5
		t.Errorf("five pains stand at %d heights", len(heights))
	}
}
