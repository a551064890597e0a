package assess_test

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
)

// of is the standing of a muscle or a look-alike, on the right or of the whole
// body.
func of(t *testing.T, a assess.Assessment, id string) assess.Candidate {
	t.Helper()
	for _, c := range append(slices.Clone(a.Candidates), a.Lookalikes...) {
		if (string(c.Muscle) == id || c.Lookalike == id) && (c.Side == unknot.Right || c.Side == "") {
			return c
		}
	}
	t.Fatalf("%s is not in the answer", id)
	return assess.Candidate{}
}

func infer(t *testing.T, e *assess.Engine, in assess.Input) assess.Assessment {
	t.Helper()
	a, err := e.Infer(in)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Each factor of the person moves the score of its muscles the stated way, by
// no more than its bound, and is told as a reason with its source.
func TestThePersonMovesMusclesALittle(t *testing.T) {
	base, e := engine(t)
	cases := []struct {
		factor, muscle string
		zone           unknot.ZoneID
		person         unknot.Person
	}{
		{"neck_women", "levator_scapulae", "neck_side", unknot.Person{Age: -1, Sex: "female"}},
		{"neck_men", "levator_scapulae", "neck_side", unknot.Person{Age: -1, Sex: "male"}},
		{"jaw_women", "masseter_superficial", "jaw", unknot.Person{Age: -1, Sex: "female"}},
		{"jaw_men", "masseter_superficial", "jaw", unknot.Person{Age: -1, Sex: "male"}},
		{"jaw_middle", "masseter_superficial", "jaw", unknot.Person{Age: 30}},
		{"jaw_old", "masseter_superficial", "jaw", unknot.Person{Age: 60}},
		{"back_women", "ql_deep", "low_back", unknot.Person{Age: -1, Sex: "female"}},
		{"back_men", "ql_deep", "low_back", unknot.Person{Age: -1, Sex: "male"}},
		{"back_young", "ql_deep", "low_back", unknot.Person{Age: 29}},
		{"back_middle", "ql_deep", "low_back", unknot.Person{Age: 40}},
		{"back_old", "ql_deep", "low_back", unknot.Person{Age: 80}},
		{"back_pregnant", "ql_deep", "low_back", unknot.Person{Age: -1, Pregnant: unknot.Yes}},
		{"back_smoker", "ql_deep", "low_back", unknot.Person{Age: -1, Conditions: []string{"smoker"}}},
	}
	left := map[string]bool{}
	for _, f := range base.Factors {
		left[f.ID] = true
	}
	for _, c := range cases {
		delete(left, c.factor)
		k := slices.IndexFunc(base.Factors, func(f knowledge.MuscleFactor) bool { return f.ID == c.factor })
		if k < 0 {
			t.Errorf("there is no factor %s", c.factor)
			continue
		}
		f := base.Factors[k]
		in := assess.Input{Person: unknot.Person{Age: -1}, Onset: assess.Onset{Days: -1}, Drawing: unknot.Drawing{Places: []unknot.Place{place(c.zone, unknot.Right, 5)}}}
		before := of(t, infer(t, e, in), c.muscle)
		in.Person = c.person
		after := of(t, infer(t, e, in), c.muscle)
		moved, most := after.Score-before.Score, max(math.Log(knowledge.MostFactor), -math.Log(knowledge.LeastFactor))
		// look-alikes that compete have factors of their own
		if after.Start != before.Start || math.Abs(moved) > most+0.1 {
			t.Errorf("%s moves %s by %.3f, more than %.3f", c.factor, c.muscle, moved, most)
		}
		shift, said := 0.0, false
		for _, r := range append(slices.Clone(after.For), after.Against...) {
			if r.Finding == "person."+c.factor {
				shift, said = r.LogOdds, r.Words == f.Words && len(r.Sources) > 0
			}
		}
		if !said || shift*math.Log(f.Odds) <= 0 || math.Abs(shift) > math.Abs(math.Log(f.Odds))+0.01 {
			t.Errorf("%s: its reason says %.4f (told: %v), want the way of %.4f and no more", c.factor, shift, said, math.Log(f.Odds))
		}
	}
	for id := range left {
		t.Errorf("no case tells what %s does", id)
	}
}

// Whoever says nothing of age, sex and health gets the answer of an engine that
// knows no factors; "not sure" of a pregnancy and another sex are nothing said.
func TestThePersonUnsaidLeavesThePrior(t *testing.T) {
	_, e := engine(t)
	plain, _ := engine(t) // loaded anew, to be changed
	plain.Factors = nil
	without := assess.NewEngine(plain)
	for _, person := range []unknot.Person{{Age: -1}, {Age: -1, Sex: "other"}, {Age: -1, Pregnant: unknot.Unsure}, {Age: -1, Pregnant: unknot.No}} {
		in := assess.Input{Person: person, Onset: assess.Onset{Days: -1},
			Drawing: unknot.Drawing{Places: []unknot.Place{place("low_back", unknot.Right, 5), place("jaw", unknot.Right, 3)}}}
		if got, want := infer(t, e, in), infer(t, without, in); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v: the answer moved although nothing was said", person)
		}
	}
}

// A factor is held to its bounds also when the file has more.
func TestAFactorOutOfBoundsIsHeld(t *testing.T) {
	wild, _ := engine(t) // loaded anew, to be changed
	wild.Factors = []knowledge.MuscleFactor{{ID: "wild", Words: "wild", Regions: []string{"low_back"}, Factor: knowledge.Factor{Sex: "female", Odds: 1000}}}
	in := assess.Input{Person: unknot.Person{Age: -1}, Onset: assess.Onset{Days: -1}, Drawing: unknot.Drawing{Places: []unknot.Place{place("low_back", unknot.Right, 5)}}}
	e := assess.NewEngine(wild)
	before := of(t, infer(t, e, in), "ql_deep")
	in.Person.Sex = "female"
	if moved := of(t, infer(t, e, in), "ql_deep").Score - before.Score; moved <= 0 || moved > math.Log(knowledge.MostFactor)+0.1 {
		t.Errorf("the score moved by %.3f", moved)
	}
}

// How the complaint goes on and when it hurts move causes the way that books say.
func TestCourseAndTimingMoveCauses(t *testing.T) {
	_, e := engine(t)
	cases := []struct {
		trait, cause string
		zone         unknot.ZoneID
		up           bool
	}{
		{"course.worse", "ql_deep", "low_back", false},
		{"course.worse", "bone_cancer", "low_back", true},
		{"course.worse", "spine_infection", "low_back", true},
		{"course.better", "ql_deep", "low_back", true},
		{"course.better", "strain", "calf", true},
		{"course.better", "knee_arthritis", "knee_front", false},
		{"course.same", "strain", "calf", false},
		{"course.same", "plantar_heel", "heel", true},
		{"course.comes_and_goes", "migraine", "temple", true},
		{"course.comes_and_goes", "ql_deep", "low_back", true},
		{"timing.comes_and_goes", "migraine", "temple", true},
		{"timing.constant", "ql_deep", "low_back", false},
		{"timing.constant", "bone_cancer", "low_back", true},
		{"timing.at_rest", "ql_deep", "low_back", false},
		{"timing.at_rest", "bone_cancer", "low_back", true},
		{"timing.at_rest", "knee_arthritis", "knee_front", false},
		{"timing.at_night", "ql_deep", "low_back", false},
		{"timing.at_night", "bone_cancer", "low_back", true},
		{"timing.at_night", "frozen_shoulder", "shoulder_front", true},
		{"timing.on_movement", "ql_deep", "low_back", true},
		{"timing.on_movement", "knee_arthritis", "knee_front", true},
		{"timing.on_movement", "strain", "calf", true},
	}
	for _, c := range cases {
		in := assess.Input{Person: unknot.Person{Age: -1}, Onset: assess.Onset{Days: -1}, Drawing: unknot.Drawing{Places: []unknot.Place{place(c.zone, unknot.Right, 5)}}}
		before := chanceOf(t, infer(t, e, in), c.cause)
		kind, word, _ := strings.Cut(c.trait, ".")
		if kind == "course" {
			in.Onset.Course = word
		} else {
			in.Drawing.Places[0].Timing = word
		}
		after := chanceOf(t, infer(t, e, in), c.cause)
		moved := logit(after) - logit(before)
		if moved > 0 != c.up || math.Abs(moved) < 1e-4 {
			t.Errorf("%s moves %s by %.4f, want up: %v", c.trait, c.cause, moved, c.up)
		}
		if math.Abs(moved) > math.Log(knowledge.MostTrait) {
			t.Errorf("%s moves %s by %.4f, more than a trait may", c.trait, c.cause, moved)
		}
	}
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// chanceOf is the chance of a cause; that of a danger is listed however small.
func chanceOf(t *testing.T, a assess.Assessment, id string) float64 {
	t.Helper()
	for _, d := range a.Dangers {
		if d.Lookalike == id {
			return d.Probability
		}
	}
	return of(t, a, id).Probability
}

// Pain that comes and goes, said of the complaint and of a place, is said once;
// a place without pain says nothing.
func TestComingAndGoingCountsOnce(t *testing.T) {
	_, e := engine(t)
	in := assess.Input{Person: unknot.Person{Age: -1}, Onset: assess.Onset{Days: -1, Course: "comes_and_goes"}, Drawing: unknot.Drawing{Places: []unknot.Place{place("temple", unknot.Right, 5)}}}
	once := infer(t, e, in)
	in.Drawing.Places[0].Timing = "comes_and_goes"
	if !reflect.DeepEqual(once, infer(t, e, in)) {
		t.Error("it counts twice")
	}
	in.Drawing.Places[0].Timing = ""
	in.Drawing.Places = append(in.Drawing.Places, place("calf", unknot.Right, 0))
	in.Drawing.Places[1].Timing = "at_night"
	if again := infer(t, e, in); !reflect.DeepEqual(once.Candidates, again.Candidates) {
		t.Error("a place without pain tells when it hurts")
	}
}

// No way in which a complaint goes on, and no time at which it hurts, speaks
// against a danger: a heart that has stopped hurting is still looked at.
func TestCourseAndTimingNeverSpeakAgainstADanger(t *testing.T) {
	base, _ := engine(t)
	for _, trait := range base.Traits {
		if !strings.HasPrefix(trait.ID, "course.") && !strings.HasPrefix(trait.ID, "timing.") {
			continue
		}
		for _, l := range base.Lookalikes {
			if odds, said := trait.Odds[l.ID]; l.Danger && said && odds < 1 {
				t.Errorf("%s lowers %s", trait.ID, l.ID)
			}
		}
	}
}
