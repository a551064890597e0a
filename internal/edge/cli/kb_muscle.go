package cli

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
)

var accessWords = map[string]string{
	"self": "You may press it yourself.", "professional_or_self": "Lightly by yourself, better by a professional.",
	"professional": "Only a trained professional.", "professional_first": "Have it looked at by a professional first.",
}

func showMuscle(t *text, base *knowledge.Base, id string) bool {
	m, ok := base.Muscle(unknot.MuscleID(strings.ToLower(id)))
	if !ok {
		return false
	}
	t.head(locale.Capital(m.Name))
	field(t, "latin", m.Latin)
	field(t, "what", m.Describe)
	field(t, "works", m.Action)
	field(t, "against it", m.AntagonistWords)
	for _, s := range m.Sites {
		field(t, "site "+s.ID, s.Where)
	}
	field(t, "pain felt", m.Refers.Words)
	field(t, "hurts when", m.HurtsWhen)
	field(t, "kept up by", strings.Join(m.KeepsGoing, "; "))
	field(t, "in the day", m.Ergonomic)
	field(t, "press", accessWords[m.SelfAccess]+" "+m.Press.How)
	field(t, "stretch", m.Stretch)
	field(t, "care", m.Caution)
	if p, ok := base.Prior(m.ID); ok {
		field(t, "how often", fmt.Sprintf("Active in %.0f %% of %d people with %s [%s].", p.Share*100, p.People, p.Group, p.Source))
	}
	if m.LessDocumented {
		field(t, "note", "Few reports stand behind this map.")
	}
	footing(t, base, m.Record)
	return true
}
