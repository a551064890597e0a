package cli

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"strconv"
	"strings"

	"golang.org/x/image/vector"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/drawing"
	"github.com/unknot/unknot/internal/care"
)

type bodyRenderCmd struct {
	sheetFile
	Out  string   `short:"o" required:"" help:"Where to write: a name that ends in .svg or .png."`
	View []string `default:"front,back" help:"front, back, head_right, head_left, soles."`
	Dark bool     `help:"Light on dark."`
}

// Run draws the views of a drawing into a file.
func (c *bodyRenderCmd) Run(s *streams) error {
	sheet, err := c.read(s)
	if err != nil {
		return err
	}
	p, err := care.Open()
	if err != nil {
		return err
	}
	if err := knownViews(c.View); err != nil {
		return err
	}
	d := sheet.Drawing()
	theme := drawing.Light
	if c.Dark {
		theme = drawing.Dark
	}
	var raw []byte
	switch {
	case strings.HasSuffix(c.Out, ".svg"):
		raw = []byte(drawing.SVG(c.View, d.Pain(), theme, body.Describe(p.Base, d)))
	case strings.HasSuffix(c.Out, ".png"):
		if raw, err = pixels(c.View, d.Pain(), theme.Colours()); err != nil {
			return err
		}
	default:
		return &exit{ExitUsage, "--out must end in .svg or .png"}
	}
	if err := os.WriteFile(c.Out, raw, 0o600); err != nil {
		return &exit{ExitBadInput, fmt.Sprintf("cannot write the picture: %v", err)}
	}
	return nil
}

func knownViews(ids []string) error {
	for _, id := range ids {
		known := false
		for _, v := range drawing.Views() {
			known = known || v.ID == id
		}
		if !known {
			return &exit{ExitUsage, fmt.Sprintf("no view is called %q; give front, back, head_right, head_left or soles", id)}
		}
	}
	return nil
}

// pixels draws the cells flat, two pixels a unit, for places that take no SVG.
func pixels(ids []string, pain map[unknot.CellID]float64, c drawing.Colours) ([]byte, error) {
	const scale, margin = 2.0, 2.0 // a margin keeps antialiased edges inside
	wide, tall := 0.0, 0.0
	for _, v := range drawing.Views() {
		for _, id := range ids {
			if v.ID == id {
				wide, tall = wide+v.Width, max(tall, v.Height)
			}
		}
	}
	picture := image.NewRGBA(image.Rect(0, 0, int((wide+2*margin)*scale), int((tall+2*margin)*scale)))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(rgb(c.Page)), image.Point{}, draw.Src)
	x := margin
	for _, v := range drawing.Views() {
		for _, id := range ids {
			if v.ID != id {
				continue
			}
			for _, cell := range v.Cells {
				ink := rgb(c.Skin)
				if level, ok := pain[cell.Cell]; ok {
					ink = rgb(c.Heat(level))
				}
				for _, ring := range cell.Rings {
					fill(picture, ring, x, margin, scale, ink)
				}
			}
			x += v.Width
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		return nil, fmt.Errorf("write the picture: %w", err)
	}
	return b.Bytes(), nil
}

// fill fills a ring within its own bounds.
func fill(picture *image.RGBA, ring [][2]float64, x, y, scale float64, ink color.Color) {
	x0, y0, x1, y1 := ring[0][0], ring[0][1], ring[0][0], ring[0][1]
	for _, p := range ring {
		x0, y0, x1, y1 = min(x0, p[0]), min(y0, p[1]), max(x1, p[0]), max(y1, p[1])
	}
	box := image.Rect(int((x+x0)*scale)-1, int((y+y0)*scale)-1, int((x+x1)*scale)+2, int((y+y1)*scale)+2)
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	for i, p := range ring {
		px, py := float32((x+p[0])*scale)-float32(box.Min.X), float32((y+p[1])*scale)-float32(box.Min.Y)
		if i == 0 {
			r.MoveTo(px, py)
		} else {
			r.LineTo(px, py)
		}
	}
	r.ClosePath()
	r.Draw(picture, box, image.NewUniform(ink), image.Point{})
}

func rgb(s string) color.Color {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil {
		return color.Black
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
}
