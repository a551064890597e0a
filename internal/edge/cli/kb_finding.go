package cli

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
)

var whoWords = map[string]string{"self": "you", "helper": "you with a helper", "clinician": "a clinician"}

func showFinding(t *text, base *knowledge.Base, id string) bool {
	f, ok := base.Finding(strings.ToLower(id))
	if !ok {
		return false
	}
	t.head(locale.Capital(f.Name))
	field(t, "ask", f.Ask)
	field(t, "how", f.How)
	field(t, "counts", f.Positive)
	field(t, "why", f.Why)
	field(t, "care", f.Caution)
	field(t, "who", whoWords[f.Who])
	var answers []string
	for _, a := range f.Choices() {
		answers = append(answers, strings.ReplaceAll(a.ID, "_", " "))
	}
	field(t, "answers", strings.Join(answers, ", ")+", unsure")
	if len(f.Normal) == 2 {
		field(t, "usual", fmt.Sprintf("%g to %g %s; less than %g change is noise", f.Normal[0], f.Normal[1], f.Unit, f.Noise))
	}
	for _, n := range f.Norms {
		field(t, " ", fmt.Sprintf("%s, %d to %d years: mean %g %s [%s]", n.Sex, n.AgeMin, n.AgeMax, n.Mean, f.Unit, n.Source))
	}
	field(t, "agreement", agreementWords(f.Agreement))
	label := "speaks for"
	for i := range f.Links {
		field(t, label, linkWords(&f.Links[i]))
		label = " "
	}
	field(t, "without", fmt.Sprintf("%.0f of 100 say yes with none of these", f.Leak*100))
	footing(t, base, f.Record)
	return true
}

func agreementWords(a knowledge.Agreement) string {
	var parts []string
	if a.Kappa != 0 {
		parts = append(parts, fmt.Sprintf("kappa %g", a.Kappa))
	}
	if a.ICC != 0 {
		parts = append(parts, fmt.Sprintf("ICC %g", a.ICC))
	}
	if a.Percent != 0 {
		parts = append(parts, fmt.Sprintf("%g of 100", a.Percent))
	}
	if len(a.Range) == 2 {
		parts = append(parts, fmt.Sprintf("range %g to %g", a.Range[0], a.Range[1]))
	}
	if len(parts) == 0 {
		return "not known to be studied"
	}
	return strings.Join(parts, ", ") + " [" + a.Source + "]"
}

func linkWords(l *knowledge.Bearing) string {
	var names []string
	for _, m := range l.Muscles {
		names = append(names, string(m))
	}
	names = append(names, l.Lookalikes...)
	if len(names) == 0 {
		names = []string{fmt.Sprintf("an active point (a latent one: %.0f of 100)", l.Latent*100)}
	}
	words := strings.Join(names, ", ")
	if l.Side == "other" {
		words += " of the other side"
	}
	switch {
	case l.Sens > 0 && l.Spec > 0:
		words += fmt.Sprintf(": sensitivity %g, specificity %g", l.Sens, l.Spec)
	case l.Sens > 0:
		words += fmt.Sprintf(": sensitivity %g", l.Sens)
	default:
		words += fmt.Sprintf(": %.0f of 100", l.Chance*100)
	}
	if l.People > 0 {
		words += fmt.Sprintf(", %d people", l.People)
	}
	if l.Source == "" {
		return words + " [judgement]"
	}
	return words + " [" + l.Source + "]"
}

// showLearning prints what is there to read: lessons, habits, risks, lumps and
// points.
func showLearning(t *text, base *knowledge.Base, id string) bool {
	for i := range base.Lessons {
		if l := &base.Lessons[i]; l.ID == id {
			t.head(l.Title)
			for _, p := range l.Parts {
				mark := ""
				if p.Contested {
					mark = "Contested: "
				}
				t.para(mark+p.Text, "")
				t.para("certainty "+gradeWords[p.Grade]+" ["+strings.Join(p.Claims, ", ")+"]", "    ")
				t.line("")
			}
			footing(t, base, l.Record)
			return true
		}
	}
	for i := range base.Habits {
		if h := &base.Habits[i]; h.ID == id {
			t.head(h.Name)
			field(t, "do", h.Do)
			field(t, "every", h.Every)
			field(t, "why", h.Why)
			field(t, "certainty", gradeWords[h.Grade])
			field(t, "doubt", h.Doubt)
			field(t, "claims", strings.Join(h.Claims, ", "))
			footing(t, base, h.Record)
			return true
		}
	}
	for i := range base.Risks {
		if r := &base.Risks[i]; r.ID == id {
			t.head(locale.Capital(r.Name))
			field(t, "ask", r.Ask)
			field(t, "weight", r.Weight)
			field(t, "habit", strings.ReplaceAll(r.Habit, "_", " "))
			field(t, "claim", r.Claim)
			footing(t, base, r.Record)
			return true
		}
	}
	for i := range base.Lumps {
		if l := &base.Lumps[i]; l.ID == id {
			t.head(locale.Capital(l.Name))
			for _, f := range l.Features {
				t.hang("  • ", f)
			}
			field(t, "level", strings.ReplaceAll(l.Level, "_", " "))
			field(t, "do", l.WhatToDo)
			field(t, "worse if", l.Worse)
			field(t, "claims", strings.Join(l.Claims, ", "))
			footing(t, base, l.Record)
			return true
		}
	}
	points := base.AcupointByCode(id)
	for _, p := range points {
		t.head(p.Code + ": an old acupressure point, unproven")
		field(t, "also", strings.Join(p.Aliases, ", "))
		field(t, "where", p.Where)
		field(t, "not with", strings.ReplaceAll(strings.Join(p.Locks, ", "), "_", " "))
		field(t, "care", p.Caution)
		footing(t, base, p.Record)
	}
	return len(points) > 0
}
