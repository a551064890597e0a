package plot

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// scale is pixels for each unit: sharp on a screen of double density.
const scale = 2.0

type pixels struct {
	picture *image.RGBA
	letters *opentype.Font
	faces   map[float64]font.Face
}

// PNG draws the chart as pixels.
func (c *Chart) PNG() ([]byte, error) {
	letters, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("read the font: %w", err)
	}
	p := &pixels{picture: image.NewRGBA(image.Rect(0, 0, int(wide*scale), int(c.tall()*scale))), letters: letters, faces: map[float64]font.Face{}}
	draw.Draw(p.picture, p.picture.Bounds(), image.NewUniform(rgb(paper)), image.Point{}, draw.Src)
	c.draw(p)
	var out bytes.Buffer
	if err := png.Encode(&out, p.picture); err != nil {
		return nil, fmt.Errorf("write the picture: %w", err)
	}
	return out.Bytes(), nil
}

// line draws each stretch as a thin four-sided figure with a dot at its start,
// which rounds the corners.
func (p *pixels) line(points [][2]float64, width float64, colour string) {
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		dx, dy := b[0]-a[0], b[1]-a[1]
		long := math.Sqrt(dx*dx + dy*dy)
		if long == 0 {
			continue
		}
		nx, ny := -dy/long*width/2, dx/long*width/2
		p.fill([][2]float64{{a[0] + nx, a[1] + ny}, {b[0] + nx, b[1] + ny}, {b[0] - nx, b[1] - ny}, {a[0] - nx, a[1] - ny}}, colour)
		if width > 1 && i > 1 {
			p.dot(a[0], a[1], width/2, colour)
		}
	}
}

func (p *pixels) dot(x, y, r float64, colour string) {
	ring := make([][2]float64, 12)
	for i := range ring {
		s, c := math.Sincos(float64(i) * math.Pi / 6)
		ring[i] = [2]float64{x + r*c, y + r*s}
	}
	p.fill(ring, colour)
}

func (p *pixels) fill(ring [][2]float64, colour string) {
	x0, y0, x1, y1 := ring[0][0], ring[0][1], ring[0][0], ring[0][1]
	for _, v := range ring {
		x0, y0, x1, y1 = min(x0, v[0]), min(y0, v[1]), max(x1, v[0]), max(y1, v[1])
	}
	box := image.Rect(int(x0*scale)-1, int(y0*scale)-1, int(x1*scale)+2, int(y1*scale)+2)
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	for i, v := range ring {
		x, y := float32(v[0]*scale)-float32(box.Min.X), float32(v[1]*scale)-float32(box.Min.Y)
		if i == 0 {
			r.MoveTo(x, y)
		} else {
			r.LineTo(x, y)
		}
	}
	r.ClosePath()
	r.Draw(p.picture, box, image.NewUniform(rgb(colour)), image.Point{})
}

func (p *pixels) text(x, y, size float64, anchor, colour, words string) {
	face := p.faces[size]
	if face == nil {
		var err error
		face, err = opentype.NewFace(p.letters, &opentype.FaceOptions{Size: size * scale, DPI: 72})
		if err != nil {
			return // a size that the font cannot have does not occur
		}
		p.faces[size] = face
	}
	d := font.Drawer{Dst: p.picture, Src: image.NewUniform(rgb(colour)), Face: face}
	long := float64(d.MeasureString(words)) / 64
	at := x * scale
	switch anchor {
	case "middle":
		at -= long / 2
	case "end":
		at -= long
	}
	d.Dot = fixed.Point26_6{X: fixed.Int26_6(at * 64), Y: fixed.Int26_6(y * scale * 64)}
	d.DrawString(words)
}

func rgb(s string) color.Color {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil {
		return color.Black
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
}
