package locale

import (
	"regexp"
	"strings"
)

// The grammar of places reads English. Whoever writes in another language is
// read by the names of places of that language, word for word.

// ours are the words of Spanish around the names of places: sides, numbers and
// what joins them; "" is left out.
var ours = map[string]string{
	"y": "and", "e": "and", "o": "or", "no": "not", "sin": "without", "derecha": "right", "derecho": "right", "izquierda": "left", "izquierdo": "left",
	"lado derecho": "right side", "lado izquierdo": "left side", "a la derecha": "right", "a la izquierda": "left", "ambos": "both", "ambas": "both", "los dos": "both", "las dos": "both",
	"ambos lados": "both sides", "los dos lados": "both sides", "de 10": "of 10", "detrás de": "behind", "detrás del": "behind", "entre": "between", "desde": "from", "hasta": "to",
	"parte": "part", "alta": "upper", "alto": "upper", "baja": "lower", "bajo": "lower", "media": "middle", "interna": "inner", "externa": "outer",
	"espalda": "back", "espalda baja": "low back", "zona lumbar": "low back", "lumbares": "low back", "cuello": "neck", "cara": "face", "ojo": "eye", "oreja": "ear", "oído": "ear", "dedos": "fingers", "pie": "foot", "mano": "hand", "brazo": "arm",
	"mandíbula": "jaw", "cadera": "hip", "columna": "spine", "omóplato": "shoulder blade", "escápula": "shoulder blade", "tripa": "belly", "barriga": "belly", "gemelo": "calf", "gemelos": "both calves", "rótula": "kneecap", "riñones": "low back",
	"dolor": "", "duele": "", "duelen": "", "me": "", "mi": "", "tengo": "", "el": "", "la": "", "los": "", "las": "", "un": "", "una": "", "de": "", "del": "", "en": "", "con": "",
	"quema": "burning", "hormiguea": "tingling", "punzante": "sharp", "sordo": "ache", "late": "throbbing", "oprime": "pressure", "dormido": "numb", "dormida": "numb",
}

// mostWords is how many words the longest name of a place has.
const mostWords = 12

var piece = regexp.MustCompile(`\p{L}+|\d+(?:[.,]\d+)?|[^\p{L}\d]+`)

// bare writes a word as it is compared: small, and without the accents that
// many leave out.
func bare(s string) string {
	return strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u").Replace(strings.ToLower(s))
}

// readingOf turns the names of places round: from what a reader writes to what
// the grammar reads.
func readingOf(places map[string]message) map[string]string {
	out := map[string]string{}
	add := func(said, means string) {
		key := strings.Join(strings.FieldsFunc(bare(said), func(r rune) bool { return r == ' ' || r == ',' }), " ")
		if old, ok := out[key]; !ok || len(means) < len(old) || len(means) == len(old) && means < old {
			out[key] = means
		}
	}
	for means, m := range places {
		add(m.text, means)
	}
	for said, means := range ours {
		if _, ok := out[bare(said)]; !ok {
			out[bare(said)] = means
		}
	}
	return out
}

// Read puts what a person wrote about places into the words of the grammar.
// What it does not know stays, so that English is read in every language. back
// finds the part of what was written that a part of the result stands for.
func (l *Language) Read(text string) (words string, back func(part string) string) {
	if len(l.reading) == 0 {
		return text, func(part string) string { return part }
	}
	type stretch struct{ from, to, start, end int } // in the result, in the text
	var (
		out    strings.Builder
		places []stretch
		pieces = piece.FindAllStringIndex(text, -1)
	)
	for i := 0; i < len(pieces); {
		next, means := l.longest(text, pieces[i:])
		said := text[pieces[i][0]:pieces[i+next-1][1]]
		if means == nil {
			kept := said
			if l.Code == "es" && strings.ContainsAny(kept, "0123456789") {
				kept = strings.Replace(kept, ",", ".", 1)
			}
			means = &kept
		}
		from := out.Len()
		out.WriteString(*means)
		places = append(places, stretch{from, out.Len(), pieces[i][0], pieces[i+next-1][1]})
		i += next
	}
	return out.String(), func(part string) string {
		at := strings.Index(out.String(), part)
		if at < 0 {
			return part
		}
		first, last := -1, 0
		for _, p := range places {
			if p.from < at+len(part) && p.to > at {
				if first < 0 {
					first = p.start
				}
				last = p.end
			}
		}
		if first < 0 {
			return part
		}
		return strings.TrimSpace(text[first:last])
	}
}

// longest finds the longest run of pieces that means something, and how many
// pieces it has; nil when the first piece means nothing.
func (l *Language) longest(text string, pieces [][]int) (int, *string) {
	var key []string
	best, means := 1, (*string)(nil)
	for i := 0; i < len(pieces) && len(key) < mostWords; i++ {
		word := text[pieces[i][0]:pieces[i][1]]
		if gap := strings.TrimSpace(word); i%2 == 1 && (gap == "" || gap == ",") {
			continue // between two words
		}
		if i%2 == 1 {
			break
		}
		key = append(key, bare(word))
		if m, ok := l.reading[strings.Join(key, " ")]; ok {
			best, means = i+1, &m
		}
	}
	return best, means
}
