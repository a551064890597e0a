package care_test

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
)

// Leaving the reasons out changes neither the gate nor the plan nor the
// muscles and their chances.
func TestABriefRecallHasTheSamePlan(t *testing.T) {
	p, ctx := caretest.Practice(t), context.Background()
	files, err := filepath.Glob("../../examples/*.json")
	if err != nil {
		t.Fatal(err)
	}
	plans := 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		a, err := p.Assess(raw)
		if err != nil {
			continue // an example of wrong input
		}
		id, err := p.Keep(ctx, care.Home, raw, a)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := p.Recall(ctx, care.Home, id)
		if err != nil {
			t.Fatal(err)
		}
		brief, err := p.RecallPlan(ctx, care.Home, id)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(whole.Gate, brief.Gate) || !reflect.DeepEqual(whole.Plan, brief.Plan) || !reflect.DeepEqual(whole.PlanErr, brief.PlanErr) {
			t.Errorf("%s: the brief recall has another gate or plan", file)
		}
		if len(whole.Assessment.Candidates) != len(brief.Assessment.Candidates) {
			t.Fatalf("%s: %d muscles, in brief %d", file, len(whole.Assessment.Candidates), len(brief.Assessment.Candidates))
		}
		for i, c := range whole.Assessment.Candidates {
			if b := brief.Assessment.Candidates[i]; c.Muscle != b.Muscle || c.Side != b.Side || c.State != b.State || c.Probability != b.Probability {
				t.Errorf("%s: place %d is %s %s %g, in brief %s %s %g", file, i, c.Muscle, c.Side, c.Probability, b.Muscle, b.Side, b.Probability)
			}
		}
		if whole.PlanErr == nil {
			plans++
		}
	}
	if plans < 5 {
		t.Errorf("only %d examples have a plan", plans)
	}
}
