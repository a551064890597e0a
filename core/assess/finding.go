package assess

import (
	"fmt"
	"math"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// findingItem turns one answer into evidence. It reports false for answers
// that say nothing (unsure).
func (e *Engine) findingItem(f Finding, wordy bool) (item, bool, error) {
	test, name, side := splitFinding(e.base, f.ID)
	if test == "" {
		return e.catalogueItem(f, name, side, wordy)
	}
	m, ok := e.base.Muscle(unknot.MuscleID(name))
	if !ok {
		return item{}, false, fmt.Errorf("unknown muscle %q in %q%s", name, f.ID, near(name, knowledge.Texts(e.base.MuscleIDs())))
	}
	if side == "" {
		return item{}, false, fmt.Errorf("finding %q has no side; write %s.right or %s.left", f.ID, f.ID, f.ID)
	}
	chances, words, sources, err := e.testChances(test, f)
	if err != nil || chances == nil {
		return item{}, false, err
	}
	it := item{id: f.ID, sources: sources}
	if wordy {
		it.words = fmt.Sprintf("%s of the %s %s: %s", words, side, m.Name, strings.ReplaceAll(f.Answer, "_", " "))
	}
	if i, ok := e.byKey[signKey(name, side)]; ok {
		none := within(chances[2], 1e-6, 1)
		it.private = []factor{{i, math.Log(within(chances[0], 1e-6, 1) / none), math.Log(within(chances[1], 1e-6, 1) / none)}}
	}
	return it, true, nil
}

// testChances gives the chance of the answer with an active point, a latent
// point and none; nil when the answer is unsure.
func (e *Engine) testChances(test string, f Finding) (chances []float64, words string, sources []string, err error) {
	n := e.base.Engine
	sources = []string{"rathbone_2017", "lucas_2009"}
	if f.Answer == "unsure" {
		return nil, "", nil, nil
	}
	switch test {
	case "press":
		if chances = pressChances(n, f.Answer); chances == nil {
			err = fmt.Errorf("%s: answer is %q; use one of %s", f.ID, f.Answer, strings.Join(PressAnswers, ", "))
		}
		return chances, "press test", sources, err
	case "stretch", "use":
		base := n.StretchHurts
		if test == "use" {
			base = n.UseHurts
		}
		switch f.Answer {
		case "hurts":
			return base, test, sources, nil
		case "free":
			return []float64{1 - base[0], 1 - base[1], 1 - base[2]}, test, sources, nil
		}
		return nil, "", nil, fmt.Errorf("%s: answer is %q; use one of %s", f.ID, f.Answer, strings.Join(HurtAnswers, ", "))
	}
	return e.perMuscle(test, f)
}

// perMuscle reads a finding of the knowledge that is asked of one muscle: a
// felt band, a twitch. Its reliability weakens the link, so that a sign on
// which examiners disagree moves little.
func (e *Engine) perMuscle(test string, f Finding) ([]float64, string, []string, error) {
	k, ok := e.base.Finding(test)
	if !ok {
		return nil, "", nil, fmt.Errorf("unknown finding %q", f.ID)
	}
	level, known, err := k.Level(f.Answer, f.Value, f.Valued)
	if err != nil || !known || len(k.Links) == 0 {
		return nil, "", nil, err
	}
	leak := within(k.Leak, leastLeak, mostLeak)
	yes := func(chance float64) float64 { return 1 - (1-leak)*(1-k.Reliability()*within(chance, 0, strongest)) }
	out := []float64{yes(k.Links[0].Chance), yes(k.Links[0].Latent), leak}
	if level == 0 {
		out = []float64{1 - out[0], 1 - out[1], 1 - out[2]}
	}
	name := k.Name
	if name == "" {
		name = k.Ask
	}
	return out, name, k.Sources, nil
}

// catalogueItem handles a finding of the knowledge that several causes share.
func (e *Engine) catalogueItem(f Finding, name string, side unknot.Side, wordy bool) (item, bool, error) {
	k, ok := e.base.Finding(name)
	if !ok {
		return item{}, false, fmt.Errorf("unknown finding %q%s", f.ID, near(name, e.findingIDs()))
	}
	level, known, err := k.Level(f.Answer, f.Value, f.Valued)
	if err != nil || !known {
		return item{}, false, err
	}
	it, ok := e.signItem(name, side, min(level, 2), k.Reliability())
	it.sources = k.Sources
	if wordy {
		it.words = e.askWords(name) + ": " + strings.ReplaceAll(f.Answer, "_", " ")
		if f.Valued {
			it.words = fmt.Sprintf("%s: %g %s", e.askWords(name), f.Value, k.Unit)
		}
	}
	return it, ok, nil
}

func near(word string, known []string) string {
	if n := knowledge.Nearest(word, known); n != "" {
		return fmt.Sprintf("; did you mean %q?", n)
	}
	return ""
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
	_, _, err := e.findingItem(f, false)
	return err
}

// splitFinding cuts "press.trapezius_upper.right" into its three parts; a
// catalogue finding gives ("", id, side).
func splitFinding(base *knowledge.Base, id string) (test, name string, side unknot.Side) {
	rest := id
	if i := strings.LastIndexByte(rest, '.'); i >= 0 && unknot.Side(rest[i+1:]).Valid() {
		side, rest = unknot.Side(rest[i+1:]), rest[:i]
	}
	for _, t := range []string{"press", "stretch", "use"} {
		if strings.HasPrefix(rest, t+".") {
			return t, rest[len(t)+1:], side
		}
	}
	if i := strings.LastIndexByte(rest, '.'); i >= 0 {
		if f, ok := base.Finding(rest[:i]); ok && f.Per == "muscle" {
			return rest[:i], rest[i+1:], side
		}
	}
	return "", rest, side
}

// pressChances gives the chance of an answer to the press test with an active
// point, a latent point and none; nil for an unknown answer.
func pressChances(n knowledge.Engine, answer string) []float64 {
	switch answer {
	case "familiar_pain":
		return n.Familiar
	case "spreads":
		return n.Spreads
	case "tender":
		return n.Tender
	case "nothing":
		return n.Nothing
	}
	return nil
}
