package body

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// Words turns phrases such as "behind the right eye, 4" into cells. It is
// deterministic, forgives spelling, and asks back rather than guess.
type Words struct {
	base    *knowledge.Base
	phrases []phrase
	broad   []broad
}

type phrase struct {
	zone   int // index into base.Zones
	text   string
	tokens []string
	both   bool // means both sides when no side is named
}

type broad struct {
	text   string
	tokens []string
	zones  []unknot.ZoneID
}

// Ask is a question back: the phrase fits more than one place.
type Ask struct {
	Text    string
	Choices []string // each is a phrase that Find understands
}

// Found is what a phrase means. Exactly one of Cells and Ask is set.
type Found struct {
	Cells        []unknot.CellID
	Intensity    float64 // NRS 0-10
	HasIntensity bool
	Quality      []string
	Ask          *Ask
}

// NewWords prepares the grammar from the zone names and synonyms.
func NewWords(base *knowledge.Base) *Words {
	w := &Words{base: base}
	for i := range base.Zones {
		z := &base.Zones[i]
		seen := map[string]bool{}
		add := func(text string, both bool) {
			text = strings.ToLower(text)
			if text == "" || seen[text] {
				return
			}
			seen[text] = true
			w.phrases = append(w.phrases, phrase{i, text, content(text), both || z.Midline})
		}
		for _, s := range z.Both {
			add(s, true)
		}
		add(z.Name, false)
		add(strings.Join(strings.Fields(strings.ReplaceAll(z.SideName, "{s}", "")), " "), false)
		for _, s := range z.Words {
			add(s, false)
		}
		add(strings.ReplaceAll(string(z.ID), "_", " "), false)
	}
	for _, b := range base.Broads {
		for _, t := range b.Words {
			w.broad = append(w.broad, broad{t, content(t), b.Zones})
		}
	}
	return w
}

// Find reads one phrase for one place. The error says what was read and the
// nearest names, when nothing resembles it.
func (w *Words) Find(text string) (Found, error) {
	var found Found
	rest, err := w.readNumbers(strings.ToLower(text), &found)
	if err != nil {
		return Found{}, err
	}
	side, both, tokens := readSide(rest)
	if len(tokens) == 0 && follows(split(rest), "side") || len(tokens) == 0 && side != "" && strings.Contains(rest, "side") {
		tokens = []string{"side"} // "right side" alone names too much: ask back
	}
	tokens = readQuality(tokens, &found)
	if len(tokens) == 0 {
		return Found{}, fmt.Errorf("no place in %q; name one, such as \"right temple\"", text)
	}
	zones, exactBoth := w.match(tokens)
	switch {
	case len(zones) == 0:
		near := w.nearest(tokens)
		return Found{}, fmt.Errorf("no place called %q; nearest: %s", strings.Join(tokens, " "), strings.Join(near, ", "))
	case len(zones) > 1:
		found.Ask = w.askPlace(zones, side, both)
		return found, nil
	}
	z := &w.base.Zones[zones[0]]
	switch {
	case side != "" && !both:
		found.Cells = []unknot.CellID{ZoneCell(z.ID, side)}
	case both || exactBoth || z.Midline:
		found.Cells = []unknot.CellID{ZoneCell(z.ID, unknot.Left), ZoneCell(z.ID, unknot.Right)}
	default:
		found.Ask = &Ask{Text: "On which side: " + z.Name + "?",
			Choices: []string{z.NameOn(unknot.Right), z.NameOn(unknot.Left), z.Name + ", both sides"}}
	}
	return found, nil
}

// readNumbers takes an intensity such as "4", "4/10" or "4 out of 10" out of
// the phrase.
func (w *Words) readNumbers(text string, found *Found) (string, error) {
	text = strings.ReplaceAll(text, " out of 10", "/10")
	text = strings.ReplaceAll(text, " of 10", "/10")
	text = strings.ReplaceAll(text, " / 10", "/10")
	fields := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' })
	kept := fields[:0]
	for _, f := range fields {
		n, err := strconv.ParseFloat(strings.TrimSuffix(f, "/10"), 64)
		if err != nil {
			kept = append(kept, f)
			continue
		}
		if !(n >= 0 && n <= 10) {
			return "", fmt.Errorf("intensity %s is out of range; use 0 (no pain) to 10 (worst)", f)
		}
		if found.HasIntensity {
			return "", fmt.Errorf("two intensities in one place; give one number from 0 to 10")
		}
		found.Intensity, found.HasIntensity = n, true
	}
	return strings.Join(kept, " "), nil
}

var sideWords = map[string]unknot.Side{
	"right": unknot.Right, "rightside": unknot.Right, "right-hand": unknot.Right, "rt": unknot.Right,
	"left": unknot.Left, "leftside": unknot.Left, "left-hand": unknot.Left, "lt": unknot.Left,
}

// readSide takes the side out and returns the words that carry meaning. A
// word that is one typing mistake from "right" or "left" counts.
func readSide(text string) (side unknot.Side, both bool, tokens []string) {
	sideSeen := map[unknot.Side]bool{}
	fields := split(text)
	for i, t := range fields {
		s, ok := sideWords[t]
		if !ok && (len(t) >= 4 && knowledge.EditDistance(t, "right") == 1 && t != "tight" && t != "night") {
			s, ok = unknot.Right, true
		}
		switch {
		case ok:
			sideSeen[s] = true
		case t == "both" || t == "bilateral" || t == "either" || t == "sides" && i > 0:
			both = true
		case t == "side" && i > 0 && sideWords[fields[i-1]] != "" && (i == len(fields)-1 || !follows(fields[i+1:], "of")):
			// "right side" says the side, "right side of the neck" names a place
		default:
			tokens = append(tokens, t)
		}
	}
	if sideSeen[unknot.Right] && sideSeen[unknot.Left] {
		both = true
	}
	for _, s := range unknot.Sides {
		if sideSeen[s] {
			side = s
		}
	}
	return side, both, meaning(tokens)
}

func follows(fields []string, word string) bool { return len(fields) > 0 && fields[0] == word }

var qualityWords = map[string]string{
	"ache": "ache", "aching": "ache", "achy": "ache", "dull": "ache", "sore": "ache",
	"burning": "burning", "burns": "burning", "sharp": "sharp", "stabbing": "sharp", "shooting": "sharp",
	"tingling": "tingling", "tingles": "tingling", "pins-and-needles": "tingling",
	"numb": "numb", "numbness": "numb", "pressing": "pressure", "throbbing": "throbbing", "pulsing": "throbbing",
}

func readQuality(tokens []string, found *Found) []string {
	kept := tokens[:0:0]
	for _, t := range tokens {
		if q, ok := qualityWords[t]; ok {
			if !contains(found.Quality, q) {
				found.Quality = append(found.Quality, q)
			}
			continue
		}
		kept = append(kept, t)
	}
	if len(kept) == 0 { // "sore throat" keeps its word; a quality alone is no place
		return tokens
	}
	sort.Strings(found.Quality)
	return kept
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}
