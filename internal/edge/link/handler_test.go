package link_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/fhir"
	"github.com/unknot/unknot/internal/edge/link"
)

type place struct {
	*care.Practice
	web *httptest.Server
	id  string
	now time.Time
}

// here is a practice with one kept case behind a server.
func here(t *testing.T) *place {
	t.Helper()
	p := caretest.Practice(t)
	at := &place{Practice: p, now: time.Date(2026, 11, 20, 9, 55, 0, 0, time.UTC)}
	p.Now = func() time.Time { return at.now }
	at.id, _ = caretest.Keep(t, p, care.Home, caretest.Example(t, "desk-worker"))
	at.web = httptest.NewServer(link.Handler(p, slog.New(slog.DiscardHandler)))
	t.Cleanup(at.web.Close)
	return at
}

func (p *place) health(t *testing.T, passcode string) care.Health {
	t.Helper()
	ctx := context.Background()
	b, err := fhir.Episode(ctx, p.Practice, care.Home, p.id, p.web.URL+"/fhir")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	h, err := p.HealthLink(ctx, care.Home, p.id, raw, p.web.URL, "Pain report", passcode, 24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

type opened struct {
	Text     string
	Payload  map[string]any
	Status   int
	Located  bool
	Head     map[string]string
	Document struct {
		Type  string
		Entry []struct{ Resource map[string]any }
	}
	Answer map[string]any
}

// open reads the QR code of a link and opens it, in another program.
func open(t *testing.T, h care.Health, more ...string) (out opened) {
	t.Helper()
	rows, err := link.Squares("https://example.org/link#" + h.Link)
	if err != nil {
		t.Fatal(err)
	}
	var picture strings.Builder
	fmt.Fprintln(&picture, len(rows))
	for _, row := range rows {
		for _, dark := range row {
			picture.WriteByte(map[bool]byte{true: '1', false: '0'}[dark])
		}
		picture.WriteByte('\n')
	}
	file := filepath.Join(t.TempDir(), "qr.txt")
	if err := os.WriteFile(file, []byte(picture.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	raw, err := exec.Command("node", append([]string{"testdata/open.mjs", file}, more...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	return out
}

func TestAReceiverOpensTheHealthLink(t *testing.T) {
	p := here(t)
	h := p.health(t, "")
	got := open(t, h)
	if got.Status != 200 || got.Located || got.Document.Type != "document" || len(got.Document.Entry) < 10 || got.Head["alg"] != "dir" || got.Head["enc"] != "A256GCM" || got.Head["zip"] != "DEF" || got.Head["cty"] != "application/fhir+json" {
		t.Errorf("%+v", got)
	}
	if got.Payload["exp"] != float64(p.now.Add(24*time.Hour).Unix()) || got.Payload["label"] != "Pain report" || len(got.Payload["key"].(string)) != 43 || got.Payload["flag"] != nil {
		t.Errorf("%+v", got.Payload)
	}
	if got := open(t, h, "", "100"); !got.Located || got.Document.Type != "document" {
		t.Errorf("by its own address: %+v", got)
	}
	// the server alone cannot read it
	_, d, err := p.OpenLink(context.Background(), h.Secret, care.HealthLink)
	if err != nil || strings.Contains(d.Body.Sealed, "Pain") || strings.Contains(d.ID, h.Secret) || d.Body.Opened != 2 {
		t.Errorf("%+v %v", d, err)
	}
}

func TestAPasscodeIsCountedAndEndsTheLink(t *testing.T) {
	p := here(t)
	h := p.health(t, "4711")
	if got := open(t, h); got.Status != 401 || got.Answer["remainingAttempts"] != float64(10) || got.Payload["flag"] != "P" {
		t.Errorf("without: %+v", got)
	}
	for left := 9; left >= 5; left-- {
		if got := open(t, h, "0000"); got.Status != 401 || got.Answer["remainingAttempts"] != float64(left) {
			t.Errorf("wrong: %+v", got)
		}
	}
	if got := open(t, h, "4711"); got.Status != 200 || got.Document.Type != "document" {
		t.Errorf("right: %+v", got)
	}
	for range 5 {
		open(t, h, "0000")
	}
	if got := open(t, h, "4711"); got.Status != 404 {
		t.Errorf("right after ten wrong ones: %+v", got)
	}
}

func TestLinksEndAndAreTakenBack(t *testing.T) {
	p, ctx := here(t), context.Background()
	one, two := p.health(t, ""), p.health(t, "")
	list, _, err := care.Links.Page(ctx, p.Practice, care.Home, "", "", 10)
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v %v", list, err)
	}
	_, d, err := p.OpenLink(ctx, one.Secret, care.HealthLink)
	if err != nil {
		t.Fatal(err)
	}
	if err := care.Links.Delete(ctx, p.Practice, care.Home, d.ID); err != nil {
		t.Fatal(err)
	}
	if got := open(t, one); got.Status != 404 || !strings.Contains(fmt.Sprint(got.Answer["detail"]), "ended, or was taken back") {
		t.Errorf("taken back: %+v", got)
	}
	if got := open(t, two); got.Status != 200 {
		t.Errorf("the other: %+v", got)
	}
	p.now = p.now.Add(25 * time.Hour)
	if got := open(t, two); got.Status != 404 {
		t.Errorf("after its end: %+v", got)
	}
	for _, bad := range []struct{ server, label, pass string }{{"nowhere", "", ""}, {p.web.URL, strings.Repeat("x", 81), ""}, {p.web.URL, "", "1"}} {
		if _, err := p.HealthLink(ctx, care.Home, p.id, []byte("{}"), bad.server, bad.label, bad.pass, time.Hour); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
	if _, err := p.HealthLink(ctx, care.Home, "none", []byte("{}"), p.web.URL, "", "", time.Hour); err == nil {
		t.Error("a link to nothing was made")
	}
}

func (p *place) get(t *testing.T, method, path, body string, header ...string) (int, string, http.Header) {
	t.Helper()
	r, err := http.NewRequest(method, p.web.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w, err := p.web.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	raw, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.StatusCode, string(raw), w.Header
}

func TestBadRequestsSayWhat(t *testing.T) {
	p := here(t)
	h := p.health(t, "")
	for _, c := range []struct {
		method, path, body string
		status             int
		says               string
	}{
		{"POST", "/shl/" + h.Secret, "{}", 400, "recipient"},
		{"POST", "/shl/" + h.Secret, "<xml/>", 400, "recipient"},
		{"POST", "/shl/" + h.Secret, `{"recipient":"` + strings.Repeat("x", 70000) + `"}`, 413, "too large"},
		{"POST", "/shl/short", `{"recipient":"x"}`, 404, "ended"},
		{"GET", "/shl/" + h.Secret, "", 404, "POST"},
		{"GET", "/shl/" + h.Secret + "/file", "", 404, "Open the link again"},
		{"GET", "/shl/" + h.Secret + "/file?until=99999999999&ticket=AAAA", "", 404, "Open the link again"},
		{"GET", "/feed/" + h.Secret + "/plan.ics", "", 404, "ended"}, // a link of another kind
	} {
		status, text, head := p.get(t, c.method, c.path, c.body)
		if status != c.status || !strings.Contains(text, c.says) || head.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %.60s: %d %s", c.method, c.path, status, text)
		}
	}
	if status, _, head := p.get(t, "OPTIONS", "/shl/"+h.Secret, "", "Origin", "https://viewer.example"); status != 204 || head.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("another viewer may not ask: %d %v", status, head)
	}
}

func TestTheCalendarFeedFollowsThePlan(t *testing.T) {
	p, ctx := here(t), context.Background()
	secret, err := p.FeedLink(ctx, care.Home, p.id, care.CalendarLink, "Europe/Berlin", 90*24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	path := "/feed/" + secret + "/plan.ics"
	status, first, head := p.get(t, "GET", path, "")
	if status != 200 || !strings.Contains(first, "TZID:Europe/Berlin") || !strings.Contains(first, "T080000") || head.Get("ETag") == "" {
		t.Fatalf("%d %.500s", status, first)
	}
	if status, _, _ := p.get(t, "GET", path, "", "If-None-Match", head.Get("ETag")); status != 304 {
		t.Errorf("sent again: %d", status)
	}
	if _, err := care.Prefs.Put(ctx, p.Practice, care.Home, care.Document[care.Preferences]{Body: care.Preferences{Reminders: []care.Reminder{{What: "session", At: "06:45"}, {What: "break", At: "11:20"}}}}); err != nil {
		t.Fatal(err)
	}
	_, moved, _ := p.get(t, "GET", path, "")
	for _, want := range []string{"UID:session-1." + p.id, "DTSTART;TZID=Europe/Berlin:20261121T064500", "UID:break-1120.", "SEQUENCE:2"} {
		if !strings.Contains(moved, want) {
			t.Errorf("the own times: lacks %q\n%.1500s", want, moved)
		}
	}
	if err := p.Settle(ctx, care.Home, p.id, 1); err != nil {
		t.Fatal(err)
	}
	if _, over, _ := p.get(t, "GET", path, ""); !strings.Contains(over, "STATUS:CANCELLED") || strings.Contains(over, "CONFIRMED") || !strings.Contains(over, "SEQUENCE:3") {
		t.Errorf("quiet: %.800s", over)
	}
	if _, err := p.Forget(ctx, care.Home, p.id); err != nil {
		t.Fatal(err)
	}
	if status, _, _ := p.get(t, "GET", path, ""); status != 404 {
		t.Errorf("of a deleted episode: %d", status)
	}
	for _, bad := range [][2]string{{"soap", "UTC"}, {care.CalendarLink, "Mars/Base"}} {
		if _, err := p.FeedLink(ctx, care.Home, p.id, bad[0], bad[1], time.Hour); err == nil {
			t.Errorf("%v was accepted", bad)
		}
	}
}

func TestTheSensorSaysWhenABreakIsDue(t *testing.T) {
	p, ctx := here(t), context.Background()
	secret, err := p.FeedLink(ctx, care.Home, "", care.BreaksLink, "Europe/London", 90*24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{
		"2026-11-20T09:55:00Z": `{"due":false,"minutes":5,"next":"2026-11-20T10:00:00Z","state":"waiting","text":"Next break in 5 minutes"}`,
		"2026-11-20T10:04:00Z": `{"due":true,"minutes":56,"next":"2026-11-20T11:00:00Z","since":"2026-11-20T10:00:00Z","state":"due","text":"Move for a moment"}`,
		"2026-11-20T17:00:00Z": `{"due":false,"minutes":3900,"next":"2026-11-23T10:00:00Z","state":"waiting","text":"Next break in 3900 minutes"}`, // Friday evening
	} {
		if p.now, err = time.Parse(time.RFC3339, at); err != nil {
			t.Fatal(err)
		}
		if status, text, _ := p.get(t, "GET", "/feed/"+secret+"/breaks", ""); status != 200 || strings.TrimSpace(text) != want {
			t.Errorf("%s: %d %s", at, status, text)
		}
	}
}
