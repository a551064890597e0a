//go:build !js

package web

import (
	"fmt"
	"math"
	"strings"
)

// patch is the picture of the patch of muscle: attributes of its parts. The
// script makes the same from the same numbers; a test in the browser compares
// the two. Coordinates are those of a view box of 400 by 220.
type patch struct {
	Fibres string  // outlines of the fibres
	Bands  string  // the fine bands across them
	Vessel float64 // width of the blood vessel in the core
	Energy int     // lights of energy that are on, of lights
	Halo   float64 // opacity of the chemistry around the spot
	Nerve  float64 // width of the nerve ending
	Sparks int     // signals on the nerve, 0-5
}

const (
	strands = 9
	lights  = 14
	middle  = 200.0
)

// grip is how much of the contracture each fibre shows: the knot is a few
// fibres wide.
var grip = [strands]float64{0, .25, .7, 1, 1, 1, .7, .25, 0}

func patchOf(locked, flow, short, chemistry, nerve, pain float64) patch {
	var fibres, bands strings.Builder
	for i := range strands {
		c := locked * grip[i]
		y := 38 + 18*float64(i)
		// the fibres of the knot swell in its middle and push the others away
		push := locked * 5 * (float64(i) - 4) / 4 * (1 - grip[i]*.5)
		thick := 7 + 6*c
		thin := 7 - 1.5*c
		fmt.Fprintf(&fibres, "M0 %.1fC100 %.1f 140 %.1f 165 %.1fS185 %.1f 200 %.1fS210 %.1f 235 %.1fS300 %.1f 400 %.1fV%.1fC300 %.1f 260 %.1f 235 %.1fS215 %.1f 200 %.1fS190 %.1f 165 %.1fS100 %.1f 0 %.1fZ",
			y-thin, y-thin, y-thin+push*.4, y-thin+push*.7, y-thick+push, y-thick+push, y-thick+push, y-thin+push*.7, y-thin, y-thin,
			y+thin, y+thin, y+thin+push*.4, y+thin+push*.7, y+thick+push, y+thick+push, y+thick+push, y+thin+push*.7, y+thin, y+thin)
		for n := range 33 {
			x := 8 + 12*float64(n)
			d := x - middle
			x -= c * 34 * math.Tanh(d/40) * math.Exp(-d*d/16000) // drawn towards the knot
			near := math.Exp(-(x - middle) * (x - middle) / 900)
			half := thin + (thick-thin)*near - 1.5
			fmt.Fprintf(&bands, "M%.1f %.1fv%.1f", x, y+push*near-half, 2*half)
		}
	}
	return patch{Fibres: fibres.String(), Bands: bands.String(),
		Vessel: 1.5 + 9*clamp(flow), Energy: int(math.Round(lights * (1 - clamp(short)))),
		Halo: .75 * (1 - math.Exp(-2.5*chemistry)), Nerve: 2 + 4*(1-math.Exp(-2*nerve)), Sparks: int(math.Round(math.Min(5, pain*.7)))}
}

func clamp(x float64) float64 { return math.Min(math.Max(x, 0), 1) }

// light is where a light of energy lies.
func light(i int) (x, y float64) {
	a := float64(i) * 2.399963 // the golden angle spreads them evenly
	r := 8 + 9.5*math.Sqrt(float64(i))
	return middle + 1.5*r*math.Cos(a), 110 + 1.15*r*math.Sin(a)
}

// curve is the path of one row of the curves: days against a share of 0-1, in
// a view box of mostPast by 40.
func curve(past []labDay, of func(labDay) float64) string {
	var b strings.Builder
	for i, d := range past {
		op := "L"
		if i == 0 {
			op = "M"
		}
		fmt.Fprintf(&b, "%s%d %.2f", op, i, 38-36*clamp(of(d)))
	}
	return b.String()
}
