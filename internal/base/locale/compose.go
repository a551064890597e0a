package locale

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// deepest is how many holes may stand inside one another, and longest how many
// bytes a text may have. The deepest that the engine writes is "both sides: shin
// (upper part) and calf (lower part)"; the longest is a drawing of the whole body.
// Judgement: both keep the search short for a text that cannot be said.
const (
	deepest = 3
	longest = 1000
)

var (
	hole      = regexp.MustCompile(`\{[a-z]+\}`)
	bracketed = regexp.MustCompile(`\([^)]*\)`)
	figure    = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
)

// shape is a text of the catalogue with holes, such as "It moves the {muscle},
// the likeliest muscle." In a hole stands a number ({n}, {m}, {from}, {to}) or
// a text that the language can say.
type shape struct {
	between []string // the fixed words before, between and after the holes
	holes   []string
	said    string // with the same holes
}

// shapesOf finds the shapes among texts; those with most fixed words come
// first, so that "{n} times a day" is tried before what would fit it, too.
func shapesOf(texts map[string]message) []shape {
	keys := make([]string, 0, len(texts))
	for text := range texts {
		if hole.MatchString(text) && hole.ReplaceAllString(text, "") != "" {
			keys = append(keys, text)
		}
	}
	slices.SortFunc(keys, func(a, b string) int {
		if by := len(hole.ReplaceAllString(b, "")) - len(hole.ReplaceAllString(a, "")); by != 0 {
			return by
		}
		return strings.Compare(a, b)
	})
	out := make([]shape, 0, len(keys))
	for _, k := range keys {
		out = append(out, shape{between: hole.Split(k, -1), holes: hole.FindAllString(k, -1), said: texts[k].text})
	}
	return out
}

// sentence says a text, also one that an error says with a small letter and
// without a full stop.
func (l *Language) sentence(text string) (string, bool) {
	if said, ok := l.compose(text, deepest); ok {
		return said, true
	}
	first, size := utf8.DecodeRuneInString(text)
	bare, stopped := strings.CutSuffix(text, ".")
	if !stopped || unicode.IsLower(first) {
		return "", false
	}
	said, ok := l.compose(string(unicode.ToLower(first))+bare[size:], deepest)
	if !ok {
		return "", false
	}
	return Capital(said) + ".", true
}

// compose says a text that the engine put together: sentences or the parts of
// a list one after another, or a shape with its holes filled. When any part of
// it cannot be said it says nothing, so that no sentence is half translated.
func (l *Language) compose(text string, depth int) (string, bool) {
	if len(text) > longest {
		return "", false
	}
	if said, ok := l.single(text, depth); ok {
		return said, true
	}
	for _, mark := range []string{"; ", ". ", "? ", ", "} {
		for end := strings.LastIndex(text, mark); end > 0; end = strings.LastIndex(text[:end], mark) {
			first, glue := text[:end], mark
			if mark == ". " || mark == "? " { // the mark is part of the sentence
				first, glue = text[:end+1], " "
			}
			before, ok := l.single(first, depth)
			if !ok {
				continue
			}
			if after, ok := l.compose(text[end+len(mark):], depth); ok {
				return before + glue + after, true
			}
		}
	}
	return "", false
}

// single says a text that stands in the catalogue or fits a shape.
func (l *Language) single(text string, depth int) (string, bool) {
	if said, ok := l.placeOn("", text, depth); ok { // without the comma of its name
		return said, true
	}
	if m, ok := l.texts[text]; ok && m.text != "" {
		return m.text, true
	}
	if depth == 0 {
		return "", false
	}
	if said, ok := l.ownSides(text, depth); ok {
		return said, true
	}
	for i := range l.shapes {
		if said, ok := l.fill(&l.shapes[i], text, depth-1); ok {
			return said, true
		}
	}
	return "", false
}

// fill reads a text as a shape and says it.
func (l *Language) fill(s *shape, text string, depth int) (string, bool) {
	rest, ok := strings.CutPrefix(text, s.between[0])
	if !ok || !strings.HasSuffix(rest, s.between[len(s.holes)]) {
		return "", false
	}
	return l.fillFrom(s, 0, s.said, rest, depth)
}

// fillFrom fills the holes from one on; rest is the text from there. A hole may
// hold the words that follow it ("neck and shoulder and arm"), so every end of
// it is tried.
func (l *Language) fillFrom(s *shape, i int, said, rest string, depth int) (string, bool) {
	if i == len(s.holes) {
		return said, rest == ""
	}
	next := s.between[i+1]
	for end := 1; end+len(next) <= len(rest); end++ {
		last := i == len(s.holes)-1
		if last {
			end = len(rest) - len(next)
		}
		if !strings.HasPrefix(rest[end:], next) {
			continue
		}
		if in, ok := l.inHole(s.holes[i], rest[:end], depth); ok {
			if out, ok := l.fillFrom(s, i+1, strings.Replace(said, s.holes[i], in, 1), rest[end+len(next):], depth); ok {
				return out, true
			}
		}
		if last {
			break
		}
	}
	return "", false
}

// numbers are the holes that hold a number; all others hold a text.
var numbers = []string{"{n}", "{m}", "{from}", "{to}"}

// asItIs are the holes that hold what somebody wrote.
var asItIs = []string{"{said}", "{also}", "{given}"}

// quoted says the names of a list in the marks of the language.
func (l *Language) quoted(list string) string {
	names := strings.Split(list, ", ")
	for i, name := range names {
		name = strings.Trim(name, `"`)
		if said, ok := l.compose(name, deepest); ok {
			name = said
		}
		if names[i] = `"` + name + `"`; l.Code == "es" {
			names[i] = "«" + name + "»"
		}
	}
	return strings.Join(names, ", ")
}

func (l *Language) inHole(name, text string, depth int) (string, bool) {
	switch {
	case slices.Contains(asItIs, name):
		return text, true
	case name == "{quoted}":
		return l.quoted(text), true
	case name == "{both}": // places that are meant on both sides
		names, ok := l.onSide(name, text, depth)
		return l.And(names), ok
	case name == "{ask}": // a question behind "Right side:"
		said, ok := l.compose(text, depth)
		return Small(said), ok
	case name == "{thing}": // one thing by its name, and no list
		m, ok := l.texts[text]
		return m.text, ok && m.text != ""
	case (name == "{this}" || name == "{that}") && strings.Contains(bracketed.ReplaceAllString(text, ""), ", "):
		return "", false // of a list, the "and" joins the last two
	case !slices.Contains(numbers, name):
		return l.compose(text, depth)
	}
	if l.Code == "es" {
		return strings.Replace(text, ".", ",", 1), figure.MatchString(text)
	}
	return text, figure.MatchString(text)
}
