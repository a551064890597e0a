package care

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/sketch"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/store"
)

// exportDrawings writes a picture for each episode, and for each entry that
// says where it hurts.
func (p *Practice) exportDrawings(ctx context.Context, w *archive.Writer, r *store.Reading, tenant string) error {
	views := sketch.Views()
	draw := func(kind, id string, d unknot.Drawing) error {
		if len(d.Places) == 0 {
			return nil
		}
		out, err := w.Create("drawings/" + kind + "-" + FileName(id) + ".svg")
		if err != nil {
			return err
		}
		return writeDrawing(out, views, body.Describe(p.Base, d), d)
	}
	err := r.Rows(ctx, "episode", tenant, func(line []byte) error {
		var row struct{ ID, Doc string }
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		c, err := wire.ReadCase(p.Base, p.Words, []byte(row.Doc))
		if err != nil { // of another knowledge: it stays in the records
			return nil
		}
		return draw("episode", row.ID, c.Drawing)
	})
	if err != nil {
		return err
	}
	return r.Rows(ctx, "entry", tenant, func(line []byte) error {
		e, ok := p.entryOf(line)
		if !ok {
			return nil
		}
		return draw("entry", e.ID, drawingOf(e))
	})
}

// drawingOf is where an entry says it hurts.
func drawingOf(e unknot.Entry) unknot.Drawing {
	var d unknot.Drawing
	for _, at := range e.Places {
		d.Places = append(d.Places, unknot.Place{Cells: at.Cells, Intensity: max(at.Now, at.Worst, at.Average, 0), Quality: at.Quality})
	}
	return d
}

// FileName keeps an id as the name of a file where it is one; ids are made by
// whoever writes, and "../" is none.
func FileName(id string) string {
	plain := strings.Trim(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == ""
	if plain && id != "" && len(id) <= 64 {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return "x" + hex.EncodeToString(sum[:16])
}

// gap is the space between two views.
const gap = 24

// writeDrawing writes the views that have something drawn on them side by
// side. The stronger the pain, the fuller the colour.
func writeDrawing(out io.Writer, views []sketch.View, words string, d unknot.Drawing) error {
	pain := d.Pain()
	var shapes bytes.Buffer
	x, height := 0.0, 0.0
	for _, v := range views {
		painted := false
		for _, s := range v.Shapes {
			_, hit := pain[s.Cell]
			painted = painted || hit
		}
		if !painted {
			continue
		}
		fmt.Fprintf(&shapes, "<g transform=\"translate(%g 0)\">\n", x)
		for _, s := range v.Shapes {
			fill := "#eceff1"
			extra := ""
			if n, hit := pain[s.Cell]; hit {
				fill, extra = "#b3261e", fmt.Sprintf(" fill-opacity=\"%.2f\"", 0.2+0.08*n)
			}
			fmt.Fprintf(&shapes, "<path d=\"%s\" fill=\"%s\"%s/>\n", s.Path, fill, extra)
		}
		shapes.WriteString("</g>\n")
		x += v.Width + gap
		height = max(height, v.Height)
	}
	var title bytes.Buffer
	if err := xml.EscapeText(&title, []byte(words)); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %g %g\" role=\"img\" stroke=\"#90a4ae\" stroke-width=\"0.8\">\n<title>%s</title>\n%s</svg>\n",
		max(x-gap, 1), max(height, 1), title.String(), shapes.String())
	return err
}
