package drawing

import (
	"fmt"
	"html"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body/sketch"
)

// Theme is the colours of a picture.
type Theme string

// The two themes.
const (
	Light Theme = "light"
	Dark  Theme = "dark"
)

// Colours are the parts of a theme, as "#rrggbb".
type Colours struct{ Page, Skin, Edge, Line, Text, Mild, Worst string }

// Colours gives the colours of a theme; light is the theme of anything else.
func (t Theme) Colours() Colours {
	if t == Dark {
		return Colours{"#15191d", "#8d8078", "#5d534d", "#4a423d", "#e8e6e3", "#c98a4b", "#e0452f"}
	}
	return Colours{"#ffffff", "#ecdccf", "#cbb3a1", "#b19a89", "#22282d", "#f2b36b", "#c4281a"}
}

// Heat picks the colour of an intensity from 0 to 10 on a straight way from
// mild to worst.
func (c Colours) Heat(intensity float64) string {
	f := max(0, min(1, intensity/10))
	var mild, worst [3]int
	for i := range 3 {
		mild[i], worst[i] = hex(c.Mild[1+2*i:3+2*i]), hex(c.Worst[1+2*i:3+2*i])
	}
	mix := func(i int) int { return mild[i] + int(f*float64(worst[i]-mild[i])+0.5) }
	return fmt.Sprintf("#%02x%02x%02x", mix(0), mix(1), mix(2))
}

func hex(s string) int {
	n := 0
	for _, r := range s {
		n = n*16 + strings.IndexRune("0123456789abcdef", r)
	}
	return n
}

// Views lists the pictures, with their cells.
func Views() []sketch.FineView { return views() }

// SVG draws the views with pain by fine cell (0-10). It holds a title and a
// description for those who cannot see it.
func SVG(ids []string, pain map[unknot.CellID]float64, theme Theme, description string) string {
	c := theme.Colours()
	var body strings.Builder
	x, tall := 0.0, 0.0
	for _, v := range views() {
		if !has(ids, v.ID) {
			continue
		}
		fmt.Fprintf(&body, `<g transform="translate(%g 0)">`, x)
		drawView(&body, v, pain, c)
		fmt.Fprintf(&body, `<text x="%g" y="%g" text-anchor="middle" font-family="sans-serif" font-size="16" fill="%s">%s</text></g>`+"\n", v.Width/2, v.Height+20, c.Text, html.EscapeString(v.Name))
		x += v.Width
		tall = max(tall, v.Height+30)
	}
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" role="img"><title>Where it hurts</title><desc>%s</desc>`+"\n"+
		`<defs>%s</defs><rect width="100%%" height="100%%" fill="%s"/>`+"\n%s</svg>\n", x, tall, html.EscapeString(description), gradients(c), c.Page, body.String())
}

func has(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// gradients round the limbs: skin darkens to the edges that turn away.
func gradients(c Colours) string {
	stop := func(at int, opacity float64) string {
		return fmt.Sprintf(`<stop offset="%d%%" stop-color="%s" stop-opacity="%g"/>`, at, c.Edge, opacity)
	}
	grad := func(id, stops string) string {
		return `<linearGradient id="` + id + `">` + stops + `</linearGradient>`
	}
	return grad("both", stop(0, 0.9)+stop(28, 0)+stop(72, 0)+stop(100, 0.9)) +
		grad("right", stop(0, 0)+stop(62, 0)+stop(100, 0.9)) +
		grad("left", stop(0, 0.9)+stop(38, 0)+stop(100, 0))
}

// drawView draws skin, pain, shade and landmarks, in this order.
func drawView(b *strings.Builder, v sketch.FineView, pain map[unknot.CellID]float64, c Colours) {
	fmt.Fprintf(b, `<path fill="%s" stroke="%s" stroke-width="1.2" stroke-linejoin="round" d="`, c.Skin, c.Skin)
	for _, s := range v.Cells {
		b.WriteString(s.Path())
	}
	b.WriteString(`"/>` + "\n")
	for _, s := range v.Cells {
		if x, ok := pain[s.Cell]; ok {
			fmt.Fprintf(b, `<path fill="%[1]s" stroke="%[1]s" stroke-width=".6" d="%[2]s"/>`+"\n", c.Heat(x), s.Path())
		}
	}
	for _, s := range v.Shade {
		fmt.Fprintf(b, `<path fill="url(#%s)" d="%s"/>`+"\n", s.Edge, s.Path)
	}
	fmt.Fprintf(b, `<path fill="none" stroke="%s" stroke-width="1.1" stroke-linecap="round" stroke-opacity=".75" d="%s"/>`+"\n", c.Line, strings.Join(v.Lines, ""))
}
