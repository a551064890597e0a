package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
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
	Drawing string // what the map holds, as JSON; "" without it
	Pain    int
	Quality []string
	Problem fault
	Unclear string   // the part of Words that the choices stand for
	Choices []string // places to choose from when the words were unclear
	Regions []regionGroup
	Kept    []care.Kept
}

// wordsFault is what is wrong with the words; nothing when a choice mends it.
func (f homeForm) wordsFault() fault {
	if len(f.Choices) > 0 {
		return fault{}
	}
	return f.Problem
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
	return view{title: "Where does it hurt?", body: homePage(s.form(homeForm{Pain: 5, Kept: kept})), styles: mapStyles, script: mapScripts, wide: true}, nil
}

// What the map needs besides the page.
var (
	mapStyles  = []string{"map.css"}
	mapScripts = []string{"dist/map.js"}
)

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
			g.Open = g.Open || partTicked(f.Cells, z.ID)
		}
		if len(g.Zones) > 0 {
			f.Regions = append(f.Regions, g)
		}
	}
	return f
}

// partTicked reports whether any part of a zone is ticked.
func partTicked(ticked map[unknot.CellID]bool, z unknot.ZoneID) bool {
	for c := range ticked {
		if zone, _ := body.SplitCell(c); zone == z && body.PartName(c) != "" {
			return true
		}
	}
	return false
}

// partsOf lists the cells of a zone on the right, from top to bottom.
func partsOf(z unknot.ZoneID) []unknot.CellID {
	out := slices.Clone(body.Expand(body.ZoneCell(z, unknot.Right)))
	height := func(c unknot.CellID) int {
		first, _, _ := strings.Cut(body.PartName(c), " ")
		return slices.Index([]string{"upper", "above", "middle", "over", "lower", "below"}, first)
	}
	slices.SortStableFunc(out, func(a, b unknot.CellID) int { return height(a) - height(b) })
	return out
}

// sided is a cell of the right on the side that is asked for.
func sided(c unknot.CellID, side unknot.Side) unknot.CellID {
	if c.Side() == side {
		return c
	}
	return c.Mirror()
}

// places reads the first form and asks the danger questions next.
func (s *Site) places(r *http.Request) (view, error) {
	if err := r.ParseForm(); err != nil {
		if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
			return s.again(homeForm{Problem: fault{Text: tr(r.Context(), "That is more than can be read at once. Please mark fewer places.")}}), nil
		}
		return s.again(homeForm{Problem: fault{Text: tr(r.Context(), "The form could not be read. Please try again.")}}), nil
	}
	f := homeForm{Words: strings.TrimSpace(r.PostFormValue("words")), Cells: map[unknot.CellID]bool{}, Drawing: r.PostFormValue("drawing"),
		Pain: int(painOf(r)), Quality: qualitiesOf(r.PostForm["quality"])}
	for _, c := range r.PostForm["cell"] {
		f.Cells[unknot.CellID(c)] = true
	}
	if pick := r.PostFormValue("choice"); pick != "" {
		if of := r.PostFormValue("unclear"); of != "" && strings.Contains(f.Words, of) {
			f.Words = strings.Replace(f.Words, of, pick, 1)
		} else {
			f.Words = pick
		}
	}
	places, err := s.drawn(r.Context(), f, r.PostForm["cell"])
	var unclear *unclearError
	switch {
	case errors.As(err, &unclear):
		f.Problem = fault{Text: tr(r.Context(), "“%s”: which place do you mean?", unclear.ask.Of)}
		f.Unclear, f.Choices = unclear.ask.Of, unclear.ask.Choices
		return s.again(f), nil
	case err != nil:
		f.Problem = wrong("words", sentence(err))
		return s.again(f), nil
	}
	raw, err := json.Marshal(map[string]any{"schema": wire.CaseSchema, "drawing": map[string]any{"places": places}})
	if err != nil {
		return view{}, err
	}
	c, err := wire.ReadCase(s.practice.Base, s.practice.Words, raw)
	var fault *wire.Fault
	switch {
	case errors.As(err, &fault):
		f.Problem = wrong("", plainFault(fault))
		return s.again(f), nil
	case err != nil:
		return view{}, err
	}
	d, err := s.practice.Begin(r.Context(), tenantOf(r), raw)
	if err != nil {
		return view{}, err
	}
	if len(c.Drawing.Places) == 0 {
		return view{}, errors.New("a case without places was read")
	}
	return view{to: askPath(d.ID, 0)}, nil
}

// mostMarked is how many kinds of marks, by pain and quality, one drawing of the
// map may have; as many as a case has places.
const mostMarked = 200

// drawn puts together what the words, the map and the ticked list say. With
// the map, the list is its mirror and says nothing more.
func (s *Site) drawn(ctx context.Context, f homeForm, cells []string) ([]marked, error) {
	all, err := s.readWords(ctx, f.Words, float64(f.Pain), f.Quality)
	if err != nil {
		return nil, err
	}
	if f.Drawing != "" {
		var painted []marked
		if json.Unmarshal([]byte(f.Drawing), &painted) != nil {
			return nil, errors.New("the marks on the body could not be read; please mark them again")
		}
		if len(painted) > mostMarked {
			return nil, fmt.Errorf("%d different marks are more than can be read; please use at most %d", len(painted), mostMarked)
		}
		return gather(append(all, painted...)), nil
	}
	ticked := marked{Intensity: float64(f.Pain), Quality: f.Quality}
	for _, c := range cells {
		ticked.Cells = append(ticked.Cells, unknot.CellID(c))
	}
	return gather(append(all, ticked)), nil
}

func (s *Site) again(f homeForm) view {
	if f.Pain == 0 {
		f.Pain = 5
	}
	return view{status: http.StatusUnprocessableEntity, title: "Where does it hurt?", body: homePage(s.form(f)), styles: mapStyles, script: mapScripts, wide: true}
}

// plainFault leaves the JSON path out of a message for a person.
func plainFault(f *wire.Fault) string {
	if strings.HasSuffix(f.Path, ".places") {
		return msg("Please say or tick at least one place.")
	}
	text := f.Read
	if f.Mend != "" {
		text += "; " + f.Mend
	}
	return text
}

// questionForm is all questions on one page.
type questionForm struct {
	Draft     string
	Drawn     string
	Questions []knowledge.DangerQuestion
	Person    personForm
	Problem   fault
	Answers   map[string]unknot.Answer
}

func (s *Site) questions(c wire.Case) questionForm {
	return questionForm{Drawn: s.describe(c.Drawing), Questions: triage.Questions(s.practice.Base, c.Person, c.Drawing), Answers: c.Danger}
}

// describe says a drawing in words.
func (s *Site) describe(d unknot.Drawing) string {
	return body.Describe(s.practice.Base, d)
}
