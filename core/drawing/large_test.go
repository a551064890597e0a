package drawing_test

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/drawing"
)

// painted is a drawing of one stroke with n points.
func painted(n int) string {
	return `{"format":"unknot.drawing/v1","figure":"figure/2","places":[{"intensity":3,"strokes":[{"view":"front","width":9,"points":[` +
		strings.TrimSuffix(strings.Repeat("[1,2],", n), ",") + `]}]}]}`
}

// A million points are refused by their bytes alone, without being read; as
// many as the bytes allow are refused by their number; what may be drawn is
// drawn. None of them takes more memory than a few times its own bytes.
func TestAMillionPoints(t *testing.T) {
	for _, c := range []struct {
		points int
		want   string // of the error; "" when the drawing is taken
		most   uint64 // bytes taken while reading, in all
	}{
		{1_000_000, "the drawing has more than 4194304 bytes; paint with fewer points", 64 << 10},
		{690_000, "/places/0/strokes: too many points; at most 100000 in a drawing", 16 * drawing.MaxBytes},
		{100_001, "/places/0/strokes: too many points", 16 << 20},
		{100_000, "", 16 << 20},
	} {
		raw := []byte(painted(c.points))
		drawing.Views()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		s, err := drawing.Read(raw)
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > c.most {
			t.Errorf("%d points: %d bytes were taken, at most %d are due", c.points, took, c.most)
		} else {
			t.Logf("%d points: %d bytes", c.points, took)
		}
		var public *unknot.Error
		switch {
		case c.want == "" && (err != nil || len(s.Places[0].Strokes[0].Points) != c.points):
			t.Errorf("%d points: %v", c.points, err)
		case c.want != "" && (!errors.As(err, &public) || !strings.Contains(public.Public, c.want)):
			t.Errorf("%d points: %v, want %q", c.points, err, c.want)
		}
	}
}
