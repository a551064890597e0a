package web_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// What counts for and against a cause adds up, as it is printed, from the
// number it starts at to the sum that is said.
func TestTheReasonsAddUpAsPrinted(t *testing.T) {
	s := demoSite(t)
	_, page := get(t, s.URL+"/answer/DEMO")
	number := func(text string) float64 {
		v, err := strconv.ParseFloat(strings.Replace(text, "−", "-", 1), 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	lines := regexp.MustCompile(`<span class="small num">([+−][0-9.]+)</span>`)
	ends := regexp.MustCompile(`They start at ([+−][0-9.]+) and add up to ([+−][0-9.]+)\.`)
	lists, shared := 0, strings.Count(page, "What several signs say alike counts once")
	for _, part := range strings.Split(page, `<ul class="reasons">`)[1:] {
		said := ends.FindStringSubmatch(part)
		if said == nil {
			t.Fatalf("no sum is said in %.300s", part)
		}
		sum := number(said[1])
		for _, n := range lines.FindAllStringSubmatch(part[:strings.Index(part, "</ul>")], -1) {
			sum += number(n[1])
		}
		if math.Abs(sum-number(said[2])) > 1e-9 {
			t.Errorf("from %s the lines add up to %.1f, and %s is said", said[1], sum, said[2])
		}
		lists++
	}
	if lists < 4 || shared == 0 {
		t.Errorf("%d lists of reasons, %d of them with what signs share", lists, shared)
	}
}
