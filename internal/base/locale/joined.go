package locale

import (
	"slices"
	"strings"
)

// joiners are the words between two numbers that are read as one, "5 of 10", in
// the languages of the pages; counters stand right behind a number, leaders
// right before it.
var joiners, counters, leaders = []string{"of", "to", "de", "a"}, []string{"time", "times", "vez", "veces"}, []string{"de"}

// Joined keeps a number on one line with what makes no sense without it: "5 of
// 10", "2 times".
func Joined(text string) string {
	if !strings.ContainsAny(text, "0123456789") {
		return text
	}
	words := strings.Split(text, " ")
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			before, after := words[i-1], ""
			if i+1 < len(words) {
				after = words[i+1]
			}
			if endsInDigit(before) && (slices.Contains(joiners, w) && beginsWithDigit(after) || slices.Contains(counters, strings.TrimRight(w, ".,"))) ||
				beginsWithDigit(w) && (slices.Contains(leaders, before) || i > 1 && slices.Contains(joiners, before) && endsInDigit(words[i-2])) {
				b.WriteString("\u00a0")
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString(w)
	}
	return b.String()
}

func endsInDigit(word string) bool {
	return word != "" && word[len(word)-1] >= '0' && word[len(word)-1] <= '9'
}

func beginsWithDigit(word string) bool {
	return word != "" && word[0] >= '0' && word[0] <= '9'
}
