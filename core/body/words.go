package body

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// Words turns phrases such as "behind the right eye, 4" into cells. It is
// deterministic, forgives spelling, and asks back rather than guess.
//
// A phrase is a list of places ("right temple, jaw and the left calf"), each a
// name, a part of one ("upper inner part of the calf"), a relation ("between …
// and …") or a way ("from … to …"), with sides, one intensity and any number of
// qualities.
type Words struct {
	base    *knowledge.Base
	zone    map[unknot.ZoneID]int
	phrases []phrase
	broad   []broad
	ways    [][]int      // steps from zone to zone, see words_way.go
	parts   [][]finePart // of each zone, see words_part.go

	vocabulary []word // of all names
}

type phrase struct {
	zone  int // index into base.Zones
	words []int
	both  bool // means both sides when no side is named
}

type broad struct {
	words []int
	zones []unknot.ZoneID
}

// Ask is a question back: the phrase fits more than one place.
type Ask struct {
	Text    string
	Of      string   // the unclear part of what was said, letter for letter
	Choices []string // each is a phrase that Find understands
}

// Found is what a phrase means. Exactly one of Cells and Ask is set.
type Found struct {
	Said         string // the part of the text that was read
	Cells        []unknot.CellID
	Intensity    float64 // NRS 0-10
	HasIntensity bool
	Quality      []string
	Ask          *Ask
}

// NewWords prepares the grammar from the zone names and synonyms.
func NewWords(base *knowledge.Base) *Words {
	w := &Words{base: base, zone: map[unknot.ZoneID]int{}, parts: make([][]finePart, len(base.Zones))}
	for i := range base.Zones {
		z := &base.Zones[i]
		w.zone[z.ID] = i
		w.parts[i] = partsOf(z.ID)
		seen := map[string]bool{}
		add := func(text string, both bool) {
			text = strings.ToLower(text)
			if text == "" || seen[text] {
				return
			}
			seen[text] = true
			w.phrases = append(w.phrases, phrase{i, w.learn(content(text)), both || z.Midline})
		}
		for _, s := range z.Both {
			add(s, true)
		}
		add(z.Name, false)
		add(spoken(z), false)
		for _, s := range z.Words {
			add(s, false)
		}
		add(strings.ReplaceAll(string(z.ID), "_", " "), false)
	}
	for _, b := range base.Broads {
		for _, t := range b.Words {
			w.broad = append(w.broad, broad{w.learn(content(t)), b.Zones})
		}
	}
	w.ways = w.steps()
	return w
}

// Find reads a phrase of one place or of several that share one intensity.
// The error says what was read and the nearest names, when nothing resembles
// it.
func (w *Words) Find(text string) (Found, error) {
	places, err := w.Places(text)
	if err != nil {
		return Found{}, err
	}
	all := places[0]
	all.Said = text
	for _, p := range places[1:] {
		if p.HasIntensity && all.HasIntensity && p.Intensity != all.Intensity {
			return Found{}, fmt.Errorf("two intensities in one place; give one number from 0 to 10")
		}
		if p.HasIntensity {
			all.Intensity, all.HasIntensity = p.Intensity, true
		}
		if all.Ask == nil {
			all.Ask = p.Ask
		}
		all.Cells = append(all.Cells, p.Cells...)
		all.Quality = append(all.Quality, p.Quality...)
	}
	return all.tidy(), nil
}

// Places reads a text of many places, such as "right temple 4, left calf 7;
// tingling in both feet": a place ends with its number, with a semicolon, or
// with the line.
func (w *Words) Places(text string) ([]Found, error) {
	var places []Found
	for _, clause := range clauses(tokens(text)) {
		p, err := w.place(clause, text)
		if err != nil {
			return nil, err
		}
		places = append(places, p)
	}
	if len(places) == 0 {
		return nil, fmt.Errorf("no place in %q; name one, such as \"right temple\"", text)
	}
	return places, nil
}

// place reads one clause.
func (w *Words) place(clause []token, text string) (Found, error) {
	found := Found{Said: strings.TrimSpace(text[clause[0].from:clause[len(clause)-1].to])}
	for _, t := range clause {
		if denies[t.text] {
			return Found{}, fmt.Errorf("%q says where it does not hurt; name only the places that hurt", found.Said)
		}
	}
	rest, err := readIntensity(clause, &found)
	if err != nil {
		return Found{}, err
	}
	rest = readQuality(rest, &found)
	parts := w.list(rest)
	if p := readPart(rest); len(parts) == 0 && p.sided() && strings.Contains(strings.ToLower(found.Said), "side") {
		p.words = []string{"side"} // "right side" alone names too much: ask back
		parts = []part{p}
	}
	if len(parts) == 0 {
		return Found{}, fmt.Errorf("no place in %q; name one, such as \"right temple\"", found.Said)
	}
	for _, p := range parts {
		cells, ask, err := w.resolve(p)
		if err != nil {
			return Found{}, err
		}
		if ask != nil && found.Ask == nil {
			ask.Of = text[p.from:p.to]
			found.Ask = ask
		}
		found.Cells = append(found.Cells, cells...)
	}
	return found.tidy(), nil
}

// denies lists words that turn the meaning of a place round.
var denies = map[string]bool{"not": true, "no": true, "never": true, "without": true, "except": true, "isn't": true, "doesn't": true, "don't": true, "neither": true, "nor": true}

// tidy folds what was found; a question leaves no cells, so that nobody takes
// half a drawing for the whole.
func (f Found) tidy() Found {
	f.Cells = Fold(f.Cells)
	slices.Sort(f.Quality)
	f.Quality = slices.Compact(f.Quality)
	if f.Ask != nil {
		f.Cells = nil
	}
	return f
}

// resolve turns one part of a list into cells, or into a question.
func (w *Words) resolve(p part) ([]unknot.CellID, *Ask, error) {
	if zones, ask, ok := w.way(p); ok {
		if ask != nil {
			return nil, ask, nil
		}
		return w.cells(zones, nil, p, false)
	}
	if zone, parts, both, ok := w.narrow(p.words); ok {
		return w.cells([]int{zone}, parts, p, both)
	}
	zones, exactBoth := w.match(p.words)
	if len(zones) != 1 && p.words[0] == "side" { // "left side of the nape" is a half of the nape
		if half, _ := w.match(p.words[1:]); len(half) == 1 && w.base.Zones[half[0]].Midline {
			zones = half
		}
	}
	switch {
	case len(zones) == 0:
		said := strings.Join(p.words, " ")
		if near := w.nearest(said); len(near) > 0 {
			return nil, nil, fmt.Errorf("no place called %q; nearest: %s", said, strings.Join(near, ", "))
		}
		return nil, nil, fmt.Errorf("no place called %q; name a place of the body, such as \"right temple\"", said)
	case len(zones) > 1 && !p.whole:
		return nil, w.askPlace(zones, p.side, p.both), nil
	}
	return w.cells(zones, nil, p, exactBoth)
}

// cells puts zones, or the parts of one, on their side, or asks for it.
func (w *Words) cells(zones []int, parts []string, p part, exactBoth bool) ([]unknot.CellID, *Ask, error) {
	var cells []unknot.CellID
	for _, i := range zones {
		z := &w.base.Zones[i]
		switch {
		case p.side != "" && !p.both:
			cells = append(cells, w.fine(p, i, parts, p.side)...)
		case p.both || exactBoth || z.Midline:
			cells = append(append(cells, w.fine(p, i, parts, unknot.Left)...), w.fine(p, i, parts, unknot.Right)...)
		case len(zones) > 1 || p.said != "":
			return nil, askSide(p.said), nil
		default:
			return nil, &Ask{Text: "On which side: " + z.Name + "?",
				Choices: []string{z.NameOn(unknot.Right), z.NameOn(unknot.Left), z.Name + ", both sides"}}, nil
		}
	}
	return cells, nil, nil
}

// askSide asks for the side of a relation or a way, which has no name of its
// own.
func askSide(said string) *Ask {
	return &Ask{Text: "On which side: " + said + "?", Choices: []string{said + ", right", said + ", left", said + ", both sides"}}
}

// spoken is the name of a zone as it stands after a side: "front of the
// shoulder", "eye or behind it".
func spoken(z *knowledge.Zone) string {
	name := strings.ReplaceAll(strings.ReplaceAll(z.SideName, "{s}", ""), ",", "")
	return strings.Join(strings.Fields(name), " ")
}
