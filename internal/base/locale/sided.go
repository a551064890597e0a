package locale

import (
	"regexp"
	"strings"
)

// A place of the body is drawn on a side, and Spanish says the side with the
// gender of what it stands on: "sien derecha", "muslo derecho". The catalogue
// has each name on each side. From them come the names in a sentence such as
// "right temple and back of the right thigh", and in "both sides: temple and
// calf", where English says the side once.

// onSides are the names of one place on the right and on the left.
type onSides struct{ right, left string }

// sidesOf finds the names of places among texts: those that differ in "right"
// and "left" alone. The key is the name without a side and without commas, as
// it stands in a sentence.
func sidesOf(texts map[string]message) map[string]onSides {
	out := map[string]onSides{}
	for text, m := range texts {
		before, after, ok := strings.Cut(text, "right ")
		if !ok || hole.MatchString(text) {
			continue
		}
		if left, ok := texts[before+"left "+after]; ok {
			out[strings.ReplaceAll(before+after, ",", "")] = onSides{m.text, left.text}
		}
	}
	return out
}

// ownSides says a list of places that ends in an "and", each with its own side
// in its name: "right temple and back of the right thigh".
func (l *Language) ownSides(text string, depth int) (string, bool) {
	for at := strings.LastIndex(text, " and "); at > 0; at = strings.LastIndex(text[:at], " and ") {
		if last, ok := l.placeOn("", text[at+len(" and "):], depth); ok {
			if names, ok := l.onSide("", text[:at], depth); ok {
				return l.And(append(names, last)), true
			}
		}
	}
	return "", false
}

func (l *Language) onSide(name, text string, depth int) ([]string, bool) {
	if said, ok := l.placeOn(name, text, depth); ok {
		return []string{said}, true
	}
	for _, mark := range []string{" and ", ", "} { // a name may hold an "and" too, so every end of the first is tried
		for from := 0; ; {
			at := strings.Index(text[from:], mark)
			if at < 0 {
				break
			}
			from += at
			if first, ok := l.placeOn(name, text[:from], depth); ok {
				if rest, ok := l.onSide(name, text[from+len(mark):], depth); ok {
					return append([]string{first}, rest...), true
				}
			}
			from += len(mark)
		}
	}
	return nil, false
}

// placeOn says one place, which may have its parts in brackets. Without the name
// of a hole, the side stands in the place.
func (l *Language) placeOn(name, text string, depth int) (string, bool) {
	place, parts, some := strings.Cut(strings.TrimSuffix(text, ")"), " (")
	if name == "" {
		for _, side := range []string{"right", "left"} {
			if before, after, ok := strings.Cut(place, side+" "); ok {
				name, place = "{"+side+"}", before+after
				break
			}
		}
		if name == "" { // "temple" is a place with sides, but stands here without one
			return "", false
		}
	}
	on, ok := l.sides[place]
	if !ok || some != strings.HasSuffix(text, ")") {
		return "", false
	}
	said := map[string]string{"{right}": on.right, "{left}": on.left, "{both}": l.BothSides(on.right, on.left)}[name]
	said, more, _ := strings.Cut(said, ", ") // a comma would part it from the next place
	if some {
		of, ok := l.compose(parts, depth)
		if !ok {
			return "", false
		}
		more = strings.TrimPrefix(more+", "+of, ", ")
	}
	if more != "" {
		said += " (" + more + ")"
	}
	return said, true
}

// And joins names as people do: "a, b and c".
func (l *Language) And(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last, and := names[len(names)-1], " and "
	if l.Code == "es" {
		and = " y "
		if soundsI.MatchString(last) {
			and = " e "
		}
	}
	return strings.Join(names[:len(names)-1], ", ") + and + last
}

var (
	// soundsI is a word before which "y" becomes "e".
	soundsI = regexp.MustCompile(`(?i)^(i|í|h[ií]([^aeo]|$))`)
	// rightWord is the word for right, with either gender.
	rightWord = regexp.MustCompile(`\bderech([oa])\b`)
)

// BothSides says the names of one place on the right and on the left as one:
// "pantorrilla derecha e izquierda".
func (l *Language) BothSides(right, left string) string {
	if l.Code == "es" && rightWord.ReplaceAllString(right, "izquierd$1") == left && len(rightWord.FindAllString(right, -1)) == 1 {
		return rightWord.ReplaceAllString(right, "derech$1 e izquierd$1")
	}
	return l.And([]string{right, left})
}
