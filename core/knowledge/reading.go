package knowledge

import (
	"strings"
	"unicode"
)

// MostReadingAge is the age, in years, at which text for people must be
// readable, by ReadingAge.
const MostReadingAge = 12

// ReadingAge is how old a reader must be to follow a text: the grade of
// Flesch and Kincaid plus the five years before school,
//
//	grade = 0.39 words/sentences + 11.8 syllables/words - 15.59
//
// (Kincaid 1975, Naval Technical Training Command Research Branch Report
// 8-75). It means little for fewer than about thirty words.
func ReadingAge(text string) float64 {
	words, sentences, syllables := 0, 0, 0
	ended := true
	for _, w := range strings.Fields(text) {
		letters := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if letters == "" {
			continue
		}
		words++
		syllables += syllablesOf(letters)
		ended = strings.ContainsAny(w[len(strings.TrimRight(w, `"')`))-1:], ".?!")
		if ended {
			sentences++
		}
	}
	if !ended {
		sentences++
	}
	if words == 0 {
		return 0
	}
	w := float64(words)
	return 0.39*w/float64(sentences) + 11.8*float64(syllables)/w - 15.59 + 5
}

// syllablesOf counts the vowel groups of an English word, less a silent e.
func syllablesOf(word string) int {
	word = strings.ToLower(word)
	n, in := 0, false
	for _, r := range word {
		v := strings.ContainsRune("aeiouy", r)
		if v && !in {
			n++
		}
		in = v
	}
	silent := strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") ||
		strings.HasSuffix(word, "es") && !strings.HasSuffix(word, "ses") && !strings.HasSuffix(word, "ches") && !strings.HasSuffix(word, "shes") && !strings.HasSuffix(word, "xes") ||
		strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "ted") && !strings.HasSuffix(word, "ded")
	if silent && n > 1 {
		n--
	}
	return max(n, 1)
}
