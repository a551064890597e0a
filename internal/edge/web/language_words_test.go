package web

import (
	"context"
	"slices"
	"testing"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// Each place as a Spanish page names it can be written into the words box, on
// its side; and the choices of a question back are answers that are read.
func TestPlacesAreReadInSpanish(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	es, _ := locale.Named("es")
	ctx := locale.With(context.Background(), locale.Locale{Language: es})
	s := &Site{practice: &care.Practice{Base: base, Words: body.NewWords(base)}}
	read := 0
	for i := range base.Zones {
		for _, side := range unknot.Sides {
			cell := body.ZoneCell(base.Zones[i].ID, side)
			said := know(ctx, base.Zones[i].NameOn(side)) + ", 4,5"
			got, err := s.readWords(ctx, said, 0, nil)
			if err != nil || len(got) != 1 || got[0].Intensity != 4.5 || !slices.Equal(got[0].Cells, body.Fold([]unknot.CellID{cell})) {
				t.Errorf("%q is read as %v, %v, not %s", said, got, err, cell)
			}
			read++
		}
	}
	if read < 100 {
		t.Errorf("only %d places were read", read)
	}
	for _, words := range []string{"hombro", "sien", "hombro derecho, 5", "rodilla izquierda"} {
		_, err := s.readWords(ctx, words, 5, nil)
		u, ok := err.(*unclearError)
		if !ok {
			t.Errorf("%q asks nothing back: %v", words, err)
			continue
		}
		for _, c := range u.ask.Choices {
			got, err := s.readWords(ctx, c, 5, nil)
			if _, again := err.(*unclearError); !again && (err != nil || len(got) != 1) { // a place without its side is asked for that next
				t.Errorf("%q: the choice %q is read as %v, %v", words, c, got, err)
			}
		}
	}
	for _, words := range []string{"sien derecha y nuca, 5 de 10, dolor sordo", "pantorrilla izquierda 3; sien derecha, hormigueo", "right temple, 5"} {
		if _, err := s.readWords(ctx, words, 5, nil); err != nil {
			t.Errorf("%q: %v", words, err)
		}
	}
}
