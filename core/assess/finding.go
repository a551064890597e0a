package assess

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// findingItem turns one answer into evidence. It reports false for answers
// that say nothing (unsure).
func (e *Engine) findingItem(f Finding) (item, bool, error) {
	test, name, side := splitFinding(f.ID)
	if test == "" {
		return e.catalogueItem(f, name, side)
	}
	m, ok := e.base.Muscle(unknot.MuscleID(name))
	if !ok {
		return item{}, false, fmt.Errorf("unknown muscle %q in %q%s", name, f.ID, near(name, e.muscleIDs()))
	}
	if side == "" {
		return item{}, false, fmt.Errorf("finding %q has no side; write %s.right or %s.left", f.ID, f.ID, f.ID)
	}
	chances, words, err := e.testChances(test, f)
	if err != nil || chances == nil {
		return item{}, false, err
	}
	it := item{id: f.ID, words: fmt.Sprintf("%s of the %s %s: %s", words, side, m.Name, strings.ReplaceAll(f.Answer, "_", " ")),
		sources: []string{"rathbone_2017", "lucas_2009"}}
	for i := range e.causes {
		if c := &e.causes[i]; c.muscle >= 0 && c.side == side && e.base.Muscles[c.muscle].ID == m.ID {
			it.private = append(it.private, factor{i, chances[0] / chances[2], chances[1] / chances[2]})
		}
	}
	return it, true, nil
}

// testChances gives the chance of the answer with an active point, a latent
// point and none; nil when the answer is unsure.
func (e *Engine) testChances(test string, f Finding) ([]float64, string, error) {
	n := e.base.Engine
	if f.Answer == "unsure" {
		return nil, "", nil
	}
	if test == "press" {
		switch f.Answer {
		case "familiar_pain":
			return n.Familiar, "press test", nil
		case "spreads":
			return n.Spreads, "press test", nil
		case "tender":
			return n.Tender, "press test", nil
		case "nothing":
			return n.Nothing, "press test", nil
		}
		return nil, "", fmt.Errorf("%s: answer is %q; use one of %s", f.ID, f.Answer, strings.Join(PressAnswers, ", "))
	}
	base, words := n.StretchHurts, "stretch"
	if test == "use" {
		base, words = n.UseHurts, "use"
	}
	switch f.Answer {
	case "hurts":
		return base, words, nil
	case "free":
		return []float64{1 - base[0], 1 - base[1], 1 - base[2]}, words, nil
	}
	return nil, "", fmt.Errorf("%s: answer is %q; use one of %s", f.ID, f.Answer, strings.Join(HurtAnswers, ", "))
}

// catalogueItem handles a finding of the knowledge base.
func (e *Engine) catalogueItem(f Finding, name string, side unknot.Side) (item, bool, error) {
	k, ok := e.base.Finding(name)
	if !ok {
		return item{}, false, fmt.Errorf("unknown finding %q%s", f.ID, near(name, e.findingIDs()))
	}
	level, known, err := k.Level(f.Answer, f.Value, f.Valued)
	if err != nil || !known {
		return item{}, false, err
	}
	it, ok := e.signItem(name, side, level > 0, k.Reliability())
	it.sources = k.Sources
	return it, ok, nil
}

func near(word string, known []string) string {
	if n := knowledge.Nearest(word, known); n != "" {
		return fmt.Sprintf("; did you mean %q?", n)
	}
	return ""
}

func (e *Engine) muscleIDs() []string {
	ids := make([]string, len(e.base.Muscles))
	for i := range e.base.Muscles {
		ids[i] = string(e.base.Muscles[i].ID)
	}
	return ids
}

func (e *Engine) findingIDs() []string {
	ids := []string{"press.trapezius_upper.right", "stretch.trapezius_upper.right", "use.trapezius_upper.right"}
	for i := range e.base.Findings {
		ids = append(ids, e.base.Findings[i].ID)
	}
	for i := range e.base.Questions {
		ids = append(ids, e.base.Questions[i].ID)
	}
	return ids
}

// CheckFinding refuses a finding that does not exist or an answer or value
// that cannot be, with the nearest valid name.
func CheckFinding(base *knowledge.Base, f Finding) error {
	e := Engine{base: base}
	_, _, err := e.findingItem(f)
	return err
}
