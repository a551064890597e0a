package coach

import (
	"errors"
	"fmt"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
)

// Session is one item of a plan, done once.
type Session struct {
	Item    plan.Item
	Steps   []Step
	Seconds int      // of all timed steps
	Stop    []string // what ends the session at once
	Weekly  string   // what a week of it adds up to, "" where that does not matter
}

// Step is one timed step.
type Step struct {
	Do      string // ready, check, light, find, hold, pause, move, tense, skin, side, ask; see knowledge.StepKinds
	Words   string
	Seconds int // 0: until the person goes on
	Round   int // of a repeat, from 1; 0 outside
	Rounds  int
	Low     int // discomfort 0-10 to aim for, where the step presses or loads
	High    int
	Max     int // never to pass
}

// ErrNotPassed is returned for a plan that did not come out of plan.Build: the
// danger questions come first on every path.
var ErrNotPassed = errors.New("coach: the plan has not passed the danger questions")

// ErrNoSession says that an item is no session: it is read once or belongs to
// the day.
var ErrNoSession = errors.New("coach: this item is not done as a timed session")

// Guide returns the session of the n-th item of a plan, from 0. It returns
// ErrNotPassed, and ErrNoSession for items such as a text to read.
func Guide(base *knowledge.Base, p plan.Plan, n int) (Session, error) {
	if !p.Passed() {
		return Session{}, ErrNotPassed
	}
	if n < 0 || n >= len(p.Items) {
		return Session{}, fmt.Errorf("coach: the plan has %d items", len(p.Items))
	}
	it := p.Items[n]
	r, ok := routineOf(base, it)
	if !ok {
		return Session{}, ErrNoSession
	}
	s := Session{Item: it, Stop: it.Stop}
	s.Steps = fill(r, it)
	for i := range s.Steps {
		s.Steps[i].Words = strings.ReplaceAll(s.Steps[i].Words, "{move}", moveWords(base, it))
		if m, ok := base.Muscle(it.Muscle); ok && it.Kind == "manual" {
			s.Steps[i].Words = strings.Replace(s.Steps[i].Words, "Take the position.", positionOf(base, m), 1)
		}
		s.Seconds += s.Steps[i].Seconds
	}
	s.Weekly = weekly(it)
	return s, nil
}

// routineOf finds the routine of a treatment, else of its technique.
func routineOf(base *knowledge.Base, it plan.Item) (*knowledge.Routine, bool) {
	var general *knowledge.Routine
	for i := range base.Routines {
		r := &base.Routines[i]
		for _, id := range r.Treatments {
			if id == it.Treatment {
				return r, true
			}
		}
		for _, t := range r.Techniques {
			if t == it.Technique && len(r.Treatments) == 0 && general == nil {
				general = r
			}
		}
	}
	return general, general != nil
}

func moveWords(base *knowledge.Base, it plan.Item) string {
	for i := range base.Moves {
		if base.Moves[i].ID == it.Move {
			return strings.Join(base.Moves[i].Steps, " ")
		}
	}
	return "Roll the shoulders and stretch as you like."
}

// fill puts the dose into the routine: how long, and how often.
func fill(r *knowledge.Routine, it plan.Item) []Step {
	from, to := loopOf(r)
	rounds := roundsOf(r, it)
	var out []Step
	for _, s := range r.Steps[:from] {
		out = append(out, stepOf(s, it, 0, 0))
	}
	for n := 1; n <= rounds; n++ {
		for _, s := range r.Steps[from:to] {
			if s.Do == "pause" && n == rounds && !s.Last {
				continue
			}
			out = append(out, stepOf(s, it, n, rounds))
		}
	}
	for _, s := range r.Steps[to:] {
		out = append(out, stepOf(s, it, 0, 0))
	}
	if how := lead(it); how != "" {
		i := 0
		for i < len(out) && out[i].Do == "check" {
			i++
		}
		if i < len(out) && out[i].Do == "ready" {
			out[i].Words = out[i].Words + " " + how
		}
	}
	return out
}

// lead is what the item itself says of the how: the press or the stretch of
// the muscle, or the exercise.
func lead(it plan.Item) string {
	switch {
	case it.Move != "" && it.Kind == "movement":
		return strings.Join(it.Steps, " ")
	case it.Muscle != "" && len(it.Steps) > 0:
		return it.Steps[0]
	}
	return ""
}

// loopOf is the range of the looped steps.
func loopOf(r *knowledge.Routine) (from, to int) {
	from, to = len(r.Steps), len(r.Steps)
	for i, s := range r.Steps {
		if s.Loop {
			from = i
			break
		}
	}
	for i := len(r.Steps); i > from; i-- {
		if r.Steps[i-1].Loop {
			return from, i
		}
	}
	return from, to
}

// defaultRounds is how often a loop is done when the dose does not say: two
// rounds of strength training. Judgement: a start that most people manage; the
// steps of the plan add rounds.
const defaultRounds = 2

func roundsOf(r *knowledge.Routine, it plan.Item) int {
	now := it.Dose.Now
	for _, s := range r.Steps {
		if s.Loop && s.Take == "minutes" && s.Part > 0 {
			return max(1, (now.Minutes*60+s.Part-1)/s.Part)
		}
		if s.Loop && s.Take == "hold" {
			return max(1, now.Repeats)
		}
	}
	if it.Technique == "strengthen" {
		return defaultRounds + max(0, it.Step)
	}
	return max(1, now.Repeats)
}

func stepOf(s knowledge.RoutineStep, it plan.Item, round, rounds int) Step {
	out := Step{Do: s.Do, Words: s.Words, Seconds: s.Seconds, Round: round, Rounds: rounds}
	now := it.Dose.Now
	switch s.Take {
	case "hold":
		out.Seconds = now.Hold
	case "minutes":
		out.Seconds = min(s.Part, max(0, now.Minutes*60-(max(round, 1)-1)*s.Part))
		if out.Seconds == 0 {
			out.Seconds = s.Part
		}
	}
	switch s.Do {
	case "hold", "move", "tense", "find":
		out.Low, out.High, out.Max = it.Dose.Low, it.Dose.High, it.Dose.Max
	case "light":
		if it.Dose.Max > 0 {
			out.Low, out.High, out.Max = 0, min(3, it.Dose.High), it.Dose.Max
		}
	}
	if it.Kind == "warmth" || it.Kind == "cold" { // warm and cold have their own measure: the skin
		out.Low, out.High, out.Max = 0, 0, 0
	}
	return out
}

// stretchWeek is as many minutes a week as lengthen a muscle further (Ingram
// 2025, doi:10.1007/s40279-024-02143-9, 189 studies).
const stretchWeek = 10

// weekly says what a week of stretching adds up to, beside what helps.
func weekly(it plan.Item) string {
	now := it.Dose.Now
	if it.Technique != "stretch" || now.Hold == 0 {
		return ""
	}
	days := now.PerWeek
	if days == 0 {
		days = 7
	}
	minutes := float64(now.Hold*max(now.Repeats, 1)*max(now.PerDay, 1)*days) / 60
	return fmt.Sprintf("%d seconds a session, about %.0f minutes a week. About %d minutes a week for each muscle is as much as helps (Ingram 2025).",
		now.Hold*max(now.Repeats, 1), minutes, stretchWeek)
}
