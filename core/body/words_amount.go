package body

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
)

// number matches 4, 4.5, 4/10, 6-7 and -1 (which is refused by its range).
var number = regexp.MustCompile(`^-?\d+(\.\d+)?([-–]\d+(\.\d+)?)?(/10)?\.?$`)

var numberWords = map[string]string{"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
	"six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10"}

// amountWords are intensities in words: the middle of the usual bands, mild 1
// to 3, moderate 4 to 6, severe 7 to 10; judgement.
var amountWords = map[string]float64{"mild": 2, "mildly": 2, "slight": 2, "slightly": 2, "moderate": 5, "moderately": 5, "severe": 8, "severely": 8, "terrible": 8, "unbearable": 10}

// readIntensity takes an intensity such as "4", "4/10", "4 out of 10", "four of
// ten", "6-7" or "mild" out of the tokens.
func readIntensity(list []token, found *Found) ([]token, error) {
	var kept []token
	inWords := -1.0
	for i := 0; i < len(list); i++ {
		text := list[i].text
		of := outOfTen(list[i+1:])
		if n, ok := numberWords[text]; ok && (of > 0 || alone(list, i)) {
			text = n
		}
		if v, ok := amountWords[text]; ok {
			inWords = v
			continue
		}
		if !number.MatchString(text) {
			kept = append(kept, list[i])
			continue
		}
		n, err := amount(text)
		if err != nil {
			return nil, err
		}
		if found.HasIntensity {
			return nil, fmt.Errorf("two intensities in one place; give one number from 0 to 10")
		}
		found.Intensity, found.HasIntensity = n, true
		i += of
	}
	if !found.HasIntensity && inWords >= 0 {
		found.Intensity, found.HasIntensity = inWords, true
	}
	return kept, nil
}

func amount(text string) (float64, error) {
	low, high, _ := strings.Cut(strings.ReplaceAll(strings.TrimRight(strings.TrimSuffix(text, "/10"), "."), "–", "-"), "-")
	if low == "" { // a minus sign, not a range
		low, high = "-"+high, ""
	}
	a, err := strconv.ParseFloat(low, 64)
	if err == nil && high != "" {
		var b float64
		b, err = strconv.ParseFloat(high, 64)
		if err == nil && b > 10 {
			a = b
		}
		a = (a + b) / 2
	}
	if err != nil || !(a >= 0 && a <= 10) {
		return 0, fmt.Errorf("intensity %s is out of range; use 0 (no pain) to 10 (worst)", text)
	}
	return a, nil
}

// outOfTen counts the words of "out of 10", "of ten" or "/ 10" that follow.
func outOfTen(list []token) int {
	for n, form := range [][]string{{"of"}, {"out", "of"}, {"/"}, {"in"}} {
		if len(list) <= len(form) {
			continue
		}
		same := true
		for i, w := range form {
			same = same && list[i].text == w
		}
		if last := list[len(form)].text; same && (last == "10" || last == "ten") {
			return []int{2, 3, 2, 2}[n]
		}
	}
	return 0
}

// alone reports whether a word stands between separators, or after a word that
// announces a number.
func alone(list []token, i int) bool {
	before := i == 0 || list[i-1].separates() || list[i-1].text == "level" || list[i-1].text == "intensity" || list[i-1].text == "about"
	after := i == len(list)-1 || list[i+1].separates()
	return before && after
}

var qualityWords = map[string]string{
	"ache": "ache", "aches": "ache", "aching": "ache", "achy": "ache", "achey": "ache", "dull": "ache", "sore": "ache", "soreness": "ache", "nagging": "ache",
	"burning": "burning", "burns": "burning", "burn": "burning", "hot": "burning",
	"sharp": "sharp", "stabbing": "sharp", "stabs": "sharp", "shooting": "sharp", "shoots": "sharp", "piercing": "sharp", "knife": "sharp",
	"tingling": "tingling", "tingles": "tingling", "tingly": "tingling", "tingle": "tingling", "prickling": "tingling", "electric": "tingling",
	"numb": "numb", "numbness": "numb", "asleep": "numb",
	"pressure": "pressure", "pressing": "pressure", "squeezing": "pressure", "heavy": "pressure",
	"throbbing": "throbbing", "throbs": "throbbing", "pulsing": "throbbing", "pounding": "throbbing", "pulsating": "throbbing",
}

// readQuality takes the words for what the pain is like out of the tokens. A
// slip of spelling in a long word counts.
func readQuality(list []token, found *Found) []token {
	var kept []token
	for i := 0; i < len(list); i++ {
		text := list[i].text
		if strings.HasPrefix(text, "pin") && i+2 < len(list) && list[i+1].text == "and" && strings.HasPrefix(list[i+2].text, "needle") {
			found.Quality = append(found.Quality, "tingling")
			i += 2
			continue
		}
		q := qualityWords[text]
		if q == "" && len(text) >= 6 {
			q = qualitySlip(text)
		}
		if q == "" {
			kept = append(kept, list[i])
			continue
		}
		found.Quality = append(found.Quality, q)
	}
	return kept
}

// slipWords are the long quality words, in one order.
var slipWords = []string{"aching", "burning", "stabbing", "shooting", "tingling", "numbness", "pressure", "pressing", "throbbing", "pulsing"}

func qualitySlip(text string) string {
	for _, w := range slipWords {
		if knowledge.EditDistance(text, w) == 1 {
			return qualityWords[w]
		}
	}
	return ""
}
