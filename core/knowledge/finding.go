package knowledge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unknot/unknot"
)

// Finding is one thing that can be asked, self-tested, measured or examined.
//
// A sided finding is asked for one side: "neck.rotation.right". A finding with
// Per "muscle" is asked of one muscle on one side: "band.soleus_upper.left".
type Finding struct {
	ID        string          `toml:"id"`
	Name      string          `toml:"name"` // what it is called: "Spurling's test"
	Kind      string          `toml:"kind"` // history, aggravating, easing, self_test, examination, motion
	Per       string          `toml:"per"`  // "muscle" or empty
	Regions   []string        `toml:"regions"`
	Zones     []unknot.ZoneID `toml:"zones"` // drawn places that make it worth asking; empty: those of the regions
	Ask       string          `toml:"ask"`
	How       string          `toml:"how"`      // what to do, step by step
	Picture   string          `toml:"picture"`  // for who draws it: what the drawing would show; readers do not meet it
	Positive  string          `toml:"positive"` // what counts as a yes
	Why       string          `toml:"why"`
	Caution   string          `toml:"caution"` // when to leave it, when to stop
	Who       string          `toml:"who"`     // self, helper, clinician
	Sided     bool            `toml:"sided"`
	Seconds   int             `toml:"seconds"` // how long it takes
	Answers   []FindingAnswer `toml:"answers"` // empty: those of its kind, see Choices
	Unit      string          `toml:"unit"`    // degrees, cm, mm, hours, … for measured findings
	Normal    []float64       `toml:"normal"`  // low and high of the usual range of adults, in the unit
	Norms     []Norm          `toml:"norms"`   // usual ranges by age and sex, where published
	Low       float64         `toml:"low"`     // a value below counts as positive
	VeryLow   float64         `toml:"very_low"`
	High      float64         `toml:"high"` // a value above counts as positive
	VeryHigh  float64         `toml:"very_high"`
	Min       float64         `toml:"min"`   // smallest value that can be
	Max       float64         `toml:"max"`   // largest value that can be
	Noise     float64         `toml:"noise"` // a change below this is measurement noise
	Agreement Agreement       `toml:"agreement"`
	Trust     float64         `toml:"reliability"` // own figure, 0-1; 0: see Reliability
	Leak      float64         `toml:"leak"`        // chance of a positive with none of the linked causes
	Links     []Bearing       `toml:"links"`
	Judgement []string        `toml:"judgement"`
	Record
}

// FindingAnswer is a word that may be answered, and how strong a yes it is.
type FindingAnswer struct {
	ID    string `toml:"id"`
	Words string `toml:"words"`
	Level int    `toml:"level"` // 0 no, 1 yes, 2 strongly
}

// Norm is a published usual range for people of an age and sex.
type Norm struct {
	Sex    unknot.Sex `toml:"sex"` // empty: all
	AgeMin int        `toml:"age_min"`
	AgeMax int        `toml:"age_max"`
	Mean   float64    `toml:"mean"`
	SD     float64    `toml:"sd"` // 0: not known
	Source string     `toml:"source"`
}

// Agreement says how far two examiners, or two trials, agree.
type Agreement struct {
	Kappa   float64   `toml:"kappa"`   // Cohen's kappa between examiners
	Range   []float64 `toml:"range"`   // of kappa or ICC, over studies or 95 % interval
	ICC     float64   `toml:"icc"`     // intraclass correlation
	Percent float64   `toml:"percent"` // raw agreement, where nothing better is known
	Source  string    `toml:"source"`  // empty: not studied
}

// Bearing is what a finding says for one or more causes. Chance is that of a
// positive when the cause is there and nothing else is; where only sensitivity
// is published Chance follows from it and the leak. Without Source the
// numbers are judgement.
type Bearing struct {
	Muscles    []unknot.MuscleID `toml:"muscles"`
	Lookalikes []string          `toml:"lookalikes"`
	Side       string            `toml:"side"`   // of the cause: "same" (also when empty), "other", "both"
	Chance     float64           `toml:"chance"` // of level 1 or more
	Strong     float64           `toml:"strong"` // of level 2
	Latent     float64           `toml:"latent"` // of level 1 with a latent point; findings per muscle only
	Sens       float64           `toml:"sens"`   // published sensitivity, 0-1
	Spec       float64           `toml:"spec"`   // published specificity, 0-1
	People     int               `toml:"people"`
	Source     string            `toml:"source"`
}

// Reading is a finding as a cause sees it: the numbers of one link.
type Reading struct {
	Finding string // id of a finding or of a danger question
	Side    string // "same", "other" or "both"
	Chance  float64
	Strong  float64
	Source  string // empty: judgement
}

var (
	yesNo      = []FindingAnswer{{"yes", "yes", 1}, {"no", "no", 0}}
	motionSays = []FindingAnswer{{"blocked", "hardly moves", 2}, {"stiff", "stops short", 1}, {"painful", "moves but hurts", 1}, {"free", "moves freely", 0}}
)

// Choices lists what may be answered, beside "unsure".
func (f *Finding) Choices() []FindingAnswer {
	switch {
	case len(f.Answers) > 0:
		return f.Answers
	case f.Kind == "motion":
		return motionSays
	}
	return yesNo
}

// Level reads an answer, a measured value, or both: 0 negative, 1 positive,
// 2 strongly positive, the larger of the two counting. known is false when
// both say nothing ("unsure"). The error says what may be answered.
func (f *Finding) Level(answer string, value float64, valued bool) (level int, known bool, err error) {
	if valued {
		if f.Unit == "" {
			return 0, false, fmt.Errorf("finding %q takes %s, not the number %v", f.ID, f.choiceWords(), value)
		}
		if f.Max > f.Min && (value < f.Min || value > f.Max) {
			return 0, false, fmt.Errorf("finding %q is %v %s; it lies between %v and %v", f.ID, value, f.Unit, f.Min, f.Max)
		}
		known = f.Low != 0 || f.High != 0
		switch {
		case f.VeryLow != 0 && value < f.VeryLow, f.VeryHigh != 0 && value > f.VeryHigh:
			level = 2
		case f.Low != 0 && value < f.Low, f.High != 0 && value > f.High:
			level = 1
		}
		if answer == "" {
			return level, known, nil
		}
	}
	if answer == "unsure" {
		return level, known, nil
	}
	choices := f.Choices()
	for _, set := range [][]FindingAnswer{choices, yesNo} { // yes and no are understood everywhere
		if i := slices.IndexFunc(set, func(a FindingAnswer) bool { return a.ID == answer }); i >= 0 {
			return max(level, set[i].Level), true, nil
		}
	}
	return 0, false, fmt.Errorf("finding %q: answer is %q; use %s", f.ID, answer, f.choiceWords())
}

func (f *Finding) choiceWords() string {
	var words []string
	for _, a := range f.Choices() {
		words = append(words, a.ID)
	}
	return strings.Join(words, ", ") + " or unsure"
}

// Reliability is how far an answer may be trusted, 0-1: the record's own
// figure; else half way between chance and the published agreement; else by
// who does it. The last two rules are judgement.
func (f *Finding) Reliability() float64 {
	switch a := f.Agreement; {
	case f.Trust > 0:
		return f.Trust
	case a.Kappa > 0:
		return 0.5 + 0.5*a.Kappa
	case a.ICC > 0:
		return 0.5 + 0.5*a.ICC
	case f.Who == "clinician":
		return 0.8
	case f.Kind == "self_test" || f.Kind == "motion":
		return 0.7
	}
	return 0.85
}

// active is the chance that the cause alone makes the finding positive.
func (l *Bearing) active(leak float64) float64 {
	if l.Chance > 0 || l.Sens == 0 {
		return l.Chance
	}
	// sens = 1 - (1 - leak)(1 - chance)
	return min(max(1-(1-l.Sens)/(1-leak), 0), 0.98)
}

func (l *Bearing) reading(f *Finding) Reading {
	side := l.Side
	if side == "" {
		side = "same"
	}
	return Reading{Finding: f.ID, Side: side, Chance: l.active(f.Leak), Strong: l.Strong, Source: l.Source}
}

// FindingsOfMuscle lists the findings that speak for an active point in the
// muscle, in file order. Findings asked per muscle are not among them.
func (b *Base) FindingsOfMuscle(id unknot.MuscleID) []Reading {
	var out []Reading
	for i := range b.Findings {
		f := &b.Findings[i]
		for j := range f.Links {
			if f.Per == "" && slices.Contains(f.Links[j].Muscles, id) {
				out = append(out, f.Links[j].reading(f))
			}
		}
	}
	return out
}

// FindingsOfLookalike lists the danger questions and findings that speak for a
// look-alike.
func (b *Base) FindingsOfLookalike(id string) []Reading {
	l, ok := b.Lookalike(id)
	if !ok {
		return nil
	}
	var out []Reading
	for _, k := range l.Findings {
		out = append(out, Reading{Finding: k.ID, Side: "same", Chance: k.Chance})
	}
	for i := range b.Findings {
		f := &b.Findings[i]
		for j := range f.Links {
			if slices.Contains(f.Links[j].Lookalikes, id) {
				out = append(out, f.Links[j].reading(f))
			}
		}
	}
	return out
}

// Trusted says whether examiners, or measurements, were found to agree at
// least moderately (0.6 or more; Landis 1977, doi 10.2307/2529310).
func (f *Finding) Trusted() bool { return max(f.Agreement.Kappa, f.Agreement.ICC) >= 0.6 }
