package care

// Events that another program can be told of.
const (
	EpisodeKept  = "episode.kept"
	EpisodeQuiet = "episode.quiet"
	EntryKept    = "entry.kept"
	DangerRaised = "danger.raised"
	VisitKept    = "visit.kept"
)

// Events lists them.
var Events = []string{EpisodeKept, EpisodeQuiet, EntryKept, DangerRaised, VisitKept}

// Told is what an event is about. Only ids leave the house unless the person
// chose otherwise.
type Told struct {
	Episode string   `json:"episode,omitempty"`
	Entry   string   `json:"entry,omitempty"`
	Visit   string   `json:"visit,omitempty"`
	Level   string   `json:"level,omitempty"` // with Detail only
	Pain    *float64 `json:"pain,omitempty"`  // with Detail only
}
