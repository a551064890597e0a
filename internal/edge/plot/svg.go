package plot

import (
	"fmt"
	"html"
	"strings"
)

type svg struct{ strings.Builder }

// SVG draws the chart as a file that stands alone.
func (c *Chart) SVG() []byte {
	var s svg
	fmt.Fprintf(&s, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" font-family="system-ui, sans-serif" role="img"><title>%s</title><rect width="100%%" height="100%%" fill="%s"/>`,
		wide, c.tall(), wide, c.tall(), html.EscapeString(c.Title), paper)
	c.draw(&s)
	s.WriteString("</svg>\n")
	return []byte(s.String())
}

func (s *svg) line(points [][2]float64, width float64, colour string) {
	if len(points) == 0 {
		return
	}
	s.WriteString(`<path d="`)
	for i, p := range points {
		op := "L"
		if i == 0 {
			op = "M"
		}
		fmt.Fprintf(s, "%s%.1f %.1f", op, p[0], p[1])
	}
	fmt.Fprintf(s, `" fill="none" stroke="%s" stroke-width="%g" stroke-linejoin="round"/>`, colour, width)
}

func (s *svg) dot(x, y, r float64, colour string) {
	fmt.Fprintf(s, `<circle cx="%.1f" cy="%.1f" r="%g" fill="%s"/>`, x, y, r, colour)
}

func (s *svg) text(x, y, size float64, anchor, colour, words string) {
	if words != "" {
		fmt.Fprintf(s, `<text x="%.1f" y="%.1f" font-size="%g" text-anchor="%s" fill="%s">%s</text>`, x, y, size, anchor, colour, html.EscapeString(words))
	}
}
