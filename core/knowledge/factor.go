package knowledge

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/unknot/unknot"
)

// MuscleFactor multiplies the prior odds of an active point in some muscles
// when the person fits. Whoever says nothing of age, sex or health keeps the
// prior; so does the average person, see Group.
type MuscleFactor struct {
	ID      string            `toml:"id"`
	Words   string            `toml:"words"`   // as a reason: "women have neck pain more often than men"
	Group   string            `toml:"group"`   // rows of which a person fits at most one; over all people they leave the odds as they are
	People  float64           `toml:"people"`  // share of adults whom the row fits, 0-1
	Regions []string          `toml:"regions"` // its muscles, by region
	Muscles []unknot.MuscleID `toml:"muscles"` // and by name
	Factor
	Record
}

// LeastFactor and MostFactor bound the odds of one MuscleFactor. Judgement:
// surveys count pain, not points, and pain in a region raises its other causes
// as well; no answer on a form may weigh as much as where it hurts.
const (
	LeastFactor = 0.7
	MostFactor  = 1.6
)

// unbalanced is how far the mean of a group may be from 1. Judgement: less than
// the last digit that any of the studies could tell.
const unbalanced = 0.025

// Fits reports whether the person is one of those that the factor is about. What
// the person did not say never fits.
func (f Factor) Fits(p unknot.Person) bool {
	if f.AgeMin > 0 || f.AgeMax > 0 {
		if p.Age < 0 || p.Age < f.AgeMin || f.AgeMax > 0 && p.Age > f.AgeMax {
			return false
		}
	}
	if f.Sex != "" && p.Sex != f.Sex {
		return false
	}
	return f.Person == "" || p.Has(f.Person) || f.Person == "pregnant" && p.Pregnant == unknot.Yes
}

// Bears reports whether the factor is about the muscle.
func (f *MuscleFactor) Bears(m *Muscle) bool {
	return slices.Contains(f.Regions, m.Region) || slices.Contains(f.Muscles, m.ID)
}

// traitKinds are both halves of the ids of traits. "numb" counts as tingling, and
// a place whose pain comes and goes as a course.
var traitKinds = map[string][]string{
	"onset":   {"after_injury", "after_load", "gradual", "sudden"},
	"days":    {"fresh", "lasting"},
	"course":  {"better", "comes_and_goes", "same", "worse"},
	"timing":  {"at_night", "at_rest", "constant", "on_movement"},
	"quality": {"ache", "burning", "pressure", "sharp", "throbbing", "tingling"},
}

// traitStyle checks that a trait can be met and that its odds are within reason.
func (c *checker) traitStyle(t Trait) {
	kind, word, _ := strings.Cut(t.ID, ".")
	if !slices.Contains(traitKinds[kind], word) {
		c.fault("id", fmt.Sprintf("no case can have the trait %q", t.ID), fmt.Sprintf("name one of onset, days, course, timing or quality; %s has %v", kind, traitKinds[kind]))
	}
	for id, odds := range t.Odds {
		if odds < 1/MostTrait || odds > MostTrait {
			c.fault("odds", fmt.Sprintf("odds of %s are %v", id, odds), fmt.Sprintf("keep them between %v and %v", 1/MostTrait, MostTrait))
		}
	}
}

// factorStyle checks what a factor is about, and its size.
func (c *checker) factorStyle(f MuscleFactor) {
	c.needs("words", f.Words, "group", f.Group)
	if len(f.Regions)+len(f.Muscles) == 0 {
		c.fault("", "the factor is about no muscle", "name regions or muscles")
	}
	if f.AgeMin == 0 && f.AgeMax == 0 && f.Sex == "" && f.Person == "" {
		c.fault("", "the factor fits everybody", "name an age, a sex or a condition; what holds for all belongs into the prior")
	}
	if f.AgeMax > 0 && f.AgeMax < f.AgeMin {
		c.fault("age_max", fmt.Sprintf("age_max %d lies below age_min %d", f.AgeMax, f.AgeMin), "put them in order")
	}
	c.oneOf("sex", string(f.Sex), "", "female", "male", "other")
	if f.Odds < LeastFactor || f.Odds > MostFactor {
		c.fault("odds", fmt.Sprintf("odds are %v", f.Odds), fmt.Sprintf("keep them between %v and %v", LeastFactor, MostFactor))
	}
	if f.People <= 0 || f.People > 1 {
		c.fault("people", fmt.Sprintf("people is %v", f.People), "write the share of adults whom it fits, above 0 and at most 1")
	}
}

// groups checks that rows of one group are about the same muscles and leave the
// average person where they were. Whom no row fits counts with odds of 1.
func (c *checker) groups(f *parsed) {
	mean, people, first := map[string]float64{}, map[string]float64{}, map[string]int{}
	for i, x := range f.Factor {
		c.at(f, "muscle_factor", i, x.ID)
		mean[x.Group] += x.People * x.Odds
		people[x.Group] += x.People
		if k, ok := first[x.Group]; !ok {
			first[x.Group] = i
		} else if a := f.Factor[k]; !slices.Equal(a.Regions, x.Regions) || !slices.Equal(a.Muscles, x.Muscles) {
			c.fault("group", fmt.Sprintf("%s of the same group is about other muscles", a.ID), "give the rows of a group the same regions and muscles")
		}
	}
	for i, x := range f.Factor {
		if first[x.Group] != i {
			continue
		}
		c.at(f, "muscle_factor", i, x.ID)
		if people[x.Group] > 1.0001 {
			c.fault("people", fmt.Sprintf("the rows of group %s fit %v of all people", x.Group, people[x.Group]), "their shares add up to at most 1")
		} else if m := mean[x.Group] + 1 - people[x.Group]; math.Abs(m-1) > unbalanced {
			c.fault("odds", fmt.Sprintf("group %s multiplies the odds of the average person by %.3f", x.Group, m), "balance it: what some have more, others have less")
		}
	}
}
