package api_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// lint gives what Redocly's linter says of a description, a line a problem.
func lint(t *testing.T, doc []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "openapi.json")
	if err := os.WriteFile(file, doc, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", "testdata/lint.mjs", file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// A linter that knows nothing of us finds nothing; of faults planted into the
// description it finds each.
func TestTheDescriptionIsClean(t *testing.T) {
	doc := ask(t, server(t), "GET", "/openapi.json", "").body
	if found := lint(t, doc); found != "" {
		t.Errorf("%.2000s", found)
	}
	for rule, plant := range map[string][2]string{
		"operation-operationId-unique": {`"operationId": "plan"`, `"operationId": "assess"`},
		"no-unresolved-refs":           {`"#/components/schemas/Assessment"`, `"#/components/schemas/Assesment"`},
		"path-parameters-defined":      {`"/api/v1/claims/{id}"`, `"/api/v1/claims/{name}"`},
		"security-defined":             {`"token": {`, `"key": {`},
	} {
		bad := bytes.Replace(doc, []byte(plant[0]), []byte(plant[1]), 1)
		if found := lint(t, bad); bytes.Equal(bad, doc) || !strings.Contains(found, rule) {
			t.Errorf("planted %s, found %q", rule, found)
		}
	}
}
