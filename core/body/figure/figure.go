// Package figure holds the pictures of the body, drawn from the mannequin ahead
// of time: cells, light, hair, muscles and landmarks of every view of every
// figure. It finds the cell at a point, and writes pictures.
package figure

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/unknot/unknot"
)

//go:generate sh -c "cd ../mannequin && go run write.go"

// Names are the figures a person can choose. The first is the one for nobody
// in particular.
var Names = []string{"neutral", "female", "male"}

// View is one picture.
type View struct {
	ID, Name      string
	Width, Height float64
	Zoom          float64 // picture units per thousandth of stature
	Outline, Hair string  // path data
	Cells         []Cell
	Tones         []Tone // darker (s1 to s6) and lighter (h1 to h3) areas, nested
	Muscles       []Muscle
	Lines         []Line
}

// Cell is a cell as seen in a view, with a point well inside it.
type Cell struct {
	Cell unknot.CellID
	X, Y float64
	Path string
}

// Tone is an area of one tone of light.
type Tone struct{ Name, Path string }

// Muscle is a muscle of one side under the skin, "soleus_upper.right".
type Muscle struct {
	ID   string
	X, Y float64
	Path string
}

// Line is a landmark: bone, spine, crease, feature, brow, eye, lid, iris or mouth.
type Line struct{ Kind, Path string }

// Whole says that the view shows the whole body.
func (v *View) Whole() bool { return v.Zoom == 1 }

var read = sync.OnceValue(func() map[string][]View {
	out := map[string][]View{}
	for _, name := range Names {
		if text := Text(name); text != "" {
			out[name] = parse(text)
		}
	}
	return out
})

// Views lists the views of a figure, the whole body first; of the neutral
// figure when there is none of this name. The list is shared; do not change it.
func Views(name string) []View {
	if v, ok := read()[name]; ok {
		return v
	}
	return read()[Names[0]]
}

// Of gives one view, or nil.
func Of(name, id string) *View {
	all := Views(name)
	for i := range all {
		if all[i].ID == id {
			return &all[i]
		}
	}
	return nil
}

func parse(text string) []View {
	var out []View
	number := func(s string) float64 {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil {
			panic(fmt.Sprintf("figure: %v; run go generate ./core/body/figure", err))
		}
		return n
	}
	for line := range strings.Lines(text) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if f[0] == "view" {
			out = append(out, View{ID: f[1], Name: f[2], Width: number(f[3]), Height: number(f[4]), Zoom: number(f[5])})
			continue
		}
		if len(out) == 0 {
			continue
		}
		v := &out[len(out)-1]
		switch f[0] {
		case "outline":
			v.Outline = f[1]
		case "hair":
			v.Hair = f[1]
		case "cell":
			v.Cells = append(v.Cells, Cell{unknot.CellID(f[1]), number(f[2]), number(f[3]), f[4]})
		case "tone":
			v.Tones = append(v.Tones, Tone{f[1], f[2]})
		case "muscle":
			v.Muscles = append(v.Muscles, Muscle{f[1], number(f[2]), number(f[3]), f[4]})
		case "line":
			v.Lines = append(v.Lines, Line{f[1], f[2]})
		}
	}
	return out
}
