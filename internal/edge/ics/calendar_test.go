package ics_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	ical "github.com/arran4/golang-ical"

	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/ics"
)

func written(t *testing.T, example string, kept care.Kept, zone string) string {
	t.Helper()
	p, err := care.Open()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "examples", example+".json"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := p.Assess(raw)
	if err != nil {
		t.Fatal(err)
	}
	place, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	var out, again bytes.Buffer
	if err := ics.Calendar(&out, locale.English, p.Base, kept, a, care.Preferences{}, place); err != nil {
		t.Fatal(err)
	}
	if err := ics.Calendar(&again, locale.English, p.Base, kept, a, care.Preferences{}, place); err != nil || out.String() != again.String() {
		t.Error("the same plan gives other bytes")
	}
	return out.String()
}

var kept = care.Kept{ID: "EPISODE", Version: 1, When: time.Date(2026, 3, 20, 18, 0, 0, 0, time.UTC)}

func TestThePlanAsCalendar(t *testing.T) {
	text := written(t, "desk-worker", kept, "Europe/Berlin")
	if strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\n") {
		t.Error("a bare line feed")
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
	for _, want := range []string{"METHOD:PUBLISH", "BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "BEGIN:DAYLIGHT", "TZOFFSETTO:+0200", "DTSTART:20260329T020000",
		"DTSTART;TZID=Europe/Berlin:20260321T080000", "UID:session-1.EPISODE@unknot", "UID:review.EPISODE@unknot", "DTSTART;VALUE=DATE:20260404", "BEGIN:VALARM", "TRIGGER:-PT5M", "CLASS:PRIVATE"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q", want)
		}
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if strings.HasPrefix(line, "SUMMARY") && strings.Contains(line, "trapezius") {
			t.Errorf("the title tells the body: %s", line)
		}
	}
	if _, err := ical.ParseCalendar(strings.NewReader(text)); err != nil {
		t.Error(err)
	}
}

// shown is what another calendar program makes of the text.
func shown(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "plan.ics")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", "testdata/read.mjs", file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// A session stays at eight o'clock when the clocks change in the night to 29
// March 2026, an alarm rings before it, and it ends with the review.
func TestAnotherProgramReadsIt(t *testing.T) {
	got := shown(t, written(t, "desk-worker", kept, "Europe/Berlin"))
	for _, want := range []string{"method PUBLISH", "event session-1.EPISODE@unknot CONFIRMED sequence=1 alarms=-PT5M",
		"at session-1.EPISODE@unknot 2026-03-28T08:00:00 2026-03-28T07:00:00.000Z", "at session-1.EPISODE@unknot 2026-03-29T08:00:00 2026-03-29T06:00:00.000Z",
		"at session-1.EPISODE@unknot 2026-04-03T08:00:00", "at review.EPISODE@unknot 2026-04-04 2026-04-04",
		"at break-1000.EPISODE@unknot 2026-03-23T10:00:00 2026-03-23T09:00:00.000Z", "at break-1600.EPISODE@unknot 2026-03-30T16:00:00 2026-03-30T14:00:00.000Z"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q:\n%.3000s", want, got)
		}
	}
	for _, bad := range []string{"session-1.EPISODE@unknot 2026-04-04", "break-1000.EPISODE@unknot 2026-03-22", "break-1000.EPISODE@unknot 2026-03-28"} {
		if strings.Contains(got, bad) {
			t.Errorf("has %q", bad)
		}
	}
	if n := strings.Count(got, "at session-1."); n != 14 {
		t.Errorf("%d days of sessions", n)
	}
	ended := kept
	ended.Version, ended.Ended = 2, kept.When.AddDate(0, 0, 5)
	if got := shown(t, written(t, "desk-worker", ended, "Europe/Berlin")); strings.Contains(got, "CONFIRMED") || !strings.Contains(got, "session-1.EPISODE@unknot CANCELLED sequence=2 alarms=\n") {
		t.Errorf("an ended plan: %.600s", got)
	}
}

// What was taken into a calendar goes away again: the same UIDs, cancelled,
// with a higher sequence.
func TestAnEndedEpisodeCancelsWhatItPlanned(t *testing.T) {
	uids := func(text string) map[string]bool {
		out := map[string]bool{}
		for line := range strings.SplitSeq(text, "\r\n") {
			if strings.HasPrefix(line, "UID:") {
				out[line] = true
			}
		}
		return out
	}
	before := written(t, "desk-worker", kept, "America/New_York")
	ended := kept
	ended.Version, ended.Ended = 2, kept.When.AddDate(0, 0, 5)
	after := written(t, "desk-worker", ended, "America/New_York")
	for uid := range uids(before) {
		if !uids(after)[uid] {
			t.Errorf("%s is left behind", uid)
		}
	}
	if strings.Contains(after, "CONFIRMED") || !strings.Contains(after, "SEQUENCE:2") || strings.Contains(after, "VALARM") {
		t.Error("an ended plan still rings")
	}
	stopped := written(t, "chest-pressure-stop", kept, "UTC")
	if strings.Contains(stopped, "CONFIRMED") || strings.Contains(stopped, "VALARM") {
		t.Error("sessions although a danger sign stops the plan")
	}
}
