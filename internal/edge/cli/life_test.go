package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/store/storetest"
)

// The life of a diary, told once from end to end: three entries a day in
// different places, kept encrypted; backed up; the computer dies; restored
// under another key; taken along and brought into a clinic's PostgreSQL. At
// each stop the same pages show the same charts, to the byte.
func TestTheLifeOfADiary(t *testing.T) {
	l := &life{t: t, dir: t.TempDir()}
	l.write("passphrase", "correct horse battery staple\n")
	l.do("key", l.path("key-one"))
	l.do("key", l.path("key-two"))

	home := []string{"--data", l.path("home"), "--data-key-file", l.path("key-one")}
	l.aWeekOf(home)
	before := l.charts(l.path("home"), "key-one")
	if strings.Count(before, "2026-11-") < 7 || !strings.Contains(before, "calf") {
		t.Fatalf("there is nothing to see:\n%s", before)
	}

	l.do(append([]string{"backup", "--to", l.path("backups"), "--passphrase-file", l.path("passphrase")}, home...)...)
	if err := os.RemoveAll(l.path("home")); err != nil { // the computer dies
		t.Fatal(err)
	}

	again := []string{"--data", l.path("again"), "--data-key-file", l.path("key-two")}
	l.do(append([]string{"restore", l.only("backups/*.zip.age"), "--passphrase-file", l.path("passphrase")}, again...)...)
	l.same("after restoring", before, l.charts(l.path("again"), "key-two"))

	l.do(append([]string{"export", l.path("mine.zip")}, again...)...)
	l.holds("mine.zip", "README.txt", "diary.csv", "sessions.csv", "drawings/entry-", "fhir/episode-", "records/entry.jsonl", "records/document.jsonl", "manifest.json")
	clinic := storetest.Postgres(t)
	l.do("import", l.path("mine.zip"), "--database", clinic)
	l.same("elsewhere", before, l.charts(clinic, ""))

	l.do("export", l.path("once-more.zip"), "--database", clinic)
	l.same("a second export", l.read("mine.zip"), l.read("once-more.zip"))
}

// life runs commands and remembers where things are.
type life struct {
	t   *testing.T
	dir string
}

// aWeekOf logs morning, noon and evening, by hand and by program: pain at three
// places, care with its effort, sleep, function, and an episode with its case.
func (l *life) aWeekOf(at []string) {
	l.t.Helper()
	for day := range 7 {
		for i, place := range []string{"right neck", "left calf", "right temple"} {
			l.do(append([]string{"log", fmt.Sprint(7 - day), place, "--at", fmt.Sprintf("2026-11-%02dT%02d:00", 16+day, 8+6*i), "--did", "press", "--effort", "4",
				"--sleep", "7", "--peg", "3,4,5", "--function", "drive=6", "--medicine", "ibuprofen=200 mg"}, at...)...)
		}
	}
	p := l.open(at[1], "key-one")
	defer p.Close()
	raw, err := os.ReadFile("../../../examples/desk-worker.json")
	if err != nil {
		l.t.Fatal(err)
	}
	a, err := p.Assess(raw)
	if err == nil {
		_, err = p.Keep(context.Background(), care.Home, raw, a)
	}
	if err == nil {
		_, err = care.Prefs.Put(context.Background(), p, care.Home, care.Document[care.Preferences]{Body: care.Preferences{Units: "kPa", Zone: "Europe/Berlin"}})
	}
	if err != nil {
		l.t.Fatal(err)
	}
}

// oneTime are the ids that a page makes anew for each form, so that an entry
// sent twice counts once.
var oneTime = regexp.MustCompile(`value="[A-Z0-9]{26}" autocomplete="off"`)

// charts is everything that is shown of the diary: the summary by day, and the
// pages with their charts, at one fixed time.
func (l *life) charts(where, key string) string {
	l.t.Helper()
	p := l.open(where, key)
	defer p.Close()
	all := (&serveCmd{}).handler(p, slog.New(slog.DiscardHandler), false, false)
	kept, err := p.Recent(context.Background(), care.Home, 9)
	if err != nil || len(kept) != 1 {
		l.t.Fatalf("%d episodes: %v", len(kept), err)
	}
	sum, err := p.Summary(context.Background(), care.Home, "", time.Time{}, time.UTC)
	if err != nil {
		l.t.Fatal(err)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%+v\n", sum)
	for _, path := range []string{"/report/" + kept[0].ID, "/course", "/diary", "/api/v1/entries", "/api/v1/episodes/" + kept[0].ID} {
		w := httptest.NewRecorder()
		all.ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1"+path, nil))
		fmt.Fprintf(&out, "%s: %d\n%s\n", path, w.Code, oneTime.ReplaceAllString(w.Body.String(), `value="once"`))
	}
	return out.String()
}

func (l *life) open(where, key string) *care.Practice {
	l.t.Helper()
	d := dataFlags{Data: where}
	if strings.HasPrefix(where, "postgres") {
		d = dataFlags{Database: where}
	}
	if key != "" {
		d.DataKey = l.path(key)
	}
	p, err := d.open(context.Background())
	if err != nil {
		l.t.Fatal(err)
	}
	p.Now = func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }
	return p
}

func (l *life) do(args ...string) {
	l.t.Helper()
	var errs bytes.Buffer
	if code := Run(args, strings.NewReader(""), io.Discard, &errs); code != ExitAnswered {
		l.t.Fatalf("%q: exit %d: %s", args, code, errs.String())
	}
}

func (l *life) path(name string) string { return filepath.Join(l.dir, name) }

// holds checks that an archive has a file that begins with each name, and that
// the one for clinics is a whole FHIR document.
func (l *life) holds(file string, names ...string) {
	l.t.Helper()
	z, err := zip.OpenReader(l.path(file))
	if err != nil {
		l.t.Fatal(err)
	}
	defer z.Close()
	for _, name := range names {
		i := slices.IndexFunc(z.File, func(f *zip.File) bool { return strings.HasPrefix(f.Name, name) })
		if i < 0 {
			l.t.Errorf("%s holds no %s", file, name)
			continue
		}
		if name != "fhir/episode-" {
			continue
		}
		f, err := z.File[i].Open()
		if err != nil {
			l.t.Fatal(err)
		}
		var doc struct {
			ResourceType, Type string
			Entry              []struct{ Resource struct{ ResourceType string } }
		}
		if err := json.NewDecoder(f).Decode(&doc); err != nil || doc.ResourceType != "Bundle" || doc.Type != "document" || len(doc.Entry) < 20 || doc.Entry[0].Resource.ResourceType != "Composition" {
			l.t.Errorf("the FHIR document: %s %s, %d resources, %v", doc.ResourceType, doc.Type, len(doc.Entry), err)
		}
	}
}

func (l *life) write(name, text string) {
	if err := os.WriteFile(l.path(name), []byte(text), 0o600); err != nil {
		l.t.Fatal(err)
	}
}

func (l *life) read(name string) string {
	raw, err := os.ReadFile(l.path(name))
	if err != nil {
		l.t.Fatal(err)
	}
	return string(raw)
}

func (l *life) only(pattern string) string {
	found, err := filepath.Glob(l.path(pattern))
	if err != nil || len(found) != 1 {
		l.t.Fatalf("%s: %v %v", pattern, found, err)
	}
	return found[0]
}

func (l *life) same(when, want, got string) {
	l.t.Helper()
	if want == got {
		return
	}
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			l.t.Errorf("%s: other from byte %d on: %.200q, was %.200q", when, i, got[i:], want[i:])
			return
		}
	}
	l.t.Errorf("%s: %d bytes, were %d", when, len(got), len(want))
}
