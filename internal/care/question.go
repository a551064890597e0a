package care

import (
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/base/locale"
)

// question is one question by its id, whether it was answered or not; ok is
// false for an id that this knowledge does not have.
func (p *Practice) question(c wire.Case, id string) (Question, bool) {
	if d, ok := p.Base.Question(id); ok {
		return Question{ID: id, Danger: true, Ask: d.Ask, Why: d.Why, Answers: dangerAnswers}, true
	}
	if name, ok := strings.CutPrefix(id, "press."); ok {
		if i := strings.LastIndexByte(name, '.'); i >= 0 {
			name = name[:i]
		}
		m, ok := p.Base.Muscle(unknot.MuscleID(name))
		if !ok {
			return Question{}, false
		}
		return Question{ID: id, Ask: p.pressWords(id), How: m.Press.How, Answers: pressAnswers}, true
	}
	f, ok := p.finding(id)
	if !ok {
		return Question{}, false
	}
	q := Question{ID: id, Ask: f.Ask, How: f.How, Why: f.Why}
	for _, a := range f.Choices() {
		q.Answers = append(q.Answers, Choice{a.ID, locale.Capital(a.Words)})
	}
	q.Answers = append(q.Answers, Choice{"unsure", "Not sure"})
	return q, true
}

// finding finds the record of neck.rotation.right or band.soleus_upper.left.
func (p *Practice) finding(id string) (*knowledge.Finding, bool) {
	for {
		if f, ok := p.Base.Finding(id); ok {
			return f, true
		}
		i := strings.LastIndexByte(id, '.')
		if i < 0 {
			return nil, false
		}
		id = id[:i]
	}
}

var (
	dangerAnswers = []Choice{{"yes", "Yes"}, {"no", "No"}, {"unsure", "Not sure"}}
	pressAnswers  = []Choice{{"familiar_pain", "My own pain comes up"}, {"spreads", "Pain spreads to another place"},
		{"tender", "It is sore, but this is not my pain"}, {"nothing", "Nothing"}, {"unsure", "Not sure, or I could not reach it"}}
)
