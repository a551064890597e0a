package web_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/web"
)

// shownTo is a server with the invented person, and the practice behind it.
func shownTo(t *testing.T) (*care.Practice, *httptest.Server) {
	p := caretest.Practice(t)
	if err := p.Demo(context.Background()); err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(web.Handler(p, slog.New(slog.DiscardHandler)))
	t.Cleanup(s.Close)
	return p, s
}

// A danger sign that comes later takes the forecast away at the next look,
// though it was shown before and the diary is the same.
func TestALaterDangerSignTakesTheForecastAway(t *testing.T) {
	p, s := shownTo(t)
	ctx := context.Background()
	course := func() string {
		r, err := http.Get(s.URL + "/course")
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		page, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(page)
	}
	const ahead = `<path class="wide"`
	for range 2 {
		if !strings.Contains(course(), ahead) {
			t.Fatal("there is no forecast to begin with")
		}
	}
	raw, err := p.CaseText(ctx, care.Home, "DEMO")
	if err != nil {
		t.Fatal(err)
	}
	danger := strings.Replace(string(raw), `"danger":{`, `"danger":{"bladder_loss":"yes",`, 1)
	if danger == string(raw) {
		t.Fatalf("the demo has no danger answers: %s", raw)
	}
	if err := p.Amend(ctx, care.Home, "DEMO", []byte(danger)); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(course(), ahead) {
		t.Error("the forecast is still shown behind a danger sign")
	}
}

// A person says on the course page that it is quiet, and that it goes on after
// all; saying it twice, or to an older page, does no harm.
func TestAComplaintIsQuietAndGoesOn(t *testing.T) {
	p, s := shownTo(t)
	ctx := context.Background()
	say := func(quiet string, version int64) string {
		r, err := http.PostForm(s.URL+"/course/DEMO/quiet", url.Values{"quiet": {quiet}, "version": {fmt.Sprint(version)}})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		page, err := io.ReadAll(r.Body)
		if err != nil || r.StatusCode != 200 {
			t.Fatal(r.Status, err)
		}
		return string(page)
	}
	kept := func() care.Kept {
		k, err := p.Kept(ctx, care.Home, "DEMO")
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	first := kept().Version
	if page := say("yes", first); !strings.Contains(page, "Quiet since") || kept().Ended.IsZero() {
		t.Error("the page does not say that it is quiet")
	}
	if say("no", first); kept().Ended.IsZero() {
		t.Error("an old page changed what somebody else had changed")
	}
	if page := say("no", kept().Version); !strings.Contains(page, "It is quiet now") || !kept().Ended.IsZero() {
		t.Error("it does not go on")
	}
	r, err := http.PostForm(s.URL+"/course/DEMO/quiet", url.Values{"quiet": {"yes"}})
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != 200 || !kept().Ended.IsZero() {
		t.Errorf("without a version: %s", r.Status)
	}
}

// The course and the report say the same of the same day ahead, and the table
// has the places in the order of the charts.
func TestCourseAndReportSayTheSame(t *testing.T) {
	p, s := shownTo(t)
	_, ahead, err := p.Look(context.Background(), care.Home, "DEMO", care.Ahead{Zone: p.Zone(context.Background(), care.Home), Keep: true})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.Get(s.URL + "/course")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	last := ahead.Places[0].Plan.Days[len(ahead.Places[0].Plan.Days)-1]
	if want := fmt.Sprintf("about %.1f, most likely", last.Middle); !strings.Contains(page, want) {
		t.Errorf("the chart does not say %q, as the report does", want)
	}
	_, table, _ := strings.Cut(page, "Day by day, as a table")
	at := 0
	for _, name := range []string{"Right temple", "Between neck and right shoulder"} {
		next := strings.Index(table[at:], name)
		if next < 0 {
			t.Fatalf("%s is not in its turn in the table", name)
		}
		at += next
	}
}
