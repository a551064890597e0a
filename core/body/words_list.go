package body

import (
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// part is one place of a list.
type part struct {
	words    []string   // that carry meaning, without sides
	narrow   [][]string // words for parts of it, said after it
	said     string     // a relation or way in words, without its side; else ""
	way      string     // "from" (ends count) or "between" (ends do not), else ""
	ends     [2][]string
	side     unknot.Side
	both     bool
	whole    bool // "all over", "around", "whole": no question, take all of it
	last     bool // the side ends the part: "temple on the right"
	from, to int
}

// sided reports whether the part says its side.
func (p *part) sided() bool { return p.side != "" || p.both }

var sideWords = map[string]unknot.Side{
	"right": unknot.Right, "rightside": unknot.Right, "right-hand": unknot.Right, "right-sided": unknot.Right, "right-side": unknot.Right, "rt": unknot.Right, "r": unknot.Right,
	"left": unknot.Left, "leftside": unknot.Left, "left-hand": unknot.Left, "left-sided": unknot.Left, "left-side": unknot.Left, "lt": unknot.Left, "l": unknot.Left,
}

// notSides are words one slip away from a side that mean something else.
var notSides = map[string]bool{"tight": true, "night": true, "light": true, "might": true, "sight": true, "fight": true, "eight": true, "lift": true, "loft": true, "let": true, "felt": true, "cleft": true, "lefts": false}

// sideOf reads a side; one typing mistake counts.
func sideOf(t string) unknot.Side {
	if s, ok := sideWords[t]; ok {
		return s
	}
	if notSides[t] || len(t) < 3 {
		return ""
	}
	if len(t) >= 4 && knowledge.EditDistance(t, "right") == 1 {
		return unknot.Right
	}
	if knowledge.EditDistance(t, "left") == 1 {
		return unknot.Left
	}
	return ""
}

var wholeWords = map[string]bool{"whole": true, "entire": true, "all": true, "everywhere": true, "around": true, "throughout": true, "complete": true}

// list cuts a clause into its places and gives each its side.
func (w *Words) list(clause []token) []part {
	var parts []part
	lead := part{} // a side that stands alone in front holds for all
	chunks := w.join(w.chunks(clause))
	for i, chunk := range chunks {
		p := readPart(chunk)
		switch {
		case len(p.words) > 0 && len(parts) > 0 && w.narrows(&parts[len(parts)-1], chunk, i == len(chunks)-1):
			before := &parts[len(parts)-1]
			before.narrow, before.to = append(before.narrow, p.words), p.to
			if !before.sided() {
				before.side, before.both = p.side, p.both
			}
		case len(p.words) > 0:
			if !p.sided() && lead.sided() {
				p.side, p.both = lead.side, lead.both
			} else if lead.sided() && p.side != "" && lead.side != p.side && len(parts) == 0 {
				p.both = true // "left and right temple"
			}
			parts = append(parts, p)
		case p.sided() && len(parts) == 0:
			lead.both = lead.both || p.both || lead.side != "" && lead.side != p.side
			lead.side = p.side
		case p.sided(): // "temple and jaw, right"
			for i := range parts {
				if !parts[i].sided() {
					parts[i].side, parts[i].both = p.side, p.both
				}
			}
		}
	}
	w.borrow(parts)
	w.share(parts)
	return parts
}

// chunks cuts at separators, but not inside "between … and …", unless what
// stands before the "and" is a name already: "between the legs".
func (w *Words) chunks(clause []token) [][]token {
	var out [][]token
	var now []token
	between := false
	for _, t := range clause {
		if t.text == "between" || t.text == "betwen" || t.text == "beetween" {
			between = true
		}
		if t.text == "and" && between {
			score, _ := w.best(readPart(now).words)
			between = score < 0.985
		}
		if t.separates() && !(t.text == "and" && between) {
			out, now, between = append(out, now), nil, false
			continue
		}
		between = between && t.text != "and"
		now = append(now, t)
	}
	return append(out, now)
}

// join puts chunks together again that are the name of one place: "neck and
// shoulder", "ear, deep inside".
func (w *Words) join(list [][]token) [][]token {
	var out [][]token
	for i := 0; i < len(list); i++ {
		now := list[i]
		for n := min(2, len(list)-1-i); n > 0; n-- {
			longer := slices.Concat(list[i : i+n+1]...)
			if slices.ContainsFunc(longer, func(t token) bool { return t.inside || tells[t.text] }) || len(list[i]) == 0 || len(readPart(list[i]).words) == 0 || len(readPart(list[i+n]).words) == 0 {
				continue
			}
			score, wide := w.best(readPart(longer).words)
			apart, _ := w.best(readPart(list[i]).words)
			if score >= 0.985 && !wide && (apart < 1 || score == 1) {
				now, i = longer, i+n
				break
			}
		}
		out = append(out, now)
	}
	return out
}

// readPart reads side, extent, relation and words of one place.
func readPart(chunk []token) part {
	p := part{}
	if len(chunk) == 0 {
		return p
	}
	p.from, p.to = chunk[0].from, chunk[len(chunk)-1].to
	var kept []string
	var seen [2]bool
	for i, t := range chunk {
		next := i + 1
		s := sideOf(t.text)
		switch {
		case s == unknot.Right:
			seen[0] = true
			p.last = true
		case s == unknot.Left:
			seen[1] = true
			p.last = true
		case t.text == "both" || t.text == "bilateral" || t.text == "bilaterally" || t.text == "either" || t.text == "sides" && i > 0:
			p.both = true
		case t.text == "side" && i > 0 && sideOf(chunk[i-1].text) != "" && !(next < len(chunk) && chunk[next].text == "of"):
			// "right side" says the side, "right side of the neck" names a place
		default:
			if wholeWords[t.text] || t.text == "over" && i > 0 && chunk[i-1].text == "all" {
				p.whole = true
				if t.text != "around" {
					continue
				}
			}
			if !filler[t.text] {
				p.last = false
			}
			kept = append(kept, t.text)
		}
	}
	p.both = p.both || seen[0] && seen[1]
	for i, s := range unknot.Sides {
		if seen[i] {
			p.side = s
		}
	}
	p.words = meaning(kept)
	p.readWay(kept)
	return p
}

// bare are words that need a noun, which may stand with the next place: "front
// and back of the thigh", "ring and little finger".
var bare = map[string]bool{"front": true, "back": true, "side": true, "top": true, "inner": true, "outer": true, "inside": true, "outside": true,
	"upper": true, "lower": true, "mid": true, "middle": true, "ring": true, "little": true, "index": true, "big": true, "small": true, "above": true, "below": true, "behind": true, "low": true}

// borrow gives bare words the noun of the place that follows.
func (w *Words) borrow(parts []part) {
	for i := len(parts) - 2; i >= 0; i-- {
		p, next := &parts[i], &parts[i+1]
		lead := 0
		for lead < len(next.words) && bare[next.words[lead]] {
			lead++
		}
		isBare := func(s string) bool { return bare[s] }
		lead = min(lead, len(next.words)-1) // the last word is a noun: "lower back"
		if lead <= 0 || next.way != "" || slices.ContainsFunc(p.words, func(s string) bool { return !isBare(s) }) {
			continue
		}
		if score, wide := w.best(p.words); score == 1 && !wide {
			continue // a name of its own: "upper back and front of the upper arm"
		}
		longer := append(slices.Clone(p.words), next.words[lead:]...)
		if zones, _ := w.match(longer); len(zones) == 1 {
			p.words = longer
		}
	}
}

// share hands a side on to places that name none: from the one before, else
// from the one after; a place on the midline keeps both halves unless the side
// closes the list ("forehead and temple on the right").
func (w *Words) share(parts []part) {
	if n := len(parts) - 1; n > 0 && parts[n].last && parts[n].sided() {
		for i := range parts[:n] {
			if !parts[i].sided() {
				parts[i].side, parts[i].both = parts[n].side, parts[n].both
			}
		}
	}
	given := func(p *part, from part) {
		if zones, both := w.match(p.words); p.way == "" && len(zones) == 1 && (both || w.base.Zones[zones[0]].Midline) {
			return
		}
		p.side, p.both = from.side, from.both
	}
	for i := 1; i < len(parts); i++ {
		if !parts[i].sided() && parts[i-1].sided() {
			given(&parts[i], parts[i-1])
		}
	}
	for i := len(parts) - 2; i >= 0; i-- {
		if !parts[i].sided() && parts[i+1].sided() {
			given(&parts[i], parts[i+1])
		}
	}
}
