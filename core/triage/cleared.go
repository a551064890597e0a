package triage

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot"
)

// Cleared proves that a case passed the gate. Only Result.Clear makes a valid
// one; the zero value is refused by every plan.
type Cleared struct {
	level   unknot.Level
	noPress bool
	reasons []Reason
	version string
}

// Valid reports whether c came out of Result.Clear.
func (c Cleared) Valid() bool { return c.version != "" }

// Level is the level of care that goes with the plan: self_care, routine or
// soon.
func (c Cleared) Level() unknot.Level { return c.level }

// NoPress reports whether nothing may be pressed, rolled or drummed until
// somebody has looked at it.
func (c Cleared) NoPress() bool { return c.noPress }

// Reasons are the milder signs that the plan must mention.
func (c Cleared) Reasons() []Reason { return c.reasons }

// StopError says that the level of care leaves no room for a plan.
type StopError struct {
	Level   unknot.Level
	Reasons []Reason
}

func (e *StopError) Error() string {
	return "a danger sign stops the plan: level " + e.Level.String()
}

// UnansweredError says that danger questions are still open.
type UnansweredError struct{ IDs []string }

func (e *UnansweredError) Error() string {
	return fmt.Sprintf("%d danger questions are not answered: %s", len(e.IDs), strings.Join(e.IDs, ", "))
}

// Clear passes the gate. It returns *StopError when the level stops the plan
// and *UnansweredError when open danger questions have no answer: silence is
// not a no.
func (r Result) Clear() (Cleared, error) {
	if r.version == "" {
		return Cleared{}, fmt.Errorf("clear: the result was not made by Screen")
	}
	if r.Level.StopsPlan() {
		return Cleared{}, &StopError{Level: r.Level, Reasons: r.Reasons}
	}
	if len(r.Unanswered) > 0 {
		return Cleared{}, &UnansweredError{IDs: r.Unanswered}
	}
	c := Cleared{level: r.Level, reasons: r.Reasons, version: r.version}
	for _, reason := range r.Reasons {
		c.noPress = c.noPress || reason.NoPress
	}
	return c, nil
}
