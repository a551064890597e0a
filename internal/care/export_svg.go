//go:build !js

package care

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/store"
)

// exportDrawings writes a picture for each episode, and for each entry that
// says where it hurts.
func (p *Practice) exportDrawings(ctx context.Context, w *archive.Writer, r *store.Reading, tenant string) error {
	views := figure.Views("")
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

// writeDrawing writes the views that have something drawn on them side by
// side: front and back first, close-ups only where those show nothing.
func writeDrawing(out io.Writer, views []figure.View, words string, d unknot.Drawing) error {
	pain := d.Pain()
	shown := map[unknot.CellID]bool{}
	var list []figure.Picture
	for i := range views {
		fresh := false
		for _, c := range views[i].Cells {
			if !shown[c.Cell] && figure.LevelOf(pain, c.Cell) > 0 {
				shown[c.Cell], fresh = true, true
			}
		}
		if fresh {
			list = append(list, figure.Picture{View: &views[i], Heat: pain})
		}
	}
	_, err := io.WriteString(out, figure.Sheet(list, figure.Light, "Where it hurts", words))
	return err
}
