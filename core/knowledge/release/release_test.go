package release_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/knowledge/release"
	"github.com/unknot/unknot/knowledge/data"
)

func TestRelease(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := data.Files.ReadFile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	files, err := release.Files(base, schema)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]byte{}
	for _, f := range files {
		got[f.Name] = f.Data
	}
	again, err := release.Files(base, schema)
	if err != nil {
		t.Fatal(err)
	}
	for i := range files {
		if !bytes.Equal(files[i].Data, again[i].Data) {
			t.Errorf("%s differs from run to run", files[i].Name)
		}
	}

	var whole map[string]json.RawMessage
	if err := json.Unmarshal(got["knowledge.json"], &whole); err != nil {
		t.Fatal(err)
	}
	var muscles []struct {
		ID     string `json:"id"`
		Refers struct {
			Primary []string `json:"primary"`
		} `json:"refers"`
	}
	if err := json.Unmarshal(whole["muscle"], &muscles); err != nil {
		t.Fatal(err)
	}
	if len(muscles) != len(base.Muscles) || len(muscles[0].Refers.Primary) == 0 {
		t.Errorf("%d muscles in the release, %d in the base", len(muscles), len(base.Muscles))
	}

	// every CSV is rectangular, has as many rows as records, and its columns are explained
	dict := read(t, "dictionary.csv", got)
	explained := map[string]bool{}
	blank := 0
	for _, line := range dict[1:] {
		explained[line[0]+" "+line[1]] = true
		if line[4] == "" {
			blank++
		}
	}
	for name := range got {
		kind, ok := strings.CutSuffix(strings.TrimPrefix(name, "csv/"), ".csv")
		if !ok || !strings.HasPrefix(name, "csv/") {
			continue
		}
		lines := read(t, name, got)
		for _, col := range lines[0] {
			if !explained[kind+" "+col] {
				t.Errorf("%s: column %s is not in the dictionary", name, col)
			}
		}
		if slices.Index(lines[0], "id") == 0 && lines[1][0] == "" {
			t.Errorf("%s: the first record has no id", name)
		}
	}
	if n := len(read(t, "csv/claim.csv", got)) - 1; n != len(base.Claims) {
		t.Errorf("%d claims in the table, %d in the base", n, len(base.Claims))
	}
	if !strings.Contains(string(got["README.md"]), "CC BY 4.0") || !strings.Contains(string(got["README.md"]), base.Version) {
		t.Error("the licence or the version is not named")
	}
	t.Logf("%d fields in the dictionary, %d without words", len(dict)-1, blank)
}

func read(t *testing.T, name string, files map[string][]byte) [][]string {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(files[name])).ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatalf("%s: %d lines, %v", name, len(lines), err)
	}
	return lines
}
