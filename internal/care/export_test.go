package care_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/store"
	"github.com/unknot/unknot/internal/store/storetest"
)

// opened is a practice with an empty store and a clock that goes a minute on
// at each look.
func opened(t testing.TB, where string) *care.Practice {
	t.Helper()
	p := practice(t)
	clock := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	p.Now = func() time.Time { clock = clock.Add(time.Minute); return clock }
	if err := p.OpenStore(context.Background(), where); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// lived keeps one case, three entries a day in different places for ten days,
// one of them corrected, and something of another tenant.
func lived(t testing.TB, p *care.Practice) {
	t.Helper()
	ctx := context.Background()
	raw := []byte(fmt.Sprintf(line, 41))
	a, err := p.Assess(raw)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Keep(ctx, care.Home, raw, a); err != nil {
		t.Fatal(err)
	}
	for day := range 10 {
		for i, cell := range []unknot.CellID{"calf.left", "temple.right", "neck_back.right"} {
			log(t, p, unknot.Entry{At: time.Date(2026, 11, 1+day, 8+4*i, 0, 0, 0, time.UTC), Sleep: 7, Stress: -1, Note: "=1+1 \"quoted\", \n<& ü",
				Places: []unknot.PainAt{{Cells: []unknot.CellID{cell}, Now: float64(9 - day), Worst: -1, Average: -1}},
				Did:    []unknot.Done{{Treatment: "press_fingers", Minutes: 2, Effort: 4}}})
		}
	}
	wrong := log(t, p, unknot.Entry{Sleep: -1, Stress: -1, Note: "wrong"})
	log(t, p, unknot.Entry{Sleep: -1, Stress: -1, Note: "right", Mends: wrong.ID})
	if _, _, err := p.Log(ctx, "somebody", unknot.Entry{Sleep: -1, Stress: -1, Note: "a secret"}, nil); err != nil {
		t.Fatal(err)
	}
}

func log(t testing.TB, p *care.Practice, e unknot.Entry) unknot.Entry {
	t.Helper()
	e, _, err := p.Log(context.Background(), care.Home, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func export(t testing.TB, p *care.Practice) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := p.Export(context.Background(), care.Home, &out, archive.Lock{}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func bring(p *care.Practice, raw []byte) (care.Imported, error) {
	return p.Import(context.Background(), care.Home, bytes.NewReader(raw), int64(len(raw)), archive.Key{})
}

// The whole way: keep, export, import elsewhere (SQLite to PostgreSQL), export
// again: the same bytes, and nothing of anybody else.
func TestExportComesBackEqualToTheByte(t *testing.T) {
	here, there := opened(t, t.TempDir()), opened(t, storetest.Postgres(t))
	lived(t, here)
	first := export(t, here)
	done, err := bring(there, first)
	if err != nil || done.Added != 33 || done.There != 0 || len(done.Conflicts) != 0 {
		t.Fatalf("%+v %v", done, err)
	}
	if !bytes.Equal(first, export(t, there)) {
		t.Error("the second export differs from the first")
	}
	if done, err := bring(there, first); err != nil || done.Added != 0 || done.There != 33 {
		t.Errorf("imported twice: %+v %v", done, err)
	}
	for name, want := range map[string]string{
		"diary.csv":           "\"'=1+1 \"\"quoted\"\", \n<& ü\"",
		"sessions.csv":        "press_fingers,2,4",
		"records/entry.jsonl": `"mends":"`,
		"README.txt":          "unknot import",
		"manifest.json":       `"schema": "unknot.export/v1"`,
	} {
		got := member(t, first, name)
		if !strings.Contains(got, want) {
			t.Errorf("%s lacks %q:\n%.400s", name, want, got)
		}
		if strings.Contains(got, "a secret") || strings.HasSuffix(name, ".csv") && strings.Contains(got, "wrong") {
			t.Errorf("%s holds what it should not", name)
		}
	}
}

// A drawing shows the places in words and colour, and an id that is no name of
// a file cannot lead out of the folder.
func TestDrawingsInTheExport(t *testing.T) {
	p := opened(t, t.TempDir())
	e := felt(1, 8, "temple.right", 10)
	e.ID = "../../<evil>"
	log(t, p, e)
	raw := export(t, p)
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	drawings := 0
	for _, f := range z.File {
		if strings.Contains(f.Name, "..") || strings.Contains(f.Name, "<") {
			t.Errorf("a file named %q", f.Name)
		}
		if strings.HasPrefix(f.Name, "drawings/") {
			drawings++
			text := member(t, raw, f.Name)
			if !strings.Contains(text, "temple, 10 of 10") || strings.Count(text, `data-pain="10"`) == 0 || xml.Unmarshal([]byte(text), new(struct{})) != nil {
				t.Errorf("%s: %.200s", f.Name, text)
			}
		}
	}
	if drawings != 1 {
		t.Errorf("%d drawings", drawings)
	}
}

func member(t testing.TB, raw []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Two instances wrote different entries under one id: what is here stays, and
// the conflict is named.
func TestImportReportsConflictsAndKeepsWhatIsHere(t *testing.T) {
	here, there := opened(t, t.TempDir()), opened(t, t.TempDir())
	log(t, here, unknot.Entry{ID: "SAME", Note: "from here", Sleep: -1, Stress: -1})
	log(t, here, unknot.Entry{ID: "NEW", Note: "from here", Sleep: -1, Stress: -1})
	log(t, there, unknot.Entry{ID: "SAME", Note: "from there", Sleep: -1, Stress: -1})
	done, err := bring(there, export(t, here))
	if err != nil || done.Added != 1 || len(done.Conflicts) != 1 || done.Conflicts[0] != (care.Conflict{Table: "entry", ID: "SAME"}) {
		t.Fatalf("%+v %v", done, err)
	}
	list, err := there.Diary(context.Background(), care.Home, 10)
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v %v", list, err)
	}
	for _, e := range list {
		if e.ID == "SAME" && e.Note != "from there" {
			t.Errorf("overwritten: %+v", e)
		}
	}
}

// An archive that anything is wrong with leaves no trace.
func TestABadArchiveLeavesNoTrace(t *testing.T) {
	good := func(w *archive.Writer) {
		records(t, w, "entry", `{"id":"A","episode":"","at":1,"written":1,"mends":"","doc":"{}"}`)
	}
	for name, c := range map[string]struct {
		say   string
		write func(*archive.Writer)
	}{
		"unknown kind":  {"newer unknot", func(w *archive.Writer) { good(w); records(t, w, "wish", `{"id":"A"}`) }},
		"an account":    {"no records of the kind", func(w *archive.Writer) { good(w); records(t, w, "account", `{"id":"A"}`) }},
		"a grant":       {"no records of the kind", func(w *archive.Writer) { good(w); records(t, w, "consent", `{"id":"A"}`) }},
		"unknown field": {"newer unknot", func(w *archive.Writer) { good(w); records(t, w, "episode", `{"id":"A","hope":1}`) }},
		"no id":         {"line 1", func(w *archive.Writer) { good(w); records(t, w, "episode", `{"words":"A"}`) }},
		"not JSON":      {"line 2", func(w *archive.Writer) { good(w); records(t, w, "episode", "\n{") }},
		"document":      {"not JSON", func(w *archive.Writer) { good(w); records(t, w, "episode", `{"id":"A","doc":"{"}`) }},
		"a fraction":    {"whole number", func(w *archive.Writer) { good(w); records(t, w, "episode", `{"id":"A","created":1.5}`) }},
		"nested":        {"neither text", func(w *archive.Writer) { good(w); records(t, w, "episode", `{"id":"A","created":[]}`) }},
	} {
		p := opened(t, t.TempDir())
		var out bytes.Buffer
		w := archive.NewWriter(&out)
		c.write(w)
		if _, err := w.Close(care.ExportSchema, 1); err != nil {
			t.Fatal(err)
		}
		done, err := bring(p, out.Bytes())
		if err == nil || !strings.Contains(err.Error(), c.say) || done.Added != 0 {
			t.Errorf("%s: %+v %v", name, done, err)
		}
		if list, err := p.Store.Entries(context.Background(), care.Home, store.Entry{}, 10); err != nil || len(list) != 0 {
			t.Errorf("%s left %+v %v", name, list, err)
		}
	}
	var out bytes.Buffer
	if _, err := archive.NewWriter(&out).Close(care.ExportSchema, 1<<40); err != nil {
		t.Fatal(err)
	}
	if _, err := bring(opened(t, t.TempDir()), out.Bytes()); err == nil || !strings.Contains(err.Error(), "newer unknot") {
		t.Errorf("an archive of the future: %v", err)
	}
}

func records(t testing.TB, w *archive.Writer, table, lines string) {
	t.Helper()
	body, err := w.Create("records/" + table + ".jsonl")
	if err == nil {
		_, err = io.WriteString(body, lines+"\n")
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Back up with a recipient, wipe, restore into the other kind of database: all
// tenants are there, and so are the same exports.
func TestBackupIsRestoredIntoEitherDatabase(t *testing.T) {
	ctx, folder := context.Background(), t.TempDir()
	from := opened(t, storetest.Postgres(t))
	lived(t, from)
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	file, m, err := from.BackupInto(ctx, folder, archive.Lock{Recipients: []string{id.Recipient().String()}}, 0)
	if err != nil || m.Schema != care.BackupSchema {
		t.Fatal(err)
	}
	want := export(t, from)
	raw, err := os.ReadFile(file)
	if err != nil || bytes.Contains(raw, []byte("records")) {
		t.Fatalf("the backup can be read by anybody: %v", err)
	}
	to := opened(t, t.TempDir())
	restore := func(key archive.Key) error {
		_, err := to.Restore(ctx, bytes.NewReader(raw), int64(len(raw)), key)
		return err
	}
	if err := restore(archive.Key{}); kind(err) != unknot.Invalid {
		t.Errorf("without the key: %v", err)
	}
	if err := restore(archive.Key{Identities: id.String()}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, export(t, to)) {
		t.Error("what was restored differs")
	}
	if list, err := to.Diary(ctx, "somebody", 5); err != nil || len(list) != 1 {
		t.Errorf("another tenant was lost: %v %v", list, err)
	}
	if err := restore(archive.Key{Identities: id.String()}); kind(err) != unknot.Conflict {
		t.Errorf("restored over data: %v", err)
	}
}

func TestBackupsRotateAndLeaveOtherFilesAlone(t *testing.T) {
	ctx, folder := context.Background(), t.TempDir()
	p := opened(t, t.TempDir())
	if err := os.WriteFile(filepath.Join(folder, "unknot-my own notes.zip"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var last string
	for range 5 {
		var err error
		if last, _, err = p.BackupInto(ctx, folder, archive.Lock{}, 2); err != nil {
			t.Fatal(err)
		}
	}
	list, err := os.ReadDir(folder)
	if err != nil || len(list) != 3 {
		t.Fatalf("%v %v", list, err)
	}
	if _, err := os.Stat(last); err != nil {
		t.Errorf("the newest is gone: %v", err)
	}
}

// The same clock again (it jumped back, or two in one second) must not
// overwrite a backup.
func TestABackupIsNeverOverwritten(t *testing.T) {
	ctx, folder := context.Background(), t.TempDir()
	p := opened(t, t.TempDir())
	p.Now = func() time.Time { return time.Unix(1e9, 0) }
	if _, _, err := p.BackupInto(ctx, folder, archive.Lock{}, 0); err != nil {
		t.Fatal(err)
	}
	if _, _, err := p.BackupInto(ctx, folder, archive.Lock{}, 0); kind(err) != unknot.Conflict {
		t.Errorf("%v", err)
	}
	if _, _, err := p.BackupInto(ctx, filepath.Join(folder, "unknot-20010909T014640Z.zip"), archive.Lock{}, 0); kind(err) != unknot.Invalid {
		t.Errorf("a file as folder: %v", err)
	}
}

func kind(err error) unknot.Kind {
	var e *unknot.Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}
