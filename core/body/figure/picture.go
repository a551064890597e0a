package figure

import (
	"fmt"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
)

// Picture is one view with what is to be shown on it. Its colours come from
// classes: see Style.
type Picture struct {
	View    *View
	Box     string                    // the part shown, "x y width height"; all of it when empty
	Heat    map[unknot.CellID]float64 // level 1 to 10 of cells, or of zones by side ("temple.right")
	Drawn   map[unknot.CellID]float64 // cells or zones that get an outline: what a person drew, any level
	Sites   []unknot.CellID           // cells or zones that get a cross: usual places of a trigger point
	Muscles []string                  // "soleus_upper.right": shown under the skin; "all" shows every one
	Again   bool                      // the same view stands on the page already: its shapes are used again
	Label   string                    // said by screen readers; without it the picture is decoration
	Class   string
}

// SVG writes the picture for a page.
func (p Picture) SVG() string {
	var b strings.Builder
	v := p.View
	b.Grow(v.size())
	box := p.Box
	if box == "" {
		box = fmt.Sprintf("0 0 %g %g", v.Width, v.Height)
	}
	fmt.Fprintf(&b, `<svg class="%s" viewBox="%s"`, html.EscapeString(strings.TrimSpace("body "+p.Class)), html.EscapeString(box))
	if p.Label == "" {
		b.WriteString(` aria-hidden="true">`)
	} else {
		fmt.Fprintf(&b, ` role="img" aria-label="%s">`, html.EscapeString(p.Label))
	}
	p.Inside(&b)
	b.WriteString("</svg>")
	return b.String()
}

// Inside writes the layers: skin and hair, heat, muscles, light, landmarks and
// sites.
func (p Picture) Inside(b *strings.Builder) {
	v := p.View
	if p.Again {
		fmt.Fprintf(b, `<use href="#skin-%s"/>`, v.ID)
	} else {
		b.WriteString(v.Skin())
	}
	if len(p.Drawn) > 0 { // wide lines below, so that only the outer edge of all cells together stays
		for _, class := range []string{"drawn", "skin"} {
			fmt.Fprintf(b, `<g class="%s">`, class)
			for _, c := range v.Cells {
				if LevelOf(p.Drawn, c.Cell) > 0 {
					fmt.Fprintf(b, `<path d="%s"/>`, c.Path)
				}
			}
			b.WriteString(`</g>`)
		}
	}
	if len(p.Heat) > 0 {
		b.WriteString(`<g class="heat">`)
		for _, c := range v.Cells {
			if l := LevelOf(p.Heat, c.Cell); l > 0 {
				fmt.Fprintf(b, `<path data-pain="%d" d="%s"/>`, Step(l), c.Path)
			}
		}
		b.WriteString(`</g>`)
	}
	if len(p.Muscles) > 0 {
		v.muscles(b, func(id string) bool { return p.Muscles[0] == "all" || slices.Contains(p.Muscles, id) })
	}
	if p.Again {
		fmt.Fprintf(b, `<use href="#light-%s"/>`, v.ID)
	} else {
		b.WriteString(v.Light())
	}
	r := v.Zoom * 5
	for _, s := range p.Sites {
		if x, y, ok := v.Spot(s); ok {
			fmt.Fprintf(b, `<path class="site-mark" d="M%s %sl%s %sm0-%[4]sl-%[3]s %[4]s"/>`, short(x-r/2), short(y-r/2), short(r), short(r))
		}
	}
}

// size is about how many bytes a picture of the view takes.
func (v *View) size() int {
	n := 4<<10 + 3*len(v.Outline) + len(v.Hair)
	for _, t := range v.Tones {
		n += len(t.Path) + 30
	}
	for _, l := range v.Lines {
		n += len(l.Path) + 40
	}
	return n
}

// MuscleLayer is every muscle of the view as a document of its own, for a page
// that puts the layer in when it is asked for.
func (v *View) MuscleLayer() string {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg">`)
	v.muscles(&b, func(string) bool { return true })
	b.WriteString(`</svg>`)
	return b.String()
}

func (v *View) muscles(b *strings.Builder, shown func(id string) bool) {
	b.WriteString(`<g class="muscle">`)
	for _, m := range v.Muscles {
		if shown(m.ID) {
			fmt.Fprintf(b, `<path d="%s"/>`, m.Path)
		}
	}
	b.WriteString(`</g>`)
}

// LevelOf reads the level of a cell: its own, or that of its zone.
func LevelOf(heat map[unknot.CellID]float64, c unknot.CellID) float64 {
	if l, ok := heat[c]; ok {
		return l
	}
	return heat[body.ZoneOf(c)]
}

// Step rounds a level to one of the ten colours.
func Step(level float64) int { return int(math.Round(min(max(level, 1), 10))) }

// Spot gives the middle of a cell, or of the largest piece of a zone, in this
// view.
func (v *View) Spot(c unknot.CellID) (x, y float64, ok bool) {
	for i := range v.Cells {
		if v.Cells[i].Cell == c {
			return v.Cells[i].X, v.Cells[i].Y, true
		}
	}
	for _, z := range v.Zones() {
		if z.Cell == c {
			return z.X, z.Y, true
		}
	}
	return 0, 0, false
}

// Skin is the lowest layer: the outline filled, and hair.
func (v *View) Skin() string {
	return fmt.Sprintf(`<g id="skin-%s"><path class="skin" d="%s"/><path class="hair" d="%s"/></g>`, v.ID, v.Outline, v.Hair)
}

// Light is the upper layer: soft tones of light, cut off at the outline, and
// landmarks. A view of both halves keeps one and mirrors it.
func (v *View) Light() string {
	var b strings.Builder
	b.Grow(v.size())
	soft := 2.2 * v.Zoom // as wide as the tones lie apart, so that no edge of one shows
	fmt.Fprintf(&b, `<g id="light-%[1]s" class="light"><defs><clipPath id="edge-%[1]s"><path d="%[2]s"/></clipPath><filter id="soft-%[1]s" x="0" y="0" width="100%%" height="100%%"><feGaussianBlur stdDeviation="%[3]s"/></filter></defs>`,
		v.ID, v.Outline, short(soft))
	fmt.Fprintf(&b, `<g clip-path="url(#edge-%[1]s)"><g filter="url(#soft-%[1]s)"><g id="tone-%[1]s">`, v.ID)
	for _, t := range v.Tones {
		fmt.Fprintf(&b, `<path class="%c" d="%s"/>`, t.Name[0], t.Path)
	}
	b.WriteString(`</g>`)
	if v.Halved() {
		fmt.Fprintf(&b, `<use href="#tone-%s" transform="matrix(-1 0 0 1 %s 0)"/>`, v.ID, short(v.Width))
	}
	b.WriteString(`</g></g>`)
	for _, l := range v.Lines {
		fmt.Fprintf(&b, `<path class="%s" d="%s"/>`, l.Kind, l.Path)
	}
	fmt.Fprintf(&b, `<path class="rim" d="%s"/></g>`, v.Outline)
	return b.String()
}

// Halved says that the tones of the view cover its left half only.
func (v *View) Halved() bool {
	return v.ID == "front" || v.ID == "back" || v.ID == "head_front" || v.ID == "head_back"
}

func short(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }

// Colours are the parts of a theme, as "#rrggbb".
type Colours struct{ Page, Skin, Hair, Shadow, Light, Line, Text, Mild, Worst string }

// The two themes.
var (
	Light = Colours{"#ffffff", "#ead8c9", "#8d7462", "#5d3a27", "#fff7ee", "#7d5a44", "#22282d", "#f2b36b", "#c4281a"}
	Dark  = Colours{"#15191d", "#9c8776", "#4a3b31", "#1b110b", "#f7dfc9", "#2e1f16", "#e8e6e3", "#c98a4b", "#e0452f"}
)

// Heat picks the colour of an intensity from 0 to 10 on a straight way from
// mild to worst.
func (c Colours) Heat(intensity float64) string {
	f := max(0, min(1, intensity/10))
	channel := func(s string, i int) int {
		n, _ := strconv.ParseUint(s[1+2*i:3+2*i], 16, 8) // the colours above are of this form
		return int(n)
	}
	mix := func(i int) int {
		return channel(c.Mild, i) + int(f*float64(channel(c.Worst, i)-channel(c.Mild, i))+0.5)
	}
	return fmt.Sprintf("#%02x%02x%02x", mix(0), mix(1), mix(2))
}

// Style gives the rules for a picture that stands alone.
func (c Colours) Style() string {
	var b strings.Builder
	fmt.Fprintf(&b, `.skin{fill:%s}.hair{fill:%s;opacity:.5}path.s{fill:%s;opacity:.085}path.h{fill:%s;opacity:.16}`, c.Skin, c.Hair, c.Shadow, c.Light)
	fmt.Fprintf(&b, `.light>path{fill:none;stroke:%[1]s;stroke-linecap:round;stroke-opacity:.3}.light>.spine,.light>.iris{fill:%[1]s;fill-opacity:.25;stroke:none}.light>.brow{stroke-width:1.7;stroke-opacity:.45}.light>.rim{stroke-width:.7;stroke-opacity:.5}`, c.Line)
	fmt.Fprintf(&b, `.drawn path{fill:%[2]s;stroke:%[2]s;stroke-width:4;stroke-linejoin:round}.muscle path{fill:%[1]s;fill-opacity:.45}.site-mark{stroke:%[2]s;stroke-width:2;fill:none}`, c.Worst, c.Text)
	for i := 1; i <= 10; i++ {
		fmt.Fprintf(&b, `[data-pain="%d"]{fill:%s;fill-opacity:.86}`, i, c.Heat(float64(i)))
	}
	return b.String()
}

// oneLine is how many letters of a name fit below the narrowest picture, 260
// wide, in letters 44 high, as on a phone; a longer name is cut at its comma.
// Judgement: a letter is half as wide as high.
const oneLine = 12

// Sheet writes pictures side by side as a file that stands alone, with their
// labels below, or else the names of their views, and a title and a description
// for those who cannot see it.
func Sheet(pictures []Picture, c Colours, title, description string) string {
	var b strings.Builder
	x, tall := 0.0, 0.0
	for _, p := range pictures {
		name := p.View.Name
		if p.Label != "" {
			name = p.Label
		}
		first, second, long := strings.Cut(name, ", ")
		if long = long && utf8.RuneCountInString(name) > oneLine; !long {
			first = name
		}
		fmt.Fprintf(&b, `<g transform="translate(%g 0)">`, x)
		p.Inside(&b)
		fmt.Fprintf(&b, `<text x="%g" y="%g" text-anchor="middle" font-family="sans-serif" font-size="16" fill="%s">%s`, p.View.Width/2, p.View.Height+20, c.Text, html.EscapeString(first))
		high := p.View.Height + 30
		if long {
			fmt.Fprintf(&b, `, <tspan x="%g" dy="1.1em">%s</tspan>`, p.View.Width/2, html.EscapeString(second))
			high += 18
		}
		b.WriteString("</text></g>\n")
		x += p.View.Width
		tall = max(tall, high)
	}
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" role="img"><title>%s</title><desc>%s</desc>`+"\n"+
		`<style>%s</style><rect width="100%%" height="100%%" fill="%s"/>`+"\n%s</svg>\n", x, tall, html.EscapeString(title), html.EscapeString(description), c.Style(), c.Page, b.String())
}
