package triage

import (
	"fmt"
	"sort"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// Input is what the screen looks at.
type Input struct {
	Person  unknot.Person
	Drawing unknot.Drawing
	Answers map[string]unknot.Answer // by id of danger question
	Rest    unknot.Answer            // said of all other open questions at once; usually NotAsked
}

// Reason is one rule that fired.
type Reason struct {
	Rule      string
	Name      string
	Level     unknot.Level
	Signs     []string // questions answered yes or unsure that made it fire
	Unsure    bool     // it fired only because "not sure" was counted
	Why       string   // plain words
	Do        string   // plain words: what to do now
	Lookalike string
	NoPress   bool // nothing may be pressed until this is cleared up
	Sources   []string
}

// Asked is one open question with the answer given.
type Asked struct {
	ID     string
	Answer unknot.Answer
}

// Result is the level of care with its reasons.
type Result struct {
	Level      unknot.Level
	Reasons    []Reason // most urgent first, then by rule id
	Asked      []Asked  // answered questions, in asking order
	Unanswered []string // open questions without an answer, in asking order
	version    string
}

// Screen judges the answers. It refuses unknown question ids and unknown
// answers with the nearest valid name.
func Screen(base *knowledge.Base, in Input) (Result, error) {
	if err := checkAnswers(base, in); err != nil {
		return Result{}, err
	}
	answers := make(map[string]unknot.Answer, len(base.Questions))
	for id, a := range in.Answers {
		answers[id] = a
	}
	r := Result{version: base.Version}
	touched := zonesOf(in.Drawing)
	perhaps := false // something is answered with yes or not sure
	for i := range base.Questions {
		q := &base.Questions[i]
		a := answers[q.ID]
		if calledFor(q, in.Person, touched) {
			if a == unknot.NotAsked {
				a = in.Rest
				answers[q.ID] = a
			}
			if a == unknot.NotAsked {
				r.Unanswered = append(r.Unanswered, q.ID)
			}
		}
		if a != unknot.NotAsked {
			r.Asked = append(r.Asked, Asked{q.ID, a})
		}
		perhaps = perhaps || a.Perhaps()
	}
	for i := range base.Rules {
		if !perhaps {
			break // every rule needs a yes or a not sure (holds)
		}
		if reason, ok := fire(base, &base.Rules[i], in.Person, touched, answers); ok {
			r.Reasons = append(r.Reasons, reason)
			r.Level = max(r.Level, reason.Level)
		}
	}
	sort.SliceStable(r.Reasons, func(i, j int) bool {
		if r.Reasons[i].Level != r.Reasons[j].Level {
			return r.Reasons[i].Level > r.Reasons[j].Level
		}
		return r.Reasons[i].Rule < r.Reasons[j].Rule
	})
	return r, nil
}

func checkAnswers(base *knowledge.Base, in Input) error {
	ids := make([]string, 0, len(in.Answers))
	for id := range in.Answers {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		if _, ok := base.Question(id); !ok {
			return fmt.Errorf("unknown danger question %q%s", id, didYouMean(base, id))
		}
		if a := in.Answers[id]; !a.Valid() {
			return fmt.Errorf("danger question %q: answer is %q; use yes, no or unsure", id, string(a))
		}
	}
	if !in.Rest.Valid() {
		return fmt.Errorf("the answer for all other danger questions is %q; use yes, no or unsure", string(in.Rest))
	}
	return nil
}

func didYouMean(base *knowledge.Base, id string) string {
	all := make([]string, len(base.Questions))
	for i := range base.Questions {
		all[i] = base.Questions[i].ID
	}
	if near := knowledge.Nearest(id, all); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return "; list them with: unknot questions"
}

// fire tries one rule. "Not sure" counts as yes for an emergency; for a lower
// level it raises the level one step less than a yes would (judgement: a
// doubtful same-day sign is worth a visit within days).
func fire(base *knowledge.Base, rule *knowledge.DangerRule, p unknot.Person, touched zones, answers map[string]unknot.Answer) (Reason, bool) {
	level, _ := unknot.ParseLevel(rule.Level)
	if !fitsAge(p.Age, rule.AgeMin, rule.AgeMax) || !fitsSex(p.Sex, rule.Sex) || !fitsPerson(p, rule.Person) || !fitsPlace(base, rule, touched, answers) {
		return Reason{}, false
	}
	sure := func(id string) bool { return answers[id] == unknot.Yes }
	perhaps := func(id string) bool { return answers[id].Perhaps() }
	unsure := false
	switch {
	case holds(rule, sure):
	case holds(rule, perhaps):
		unsure = true
		if level != unknot.Emergency {
			level = max(level-1, unknot.Routine)
		}
	default:
		return Reason{}, false
	}
	reason := Reason{
		Rule: rule.ID, Name: rule.Name, Level: level, Unsure: unsure, Why: rule.Reason, Do: rule.Do,
		Lookalike: rule.Lookalike, NoPress: rule.NoPress, Sources: rule.Sources,
	}
	for _, list := range [][]string{rule.All, rule.Any, rule.Of} {
		for _, id := range list {
			if perhaps(id) {
				reason.Signs = append(reason.Signs, id)
			}
		}
	}
	return reason, true
}

// holds evaluates any, all and at-least; a rule must satisfy each part that
// it has.
func holds(rule *knowledge.DangerRule, yes func(string) bool) bool {
	if len(rule.Any) == 0 && len(rule.All) == 0 && rule.AtLeast == 0 {
		return false
	}
	if len(rule.Any) > 0 && count(rule.Any, yes) == 0 {
		return false
	}
	return count(rule.All, yes) == len(rule.All) && count(rule.Of, yes) >= rule.AtLeast
}

func count(ids []string, yes func(string) bool) (n int) {
	for _, id := range ids {
		if yes(id) {
			n++
		}
	}
	return n
}

func fitsPerson(p unknot.Person, needed []string) bool {
	if len(needed) == 0 {
		return true
	}
	for _, id := range needed {
		if p.Has(id) || id == "pregnant" && p.Pregnant.Perhaps() {
			return true
		}
	}
	return false
}

// fitsPlace asks for the drawing to touch the rule's zones. A sign that is
// asked only at certain places carries its place with it: when it was
// volunteered elsewhere it still counts.
func fitsPlace(base *knowledge.Base, rule *knowledge.DangerRule, touched zones, answers map[string]unknot.Answer) bool {
	if len(rule.Zones) == 0 || touches(touched, rule.Zones) {
		return true
	}
	for _, list := range [][]string{rule.All, rule.Any, rule.Of} {
		for _, id := range list {
			q, ok := base.Question(id)
			if ok && q.Screens != "everyone" && answers[id].Perhaps() {
				return true
			}
		}
	}
	return false
}
