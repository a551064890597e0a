package knowledge_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/unknot/unknot/core/knowledge"
)

// A changed, an added and a removed record are told apart, with their fields.
func TestDiff(t *testing.T) {
	base := embedded(t)
	files := shipped(t)
	edit := func(name, old, now string) {
		t.Helper()
		text := string(files[name].Data)
		if !strings.Contains(text, old) {
			t.Fatalf("%s no longer holds %q; mend the test", name, old)
		}
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, now, 1))}
	}
	edit("findings/hip_thigh.toml", "leak = 0.06", "leak = 0.07")
	edit("sources/ledger.toml", `id = "who_points_2008"`, `id = "who_points_2008b"`)
	edit("acupressure.toml", `"who_points_2008"`, `"who_points_2008b"`)
	for name, f := range files {
		f.Data = []byte(strings.ReplaceAll(string(f.Data), `"who_points_2008"`, `"who_points_2008b"`))
		files[name] = f
	}
	other, err := knowledge.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, c := range knowledge.Diff(base, other) {
		got[c.What] = append(got[c.What], c.Key)
		if strings.HasPrefix(c.Key, "finding ") {
			want := []knowledge.FieldChange{{Path: "leak", Old: "0.06", New: "0.07"}}
			if d := cmp.Diff(want, c.Fields); d != "" {
				t.Error(d)
			}
		}
	}
	if d := cmp.Diff([]string{"source who_points_2008b"}, got["added"]); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"source who_points_2008"}, got["removed"]); d != "" {
		t.Error(d)
	}
	if len(got["changed"]) < 2 {
		t.Errorf("changed: %v", got["changed"])
	}
	if len(knowledge.Diff(base, base)) != 0 {
		t.Error("a set of knowledge differs from itself")
	}
}
