package body

import (
	"math/bits"
	"slices"
	"sort"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// filler words carry no place.
var filler = listed(`the my a an of on in at to and or is it its it's i i've i'm have has got there there's am me when you your
	pain pains hurts hurt hurting painful area region spot place part where just feels feel feeling sensation like with for
	stiff stiffness tight tightness tense tension cramp cramps cramping muscle muscles knot knots around near along very really mostly
	mainly bit sort kind some down up going goes running runs radiating radiates spreading spreads travels travelling from into
	towards toward until touch press pushed bad level intensity about this that which worse well as deep-down ones gets get
	sometimes always often constantly through needles so be been since also only half pins`)

func listed(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// meaning drops filler words and loose marks, unless nothing else is left.
func meaning(tokens []string) []string {
	var kept []string
	for _, t := range tokens {
		t = strings.Trim(t, "-'.")
		if t != "" && !filler[t] {
			kept = append(kept, t)
		}
	}
	return kept
}

func content(text string) []string { return meaning(split(text)) }

// close reports whether two words are the same but for a plural or a typing
// mistake: one letter from four letters on, two from eight on.
func closeWord(a, b string) bool {
	if a == b || singular(a) == singular(b) {
		return true
	}
	n := min(len([]rune(a)), len([]rune(b)))
	if n < 4 {
		return false
	}
	// front/fore/upper/under and inner/outer/lower differ by few letters and
	// mean other places: never forgive one for another.
	if placeWord[a] && placeWord[b] {
		return false
	}
	limit := 1
	if n >= 8 {
		limit = 2
	}
	if len(a)-len(b) > 2*limit || len(b)-len(a) > 2*limit { // in bytes; saves most of the work
		return false
	}
	return knowledge.EditDistance(a, b) <= limit
}

var placeWord = map[string]bool{
	"front": true, "fore": true, "upper": true, "under": true, "inner": true, "outer": true, "lower": true,
	"above": true, "below": true, "behind": true, "between": true, "inside": true, "outside": true,
	"back": true, "neck": true, "side": true, "hand": true, "head": true, "heel": true, "shin": true, "chin": true,
	"palm": true, "calf": true, "calves": true, "hip": true, "rib": true, "ribs": true, "brow": true, "nose": true, "knee": true,
	"tip": true, "top": true, "toes": true, "toe": true, "ear": true, "eye": true, "teeth": true, "tooth": true,
	"high": true, "thumb": true, "wrist": true, "elbow": true, "ankle": true, "groin": true, "chest": true, "thigh": true,
}

func singular(s string) string {
	switch {
	case s == "calves":
		return "calf"
	case s == "teeth":
		return "tooth"
	case s == "feet":
		return "foot"
	case len(s) > 4 && strings.HasSuffix(s, "s") && !strings.HasSuffix(s, "ss"):
		return s[:len(s)-1]
	}
	return s
}

// alike says how well each word of a query fits each word of the names: 1 the
// same, 0.99 but for a plural, 0.9 but for a slip, else 0.
type alike [][]float64

// compare fills the table, once for a query.
func (w *Words) compare(query []string) alike {
	t := make(alike, len(query))
	for i, q := range query {
		t[i] = make([]float64, len(w.vocabulary))
		one, letters := singular(q), letterSet(q)
		for j := range w.vocabulary {
			v := &w.vocabulary[j]
			switch {
			case q == v.text:
				t[i][j] = 1
			case one == v.singular:
				t[i][j] = 0.99
			case bits.OnesCount32(letters^v.letters) <= 4 && closeWord(q, v.text):
				// two slips change at most four letters of the set
				t[i][j] = 0.9
			}
		}
	}
	return t
}

// word is a word of the names.
type word struct {
	text, singular string
	letters        uint32
}

// letterSet marks which letters a word has; other runes share the last bits.
func letterSet(s string) uint32 {
	var set uint32
	for _, r := range s {
		set |= 1 << (uint32(r) % 32)
	}
	return set
}

// learn gives the numbers of words in the vocabulary, new ones added.
func (w *Words) learn(words []string) []int {
	ids := make([]int, len(words))
	for i, text := range words {
		ids[i] = slices.IndexFunc(w.vocabulary, func(v word) bool { return v.text == text })
		if ids[i] < 0 {
			ids[i] = len(w.vocabulary)
			w.vocabulary = append(w.vocabulary, word{text, singular(text), letterSet(text)})
		}
	}
	return ids
}

// likeness is 1 when both word lists say the same, 0 when nothing is shared:
// the harmonic mean of the shares matched on either side (Dice 1945,
// doi 10.2307/1932409).
func (t alike) likeness(phrase []int) float64 {
	if len(t) > 64 {
		return 0 // no name is that long
	}
	var used uint64
	sum := 0.0
	for _, p := range phrase {
		best, at := 0.0, -1
		for i := range t {
			if v := t[i][p]; v > best && used&(1<<i) == 0 {
				best, at = v, i
			}
		}
		if at >= 0 {
			used |= 1 << at
			sum += best
		}
	}
	return 2 * sum / float64(len(t)+len(phrase))
}

// Thresholds of the grammar; judgement, kept by the phrase table of the tests.
const (
	surely     = 0.85 // at or above: this is the place
	perhaps    = 0.6  // at or above: offer it as a choice
	clearlyOff = 0.06 // the runner-up must be this much worse
)

// match returns the zones that the words may mean: one when sure, several
// when a question must follow, none when nothing fits. bothSides is set when
// the matched words mean both sides.
func (w *Words) match(tokens []string) (zones []int, bothSides bool) {
	type hit struct {
		zone  int
		score float64
		both  bool
	}
	table := w.compare(tokens)
	best := map[int]hit{}
	for _, p := range w.phrases {
		s := table.likeness(p.words)
		if h, ok := best[p.zone]; s > 0 && (!ok || s > h.score) {
			best[p.zone] = hit{p.zone, s, p.both}
		}
	}
	hits := make([]hit, 0, len(best))
	for _, h := range best {
		hits = append(hits, h)
	}
	sort.Slice(hits, func(i, j int) bool {
		if hits[i].score != hits[j].score {
			return hits[i].score > hits[j].score
		}
		return hits[i].zone < hits[j].zone
	})
	wide, wideScore := w.matchBroad(table)
	top := 0.0
	if len(hits) > 0 {
		top = hits[0].score
	}
	if wideScore >= surely && wideScore > top-1e-9 {
		return wide, false
	}
	if top >= surely && (len(hits) == 1 || hits[1].score <= top-clearlyOff) {
		return []int{hits[0].zone}, hits[0].both
	}
	if wideScore > top && wideScore >= perhaps {
		return wide, false
	}
	for _, h := range hits {
		if h.score >= perhaps && h.score > top-0.25 && len(zones) < 6 {
			zones = append(zones, h.zone)
		}
	}
	if len(zones) == 1 && top >= 0.75 {
		return zones, hits[0].both
	}
	if len(zones) == 1 { // one weak likeness: ask, with itself and the next best
		for _, h := range hits[1:] {
			if len(zones) < 4 {
				zones = append(zones, h.zone)
			}
		}
	}
	return zones, false
}

// best returns the highest likeness of any name, and whether a broad word such
// as "shoulder" has it.
func (w *Words) best(tokens []string) (score float64, wide bool) {
	table := w.compare(tokens)
	for _, p := range w.phrases {
		score = max(score, table.likeness(p.words))
	}
	for _, b := range w.broad {
		if s := table.likeness(b.words); s > score {
			score, wide = s, true
		}
	}
	return score, wide
}

func (w *Words) matchBroad(table alike) ([]int, float64) {
	best, top := -1, 0.0
	for i, b := range w.broad {
		if s := table.likeness(b.words); s > top {
			best, top = i, s
		}
	}
	if best < 0 {
		return nil, 0
	}
	var zones []int
	for _, id := range w.broad[best].zones {
		for i := range w.base.Zones {
			if w.base.Zones[i].ID == id {
				zones = append(zones, i)
			}
		}
	}
	return zones, top
}

// nearest lists up to three zone names that are near to what was written, for
// an error: at most a third of the letters of the longer would have to change
// (judgement; "tempul" is near to "temple", "wardrobe" to no place).
func (w *Words) nearest(said string) []string {
	type near struct {
		name string
		dist int
	}
	var list []near
	for i := range w.base.Zones {
		z := &w.base.Zones[i]
		n := near{name: "\"" + z.Name + "\"", dist: -1}
		for _, name := range append([]string{z.Name, spoken(z)}, z.Words...) {
			d := knowledge.EditDistance(said, strings.ToLower(name))
			if 3*d <= max(len([]rune(said)), len([]rune(name))) && (n.dist < 0 || d < n.dist) {
				n.dist = d
			}
		}
		if n.dist >= 0 {
			list = append(list, n)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].dist < list[j].dist })
	var names []string
	for _, n := range list[:min(3, len(list))] {
		names = append(names, n.name)
	}
	return names
}

func (w *Words) askPlace(zones []int, side unknot.Side, both bool) *Ask {
	a := &Ask{Text: "Which place do you mean?"}
	for _, i := range zones {
		z := &w.base.Zones[i]
		switch {
		case both:
			a.Choices = append(a.Choices, z.Name+", both sides")
		case side != "":
			a.Choices = append(a.Choices, z.NameOn(side))
		default:
			a.Choices = append(a.Choices, z.Name)
		}
	}
	return a
}
