package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/unknot/unknot/internal/edge/cli"
)

func run(stdin string, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = cli.Run(args, strings.NewReader(stdin), &o, &e)
	return code, o.String(), e.String()
}

func example(name string) string {
	return filepath.Join("..", "..", "..", "examples", name+".json")
}

func story(name string) string {
	return filepath.Join("..", "..", "..", "examples", "stories", name+".json")
}

// The tables that a person reads: never wider than a terminal, and with every
// part that the answer owes them. The words themselves belong to the
// knowledge files, which a clinician may change without touching this test.
func TestTables(t *testing.T) {
	cases := []struct {
		name string
		code int
		args []string
		owes []string // in this order
		not  []string
	}{
		{"assess", 0, []string{"assess", example("desk-worker")},
			[]string{"Care at home", "consistent with", "Drawn: right temple, 5 of 10", "right upper trapezius", "for ", "sources", "Other causes", "What would tell more", "press.", "Limits", "Knowledge 20", "not a diagnosis"}, nil},
		{"assess without answers", 0, []string{"assess", "--place", "right temple, 5"},
			[]string{"danger questions are still open", "[chest_pressure]", "consistent with"}, []string{"Your plan"}},
		{"plan", 0, []string{"plan", example("desk-worker")},
			[]string{"Your plan for now", "1. ", "why", "where", "how", "dose", "how hard", "others say", "trials", "care", "stop if", "effect", "certainty", "sources", "C1", "Review", "Look again in 14 days"}, nil},
		{"plan with a blood thinner", 0, []string{"plan", example("blood-thinner-neck")},
			[]string{"Light pressure only", "Left out for your safety", "artery"}, nil},
		{"plan over a growing lump", 0, []string{"plan", example("lump-not-a-knot")},
			[]string{"within days", "Your plan for now", "Left out for your safety"}, []string{"1. Press"}},
		{"stop", 10, []string{"assess", example("chest-pressure-stop")},
			[]string{"EMERGENCY", "emergency number", "Why:", "You said:", "Sources:"}, []string{"consistent with", "Your plan", "%"}},
		{"plan without answers", 11, []string{"plan", "--place", "right temple, 5"},
			[]string{"danger questions are still open"}, []string{"Your plan", "consistent with"}},
		{"questions", 0, []string{"questions", "--place", "left calf, 6"},
			[]string{"Danger questions", "chest_pressure", "one_leg_swollen"}, nil},
		{"a contested claim", 0, []string{"kb", "show", "c116"},
			[]string{"C116: contested", "says", "certainty", "doubt", "instead", "against", "C184", "source", "checked"}, nil},
		{"a muscle", 0, []string{"kb", "show", "trapezius_upper"},
			[]string{"Upper trapezius", "site 1", "pain felt", "stretch", "care", "224 people", "source"}, nil},
		{"how a knot forms", 0, []string{"simulate", story("how-it-forms")}, []string{"day", "none", "active", "hypothesis"}, nil},
		{"one press", 0, []string{"simulate", story("one-press")}, []string{"active", "latent", "latent", "hypothesis"}, []string{" none"}},
		{"it lets go", 0, []string{"simulate", story("it-lets-go")}, []string{"active", "none", "hypothesis"}, nil},
		{"both states", 0, []string{"simulate", "--bifurcation"}, []string{"o stable", "x", "Below 1.0", "Above 2.2", "hypothesis"}, nil},
		{"the guide", 0, []string{"guide", "how", "hard", "should", "I", "press"}, []string{"press", "certainty", "claims", "See also"}, nil},
		{"questions people ask", 0, []string{"guide"}, []string{"Questions that people ask", "•"}, nil},
		{"search", 0, []string{"kb", "search", "trapezuis"}, []string{"muscle", "trapezius"}, nil},
		{"where a muscle is felt", 0, []string{"kb", "refer", "soleus_lower"}, []string{"heel", "primary", "arch of foot", "spill", "no fixed place"}, nil},
		{"muscles felt at a zone", 0, []string{"kb", "refer", "temple"}, []string{"upper trapezius", "%", "primary"}, nil},
		{"a professional treatment", 0, []string{"kb", "show", "needling"},
			[]string{"who", "dose", "certainty", "the law", "claims", "source"}, nil},
	}
	for _, c := range cases {
		code, out, _ := run("", c.args...)
		if code != c.code {
			t.Errorf("%s: exit %d, want %d", c.name, code, c.code)
		}
		for i, line := range strings.Split(out, "\n") {
			if utf8.RuneCountInString(line) > 80 {
				t.Errorf("%s, line %d is wider than 80: %s", c.name, i+1, line)
			}
		}
		rest := out
		for _, want := range c.owes {
			_, after, found := strings.Cut(rest, want)
			if !found {
				t.Errorf("%s: %q is missing, or out of order:\n%s", c.name, want, out)
				break
			}
			rest = after
		}
		for _, bad := range c.not {
			if strings.Contains(out, bad) {
				t.Errorf("%s says %q:\n%s", c.name, bad, out)
			}
		}
	}
}

// The diary in one line: several entries a day, danger looked at each time.
func TestLogAndDiary(t *testing.T) {
	t.Setenv("UNKNOT_DATA", t.TempDir())
	for _, args := range [][]string{
		{"log", "4", "right neck", "--did", "press,stretch", "--minutes", "5", "--effort", "4", "--after", "3", "--at", "2026-11-24T08:00"},
		{"log", "5", "left calf", "--at", "2026-11-24T13:00", "--note", "after a run"},
		{"log", "2.5", "right neck", "--sleep", "7", "--stress", "3", "--at", "2026-11-24T21:00"},
	} {
		if code, out, errs := run("", args...); code != 0 || !strings.HasPrefix(out, "Kept: 2026-11-24") {
			t.Errorf("%v: exit %d %q %q", args, code, out, errs)
		}
	}
	code, out, _ := run("", "log", "6", "left calf", "-a", "one_leg_swollen=yes", "--at", "2026-11-24T22:00")
	if code != cli.ExitStop || !strings.Contains(out, "SEE SOMEBODY TODAY") || !strings.Contains(out, "Kept:") {
		t.Errorf("a danger sign in the diary: exit %d\n%s", code, out)
	}
	if code, out, errs := run("", "log", "4", "right neck", "--at", "2026-11-23T08:00", "--average", "3", "--quality", "ache", "--threshold", "240",
		"--spot", "trapezius_upper.right=quiet", "--motion", "neck.rotation.right=55", "--function", "lift the child=4", "--peg", "3,4,5",
		"--work", "desk=8", "--medicine", "paracetamol=500 mg"); code != 0 {
		t.Errorf("all flags: exit %d %q %q", code, out, errs)
	}
	if _, out, _ := run("", "diary", "--days"); !strings.Contains(out, "2026-11-23, right back of the neck 4 (worst 4)") || !strings.Contains(out, "slept 7 hours") {
		t.Errorf("by day:\n%s", out)
	}
	_, out, _ = run("", "diary")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) < 4 || !strings.Contains(lines[0], "22:00, left calf 6") || !strings.Contains(out, "21:00, right back of the neck 2.5 of 10") || !strings.Contains(out, "after a run") {
		t.Errorf("the diary says:\n%s", out)
	}
	for name, args := range map[string][]string{
		"pain 11": {"log", "11", "right neck"}, "sleep 25": {"log", "4", "right neck", "--sleep", "25"},
		"unclear": {"log", "4", "shoulder"}, "unknown deed": {"log", "4", "right neck", "--did", "presss"},
		"spot": {"log", "4", "right neck", "--spot", "trapezus_upper.right=latent"}, "quality": {"log", "4", "right neck", "--quality", "nasty"},
		"average": {"log", "4", "right neck", "--average", "12"}, "episode": {"log", "4", "right neck", "--episode", "NOWHERE"},
		"unknown sign": {"log", "4", "right neck", "-a", "fevr=yes"},
	} {
		if code, out, errs := run("", args...); code != cli.ExitBadInput || out != "" || errs == "" {
			t.Errorf("%s: exit %d %q %q", name, code, out, errs)
		}
	}
	if _, after, _ := run("", "diary"); after != out {
		t.Errorf("a refused entry left a trace:\n%s", after)
	}
}

// Three entries a day, backed up, wiped, restored, exported, imported
// elsewhere: the diary reads the same each time.
func TestNothingIsLostOnTheWayRound(t *testing.T) {
	dir := t.TempDir()
	at := func(name, verb string, more ...string) []string {
		return append([]string{verb, "--data", filepath.Join(dir, name)}, more...)
	}
	do := func(code int, say string, args ...string) string {
		t.Helper()
		got, out, errs := run("", args...)
		if got != code || !strings.Contains(out+errs, say) {
			t.Fatalf("%q: exit %d, want %d; said %q %q, want %q", args, got, code, out, errs, say)
		}
		return out
	}
	for i, place := range []string{"right neck", "left calf", "right temple"} {
		do(0, "Kept", at("one", "log", "4", place, "--at", fmt.Sprintf("2026-11-24T%02d:00", 8+4*i))...)
	}
	diary := do(0, "right temple", at("one", "diary")...)
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte("open sesame\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(dir, "backups")
	do(0, "3 records", at("one", "backup", "--to", backup)...)
	files, err := filepath.Glob(filepath.Join(backup, "*.zip"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v %v", files, err)
	}
	do(1, "never overwrites", at("one", "restore", files[0])...)
	do(0, "Restored 3 records", at("two", "restore", files[0])...)
	archive := filepath.Join(dir, "mine.zip")
	do(0, "3 records", at("two", "export", archive)...)
	do(1, "already there", at("two", "export", archive)...)
	do(0, "Imported 3 records; 0", at("three", "import", archive)...)
	do(0, "Imported 0 records; 3", at("three", "import", archive)...)
	if got := do(0, "", at("three", "diary")...); got != diary {
		t.Errorf("the diary changed:\n%s\nwas\n%s", got, diary)
	}
	do(1, "backup", at("four", "import", files[0])...)
	do(1, "cannot open", at("four", "import", filepath.Join(dir, "nowhere"))...)
	do(1, "no archive", at("four", "import", secret)...)
	do(1, "first line", at("four", "export", filepath.Join(dir, "x"), "--passphrase-file", os.DevNull)...)
}

// With an account nothing opens to others without https, and each account has
// a diary of its own.
func TestAccountsOnTheCommandLine(t *testing.T) {
	t.Setenv("UNKNOT_DATA", t.TempDir())
	steps := []struct {
		code  int
		say   string
		stdin string
		args  []string
	}{
		{1, "no account yet", "", []string{"serve", "--auth", "on"}},
		{0, "Recovery codes", "four plain words here\n", []string{"user", "add", "ada"}},
		{1, "taken", "four plain words here\n", []string{"user", "add", "ada"}},
		{1, "10 to 200", "short\n", []string{"user", "add", "bob"}},
		{2, "https", "", []string{"serve", "--listen", "0.0.0.0:1", "--auth", "on"}},
		{2, "https", "", []string{"serve", "--listen", "0.0.0.0:1"}},
		{2, "together", "", []string{"serve", "--cert", "x"}},
		{0, "ada", "", []string{"user", "list"}},
		{0, "Kept", "", []string{"log", "4", "right neck", "--user", "ada"}},
		{1, "no such account", "", []string{"log", "4", "right neck", "--user", "bob"}},
		{0, "Nothing is kept", "", []string{"diary"}},
		{0, "right back", "", []string{"diary", "--user", "ada"}},
		{0, "unknot_", "", []string{"token", "add", "ada", "--scope", "read,write"}},
		{1, "no scope", "", []string{"token", "add", "ada", "--scope", "all"}},
		{0, "read,write", "", []string{"token", "list", "ada"}},
		{1, "no such token", "", []string{"token", "revoke", "ada", "abcdefabcdef"}},
		{0, "is set", "another set of words\n", []string{"user", "password", "ada"}},
		{2, "--yes ada", "", []string{"user", "delete", "ada"}},
		{0, "Receipt", "", []string{"user", "delete", "ada", "--yes", "ada"}},
		{0, "no account", "", []string{"user", "list"}},
	}
	for _, c := range steps {
		if code, out, errs := run(c.stdin, c.args...); code != c.code || !strings.Contains(out+errs, c.say) {
			t.Errorf("%v: exit %d, want %d; said %q %q, want %q", c.args, code, c.code, out, errs, c.say)
		}
	}
}

// A flag wins over the environment, the environment over the file; secrets are
// never shown; a name that is no flag is refused.
func TestSettings(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "config.toml")
	write := func(name, text string) string {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return filepath.Join(dir, name)
	}
	write("config.toml", "keep = 7\nto = \"/from/file\"\nrecipient = [\"age1a\", \"age1b\"]\n")
	t.Setenv("UNKNOT_BACKUP_KEEP", "3")
	t.Setenv("UNKNOT_DATABASE_URL_FILE", write("url", "postgres://me:hush@host/unknot?password=hush\n"))
	t.Setenv("UNKNOT_DATABASE_URL", "")
	code, out, errs := run("", "backup", "--config", file, "--config-dump")
	for _, want := range []string{"keep = 3", "/from/file", "age1b", "postgres://me:xxxxx@host"} {
		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("exit %d, %q is missing:\n%s%s", code, want, out, errs)
		}
	}
	if strings.Contains(out, "hush") {
		t.Errorf("a secret is shown:\n%s", out)
	}
	if _, out, _ := run("", "backup", "--config", file, "--keep", "1", "--config-dump"); !strings.Contains(out, "keep = 1") {
		t.Errorf("the flag does not win:\n%s", out)
	}
	write("config.toml", "kepp = 7\n")
	if code, _, errs := run("", "backup", "--config", file, "--config-dump"); code != 2 || !strings.Contains(errs, "\"keep\"") {
		t.Errorf("exit %d %q", code, errs)
	}
}

func TestDoctorFindsAndSaysHowToMend(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	t.Setenv("UNKNOT_DATA", dir)
	if code, out, _ := run("", "doctor"); code != 1 || !strings.Contains(out, "no backup") {
		t.Errorf("exit %d\n%s", code, out)
	}
	for _, args := range [][]string{{"migrate"}, {"backup"}, {"doctor"}} {
		if code, out, errs := run("", args...); code != 0 {
			t.Errorf("%v: exit %d %s%s", args, code, out, errs)
		}
	}
	run("", "log", "4", "right neck", "--at", "2226-01-01T00:00")
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := run("", "doctor"); code != 1 || !strings.Contains(out, "chmod go=") || !strings.Contains(out, "1 diary entries lie in the future") || !strings.Contains(errs, "2 things") {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	if err := os.WriteFile(filepath.Join(dir, "unknot.db"), bytes.Repeat([]byte("x"), 9000), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := run("", "doctor"); code != 1 || !strings.Contains(errs, "restore your latest backup") {
		t.Errorf("a broken file: exit %d %s", code, errs)
	}
	if code, _, errs := run("", "healthcheck", "--listen", "127.0.0.1:1"); code != 1 || !strings.Contains(errs, "unknot serve") {
		t.Errorf("no server: exit %d %s", code, errs)
	}
}

func TestDangerStopsWithTenAndShowsNoPlan(t *testing.T) {
	for _, verb := range []string{"assess", "plan"} {
		for _, format := range []string{"table", "json"} {
			code, out, _ := run("", verb, "--place", "left calf, 6", "--answer", "one_leg_swollen=yes", "-o", format)
			if code != cli.ExitStop {
				t.Errorf("%s -o %s: exit %d", verb, format, code)
			}
			low := strings.ToLower(out)
			if !strings.Contains(low, "clot") || !strings.Contains(low, "wells_2003") {
				t.Errorf("%s -o %s: no reason with its source:\n%s", verb, format, out)
			}
			if strings.Contains(low, "press the sore spot") || strings.Contains(low, "your plan") || strings.Contains(low, "unknot.plan") {
				t.Errorf("%s -o %s shows a plan:\n%s", verb, format, out)
			}
		}
	}
}

func TestEveryExampleGivesTheSameBytesTwice(t *testing.T) {
	files, err := filepath.Glob(example("*"))
	if err != nil || len(files) < 12 {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	for _, f := range files {
		for _, verb := range []string{"assess", "plan"} {
			code, first, errs := run("", verb, f, "-o", "json")
			stop := strings.HasSuffix(f, "-stop.json") || strings.HasSuffix(f, "shingles-like-band.json")
			if stop != (code == cli.ExitStop) || !stop && code != cli.ExitAnswered {
				t.Errorf("%s %s: exit %d %s", verb, f, code, errs)
			}
			if !json.Valid([]byte(first)) {
				t.Errorf("%s %s: not JSON", verb, f)
			}
			if _, second, _ := run("", verb, f, "-o", "json"); first != second {
				t.Errorf("%s %s: other bytes the second time", verb, f)
			}
		}
	}
}

func TestFileAndStandardInputAndFlagsAgree(t *testing.T) {
	raw := `{"schema":"unknot.case/v1","drawing":{"places":[{"words":"left calf, 6"}]},"danger":{"*":"no"}}`
	file := filepath.Join(t.TempDir(), "case.json")
	if err := os.WriteFile(file, []byte(raw), 0o600); err != nil {
		t.Fatal(err)
	}
	_, fromFile, _ := run("", "assess", file, "-o", "json")
	_, fromInput, _ := run(raw, "assess", "-", "-o", "json")
	_, fromFlags, _ := run("", "assess", "--place", "left calf, 6", "--answer", "*=no", "-o", "json")
	if fromFile != fromInput || fromFile != fromFlags || len(fromFile) < 100 {
		t.Errorf("three ways in, not one answer:\n%s\n%s\n%s", fromFile, fromInput, fromFlags)
	}
}

func TestWrongUseIsExplained(t *testing.T) {
	cases := []struct {
		name string
		code int
		say  string
		args []string
	}{
		{"no input", 2, "--place", []string{"assess"}},
		{"unknown command", 2, "unknot --help", []string{"asses"}},
		{"unknown flag", 2, "unknot --help", []string{"assess", "--plase", "x"}},
		{"both", 2, "not both", []string{"assess", "x.json", "--place", "left calf, 6"}},
		{"answer without =", 2, "ID=ANSWER", []string{"assess", "-p", "left calf, 6", "-a", "fever"}},
		{"no such file", 1, "cannot open", []string{"assess", "nowhere.json"}},
		{"a folder", 1, "cannot read", []string{"assess", "."}},
		{"unclear place", 1, "Choose:", []string{"assess", "-p", "right shoulder, 4"}},
		{"no story", 2, "--bifurcation", []string{"simulate"}},
		{"a case is no story", 1, "did you mean", []string{"simulate", example("desk-worker")}},
		{"unknown place", 1, "name a place of the body", []string{"assess", "-p", "right xyzzyx, 4"}},
		{"too much pain", 1, "0 (no pain) to 10", []string{"assess", "-p", "left calf, 60"}},
		{"unknown answer", 1, "did you mean", []string{"assess", "-p", "left calf, 6", "-a", "fevr=no"}},
		{"no story", 2, "--bifurcation", []string{"simulate"}},
		{"a case is no story", 1, "did you mean", []string{"simulate", example("desk-worker")}},
		{"unknown place", 1, `did you mean "temple"`, []string{"kb", "refer", "tempel"}},
		{"unknown record", 1, `did you mean "trapezius_upper"`, []string{"kb", "show", "trapezus_upper"}},
		{"unknown format", 2, "table", []string{"assess", "-p", "left calf, 6", "-o", "xml"}},
		{"open to others", 2, "only opens on this computer", []string{"serve", "--listen", "0.0.0.0:1"}},
	}
	for _, c := range cases {
		code, out, errs := run("", c.args...)
		if code != c.code || !strings.Contains(errs, c.say) {
			t.Errorf("%s: exit %d, want %d; said %q, want %q in it", c.name, code, c.code, errs, c.say)
		}
		if out != "" {
			t.Errorf("%s: half an answer on standard output: %q", c.name, out)
		}
	}
}

func TestJunkIsRefused(t *testing.T) {
	for name, junk := range map[string]string{
		"ten megabytes": strings.Repeat("x", 10<<20), "invalid UTF-8": "{\"schema\":\"\xff\xfe\"}", "empty": "", "a number": "7",
	} {
		code, out, errs := run(junk, "assess", "-")
		if code != cli.ExitBadInput || out != "" || !strings.Contains(errs, "standard input") {
			t.Errorf("%s: exit %d, out %q, said %q", name, code, out, errs)
		}
	}
}

func TestHelpDocumentsTheExitCodes(t *testing.T) {
	code, out, _ := run("", "--help")
	if code != 0 || !strings.Contains(out, "10  a danger sign") || !strings.Contains(out, "11  danger questions") {
		t.Errorf("exit %d\n%s", code, out)
	}
}

// What is deleted on the command line is gone, with a receipt that the log of
// the house keeps.
func TestDeletingOnTheCommandLine(t *testing.T) {
	t.Setenv("UNKNOT_DATA", t.TempDir())
	for i, place := range []string{"right neck", "left calf"} {
		if code, _, errs := run("", "log", "4", place, "--at", fmt.Sprintf("2026-11-24T%02d:00", 8+i)); code != 0 {
			t.Fatal(errs)
		}
	}
	_, out, _ := run("", "diary", "--ids")
	id, _, _ := strings.Cut(out, " ")
	for _, c := range []struct {
		code int
		say  string
		args []string
	}{
		{2, "--yes", []string{"delete", "--entry", id}},
		{2, "say one of", []string{"delete", "--yes"}},
		{1, "nothing to delete", []string{"delete", "--entry", "NOWHERE", "--yes"}},
		{0, "Receipt", []string{"delete", "--entry", id, "--yes"}},
		{0, "right back of the neck", []string{"diary"}},
		{0, "Deleted 1 record.", []string{"delete", "--everything", "--yes"}},
		{0, "Nothing is kept", []string{"diary"}},
		{0, "entry_deleted", []string{"audit", "--house"}},
		{0, "Nothing is logged", []string{"audit"}},
	} {
		if code, out, errs := run("", c.args...); code != c.code || !strings.Contains(out+errs, c.say) {
			t.Errorf("%v: exit %d, want %d; said %q %q, want %q", c.args, code, c.code, out, errs, c.say)
		}
	}
}
