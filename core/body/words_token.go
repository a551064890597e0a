package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word or a separator, with its place in the text.
type token struct {
	text     string // lower case; "," for any loose separator, "and", or ";"
	from, to int    // bytes of the text
	inside   bool   // in brackets
}

func (t token) separates() bool { return t.text == "," || t.text == "and" || t.text == ";" }

// inWord reports whether a rune belongs to a word.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("'’-–./%", r)
}

// tokens cuts a text into words and separators. Hyphens between letters part
// words: "little-finger side" is the little finger side.
func tokens(text string) []token {
	var out []token
	open := -1 // the first token in brackets
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == '(' {
			open = len(out) + 1
		}
		if r == ')' && open >= 0 {
			for i := open; i < len(out); i++ {
				out[i].inside = true
			}
			open = -1
		}
		switch {
		case r == ',' || r == ':' || r == '(' || r == ')' || r == '!' || r == '?':
			out = append(out, token{text: ",", from: at, to: at + size})
		case r == ';' || r == '\n' || r == '\r':
			out = append(out, token{text: ";", from: at, to: at + size})
		case r == '&' || r == '+':
			out = append(out, token{text: "and", from: at, to: at + size})
		case inWord(r):
			end := at
			for end < len(text) {
				r, size := utf8.DecodeRuneInString(text[end:])
				if !inWord(r) {
					break
				}
				end += size
			}
			out = append(out, wordTokens(text, at, end)...)
			at = end
			continue
		}
		at += size
	}
	return out
}

func wordTokens(text string, from, to int) []token {
	word := strings.ReplaceAll(strings.ToLower(text[from:to]), "’", "'")
	if side, ok := sideWords[word]; ok {
		return []token{{text: string(side), from: from, to: to}}
	}
	if number.MatchString(word) || strings.IndexFunc(word, unicode.IsLetter) < 0 {
		return []token{{text: strings.TrimRight(word, "."), from: from, to: to}}
	}
	var out []token
	start := from
	for i, r := range text[from:to] + "-" {
		if r != '-' && r != '–' && r != '/' {
			continue
		}
		if w := strings.Trim(strings.ToLower(strings.ReplaceAll(text[start:min(from+i, to)], "’", "'")), "'.%"); w != "" {
			if also[w] {
				w = "and"
			}
			for _, one := range parted(w) {
				out = append(out, token{text: one, from: start, to: min(from+i, to)})
			}
		}
		start = min(from+i+utf8.RuneLen(r), to)
	}
	return out
}

// parted takes apart words that people write together.
func parted(w string) []string {
	switch place, isAche := strings.CutSuffix(w, "ache"); {
	case strings.HasPrefix(w, "shoulderblade"):
		return []string{"shoulder", strings.TrimPrefix(w, "shoulder")}
	case isAche && (place == "back" || place == "neck" || place == "stomach" || place == "belly" || place == "tummy" || place == "leg" || place == "jaw"):
		return []string{place, "ache"}
	}
	return []string{w}
}

var also = map[string]bool{"and": true, "plus": true, "also": true, "und": true, "then": true}

// split cuts the name of a place into words.
func split(text string) []string {
	var words []string
	for _, t := range tokens(text) {
		if !t.separates() {
			words = append(words, t.text)
		}
	}
	return words
}

// clauses cuts tokens into places: at semicolons and line ends, and after a
// number when another number follows.
func clauses(all []token) [][]token {
	var out [][]token
	var now []token
	end := func() {
		for len(now) > 0 && now[0].separates() {
			now = now[1:]
		}
		for len(now) > 0 && now[len(now)-1].separates() {
			now = now[:len(now)-1]
		}
		if len(now) > 0 {
			out = append(out, now)
		}
		now = nil
	}
	for i, t := range all {
		switch {
		case t.text == ";":
			end()
			continue
		case t.text == "," || t.text == "and":
			if named(now) && hasNumber(now) && named(all[i:]) && hasNumber(untilStop(all[i:])) {
				end()
				continue
			}
		}
		now = append(now, t)
	}
	end()
	return out
}

func untilStop(list []token) []token {
	for i, t := range list {
		if t.text == ";" {
			return list[:i]
		}
	}
	return list
}

func hasNumber(list []token) bool {
	for _, t := range list {
		if number.MatchString(t.text) {
			return true
		}
	}
	return false
}

// named reports whether any word of the list may name a place.
func named(list []token) bool {
	for _, t := range untilStop(list) {
		if !t.separates() && !filler[t.text] && !number.MatchString(t.text) && qualityWords[t.text] == "" {
			return true
		}
	}
	return false
}
