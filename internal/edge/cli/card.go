package cli

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/card"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

type cardCmd struct {
	Name   []string `arg:"" optional:"" help:"A treatment by any name: massage, Graston, wet needling, botulinum, … Left out: list them."`
	Muscle string   `placeholder:"ID" help:"The muscle it is meant for, such as scalenes."`
	Has    []string `placeholder:"ID" help:"A condition or medicine, such as anticoagulant or pregnant."`
}

// Run prints the card of a treatment: what, who, how much, how sure, what can
// go wrong, what to ask.
func (c *cardCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	base, t := p.Base, newText(s.out)
	if len(c.Name) == 0 {
		for _, g := range card.Groups {
			t.head(g.Name)
			for _, tr := range card.List(base, g.ID) {
				t.hang("  "+pad(tr.ID, 20), fmt.Sprintf("%s (certainty: %s)", tr.Name, gradeWords[tr.Grade]))
			}
		}
		return t.err
	}
	name := strings.Join(c.Name, " ")
	tr, near := card.Find(base, name)
	if tr == nil {
		return &exit{ExitBadInput, fmt.Sprintf("there is no card %q; did you mean %q? unknot card lists all", name, near)}
	}
	var on *knowledge.Muscle
	if id, _, err := muscleArg(p, c.Muscle); err != nil {
		return err
	} else if m, ok := base.Muscle(id); ok {
		on = m
	}
	printCard(t, base, card.Of(base, plan.FactsOf(personWith(c.Has), "", -1), on, tr))
	return t.err
}

func printCard(t *text, base *knowledge.Base, c card.Card) {
	tr := c.Treatment
	t.head(tr.Name)
	t.para(tr.What, "")
	t.line("")
	switch c.Fit {
	case plan.Forbid:
		t.hang("  ! ", "Not for you, by what you said:")
	case plan.LightOnly, plan.AskFirst:
		t.hang("  ! ", "Ask first, by what you said:")
	}
	for _, k := range c.Locks {
		t.hang("  ! ", k.Reason)
	}
	field(t, "who", card.Who(tr))
	field(t, "law", tr.LawNote)
	field(t, "dose", tr.Doses.Use)
	field(t, "others say", tr.Doses.Documents)
	field(t, "trials", tr.Doses.Trials)
	field(t, "effect", tr.Effect.Words)
	field(t, "", effectNumbers(tr.Effect))
	field(t, "certainty", gradeWords[tr.Grade]+". "+tr.Doubt)
	field(t, "harm", tr.Harms)
	for i, step := range tr.Steps {
		label := ""
		if i == 0 {
			label = "how"
		}
		field(t, label, step)
	}
	for i, q := range tr.AskFor {
		label := ""
		if i == 0 {
			label = "ask"
		}
		field(t, label, q)
	}
	for _, k := range c.Places {
		field(t, "not at", placesOf(base, k)+": "+k.Reason)
	}
	field(t, "stop if", strings.Join(tr.Stop, " "))
	for _, k := range c.Clashes {
		field(t, "clash", k.Says+" / "+k.Other+" → "+k.Rule)
	}
	field(t, "sources", strings.Join(append(append([]string{}, tr.Claims...), tr.Sources...), ", "))
}

func placesOf(base *knowledge.Base, k knowledge.Interlock) string {
	var names []string
	for _, id := range k.Places {
		if p, ok := base.Place(id); ok {
			names = append(names, p.Name)
		}
	}
	for _, id := range k.Muscles {
		if m, ok := base.Muscle(id); ok {
			names = append(names, m.Name)
		}
	}
	return strings.Join(names, ", ")
}

// effectNumbers writes the effect with its interval, when trials gave one.
func effectNumbers(e knowledge.Effect) string {
	if e.Measure == "" {
		return ""
	}
	s := fmt.Sprintf("%s: %+.2g", e.Measure, e.Mean)
	if len(e.Range) == 2 {
		s += fmt.Sprintf(" (95 %% interval %+.2g to %+.2g)", e.Range[0], e.Range[1])
	}
	if e.Against != "" {
		s += " against " + e.Against
	}
	if e.Horizon != "" {
		s += ", " + e.Horizon
	}
	return locale.Capital(s) + "."
}
