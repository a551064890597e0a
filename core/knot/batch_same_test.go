package knot

import (
	"testing"

	"github.com/unknot/unknot/core/num"
)

// However the lanes are stepped, the bytes are the same. With GOEXPERIMENT=simd
// this compares four at a time with one by one.
func TestLanesAreSteppedAlike(t *testing.T) {
	s := num.NewStream(8, 8)
	who := People(lanes, 4, Default())
	start, p := make([]State, lanes), make([]Parameters, lanes)
	for j := range who {
		start[j], p[j] = State{C: s.Float(), I: s.Float(), S: s.Float(), W: s.Float(), A: s.Float(), K: s.Float()}, who[j].P
	}
	a, err := NewBatch(start, p)
	if err != nil {
		t.Fatal(err)
	}
	input := func(j int) Input { return who[j].At(1, 2*s.Float(), 1, false) }
	for range 200 {
		if err := a.Segment(input, 1./12, 0); err != nil { // prepares, and steps nothing
			t.Fatal(err)
		}
		b := a.Clone()
		var m middle
		a.blocks[0].step(&m)
		b.blocks[0].plainStep(&m)
		for j := range lanes {
			if x, y := a.State(j), b.State(j); x != y {
				t.Fatalf("lane %d: %v and %v", j, x, y)
			}
		}
	}
}
