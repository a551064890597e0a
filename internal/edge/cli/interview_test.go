package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An interview that is broken off goes on where it stood, and ends with the
// same answer as one without a break.
func TestInterviewCanBeBrokenOff(t *testing.T) {
	file := filepath.Join(t.TempDir(), "case.json")
	start := []string{"interview", "-p", "right calf, 5", "--age", "40", "--keep", file}
	code, out, errs := run("?\nno\n2\nperhaps\nno\nq\n", start...)
	if code != 0 || !strings.Contains(out, "none of the answers") || !strings.Contains(out, file) {
		t.Fatalf("exit %d\n%s%s", code, out, errs)
	}
	if raw, err := os.ReadFile(file); err != nil || strings.Count(string(raw), `"no"`) != 3 {
		t.Fatalf("kept: %s %v", raw, err)
	}
	code, out, errs = run(strings.Repeat("2\n", 100), "interview", file)
	if code != 0 || !strings.Contains(out, "consistent with") {
		t.Fatalf("exit %d\n%s%s", code, out, errs)
	}
	if _, whole, _ := run(strings.Repeat("2\n", 100), "interview", "-p", "right calf, 5", "--age", "40"); last(whole) != last(out) {
		t.Errorf("another answer without a break:\n%s\n%s", last(out), last(whole))
	}
}

func last(out string) string {
	_, after, _ := strings.Cut(out, "consistent with")
	return after
}

func TestInterviewStopsAtADangerSign(t *testing.T) {
	code, out, _ := run("1\n", "interview", "-p", "left calf, 5")
	if code != 10 || !strings.Contains(out, "EMERGENCY") {
		t.Errorf("exit %d\n%s", code, out)
	}
}

// When the danger signs are settled the course is asked, once, and kept; "not
// sure" leaves it unsaid.
func TestInterviewAsksTheCourse(t *testing.T) {
	for said, kept := range map[string]string{"worse": `"course": "worse"`, "unsure": ""} {
		file := filepath.Join(t.TempDir(), "case.json")
		code, out, errs := run("?\n"+said+"\nq\n", "interview", "-p", "right calf, 5", "--age", "40", "-a", "*=no", "--keep", file)
		if code != 0 || strings.Count(out, "How has it gone lately?") != 1 || !strings.Contains(out, "common with muscles") {
			t.Fatalf("exit %d\n%s%s", code, out, errs)
		}
		if raw, err := os.ReadFile(file); err != nil || strings.Contains(string(raw), "course") != (kept != "") || !strings.Contains(string(raw), kept) {
			t.Errorf("%s: kept %s %v", said, raw, err)
		}
	}
	if _, out, _ := run("q\n", "interview", "-p", "right calf, 5", "-a", "*=no", "--course", "same"); strings.Contains(out, "How has it gone lately?") {
		t.Error("the course was said, and is asked again")
	}
	if code, _, errs := run("", "assess", "-p", "right calf, 5", "-a", "*=no", "--course", "wors"); code == 0 || !strings.Contains(errs, `"worse"`) || !strings.Contains(errs, "onset.course") {
		t.Errorf("exit %d: %s", code, errs)
	}
}
