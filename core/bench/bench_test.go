package bench_test

import (
	"testing"

	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/bench"
	"github.com/unknot/unknot/core/knowledge"
)

func TestTuningSet(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	e := assess.NewEngine(base)
	list, err := bench.Vignettes(base, bench.Tune)
	if err != nil {
		t.Fatal(err)
	}
	out, err := bench.Run(base, e, list)
	if err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + bench.Table(bench.Shares(out)))
	for _, o := range out {
		if len(o.Vignette.Muscle) > 0 && (o.Rank == 0 || o.Rank > 3) || !o.Defensible() {
			t.Logf("%-50s rank %d drawn %d level %v want %v muscle %v cause %s(%d)", o.Vignette.Name, o.Rank, o.Drawn, o.Level, o.Vignette.Levels, o.Vignette.Muscle, o.Vignette.Cause, o.Cause)
		}
	}
}
