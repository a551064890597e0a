package body

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/unknot/unknot"
)

// finePart is a part of a zone with every word that may name it.
type finePart struct {
	part  string // "upper_inner"
	words map[string]bool
}

// sameAs are words that people use for those of the names.
var sameAs = map[string][]string{
	"upper": {"top", "high", "higher"}, "lower": {"bottom", "low"}, "middle": {"mid", "centre", "center"},
	"inner": {"inside", "medial"}, "outer": {"outside", "lateral"}, "tip": {"end"}, "kneecap": {"patella"},
	"underside": {"sole", "bottom", "under"},
}

// partsOf lists the parts of a zone; nothing when it has none.
func partsOf(z unknot.ZoneID) []finePart {
	var out []finePart
	for _, c := range Expand(ZoneCell(z, unknot.Right)) {
		name := PartName(c)
		if name == "" {
			return nil
		}
		p := finePart{strings.Split(string(c), ".")[1], map[string]bool{"parts": true, "third": true, "section": true, "corner": true}}
		add := func(w string) {
			p.words[w] = true
			for _, s := range sameAs[w] {
				p.words[s] = true
			}
		}
		for _, w := range content(name) {
			add(w)
		}
		along, _ := cutPart(p.part)
		add(map[string]string{"l1": "upper", "l2_l3": "middle", "l4": "lower", "t1_t2": "upper", "t3_t4": "middle", "t5_t6": "middle", "t7_t9": "lower"}[along])
		out = append(out, p)
	}
	return out
}

// having lists the parts of a zone that all the words fit.
func having(parts []finePart, words []string) []string {
	var out []string
	for _, p := range parts {
		if !slices.ContainsFunc(words, func(w string) bool { return !p.fits(w) }) {
			out = append(out, p.part)
		}
	}
	return out
}

func (p finePart) fits(word string) bool {
	if p.words[word] {
		return true
	}
	for w := range p.words {
		if closeWord(word, w) {
			return true
		}
	}
	return false
}

// narrow reads words as a part of a zone, such as "upper inner calf": the words
// that name the zone, and the parts that the others fit. A name of its own, such
// as "inner knee", is none.
func (w *Words) narrow(words []string) (zone int, parts []string, both, ok bool) {
	if len(words) < 2 || len(words) > mostSaid {
		return 0, nil, false, false
	}
	if score, _ := w.best(words); score >= aName {
		return 0, nil, false, false
	}
	table := w.compare(words)
	var won reading
	rivals := 0
	for z := range w.base.Zones {
		r := w.reading(z, words, table)
		switch {
		case r.likeness < aPlace:
		case won.likeness == 0 || r.clearer(won):
			won, rivals = r, 0
		case !won.clearer(r):
			rivals++
		}
	}
	return won.zone, won.parts, won.both, won.likeness > 0 && rivals == 0
}

// reading is words read as a part of one zone.
type reading struct {
	zone     int
	parts    []string
	taken    int     // words that tell the part
	likeness float64 // of the others to a name of the zone
	both     bool
}

// clearer reports whether a reading leaves no doubt beside another: its name
// fits better, or as well with more of the words.
func (r reading) clearer(than reading) bool {
	return r.likeness > than.likeness+clearlyOff || r.likeness >= than.likeness && r.taken < than.taken
}

// reading finds which of the words best tell a part, and leave a name of the
// zone.
func (w *Words) reading(zone int, words []string, table alike) reading {
	fine := w.parts[zone]
	may := uint(0) // words that may tell the part
	for i, word := range words {
		if len(having(fine, []string{word})) > 0 {
			may |= 1 << i
		}
	}
	best := reading{zone: zone}
	if bits.OnesCount(may) > mostTaken {
		return best
	}
	for taken := may; taken > 0; taken = (taken - 1) & may {
		var rest alike
		var said []string
		for i := range words {
			if taken&(1<<i) != 0 {
				said = append(said, words[i])
			} else {
				rest = append(rest, table[i])
			}
		}
		found := having(fine, said)
		if len(rest) == 0 || len(found) == 0 {
			continue
		}
		for _, p := range w.phrases {
			if p.zone != zone {
				continue
			}
			r := reading{zone, found, bits.OnesCount(taken), rest.likeness(p.words), p.both}
			if r.likeness > best.likeness || r.likeness == best.likeness && r.taken < best.taken {
				best = r
			}
		}
	}
	return best
}

// How many words may name a place with its part, and how many of them the part;
// judgement: every choice of words is tried.
const mostSaid, mostTaken = 12, 6

// How like a name words must be; judgement, kept by the phrase table.
const (
	aName  = 0.985 // they are that name
	aPlace = 0.9   // what is left of them, without the part, is surely that place
)

// tells are words that only a part has.
var tells = map[string]bool{"part": true, "parts": true, "half": true, "third": true}

// narrows reports whether a chunk of a list says a part of the place before it,
// as in "right calf (upper part)" and "right calf, upper part"; last says that
// nothing but such chunks follows.
func (w *Words) narrows(before *part, chunk []token, last bool) bool {
	if before.way != "" || len(chunk) == 0 {
		return false
	}
	zone, _, _, ok := w.narrow(before.words)
	if !ok {
		zones, _ := w.match(before.words)
		if len(zones) != 1 {
			return false
		}
		zone = zones[0]
	}
	words := readPart(chunk).words
	if len(having(w.parts[zone], words)) == 0 {
		return false
	}
	if chunk[0].inside || slices.ContainsFunc(chunk, func(t token) bool { return tells[t.text] }) {
		return true
	}
	for _, p := range w.parts[zone] { // the part's own name
		if slices.Equal(words, content(partName(cutPart(p.part)))) {
			return true
		}
	}
	score, _ := w.best(words)
	return last && score < aName
}

// fine gives the cells of a zone on one side that a place means.
func (w *Words) fine(p part, zone int, parts []string, side unknot.Side) []unknot.CellID {
	id := w.base.Zones[zone].ID
	for _, words := range p.narrow {
		parts = append(parts, having(w.parts[zone], words)...)
	}
	if len(parts) == 0 {
		return []unknot.CellID{ZoneCell(id, side)}
	}
	var out []unknot.CellID
	for _, part := range parts {
		out = append(out, unknot.CellID(string(id)+"."+part+"."+string(side)))
	}
	return out
}
