package unknot

import (
	"slices"
	"time"
)

// Entry is one timestamped log: what hurts, how much, what was done. There may
// be many a day. Entries are never changed; a correction is a new entry that
// names the old one.
type Entry struct {
	ID      string
	Episode string // "" when it belongs to no episode
	At      time.Time
	Mends   string // id of the entry it corrects, or ""
	Places  []PainAt
	Did     []Done
	Sleep   float64 // hours; -1 when unsaid
	Stress  float64 // 0-10; -1 when unsaid
	Note    string
	Sheet   []byte // the drawing as it was painted, unknot.drawing/v1; nil when places were only named

	Spots    []Spot            // trigger points as they were found
	Motion   []Motion          // how far a joint went
	Function []Activity        // what the person wants to do again (PSFS)
	PEG      []float64         // pain, enjoyment, general activity of the last week, 0-10 each; empty when unsaid
	Work     []Work            // what loaded the body
	Medicine []Taken           // what was taken
	Danger   map[string]Answer // danger questions that were answered with this entry
}

// PainAt is the pain at one place: now, and the worst and the average since
// the last entry, NRS 0-10; -1 when unsaid.
type PainAt struct {
	Cells               []CellID
	Now, Worst, Average float64
	Quality             []string // see Qualities
	Timing              string   // see Timings, or ""
	Threshold           float64  // pressure pain threshold, kPa (1 kg/cm² = 98.07 kPa); 0 when not measured
}

// Pain is the pain now, or the average where only that was said; -1 when
// neither was.
func (p PainAt) Pain() float64 {
	if p.Now < 0 {
		return p.Average
	}
	return p.Now
}

// Pain is the pain of the place that hurts most; -1 when none was said.
func (e Entry) Pain() float64 {
	top := -1.0
	for _, p := range e.Places {
		top = max(top, p.Pain())
	}
	return top
}

// OldestFirst gives the entries by when they were felt, without copying them;
// those of one time stay as they came.
func OldestFirst(entries []Entry) []*Entry {
	out := make([]*Entry, len(entries))
	for i := range entries {
		out[i] = &entries[i]
	}
	slices.SortStableFunc(out, func(a, b *Entry) int { return a.At.Compare(b.At) })
	return out
}

// State is how a trigger point is.
type State string

// A quiet point no longer hurts, but its nodule can still be felt.
const (
	Active State = "active"
	Latent State = "latent"
	Quiet  State = "quiet"
	Gone   State = "none"
)

// States lists the states, worst first.
var States = []string{string(Active), string(Latent), string(Quiet), string(Gone)}

// Spot is a trigger point of a muscle as it was found.
type Spot struct {
	Muscle MuscleID
	Side   Side
	State  State
}

// Motion is how far a movement went, such as neck.rotation.right.
type Motion struct {
	What    string
	Degrees float64 // 0-360
}

// Activity is one activity of the Patient-Specific Functional Scale: 0 cannot
// do it, 10 as before (Stratford 1995, doi:10.3138/ptc.47.4.258).
type Activity struct {
	Name  string
	Score float64
}

// Work is hours of something that loads the body, such as desk or lifting.
type Work struct {
	Kind  string
	Hours float64 // 0-24
}

// Taken is a medicine, in the person's own words.
type Taken struct {
	Name string
	Dose string // "" when unsaid
}

// Done is something that was done, and what it felt like: a session, guided or
// not.
type Done struct {
	Treatment string   // id of a treatment
	Minutes   float64  // -1 when unsaid
	Effort    float64  // discomfort while doing it, 0-10; -1 when unsaid
	Muscle    MuscleID // what it was for, or ""
	Side      Side     // of the muscle, or ""
	Steps, Of int      // steps that were done, of how many; Of is 0 when unsaid
	Pain      *Felt    // nil when unsaid
	Stopped   string   // why it ended before its time, a short name such as sharp_pain, or ""
}

// Felt is the pain just before and just after, NRS 0-10.
type Felt struct{ Before, After float64 }

// PSFS is the score of the Patient-Specific Functional Scale: the mean of the
// activities, 0 to 10; -1 without any. For the mean, a change of 2 is more than
// the error of measurement (Stratford 1995, doi:10.3138/ptc.47.4.258).
func PSFS(list []Activity) float64 {
	scores := make([]float64, len(list))
	for i, a := range list {
		scores[i] = a.Score
	}
	return meanOf(scores)
}

// PEG is the score of the three questions on pain, enjoyment and general
// activity: their mean, 0 (best) to 10; -1 when they were not answered
// (Krebs 2009, doi:10.1007/s11606-009-0981-1).
func PEG(answers []float64) float64 {
	if len(answers) != 3 {
		return -1
	}
	return meanOf(answers)
}

func meanOf(list []float64) float64 {
	if len(list) == 0 {
		return -1
	}
	sum := 0.0
	for _, x := range list {
		sum += x
	}
	return sum / float64(len(list))
}
