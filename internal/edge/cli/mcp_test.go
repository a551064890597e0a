package cli_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// An assistant starts the program itself and speaks over its standard input
// and output; the gate holds there too.
func TestAssistantsAskOverStandardInput(t *testing.T) {
	program := filepath.Join(t.TempDir(), "unknot")
	if out, err := exec.Command("go", "build", "-o", program, "../../../cmd/unknot").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	ctx, end := context.WithTimeout(context.Background(), time.Minute)
	defer end()
	run := exec.Command(program, "mcp")
	run.Stderr = os.Stderr
	s, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, &sdk.CommandTransport{Command: run}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list, err := s.ListTools(ctx, nil)
	if err != nil || len(list.Tools) != 6 {
		t.Fatalf("%+v %v", list, err)
	}
	drawn := map[string]any{"schema": "unknot.case/v1", "drawing": map[string]any{"places": []any{map[string]any{"words": "right temple", "intensity": 5}}}}
	for danger, want := range map[string]string{"": "unanswered", "yes": "stopped", "unsure": "stopped"} {
		in := map[string]any{"schema": drawn["schema"], "drawing": drawn["drawing"]}
		if danger != "" {
			in["danger"] = map[string]string{"chest_pressure": danger, "*": "no"}
		}
		r, err := s.CallTool(ctx, &sdk.CallToolParams{Name: "plan", Arguments: in})
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, c := range r.Content {
			if c, ok := c.(*sdk.TextContent); ok {
				text += c.Text
			}
		}
		if !strings.Contains(text, `"no_plan":"`+want+`"`) || strings.Contains(text, `"treatment":`) {
			t.Errorf("%q: %.400s", danger, text)
		}
	}
}
