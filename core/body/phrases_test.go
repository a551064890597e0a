package body_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// TestPhrases reads the table of testdata/phrases.txt, where anyone may add a
// line.
func TestPhrases(t *testing.T) {
	_, w := words(t)
	raw, err := os.ReadFile("testdata/phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for n, line := range strings.Split(string(raw), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		say, want, ok := strings.Cut(line, " = ")
		if !ok {
			t.Fatalf("line %d has no meaning: %s", n+1, line)
		}
		cases++
		found, err := w.Places(strings.ReplaceAll(say, "|", "\n"))
		switch {
		case strings.HasPrefix(want, "!"):
			if text := strings.TrimSpace(want[1:]); err == nil || !strings.Contains(err.Error(), text) {
				t.Errorf("line %d, %q: want a refusal with %q, got %v %v", n+1, say, text, found, err)
			}
		case err != nil:
			t.Errorf("line %d, %q: %v", n+1, say, err)
		case strings.HasPrefix(want, "?"):
			choice := strings.TrimSpace(want[1:])
			i := slices.IndexFunc(found, func(f body.Found) bool { return f.Ask != nil })
			if i < 0 || !slices.ContainsFunc(found[i].Ask.Choices, func(c string) bool { return strings.Contains(c, choice) }) {
				t.Errorf("line %d, %q: want a question with %q, got %v %+v", n+1, say, choice, found, found[max(i, 0)].Ask)
			}
		default:
			var got, plain []string
			for _, f := range found {
				got = append(got, meaning(f))
			}
			for _, place := range strings.Split(want, " ; ") {
				plain = append(plain, meant(t, place))
			}
			if g, p := strings.Join(got, " ; "), strings.Join(plain, " ; "); g != p {
				t.Errorf("line %d, %q:\n got %s\nwant %s", n+1, say, g, p)
			}
		}
	}
	if cases < 200 {
		t.Errorf("only %d phrases", cases)
	}
}

// meaning writes what was found in one line.
func meaning(f body.Found) string {
	if f.Ask != nil {
		return "? " + strings.Join(f.Ask.Choices, " | ")
	}
	var parts []string
	for _, c := range f.Cells {
		parts = append(parts, string(c))
	}
	if f.HasIntensity {
		parts = append(parts, fmt.Sprintf("%g", f.Intensity))
	}
	return strings.Join(append(parts, f.Quality...), " ")
}

// meant writes what the table wants in the same way.
func meant(t *testing.T, place string) string {
	t.Helper()
	var cells, rest []string
	for _, word := range strings.Fields(place) {
		dot := strings.LastIndexByte(word, '.')
		zone, side := word[:max(dot, 0)], word[dot+1:]
		if _, err := strconv.ParseFloat(word, 64); err == nil {
			rest = append([]string{word}, rest...)
			continue
		}
		switch side {
		case "R":
			cells = append(cells, zone+"."+string(unknot.Right))
		case "L":
			cells = append(cells, zone+"."+string(unknot.Left))
		case "B":
			cells = append(cells, zone+".left", zone+".right")
		default:
			rest = append(rest, word)
		}
	}
	slices.Sort(cells)
	return strings.Join(append(cells, rest...), " ")
}
