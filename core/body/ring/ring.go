// Package ring tells what lies inside a closed line.
package ring

// Inside reports whether a point lies in a ring: it counts the edges that a ray
// to the right crosses. The ring closes itself and has at least one point.
func Inside(x, y float64, ring [][2]float64) bool {
	in := false
	b := ring[len(ring)-1]
	for _, a := range ring {
		if (a[1] > y) != (b[1] > y) && x < (b[0]-a[0])*(y-a[1])/(b[1]-a[1])+a[0] {
			in = !in
		}
		b = a
	}
	return in
}

// Within reports whether a point lies in what rings bound together: a ring
// within another is a hole.
func Within(x, y float64, rings [][][2]float64) bool {
	in := false
	for _, r := range rings {
		in = in != Inside(x, y, r)
	}
	return in
}
