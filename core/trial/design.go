package trial

import (
	"fmt"

	"github.com/unknot/unknot/core/num"
)

// Design is how a trial is done. A block is one period of each treatment; the
// draw says which comes first.
type Design struct {
	A, B   string // what is compared, such as ids of treatments
	Blocks int    // 2 to 20
	Days   int    // of one period, 1 to 28
	Skip   int    // first days of each period that do not count, because the last treatment still works
	Seed   uint64 // of the draw
}

// Limits of a design. Below LeastBlocks no result can be clear: with five
// blocks even the most one-sided outcome has a chance of 1 in 16.
const (
	LeastBlocks = 6
	MostBlocks  = 20
	mostDays    = 28
)

// Check says what cannot be, and how to mend it.
func (d Design) Check() error {
	switch {
	case d.A == "" || d.B == "" || d.A == d.B:
		return fmt.Errorf("a trial compares two things; %q and %q are not two", d.A, d.B)
	case d.Blocks < 2 || d.Blocks > MostBlocks:
		return fmt.Errorf("%d blocks; give 2 to %d, and at least %d for a result that can be clear", d.Blocks, MostBlocks, LeastBlocks)
	case d.Days < 1 || d.Days > mostDays:
		return fmt.Errorf("%d days in a period; give 1 to %d", d.Days, mostDays)
	case d.Skip < 0 || d.Skip >= d.Days:
		return fmt.Errorf("%d of %d days are skipped; at least one must count", d.Skip, d.Days)
	}
	return nil
}

// Length is how many days the whole trial takes.
func (d Design) Length() int { return 2 * d.Blocks * d.Days }

// Period is where a day lies.
type Period struct {
	Block  int  // from 0
	Second bool // the second period of the block
	IsA    bool // A is done
	Counts bool // the day is not skipped
}

// On tells what is done on a day, from 0; ok is false outside the trial.
func (d Design) On(day int) (Period, bool) {
	if day < 0 || day >= d.Length() {
		return Period{}, false
	}
	period, in := day/d.Days, day%d.Days
	p := Period{Block: period / 2, Second: period%2 == 1, Counts: in >= d.Skip}
	p.IsA = d.aFirst()[p.Block] != p.Second
	return p, true
}

// aFirst draws for each block whether A comes first.
func (d Design) aFirst() []bool {
	s := num.NewStream(d.Seed, 41)
	list := make([]bool, d.Blocks)
	for i := range list {
		list[i] = s.Uint64()&1 == 1
	}
	return list
}
