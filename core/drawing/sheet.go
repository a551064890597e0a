// Package drawing is the open format unknot.drawing/v1: where it hurts, by cell
// and by stroke, on a named figure and day. It turns strokes into cells, reads
// and writes CHOIR segments, measures a drawing, and compares two.
package drawing

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// Format is the name and version of the format.
const Format = "unknot.drawing/v1"

// Most bytes, places and stroke points that a sheet may hold; judgement: a
// finger gives about 60 points a second.
const (
	MaxBytes  = 4 << 20
	maxPlaces = 200
	maxPoints = 100_000
)

// Sheet is one drawing as a file.
type Sheet struct {
	Format string  `json:"format"`
	Figure string  `json:"figure"`         // body.FigureVersion of the cells and strokes
	Date   string  `json:"date,omitempty"` // the day, 2006-01-02
	Places []Place `json:"places"`
}

// Place is one painful place.
type Place struct {
	Words     string          `json:"words,omitempty"`
	Cells     []unknot.CellID `json:"cells,omitempty"`
	Strokes   []Stroke        `json:"strokes,omitempty"`
	Intensity float64         `json:"intensity"` // NRS 0-10
	Quality   []string        `json:"quality,omitempty"`
	Timing    string          `json:"timing,omitempty"`
}

// Stroke is a line painted in one view.
type Stroke struct {
	View   string       `json:"view"`   // an id of Views: front, back, right, left, or a close-up
	Width  float64      `json:"width"`  // of the brush, view units, 0 to 200
	Points [][2]float64 `json:"points"` // x, y in view units
}

// Read reads a sheet and checks it wholly. An error says where, as a JSON
// pointer, what, and how to mend it.
func Read(raw []byte) (Sheet, error) {
	var s Sheet
	if len(raw) > MaxBytes {
		return s, unknot.Errorf(unknot.Invalid, "the drawing has more than %d bytes; paint with fewer points", MaxBytes)
	}
	if err := json.Unmarshal(raw, &s, json.RejectUnknownMembers(true)); err != nil {
		var semantic *json.SemanticError
		var syntax *jsontext.SyntacticError
		switch {
		case errors.As(err, &semantic) && errors.Is(err, json.ErrUnknownName):
			return s, fault(string(semantic.JSONPointer), "this field is unknown", "leave it out")
		case errors.As(err, &semantic):
			return s, fault(string(semantic.JSONPointer), "this is not of the right kind", "see docs/schema/drawing.v1.json")
		case errors.As(err, &syntax):
			return s, fault(string(syntax.JSONPointer), fmt.Sprintf("the JSON breaks off at byte %d", syntax.ByteOffset), "write whole JSON; NaN is no JSON number")
		}
		return s, unknot.Errorf(unknot.Invalid, "the drawing is no JSON")
	}
	if err := s.migrate(); err != nil {
		return s, err
	}
	return s, s.check()
}

// Write writes a sheet in the one form that Read gives back exactly.
func Write(s Sheet) ([]byte, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.MarshalWrite(&b, s, json.Deterministic(true), jsontext.WithIndent("  ")); err != nil {
		return nil, fmt.Errorf("write the drawing: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func fault(at, what, mend string) error {
	if at == "" {
		at = "/"
	}
	return unknot.Errorf(unknot.Invalid, "%s: %s; %s", at, what, mend)
}

func (s *Sheet) check() error {
	switch {
	case s.Format != Format:
		return fault("/format", "this version is unknown", "this program reads "+Format)
	case s.Figure != body.FigureVersion:
		return fault("/figure", "the cells belong to another figure", "this program knows "+body.FigureVersion+" and moves drawings from "+firstFigure+"; mark the places anew")
	case len(s.Places) > maxPlaces:
		return fault("/places", fmt.Sprintf("%d places", len(s.Places)), fmt.Sprintf("at most %d", maxPlaces))
	}
	if _, err := time.Parse(time.DateOnly, s.Date); s.Date != "" && err != nil {
		return fault("/date", "this is no day", "write it as 2006-01-02")
	}
	points := 0
	for i := range s.Places {
		n, err := s.Places[i].check(fmt.Sprintf("/places/%d", i))
		if err != nil {
			return err
		}
		if points += n; points > maxPoints {
			return fault(fmt.Sprintf("/places/%d/strokes", i), "too many points", fmt.Sprintf("at most %d in a drawing", maxPoints))
		}
	}
	return nil
}

func (p *Place) check(at string) (points int, err error) {
	if !(p.Intensity >= 0 && p.Intensity <= 10) {
		return 0, fault(at+"/intensity", "this is no intensity", "give a number from 0 (no pain) to 10 (worst)")
	}
	if p.Timing != "" && !slices.Contains(unknot.Timings, p.Timing) {
		return 0, fault(at+"/timing", "this timing is unknown", fmt.Sprintf("one of %v", unknot.Timings))
	}
	for i, q := range p.Quality {
		if !slices.Contains(unknot.Qualities, q) {
			return 0, fault(fmt.Sprintf("%s/quality/%d", at, i), "this quality is unknown", fmt.Sprintf("one of %v", unknot.Qualities))
		}
	}
	for i, c := range p.Cells {
		if body.Expand(c) == nil {
			return 0, fault(fmt.Sprintf("%s/cells/%d", at, i), "this cell is not in the figure", "list the cells with: unknot body list")
		}
	}
	for i, k := range p.Strokes {
		here := fmt.Sprintf("%s/strokes/%d", at, i)
		if finders()[k.View] == nil {
			return 0, fault(here+"/view", "this view is unknown", "one of "+strings.Join(viewIDs(), ", "))
		}
		if !(k.Width >= 0 && k.Width <= 200) {
			return 0, fault(here+"/width", "this is no width", "give 0 to 200")
		}
		points += len(k.Points)
	}
	return points, nil
}
