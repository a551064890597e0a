package bench_test

import (
	"testing"

	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/bench"
	"github.com/unknot/unknot/core/knowledge"
)

// Chances can be taken at their word on drawings of another generator, with
// painting that hangs together (tau and silent of engine.toml were chosen on
// seed 5; this is another).
func TestCalibrationOnAnotherGenerator(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	c, err := bench.Calibrate(assess.NewEngine(base), bench.Paint(base, 8, 1500), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("calibration error %.4f over %d drawings, median %d cells", c.ECE, c.Drawings, c.Cells)
	const most = 0.04 // 0.03, and the error of so few drawings
	if c.ECE > most {
		t.Errorf("calibration error %.4f; want at most %g", c.ECE, most)
	}
}
