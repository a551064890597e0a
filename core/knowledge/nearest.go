package knowledge

import "strings"

// Nearest returns the candidate that is closest to word by edit distance, or
// "" when none is close: more than a third of the letters would have to change.
// Among equals the first candidate wins.
func Nearest(word string, candidates []string) string {
	best, bestDist := "", 1<<30
	word = strings.ToLower(word)
	for _, c := range candidates {
		if d := EditDistance(word, strings.ToLower(c)); d < bestDist {
			best, bestDist = c, d
		}
	}
	limit := max(len([]rune(word)), len([]rune(best)))/3 + 1
	if bestDist > limit {
		return ""
	}
	return best
}

// EditDistance counts the letters to insert, delete, replace, or swap with a
// neighbour to turn a into b (optimal string alignment; Damerau 1964,
// doi 10.1145/363958.363994).
func EditDistance(a, b string) int {
	ra, rb := []rune(a), []rune(b)
	prev2 := make([]int, len(rb)+1)
	prev := make([]int, len(rb)+1)
	row := make([]int, len(rb)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(ra); i++ {
		row[0] = i
		for j := 1; j <= len(rb); j++ {
			cost := 1
			if ra[i-1] == rb[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && ra[i-1] == rb[j-2] && ra[i-2] == rb[j-1] {
				row[j] = min(row[j], prev2[j-2]+1)
			}
		}
		prev2, prev, row = prev, row, prev2
	}
	return prev[len(rb)]
}
