package web_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
)

// plan goes from words to the result without JavaScript.
func planned(t *testing.T, address, words string) (page string) {
	t.Helper()
	_, page = post(t, address+"/places", url.Values{"words": {words}})
	_, page = post(t, address+"/ask/"+draftOf(t, page)+"/all", url.Values{"rest": {"no"}, "age": {"41"}})
	return page
}

func pageAt(t *testing.T, address string) string {
	t.Helper()
	status, page := fetched(t, address)
	if status != 200 {
		t.Fatalf("%s: %d", address, status)
	}
	return page
}

func fetched(t *testing.T, address string) (int, string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, r)
}

var entryID = regexp.MustCompile(`name="id" value="([^"]+)"`)

// Many entries a day, each kept once, each correctable; danger asked again.
func TestDiary(t *testing.T) {
	s := site(t)
	if page := pageAt(t, s.URL+"/diary"); !strings.Contains(page, "Nothing here yet") {
		t.Error("an empty diary says nothing")
	}
	planned(t, s.URL, "right temple, 5; left calf, 3")
	page := pageAt(t, s.URL+"/diary")
	cells := regexp.MustCompile(`name="(cells\d)" value="([^"]+)"`).FindAllStringSubmatch(page, -1)
	episode := regexp.MustCompile(`name="episode" value="([^"]+)"`).FindStringSubmatch(page)
	if len(cells) != 2 || episode == nil {
		t.Fatalf("the places are not asked for:\n%s", page)
	}
	form := url.Values{"id": {entryID.FindStringSubmatch(page)[1]}, "episode": {episode[1]}, "cells0": {cells[0][2]}, "pain0": {"4"}, "cells1": {cells[1][2]}, "pain1": {"2"}, "new": {"no"}}
	for range 2 { // sent twice, kept once
		if status, page := post(t, s.URL+"/diary", form); status != 200 || strings.Count(page, "/mend") != 1 {
			t.Fatalf("%d, %d entries", status, strings.Count(page, "/mend"))
		}
	}
	_, page = post(t, s.URL+"/diary", url.Values{"id": {"second"}, "episode": {episode[1]}, "cells0": {cells[0][2]}, "pain0": {"3"}, "note": {"after lunch"}, "at": {"2026-11-20T08:15"}, "sleep": {"7,5"}})
	if !strings.Contains(page, "after lunch") || !strings.Contains(page, "08:15") || !strings.Contains(page, "Sleep 7.5 hours.") {
		t.Errorf("the full entry is not shown:\n%s", page)
	}
	page = pageAt(t, s.URL+"/diary/second/mend")
	if !strings.Contains(page, "after lunch") || !strings.Contains(page, `value="2026-11-20T08:15"`) {
		t.Errorf("the entry to correct is not shown")
	}
	_, page = post(t, s.URL+"/diary", url.Values{"id": {"third"}, "mends": {"second"}, "episode": {episode[1]}, "note": {"after supper"}})
	if strings.Contains(page, "after lunch") || !strings.Contains(page, "after supper") {
		t.Error("the correction does not stand in the place of the entry")
	}
	if status, page := post(t, s.URL+"/diary", url.Values{"id": {"empty"}}); status != 422 || !strings.Contains(page, `role="alert"`) {
		t.Errorf("an empty entry: %d", status)
	}
	_, page = post(t, s.URL+"/diary", url.Values{"id": {"new"}, "episode": {episode[1]}, "cells0": {cells[0][2]}, "pain0": {"6"}, "new": {"yes"}})
	if !strings.Contains(page, "danger.chest_pressure") {
		t.Fatalf("danger is not asked again:\n%s", page)
	}
	if status, page := post(t, s.URL+"/diary/new/danger", url.Values{"shown": {"fever"}, "sign": {"fever"}}); !strings.Contains(page, "See a doctor today") {
		t.Errorf("fever ticked in the diary: %d\n%s", status, page)
	}
	// An emergency sign that was left blank is asked again, and what was said stands.
	post(t, s.URL+"/diary", url.Values{"id": {"blank"}, "episode": {episode[1]}, "cells0": {cells[0][2]}, "pain0": {"6"}, "new": {"yes"}})
	status, page := post(t, s.URL+"/diary/blank/danger", url.Values{"danger.chest_pressure": {"no"}})
	again := regexp.MustCompile(`/diary/[^/"]+/danger`).FindString(page)
	if status != 422 || !strings.Contains(page, "have no answer yet") || !strings.Contains(page, `name="danger.chest_pressure" value="no" checked`) || again == "" {
		t.Fatalf("emergency signs left blank: %d\n%s", status, page)
	}
	if status, page = post(t, s.URL+again, url.Values{"danger.chest_pressure": {"no"}, "rest": {"no"}}); status != 200 || !strings.Contains(page, "Diary") || strings.Contains(page, "no answer yet") {
		t.Errorf("the rest is no: %d\n%s", status, page)
	}
	post(t, s.URL+"/diary", url.Values{"id": {"newer"}, "episode": {episode[1]}, "cells0": {cells[0][2]}, "pain0": {"6"}, "new": {"yes"}})
	status, page = post(t, s.URL+"/diary/newer/danger", url.Values{"danger.chest_pressure": {"unsure"}})
	if !strings.Contains(page, "Get help now") || strings.Contains(page, `class="tabs"`) {
		t.Errorf("a danger sign in the diary: %d\n%s", status, page)
	}
}

// Settings are kept for the person and hold on the next page.
func TestSettings(t *testing.T) {
	s := site(t)
	jar := &http.Client{Jar: newJar(t)}
	send := func(form url.Values) (int, string) {
		r, err := jar.PostForm(s.URL+"/settings", form)
		if err != nil {
			t.Fatal(err)
		}
		return read(t, r)
	}
	status, page := send(url.Values{"lang": {"es"}, "theme": {"dark"}, "units": {"kg/cm²"}, "figure": {"female"}, "emergency": {"0123-45"}, "tools": {"ball"}, "remind.log": {"08:30"}, "zone": {"Europe/Madrid"}})
	if status != 200 || !strings.Contains(page, `<html lang="es" dir="ltr" data-theme="dark">`) || !strings.Contains(page, `value="0123-45"`) || !strings.Contains(page, `value="08:30"`) {
		t.Errorf("the settings are not kept: %d\n%s", status, page)
	}
	if status, page = send(url.Values{"emergency": {"help"}, "lang": {"en"}}); status != 422 || !strings.Contains(page, `role="alert"`) {
		t.Errorf("a number of letters: %d", status)
	}
	_, page = post(t, s.URL+"/places", url.Values{"words": {"left chest, 7"}})
	_, page = post(t, s.URL+"/ask/"+draftOf(t, page)+"/0", url.Values{"asked": {"chest_pressure"}, "answer": {"yes"}})
	if !strings.Contains(page, `href="tel:012345"`) {
		t.Errorf("the number of the person is not called:\n%s", page)
	}
}

// Correcting an entry shows all that was done then, also what the plan no
// longer holds, and keeps it; what is only read is nothing to have done.
func TestACorrectionKeepsWhatThePlanNoLongerHolds(t *testing.T) {
	p, s := shownTo(t)
	ctx := context.Background()
	e := unknot.Entry{At: p.Now().Add(-time.Hour), Sleep: -1, Stress: -1, Episode: "DEMO", Did: []unknot.Done{{Treatment: "cupping", Minutes: 7, Effort: -1}}}
	kept, _, err := p.Log(ctx, care.Home, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, page := get(t, s.URL+"/diary/"+kept.ID+"/mend")
	if !strings.Contains(page, `name="did" value="cupping" checked`) || !strings.Contains(page, `name="minutes.cupping" value="7"`) {
		t.Error("what was done then is not on the page that corrects it")
	}
	if strings.Contains(page, `value="learn_expect"`) {
		t.Error("reading what to expect is asked for as something done")
	}
}

// What stands behind a colon begins small, in both languages.
func TestWhatWasDoneAndWhatIsUrgentBeginSmall(t *testing.T) {
	p, s := shownTo(t)
	e := unknot.Entry{At: p.Now().Add(-time.Hour), Sleep: -1, Stress: -1, Episode: "DEMO", Did: []unknot.Done{{Treatment: "press_fingers", Minutes: 2, Effort: -1}, {Treatment: "range", Minutes: 2, Effort: -1}}}
	if _, _, err := p.Log(context.Background(), care.Home, e, nil); err != nil {
		t.Fatal(err)
	}
	spanish := inSpanish(t, s.URL)
	for _, c := range []struct{ path, english, spanish string }{
		{"/diary", "Done: press the sore spot; move it gently", "Hecho: apretar el punto dolorido; moverlo con suavidad"},
		{"/guide/lump/knot", "it grows, gets hard", "crece, se pone duro"},
	} {
		_, english := get(t, s.URL+c.path)
		if !strings.Contains(english, c.english) {
			t.Errorf("%s does not say %q", c.path, c.english)
		}
		if !strings.Contains(spanish(c.path, nil), c.spanish) {
			t.Errorf("%s does not say %q", c.path, c.spanish)
		}
	}
}
