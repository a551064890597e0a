// Package plot draws rows of curves over one axis as SVG or PNG, for files that
// people look at. Pages draw their own charts.
package plot

import (
	"fmt"
	"math"
)

// Chart is rows of curves that share their x axis.
type Chart struct {
	Title string
	Note  string // below, small
	XName string
	Rows  []Row
}

// Row is one panel with its own y axis.
type Row struct {
	Name      string
	Low, High float64 // of the y axis
	Curves    []Curve
	Marks     []float64 // ticks below the panel, such as sessions
}

// Curve is points in order. Name is shown when a row has more than one.
type Curve struct {
	Name string
	X, Y []float64
	Dots bool // dots in place of a line
}

// Sizes in units of a pixel.
const (
	wide, left, right = 860.0, 64.0, 24.0
	top, panel, gap   = 56.0, 130.0, 46.0
	bottom            = 70.0
)

var inks = []string{"#0f5f5c", "#b3161f", "#8a5a12", "#3d4f8f"}

const (
	paper, ink, soft, line = "#ffffff", "#1d2524", "#55615f", "#d9ddd8"
)

func (c *Chart) tall() float64 { return top + float64(len(c.Rows))*(panel+gap) + bottom - gap }

// span is the range of the x axis.
func (c *Chart) span() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, r := range c.Rows {
		for _, v := range r.Curves {
			for _, x := range v.X {
				low, high = min(low, x), max(high, x)
			}
		}
	}
	if !(high > low) {
		return 0, 1
	}
	return low, high
}

// place gives the point of the picture for a value.
func (c *Chart) place(row int, low, high, x, y float64) (float64, float64) {
	r := &c.Rows[row]
	share := (min(max(y, r.Low), r.High) - r.Low) / (r.High - r.Low)
	return left + (x-low)/(high-low)*(wide-left-right), top + float64(row)*(panel+gap) + panel*(1-share)
}

// ticks are about five round values from low to high.
func ticks(low, high float64) []float64 {
	step := math.Pow(10, math.Floor(math.Log10((high-low)/4)))
	for _, k := range []float64{5, 2, 1} {
		if (high-low)/(step*k) >= 3 {
			step *= k
			break
		}
	}
	var list []float64
	for v := math.Ceil(low/step-1e-9) * step; v <= high+1e-9; v += step {
		list = append(list, math.Round(v/step)*step)
	}
	return list
}

// canvas is what SVG and PNG have in common.
type canvas interface {
	line(points [][2]float64, width float64, colour string)
	dot(x, y, r float64, colour string)
	text(x, y, size float64, anchor, colour, words string)
}

func (c *Chart) draw(to canvas) {
	low, high := c.span()
	to.text(left, 30, 19, "start", ink, c.Title)
	for i := range c.Rows {
		r := &c.Rows[i]
		_, y0 := c.place(i, low, high, low, r.High)
		to.text(left, y0-7, 13, "start", soft, r.Name)
		for _, v := range ticks(r.Low, r.High) {
			x, y := c.place(i, low, high, low, v)
			to.line([][2]float64{{x, y}, {wide - right, y}}, 1, line)
			to.text(x-8, y+4, 12, "end", soft, short(v))
		}
		for k, v := range r.Curves {
			colour := inks[(i+k)%len(inks)]
			var points [][2]float64
			for j := range v.X {
				x, y := c.place(i, low, high, v.X[j], v.Y[j])
				if v.Dots {
					to.dot(x, y, 1.8, colour)
				}
				points = append(points, [2]float64{x, y})
			}
			if !v.Dots {
				to.line(points, 2, colour)
			}
			if v.Name != "" {
				to.text(wide-right-110*float64(len(r.Curves)-1-k), y0-7, 12, "end", colour, v.Name)
			}
		}
		for _, m := range r.Marks {
			x, y := c.place(i, low, high, m, r.Low)
			to.line([][2]float64{{x, y + 2}, {x, y + 9}}, 1.5, inks[2])
		}
	}
	_, y := c.place(len(c.Rows)-1, low, high, low, c.Rows[len(c.Rows)-1].Low)
	for _, v := range ticks(low, high) {
		x, _ := c.place(0, low, high, v, 0)
		to.text(x, y+24, 12, "middle", soft, short(v))
	}
	to.text(wide-right, y+42, 12, "end", soft, c.XName)
	to.text(left, y+58, 11, "start", soft, c.Note)
}

func short(v float64) string {
	if v == 0 {
		return "0" // and not -0
	}
	return fmt.Sprintf("%.6g", v)
}
