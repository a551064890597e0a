package cli_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/unknot/unknot/internal/edge/cli"
)

var update = flag.Bool("update", false, "write the golden files anew")

func run(stdin string, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = cli.Run(args, strings.NewReader(stdin), &o, &e)
	return code, o.String(), e.String()
}

func example(name string) string {
	return filepath.Join("..", "..", "..", "examples", name+".json")
}

// The tables that a person reads, kept as files so that a change shows.
func TestTables(t *testing.T) {
	cases := []struct {
		golden string
		code   int
		args   []string
	}{
		{"assess-desk-worker", 0, []string{"assess", example("desk-worker")}},
		{"plan-desk-worker", 0, []string{"plan", example("desk-worker")}},
		{"plan-plantar-heel", 0, []string{"plan", example("plantar-heel")}},
		{"plan-blood-thinner-neck", 0, []string{"plan", example("blood-thinner-neck")}},
		{"plan-lump-not-a-knot", 0, []string{"plan", example("lump-not-a-knot")}},
		{"assess-chest-pressure-stop", 10, []string{"assess", example("chest-pressure-stop")}},
		{"plan-calf-clot-stop", 10, []string{"plan", example("calf-clot-stop")}},
		{"assess-temple", 0, []string{"assess", "--place", "right temple, 5"}},
		{"plan-temple-unanswered", 11, []string{"plan", "--place", "right temple, 5"}},
		{"kb-show-C116", 0, []string{"kb", "show", "c116"}},
		{"kb-show-trapezius", 0, []string{"kb", "show", "trapezius_upper"}},
		{"kb-show-needling", 0, []string{"kb", "show", "needling"}},
		{"questions-calf", 0, []string{"questions", "--place", "left calf, 6"}},
	}
	for _, c := range cases {
		code, out, _ := run("", c.args...)
		if code != c.code {
			t.Errorf("%s: exit %d, want %d", c.golden, code, c.code)
		}
		for i, line := range strings.Split(out, "\n") {
			if utf8.RuneCountInString(line) > 80 {
				t.Errorf("%s:%d is wider than 80: %s", c.golden, i+1, line)
			}
		}
		out = withoutHash(out)
		file := filepath.Join("testdata", c.golden+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(out), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), out); diff != "" {
			t.Errorf("%s changed; if that is meant, run go test ./internal/edge/cli -update\n%s", c.golden, diff)
		}
	}
}

// withoutHash hides the knowledge version, which every data change moves.
func withoutHash(s string) string {
	i := strings.Index(s, "Knowledge 20")
	if i < 0 {
		return s
	}
	end := strings.Index(s[i:], ". This")
	return s[:i] + "Knowledge VERSION" + s[i+end:]
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
		{"unknown place", 1, "nearest", []string{"assess", "-p", "right xyzzyx, 4"}},
		{"too much pain", 1, "0 (no pain) to 10", []string{"assess", "-p", "left calf, 60"}},
		{"unknown answer", 1, "did you mean", []string{"assess", "-p", "left calf, 6", "-a", "fevr=no"}},
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
