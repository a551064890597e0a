package figure_test

import (
	"regexp"
	"strconv"
	"testing"

	"github.com/unknot/unknot/core/body/figure"
)

// A name that is wider than its picture is not cut at the edge of the sheet,
// and does not run into the next one.
func TestASheetHasRoomForItsNames(t *testing.T) {
	head := figure.Of("neutral", "head_right")
	if head == nil {
		t.Fatal("there is no side view of the head")
	}
	at := regexp.MustCompile(`translate\(([\d.]+) 0\)`)
	all := regexp.MustCompile(`viewBox="0 0 ([\d.]+) `)
	for _, label := range []string{"", "Cabeza, lado derecho, vista desde muy cerca"} {
		sheet := figure.Sheet([]figure.Picture{{View: head, Label: label}, {View: head}}, figure.Light, "", "")
		width, err := strconv.ParseFloat(all.FindStringSubmatch(sheet)[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		first, err := strconv.ParseFloat(at.FindStringSubmatch(sheet)[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		if label == "" && first != 0 {
			t.Errorf("a short name moves its picture by %g", first)
		}
		if room := 8 * float64(len(label)); label != "" && (width < room+head.Width || 2*first+head.Width < room) {
			t.Errorf("%q has no room in %g: the picture begins at %g", label, width, first)
		}
	}
}
