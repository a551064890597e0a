package plan

// Lengths of the phases in days. A fresh injury is protected for up to three
// days; after six weeks most neck and back pain that will settle has settled
// (Menezes Costa 2012, doi 10.1503/cmaj.111271).
const (
	freshDays    = 3
	settlingDays = 42
)

// shortDay is how few minutes a day make a plan for one muscle only.
// Judgement.
const shortDay = 15

// today is how long the complaint has gone on: at the start of the plan, and
// the days since; -1 when unsaid.
func today(in Input) int {
	if in.Onset.Days < 0 {
		return -1
	}
	return in.Onset.Days + in.Course.Days
}

// phase says where the complaint stands: a fresh injury, settling, lasting
// beyond six weeks, or quiet.
func (b *builder) phase() string {
	switch {
	case b.in.Course.Calm:
		return "quiet"
	case b.facts.Has["fresh_injury"]:
		return "fresh"
	case today(b.in) > settlingDays:
		return "lasting"
	}
	return "settling"
}
