package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// homeForm is what the first page shows again when something is unclear.
type homeForm struct {
	Words   string
	Cells   map[unknot.CellID]bool
	Pain    int
	Problem string
	Choices []string // places to choose from when the words were unclear
	Regions []regionGroup
	Kept    []care.Kept
}

type regionGroup struct {
	Name  string
	Zones []knowledge.Zone
	Open  bool
}

func (s *Site) home(r *http.Request) (view, error) {
	kept, err := s.practice.Recent(r.Context(), tenantOf(r), 3)
	if err != nil {
		return view{}, err
	}
	return view{title: "Where does it hurt?", body: homePage(s.form(homeForm{Pain: 5, Kept: kept}))}, nil
}

// form adds the list of places, grouped by region, open where something is
// ticked.
func (s *Site) form(f homeForm) homeForm {
	base := s.practice.Base
	for _, r := range base.Regions {
		g := regionGroup{Name: r.Name}
		for _, z := range base.Zones {
			if z.Region != r.ID {
				continue
			}
			g.Zones = append(g.Zones, z)
			for _, side := range unknot.Sides {
				g.Open = g.Open || f.Cells[body.ZoneCell(z.ID, side)]
			}
		}
		if len(g.Zones) > 0 {
			f.Regions = append(f.Regions, g)
		}
	}
	return f
}

// places reads the first form and asks the danger questions next.
func (s *Site) places(r *http.Request) (view, error) {
	if err := r.ParseForm(); err != nil {
		return s.again(homeForm{Problem: "The form could not be read. Please try again."}), nil
	}
	f := homeForm{Words: strings.TrimSpace(r.PostFormValue("words")), Cells: map[unknot.CellID]bool{}, Pain: 5}
	if n, err := strconv.Atoi(r.PostFormValue("pain")); err == nil && n >= 1 && n <= 10 {
		f.Pain = n
	}
	for _, c := range r.PostForm["cell"] {
		f.Cells[unknot.CellID(c)] = true
	}
	if pick := r.PostFormValue("choice"); pick != "" {
		f.Words = strings.TrimSpace(strings.Replace(f.Words, r.PostFormValue("unclear"), pick, 1))
		if r.PostFormValue("unclear") == "" {
			f.Words = pick
		}
	}
	raw, err := json.Marshal(map[string]any{"schema": wire.CaseSchema, "drawing": map[string]any{"places": placesOf(f, r.PostForm["cell"])}})
	if err != nil {
		return view{}, err
	}
	c, err := wire.ReadCase(s.practice.Base, s.practice.Words, raw)
	var ask *wire.AskError
	var fault *wire.Fault
	switch {
	case errors.As(err, &ask):
		f.Problem, f.Choices = "“"+ask.Words+"”: "+ask.Text, ask.Choices
		return s.again(f), nil
	case errors.As(err, &fault):
		f.Problem = plainFault(fault)
		return s.again(f), nil
	case err != nil:
		return view{}, err
	}
	return view{title: "Safety first", body: questionsPage(s.questions(c, string(raw)))}, nil
}

// placesOf turns words (one place a line) and ticked cells into places.
func placesOf(f homeForm, cells []string) []map[string]any {
	places := []map[string]any{}
	for _, line := range strings.Split(f.Words, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		place := map[string]any{"words": line}
		if !strings.ContainsAny(line, "0123456789") {
			place["intensity"] = f.Pain
		}
		places = append(places, place)
	}
	if len(cells) > 0 {
		places = append(places, map[string]any{"cells": cells, "intensity": f.Pain})
	}
	return places
}

func (s *Site) again(f homeForm) view {
	if f.Pain == 0 {
		f.Pain = 5
	}
	return view{status: http.StatusUnprocessableEntity, title: "Where does it hurt?", body: homePage(s.form(f))}
}

// plainFault leaves the JSON path out of a message for a person.
func plainFault(f *wire.Fault) string {
	if strings.HasSuffix(f.Path, ".places") {
		return "Please say or tick at least one place."
	}
	text := f.Read
	if f.Mend != "" {
		text += "; " + f.Mend
	}
	return text
}

// questionForm is the second page.
type questionForm struct {
	Case       string // the case so far, as JSON
	Drawn      string
	Questions  []knowledge.DangerQuestion
	Conditions []knowledge.Named
	Medicines  []knowledge.Named
	Tools      []knowledge.Named
	Problem    string
	Answers    map[string]unknot.Answer
}

func (s *Site) questions(c wire.Case, raw string) questionForm {
	base := s.practice.Base
	f := questionForm{Case: raw, Drawn: s.describe(c.Drawing), Questions: triage.Questions(base, c.Person, c.Drawing),
		Medicines: base.Medicines, Tools: base.Tools, Answers: c.Danger}
	for _, n := range base.Conditions {
		if n.ID != "pregnant" && n.ID != "child" { // asked by age and by their own question
			f.Conditions = append(f.Conditions, n)
		}
	}
	return f
}

// describe says a drawing in words.
func (s *Site) describe(d unknot.Drawing) string {
	var parts []string
	for _, p := range d.Places {
		var names []string
		for _, c := range p.Cells {
			names = append(names, body.ZoneName(s.practice.Base, c))
		}
		parts = append(parts, strings.Join(names, ", ")+" ("+strconv.FormatFloat(p.Intensity, 'g', 3, 64)+" of 10)")
	}
	return strings.Join(parts, "; ")
}
