package unknot

// Answer is what a person said to a yes/no question.
type Answer string

// The four answers. NotAsked is the zero value: silence is not a no.
const (
	NotAsked Answer = ""
	Yes      Answer = "yes"
	No       Answer = "no"
	Unsure   Answer = "unsure"
)

// Valid reports whether a is one of the answers, silence included.
func (a Answer) Valid() bool {
	return a == NotAsked || a == Yes || a == No || a == Unsure
}

// Perhaps reports a yes or a not sure, which counts as one where harm is near.
func (a Answer) Perhaps() bool { return a == Yes || a == Unsure }
