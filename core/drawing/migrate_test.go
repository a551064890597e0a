package drawing_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/drawing"
	"github.com/unknot/unknot/core/knowledge"
)

// A drawing that was kept on the first figure is read on this one: the same
// places, and the same sentence about them.
func TestADrawingOfTheFirstFigureMovesOn(t *testing.T) {
	raw, err := os.ReadFile("testdata/figure1.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := drawing.Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	got, err := drawing.Write(s)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/figure1_moved.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("it became\n%s\nwant\n%s", got, want)
	}
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	said := "right temple and right eye or behind it, 6 of 10, throbbing, comes and goes; " +
		"left low back (at L4), left sacroiliac joint and left buttock (upper inner part), 4.5 of 10, ache, pressure; " +
		"right index finger (tip on the palm side), 2 of 10; left heel (underside), 2 of 10"
	if got := body.Describe(base, s.Drawing()); got != said {
		t.Errorf("said %s\nwant %s", got, said)
	}
}

// Lines of the first figure are refused, whatever view they are on, with where
// they stand and how to mend it; cells that neither figure has too.
func TestLinesOfTheFirstFigureAreRefused(t *testing.T) {
	place := func(figure, place string) string {
		return `{"format":"unknot.drawing/v1","figure":"` + figure + `","places":[{"cells":["temple.right"],"intensity":1},` + place + `]}`
	}
	for _, c := range []struct{ raw, want string }{
		{place("figure/1", `{"intensity":3,"strokes":[{"view":"front","width":12,"points":[[228,400]]}]}`), "/places/1/strokes/0: strokes on figure/1 would lie on other places of this figure; name the cells"},
		{place("figure/1", `{"intensity":3,"strokes":[{"view":"soles","width":12,"points":[[80,90]]}]}`), "/places/1/strokes/0: strokes on figure/1"},
		{place("figure/1", `{"intensity":3,"cells":["temple.front.right"]}`), "/places/1/cells/0: this cell is not in the figure"},
		{place("figure/0", `{"intensity":3,"cells":["temple.left"]}`), "/figure: the cells belong to another figure"},
	} {
		_, err := drawing.Read([]byte(c.raw))
		var public *unknot.Error
		if !errors.As(err, &public) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %s", c.raw, err, c.want)
		}
	}
}
