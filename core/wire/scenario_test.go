package wire_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/wire"
)

func TestStoriesAreReadAndRun(t *testing.T) {
	files, err := filepath.Glob("../../examples/stories/*.json")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d stories, %v", len(files), err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		s, err := wire.ReadScenario(raw)
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		if course, err := s.Simulate(); err != nil || len(course) != s.Days {
			t.Errorf("%s: %d days of %d, %v", f, len(course), s.Days, err)
		}
	}
}

func TestWrongStoriesAreRefused(t *testing.T) {
	story := func(rest string) string { return `{"schema":"unknot.scenario/v1",` + rest + `}` }
	for raw, say := range map[string]string{
		`{}`:                                           "$.schema",
		story(`"days":5000`):                           "$.days",
		story(`"life":[{"load":1.5}]`):                 "$.life[0].load",
		story(`"life":[{"lod":0.1}]`):                  `"load"`,
		story(`"life":[{"weekend":1}]`):                "true or false",
		story(`"events":[{"kind":"pres"}]`):            `"press"`,
		story(`"events":[{"day":1}]`):                  "$.events[0].kind",
		story(`"events":[{"kind":"press","dose":-1}]`): "$.events[0].dose",
		story(`"events":[{"kind":"press","dose":1,"times":999999}]`): "$.events[0].times",
	} {
		if _, err := wire.ReadScenario([]byte(raw)); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%s: %v, want %q in it", raw, err, say)
		}
	}
	for raw, say := range map[string]string{
		story(`"life":[]`): "must begin on day 0",
		story(`"life":[{"from":0},{"from":20},{"from":20}]`):                                 "may not overlap",
		story(`"days":10,"life":[{"from":0},{"from":20}]`):                                   "after the end",
		story(`"days":10,"life":[{"from":0}],"events":[{"day":11,"kind":"press","dose":1}]`): "runs from 0 to 10",
	} {
		s, err := wire.ReadScenario([]byte(raw))
		if err != nil {
			t.Errorf("%s: %v", raw, err)
			continue
		}
		if _, err := s.Simulate(); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%s: %v, want %q in it", raw, err, say)
		}
	}
}
