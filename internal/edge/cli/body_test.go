package cli_test

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unknot/unknot/internal/edge/cli"
)

const sheet = `{"format":"unknot.drawing/v1","figure":"figure/2","places":[{"cells":["calf.right"],"intensity":6,"quality":["ache"]}]}`

func TestBodyOnTheCommandLine(t *testing.T) {
	for _, c := range []struct {
		stdin string
		args  string
		code  int
		want  string // in the output, or in the error when the code is not 0
	}{
		{"", "body list low_back", 0, "low_back.l4_inner.right"},
		{"", "body list low_back", 0, "low_back (part)"},
		{"", "body list neck_back", 0, "UBERON:0000974 FMA:7155"},
		{"", "body list occiput --json", 0, `"regions": [
      {
        "id": "neck",
        "whole": false
      }
    ]`},
		{"", "body list nowhere", cli.ExitBadInput, "no zone"},
		{"", "body find right temple", 0, "temple.right"},
		{sheet, "body describe -", 0, "right calf, 6 of 10, ache"},
		{sheet, "body convert -", 0, `{"segment":234,"intensity":6}`},
		{`[{"segment":111,"intensity":4}]`, "body convert - --to drawing", 0, "upper_arm_front.upper.right"},
		{`[{"segment":115,"intensity":4}]`, "body convert - --to drawing --figure female", 0, "elbow_front.right"},
		{strings.Replace(sheet, "figure/2", "figure/0", 1), "body describe -", cli.ExitBadInput, "another figure"},
		{strings.Replace(sheet, "calf.right", "calf.up", 1), "body describe -", cli.ExitBadInput, "/places/0/cells/0"},
	} {
		code, out, errs := run(c.stdin, strings.Fields(c.args)...)
		if code != c.code || !strings.Contains(out+errs, c.want) {
			t.Errorf("%s: code %d\n%s%s", c.args, code, out, errs)
		}
	}
}

func TestBodyRender(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.svg", "a.png"} {
		file := filepath.Join(dir, name)
		if code, _, errs := run(sheet, "body", "render", "-", "-o", file); code != 0 {
			t.Fatalf("%s: %s", name, errs)
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if name == "a.png" {
			if _, err := png.Decode(bytes.NewReader(raw)); err != nil {
				t.Error(err)
			}
		} else if !strings.Contains(string(raw), "right calf") {
			t.Error("the picture says nothing to those who cannot see it")
		}
	}
	if code, _, _ := run(sheet, "body", "render", "-", "-o", filepath.Join(dir, "a.txt")); code != cli.ExitUsage {
		t.Errorf("a .txt picture ended with %d", code)
	}
}

// A drawing with a million points, by file or by standard input, is refused in
// one line that says how to mend it, and nothing is written.
func TestAMillionPointsOnTheCommandLine(t *testing.T) {
	large := `{"format":"unknot.drawing/v1","figure":"figure/2","places":[{"intensity":3,"strokes":[{"view":"front","width":9,"points":[` +
		strings.TrimSuffix(strings.Repeat("[1,2],", 1_000_000), ",") + `]}]}]}`
	file := filepath.Join(t.TempDir(), "large.json")
	if err := os.WriteFile(file, []byte(large), 0o600); err != nil {
		t.Fatal(err)
	}
	picture := filepath.Join(t.TempDir(), "large.svg")
	for _, args := range [][]string{
		{"body", "describe", "-"}, {"body", "convert", "-"}, {"body", "render", "-", "-o", picture},
		{"body", "describe", file}, {"body", "convert", file}, {"body", "render", file, "-o", picture},
	} {
		code, out, errs := run(large, args...)
		if code != cli.ExitBadInput || out != "" || strings.Count(errs, "\n") > 2 || !strings.Contains(errs, "more than 4194304 bytes; paint with fewer points") {
			t.Errorf("%v: code %d, output %.80q, error %.300q", args, code, out, errs)
		}
	}
	if _, err := os.Stat(picture); !os.IsNotExist(err) {
		t.Errorf("a picture was written: %v", err)
	}
}
