package knowledge

import (
	"math"
	"sort"
	"strings"
	"sync"
)

// Full-text search over what a person may want to read. It is written here and
// not taken from a library: the kernel must stay pure and build for wasm, and
// the search libraries at hand open files or pull in an engine far larger than
// some hundred short records need.

// Hit is one record found, best first.
type Hit struct {
	Kind  string  // faq, lesson, treatment, habit, muscle, lookalike, lump, point, claim, finding
	ID    string  // id of the record
	Title string  // its question, name or sentence
	Score float64 // only comparable within one search; above 0
}

// kindWeight lets an answer come before the raw claim it rests on (judgement).
var kindWeight = map[string]float64{
	"faq": 1.5, "lesson": 1.0, "treatment": 1.0, "muscle": 1.0, "habit": 0.9, "lookalike": 0.9, "lump": 0.9, "point": 0.8, "claim": 0.7, "finding": 0.6,
}

// entry is one searchable record. Fields lists the words by part, best part first.
type entry struct {
	Hit
	fields []field
}

// field is a part of an entry. Only the best line of a field counts, so ten
// wordings of one question do not drown a record that says it once.
type field struct {
	weight float64
	lines  [][]string // stems
}

// searchIndex is the inverted index: stem to the entries that hold it.
type searchIndex struct {
	entries []entry
	holds   map[string][]int
	stems   []string // sorted, for the search of misspelt words
	rarity  map[string]float64
}

// searchCache builds the index of a base once, on the first search.
type searchCache struct {
	once  sync.Once
	index *searchIndex
}

// Search finds records by words, in any order, with small slips of spelling
// forgiven. It returns at most limit hits (limit below 1: ten), best first;
// equal scores are ordered by kind, then id.
func (b *Base) Search(words string, limit int) []Hit {
	if limit < 1 {
		limit = 10
	}
	b.search.once.Do(func() { b.search.index = newSearchIndex(b.searchable()) })
	return b.search.index.find(words, limit)
}

func newSearchIndex(entries []entry) *searchIndex {
	x := &searchIndex{entries: entries, holds: map[string][]int{}, rarity: map[string]float64{}}
	// Rarity is that in texts to read; the many tests and causes would make the
	// words of the body look common.
	texts, common := 0, map[string]int{}
	for i, e := range entries {
		seen := map[string]bool{}
		read := e.Kind != "finding" && e.Kind != "lookalike" && e.Kind != "lump" && e.Kind != "point"
		if read {
			texts++
		}
		for _, f := range e.fields {
			for _, line := range f.lines {
				for _, s := range line {
					if !seen[s] {
						seen[s] = true
						x.holds[s] = append(x.holds[s], i)
						if read {
							common[s]++
						}
					}
				}
			}
		}
	}
	for s := range x.holds {
		x.stems = append(x.stems, s)
		// Inverse document frequency (Sparck Jones 1972, doi 10.1108/eb026526).
		x.rarity[s] = math.Log(1 + float64(texts)/float64(max(common[s], 1)))
	}
	sort.Strings(x.stems)
	return x
}

// near is a stem of the index that a sought word may mean.
type near struct {
	stem  string
	share float64 // 1: the same word, less for each slip
}

// match lists the stems that a word may mean: itself, else those one slip away
// (words of 4 letters or more) or two (8 or more).
func (x *searchIndex) match(stem string) []near {
	if _, ok := x.holds[stem]; ok {
		return []near{{stem, 1}}
	}
	slips := 0
	if n := len(stem); n >= 8 {
		slips = 2
	} else if n >= 4 {
		slips = 1
	}
	most := 2*slips + 1 // in half letters
	best, found := most, []near(nil)
	for _, s := range x.stems {
		if slips == 0 || len(s) < len(stem)-slips || len(s) > len(stem)+slips || len(s) < 3 {
			continue
		}
		d := 2 * EditDistance(stem, s)
		if s[0] != stem[0] {
			d++ // people seldom miss the first letter
		}
		if d > most || d > best {
			continue
		}
		if d < best {
			best, found = d, nil
		}
		found = append(found, near{s, 1 - 0.125*float64(d)})
	}
	return found
}

func (x *searchIndex) find(words string, limit int) []Hit {
	sought := make([][]near, 0, 8)
	var total float64
	for _, s := range stemsOf(words) {
		if m := x.match(s); len(m) > 0 {
			sought = append(sought, m)
			total += x.rarity[m[0].stem]
		}
	}
	if len(sought) == 0 {
		return nil
	}
	candidates := map[int]bool{}
	for _, m := range sought {
		for _, n := range m {
			for _, i := range x.holds[n.stem] {
				candidates[i] = true
			}
		}
	}
	var hits []Hit
	for i := range x.entries { // in index order: a map's order must not show
		if candidates[i] {
			h := x.entries[i].Hit
			h.Score = x.score(&x.entries[i], sought, total) / total * kindWeight[h.Kind]
			hits = append(hits, h)
		}
	}
	sort.SliceStable(hits, func(a, b int) bool {
		if hits[a].Score != hits[b].Score {
			return hits[a].Score > hits[b].Score
		}
		if hits[a].Kind != hits[b].Kind {
			return hits[a].Kind < hits[b].Kind
		}
		return hits[a].ID < hits[b].ID
	})
	return hits[:min(limit, len(hits))]
}

// score adds, for each sought word, the best field that holds it, and then
// rewards the line that holds most of the sought words together and little else:
// its share of the words sought and of its own words, as in a cosine.
func (x *searchIndex) score(e *entry, sought [][]near, total float64) float64 {
	var sum, together float64
	for _, m := range sought {
		best := 0.0
		for _, f := range e.fields {
			for _, line := range f.lines {
				best = max(best, f.weight*x.worth(line, m))
			}
		}
		sum += best
	}
	for _, f := range e.fields {
		for _, line := range f.lines {
			var got, all float64
			for _, m := range sought {
				got += x.worth(line, m)
			}
			for _, s := range line {
				all += x.rarity[s]
			}
			if all > 0 {
				together = max(together, f.weight*got*math.Sqrt(min(1, got/all)*min(1, got/total)))
			}
		}
	}
	return sum + together
}

// worth is the rarity of the sought word when the line holds it, else 0.
func (x *searchIndex) worth(line []string, m []near) float64 {
	best := 0.0
	for _, n := range m {
		for _, s := range line {
			if s == n.stem {
				best = max(best, n.share*x.rarity[s])
			}
		}
	}
	return best
}

func lines(texts ...string) [][]string {
	var out [][]string
	for _, t := range texts {
		if s := stemsOf(t); len(s) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// searchable lists the records to search, by kind in file order.
func (b *Base) searchable() []entry {
	var out []entry
	add := func(kind, id, title string, fields ...field) {
		out = append(out, entry{Hit{Kind: kind, ID: id, Title: title}, fields})
	}
	for _, q := range b.FAQs {
		add("faq", q.ID, q.Ask, field{1, lines(append([]string{q.Ask}, q.Wordings...)...)}, field{0.4, lines(sentences(q.Answer)...)})
	}
	for _, l := range b.Lessons {
		var parts []string
		for _, p := range l.Parts {
			parts = append(parts, sentences(p.Text)...)
		}
		add("lesson", l.ID, l.Title, field{1, lines(l.Title)}, field{0.4, lines(parts...)})
	}
	for _, t := range b.Treatments {
		add("treatment", t.ID, t.Name, field{1, lines(t.Name)}, field{0.5, lines(sentences(t.What + " " + t.Doubt)...)})
	}
	for _, h := range b.Habits {
		add("habit", h.ID, h.Name, field{1, lines(h.Name)}, field{0.5, lines(sentences(h.Do + " " + h.Why)...)})
	}
	for _, m := range b.Muscles {
		add("muscle", string(m.ID), m.Name, field{1, lines(m.Name, m.Latin)}, field{0.4, lines(sentences(m.Describe + " " + m.HurtsWhen + " " + m.Refers.Words)...)})
	}
	for _, l := range b.Lookalikes {
		add("lookalike", l.ID, l.Name, field{1, lines(l.Name)}, field{0.4, lines(sentences(l.Describe + " " + l.TellApart)...)})
	}
	for _, l := range b.Lumps {
		add("lump", l.ID, l.Name, field{1, lines(l.Name)}, field{0.4, lines(append([]string{l.WhatToDo}, l.Features...)...)})
	}
	for _, a := range b.Acupoints {
		add("point", a.ID, a.Code, field{1, lines(append([]string{a.Code}, a.Aliases...)...)}, field{0.4, lines(a.Where)})
	}
	for _, f := range b.Findings {
		add("finding", f.ID, f.Name, field{1, lines(f.Name, strings.NewReplacer(".", " ", "_", " ").Replace(f.ID))}, field{0.4, lines(sentences(f.Ask + " " + f.Why)...)})
	}
	for _, k := range b.Claims {
		add("claim", k.ID, k.Says, field{1, lines(k.ID)}, field{0.8, lines(k.Says)}, field{0.4, lines(sentences(k.Doubt + " " + k.Instead)...)})
	}
	return out
}

func sentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '.' || r == '!' || r == '?' || r == ';' })
}
