package cli

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/image/vector"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/core/drawing"
	"github.com/unknot/unknot/internal/care"
)

type bodyRenderCmd struct {
	sheetFile
	Out    string   `short:"o" required:"" help:"Where to write: a name that ends in .svg or .png."`
	View   []string `default:"front,back" help:"front, back, right, left, or a close-up, such as head_right or foot_left_sole."`
	Figure string   `default:"neutral" enum:"neutral,female,male" help:"neutral, female or male."`
	Dark   bool     `help:"Light on dark."`
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
		raw = []byte(drawing.SVG(c.Figure, c.View, d.Pain(), theme, body.Describe(p.Base, d)))
	case strings.HasSuffix(c.Out, ".png"):
		if raw, err = pixels(c.Figure, c.View, d.Pain(), theme.Colours()); err != nil {
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
	var known []string
	for _, v := range drawing.Views() {
		known = append(known, v.ID)
	}
	for _, id := range ids {
		if !slices.Contains(known, id) {
			return &exit{ExitUsage, fmt.Sprintf("no view is called %q; give one of %s", id, strings.Join(known, ", "))}
		}
	}
	return nil
}

// pixels draws the views two pixels a unit, for places that take no SVG.
func pixels(name string, ids []string, pain map[unknot.CellID]float64, c figure.Colours) ([]byte, error) {
	const scale, margin = 2.0, 2.0 // a margin keeps antialiased edges inside
	var list []figure.View
	wide, tall := 0.0, 0.0
	for _, v := range figure.Views(name) {
		if slices.Contains(ids, v.ID) {
			list = append(list, v)
			wide, tall = wide+v.Width, max(tall, v.Height)
		}
	}
	picture := image.NewRGBA(image.Rect(0, 0, int((wide+2*margin)*scale), int((tall+2*margin)*scale)))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(rgb(c.Page, 1)), image.Point{}, draw.Src)
	x := margin
	for _, v := range list {
		at := func(p [2]float64) (float32, float32) {
			return float32((x + p[0]) * scale), float32((margin + p[1]) * scale)
		}
		outline := mask(picture.Bounds(), v.Outline, at)
		paint := func(path, ink string, share float64) {
			shape := mask(picture.Bounds(), path, at)
			for i, a := range outline.Pix { // light runs on past the edge of the body
				shape.Pix[i] = uint8(int(shape.Pix[i]) * int(a) / 255)
			}
			draw.DrawMask(picture, picture.Bounds(), image.NewUniform(rgb(ink, share)), image.Point{}, shape, image.Point{}, draw.Over)
		}
		paint(v.Outline, c.Skin, 1)
		if v.Hair != "" {
			paint(v.Hair, c.Hair, .5)
		}
		for _, cell := range v.Cells {
			if level := figure.LevelOf(pain, cell.Cell); level > 0 {
				paint(cell.Path, c.Heat(level), .86)
			}
		}
		for _, t := range v.Tones {
			ink, share := c.Shadow, .085
			if t.Name[0] == 'h' {
				ink, share = c.Light, .16
			}
			paint(t.Path, ink, share)
			if v.Halved() {
				plain := at
				at = func(p [2]float64) (float32, float32) { return plain([2]float64{v.Width - p[0], p[1]}) }
				paint(t.Path, ink, share)
				at = plain
			}
		}
		x += v.Width
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		return nil, fmt.Errorf("write the picture: %w", err)
	}
	return b.Bytes(), nil
}

// mask fills a path; at says where a point of the view lies in the picture.
func mask(box image.Rectangle, path string, at func([2]float64) (float32, float32)) *image.Alpha {
	out := image.NewAlpha(box)
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, ring := range figure.Rings(path) {
		r.MoveTo(at(ring[0]))
		for _, p := range ring[1:] {
			r.LineTo(at(p))
		}
		r.ClosePath()
	}
	r.Draw(out, box, image.Opaque, image.Point{})
	return out
}

func rgb(s string, share float64) color.Color {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil {
		return color.Black
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), uint8(255*share + .5)}
}
