package wire_test

import (
	"encoding/json"
	"testing"

	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
)

// within reports the first place where small is not part of whole.
func within(at string, small, whole any) string {
	switch s := small.(type) {
	case map[string]any:
		w, ok := whole.(map[string]any)
		if !ok {
			return at
		}
		for k, v := range s {
			if bad := within(at+"."+k, v, w[k]); bad != "" {
				return bad
			}
		}
	case []any:
		w, ok := whole.([]any)
		if !ok || len(w) != len(s) {
			return at
		}
		for i := range s {
			if bad := within(at+"[]", s[i], w[i]); bad != "" {
				return bad
			}
		}
	default:
		if small != whole {
			return at
		}
	}
	return ""
}

// A line of a batch says nothing that the whole assessment does not say.
func TestALineIsPartOfTheAssessment(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	e, words := assess.NewEngine(base), body.NewWords(base)
	for _, raw := range []string{
		`{"schema":"unknot.case/v1","person":{"age":41},"drawing":{"places":[{"words":"left calf, 6"}]},"danger":{"*":"no"}}`,
		`{"schema":"unknot.case/v1","drawing":{"places":[{"words":"right temple, 4"}]},"findings":{"press.temporalis_anterior.right":"familiar_pain","band.temporalis_anterior.right":"yes"},"danger":{"fever":"unsure"}}`,
	} {
		c, err := wire.ReadCase(base, words, []byte(raw))
		if err != nil {
			t.Fatal(err)
		}
		gate, err := triage.Screen(base, c.ToScreen())
		if err != nil {
			t.Fatal(err)
		}
		a, err := e.Infer(c.ToInfer(true))
		if err != nil {
			t.Fatal(err)
		}
		whole, err := wire.WriteAssessment(base, gate, a)
		if err != nil {
			t.Fatal(err)
		}
		line, err := wire.WriteAssessmentLine(base, gate, a)
		if err != nil {
			t.Fatal(err)
		}
		var w, l any
		if json.Unmarshal(whole, &w) != nil || json.Unmarshal(line, &l) != nil {
			t.Fatal("this is no JSON")
		}
		if bad := within("$", l, w); bad != "" {
			t.Errorf("%s differs:\n%s", bad, line)
		}
		if n := len(line); n > len(whole)/3 {
			t.Errorf("the line has %d bytes, the assessment %d", n, len(whole))
		}
	}
}
