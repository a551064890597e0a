package unknot

import "time"

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
}

// PainAt is the pain at one place: now, and the worst and the average since
// the last entry, NRS 0-10; -1 when unsaid.
type PainAt struct {
	Cells               []CellID
	Now, Worst, Average float64
}

// Done is something that was done, and what it felt like.
type Done struct {
	Treatment string  // id of a treatment
	Minutes   float64 // -1 when unsaid
	Effort    float64 // discomfort while doing it, 0-10; -1 when unsaid
}
