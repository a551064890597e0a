package balance

import (
	"fmt"
	"math"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// Verdict is what a check says of a side.
type Verdict string

// The verdicts. Unclear means that the number lies within its own noise of the
// border, so that it says nothing.
const (
	Fine    Verdict = "fine"
	Low     Verdict = "low" // short, weak, or not smooth
	Unclear Verdict = "unclear"
)

// Result is one check, judged.
type Result struct {
	Check   string
	Name    string
	Side    unknot.Side // "" where the check has no sides
	Value   float64
	Unit    string
	Border  float64 // where low begins at this age
	Noise   float64
	Verdict Verdict
	Words   string            // what it says, with its doubt
	Short   []unknot.MuscleID // may be held short; only when Low
	Weak    []unknot.MuscleID // may be weak, or held long; only when Low
	Grade   unknot.Grade
	Doubt   string
	Claims  []string
	Sources []string
}

// since is the age from which the border falls. Judgement: the ages of the
// handbook norms end there.
const since = 40

// Judge reads checks against their borders. A check that is unknown, out of
// its range or to be left out by this person is an error of unknot.Invalid.
func Judge(base *knowledge.Base, person unknot.Person, list []unknot.Checked) ([]Result, error) {
	var out []Result
	for _, c := range list {
		k, ok := base.Check(c.Check)
		if !ok {
			return nil, unknot.Errorf(unknot.Invalid, "there is no check %q; see: unknot balance", c.Check)
		}
		if err := valid(k, c); err != nil {
			return nil, err
		}
		out = append(out, judge(k, person, c))
	}
	return out, nil
}

func valid(k *knowledge.Check, c unknot.Checked) error {
	switch {
	case k.Sides && !c.Side.Valid():
		return unknot.Errorf(unknot.Invalid, "%s: say right or left", k.ID)
	case !k.Sides && c.Side != "":
		return unknot.Errorf(unknot.Invalid, "%s has no sides", k.ID)
	case k.Unit == "" && c.Answer != unknot.Yes && c.Answer != unknot.No && c.Answer != unknot.Unsure:
		return unknot.Errorf(unknot.Invalid, "%s: answer yes, no or unsure", k.ID)
	case k.Unit != "" && !(c.Value >= k.Min && c.Value <= k.Max):
		return unknot.Errorf(unknot.Invalid, "%s: %g is not between %g and %g %s", k.ID, c.Value, k.Min, k.Max, k.Unit)
	}
	return nil
}

func judge(k *knowledge.Check, person unknot.Person, c unknot.Checked) Result {
	r := Result{Check: k.ID, Name: k.Name, Side: c.Side, Value: c.Value, Unit: k.Unit, Noise: k.Noise,
		Grade: k.Grade, Doubt: k.Doubt, Claims: k.Claims, Sources: k.Sources}
	r.Border = border(k, person.Age)
	switch {
	case k.Unit == "" && c.Answer == unknot.Yes:
		r.Verdict = Fine
	case k.Unit == "" && c.Answer == unknot.No:
		r.Verdict = Low
	case k.Unit == "":
		r.Verdict = Unclear
	default:
		r.Verdict = measured(k, c.Value, r.Border)
	}
	if r.Verdict == Low {
		r.Short, r.Weak = k.Short, k.Weak
	}
	r.Words = words(k, r)
	return r
}

// border falls with age, for checks that say by how much.
func border(k *knowledge.Check, age int) float64 {
	if k.High != 0 {
		return k.High
	}
	if age > since && k.PerTen > 0 {
		return math.Max(k.Min, k.Low-k.PerTen*float64(age-since)/10)
	}
	return k.Low
}

// measured calls a number low only when it is beyond the border by more than
// half its noise: a single number nearer than that may be either.
func measured(k *knowledge.Check, value, border float64) Verdict {
	below := border - value
	if k.High != 0 {
		below = value - border
	}
	switch {
	case below > k.Noise/2:
		return Low
	case below < -k.Noise/2:
		return Fine
	}
	return Unclear
}

func words(k *knowledge.Check, r Result) string {
	switch {
	case r.Verdict == Unclear && k.Unit == "":
		return "Not sure: it says nothing yet."
	case r.Verdict == Unclear:
		return fmt.Sprintf("Near the border of %g %s, within the noise of %g: it says nothing yet.", r.Border, k.Unit, k.Noise)
	case r.Verdict == Fine:
		return "Nothing to do about it."
	case k.Kind == "strength":
		return "May be weak. Training comes first."
	case k.Kind == "rhythm":
		return "Not smooth. Many people without pain have that."
	case k.Kind == "posture":
		return "A posture that may hold some muscles short. It is not a fault."
	}
	return "May be short. A stretch and training of the other side may help."
}
