package wire

import (
	"fmt"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

// mostPlaces is how many places one drawing may name.
const mostPlaces = 200

func readDrawing(base *knowledge.Base, words *body.Words, r *reader) (unknot.Drawing, error) {
	var d unknot.Drawing
	n, path := r.field("drawing")
	if n == nil {
		r.fail(path, r.n, "the drawing is missing", "name at least one place")
		return d, nil
	}
	q := newReader(path, n)
	list, at := q.list("places")
	if len(list) == 0 {
		q.fail(at, n, "the drawing is empty", "name at least one place, such as {\"words\": \"right temple\", \"intensity\": 5}")
	}
	if len(list) > mostPlaces {
		q.fail(at, n, fmt.Sprintf("%d places", len(list)), fmt.Sprintf("at most %d", mostPlaces))
		list = nil
	}
	for i, p := range list {
		place, err := readPlace(base, words, q, fmt.Sprintf("%s[%d]", at, i), p)
		if err != nil {
			return d, err
		}
		d.Places = append(d.Places, place)
	}
	q.rest()
	take(r, q)
	return d, nil
}

func readPlace(base *knowledge.Base, words *body.Words, parent *reader, path string, n *node) (unknot.Place, error) {
	r := newReader(path, n)
	var p unknot.Place
	p.Words = r.text("words")
	p.Quality = r.words("quality", unknot.Qualities)
	p.Timing = r.oneOf("timing", unknot.Timings)
	p.Intensity = r.number("intensity", 0, 10, -1)
	p.Cells = readCells(base, r)
	r.rest()
	if r.err == nil && p.Words != "" {
		found, err := words.Find(p.Words)
		switch {
		case err != nil:
			r.fail(path+".words", n, err.Error(), "")
		case found.Ask != nil && len(p.Cells) == 0:
			return p, &AskError{Path: path + ".words", Words: p.Words, Of: found.Ask.Of, Text: found.Ask.Text, Choices: found.Ask.Choices}
		case found.Ask == nil:
			p.Cells = append(p.Cells, found.Cells...)
		}
		if found.HasIntensity && p.Intensity < 0 {
			p.Intensity = found.Intensity
		}
		if len(p.Quality) == 0 {
			p.Quality = found.Quality
		}
	}
	if r.err == nil && len(p.Cells) == 0 {
		r.fail(path, n, "no place is named", "give \"words\" or \"cells\"")
	}
	if r.err == nil && p.Intensity < 0 {
		r.fail(path+".intensity", n, "the intensity is missing", "give a number from 0 (no pain) to 10 (worst)")
	}
	p.Cells = body.Fold(p.Cells)
	take(parent, r)
	return p, nil
}

// readCells reads the list of cells of a place.
func readCells(base *knowledge.Base, r *reader) []unknot.CellID {
	var out []unknot.CellID
	cells, at := r.list("cells")
	for i, c := range cells {
		s, ok := c.value.(string)
		where := fmt.Sprintf("%s[%d]", at, i)
		if !ok {
			r.fail(where, c, "this is "+c.kind(), "give a cell such as \"temple.right\"")
			continue
		}
		if err := checkCell(base, unknot.CellID(s)); err != nil {
			r.fail(where, c, err.Error(), "")
			continue
		}
		out = append(out, unknot.CellID(s))
	}
	return out
}

func checkCell(base *knowledge.Base, c unknot.CellID) error {
	z, side := body.SplitCell(c)
	if side == "" {
		return fmt.Errorf("cell %q has no side; write %s.right or %s.left", string(c), string(c), string(c))
	}
	if _, ok := base.Zone(z); !ok {
		all := make([]string, len(base.Zones))
		for i := range base.Zones {
			all[i] = string(base.Zones[i].ID)
		}
		return fmt.Errorf("unknown cell %q; %s", string(c), suggest(string(z), all))
	}
	if whole := body.ZoneCell(z, side); body.Expand(c) == nil {
		var all []string
		for _, part := range body.Expand(whole) {
			all = append(all, string(part))
		}
		return fmt.Errorf("unknown part %q of %s; %s", string(c), string(whole), suggest(string(c), append(all, string(whole))))
	}
	return nil
}
