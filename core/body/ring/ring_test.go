package ring_test

import (
	"testing"

	"github.com/unknot/unknot/core/body/ring"
)

func square(lo, hi float64) [][2]float64 {
	return [][2]float64{{lo, lo}, {hi, lo}, {hi, hi}, {lo, hi}}
}

func TestWithin(t *testing.T) {
	hollow := [][][2]float64{square(0, 9), square(3, 6)}
	bent := [][][2]float64{{{0, 0}, {9, 0}, {9, 2}, {2, 2}, {2, 9}, {0, 9}}}
	cases := []struct {
		name  string
		rings [][][2]float64
		x, y  float64
		want  bool
	}{
		{"between the rings", hollow, 1, 4, true},
		{"in the hole", hollow, 4, 4, false},
		{"left of all", hollow, -1, 4, false},
		{"right of all", hollow, 10, 4, false},
		{"in the foot of an L", bent, 8, 1, true},
		{"in the corner of an L", bent, 8, 8, false},
		{"no ring", nil, 1, 1, false},
	}
	for _, c := range cases {
		if got := ring.Within(c.x, c.y, c.rings); got != c.want {
			t.Errorf("%s: Within(%v, %v) = %v", c.name, c.x, c.y, got)
		}
	}
}
