package mannequin

import (
	"math"
	"slices"
	"strconv"
)

// grid is a picture of labels, 0 for nothing.
type grid struct {
	wide, high int
	of         []int
}

func (g *grid) at(x, y int) int {
	if x < 0 || y < 0 || x >= g.wide || y >= g.high {
		return 0
	}
	return g.of[y*g.wide+x]
}

// clean gives away specks: connected pieces with fewer pixels than least join
// the neighbour with which they share most of their edge.
func (g *grid) clean(least int) {
	for range 4 {
		seen := make([]bool, len(g.of))
		changed := false
		for start := range g.of {
			if seen[start] {
				continue
			}
			label := g.of[start]
			piece, edge := []int{start}, map[int]int{}
			seen[start] = true
			for k := 0; k < len(piece); k++ {
				x, y := piece[k]%g.wide, piece[k]/g.wide
				for _, d := range [4][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
					nx, ny := x+d[0], y+d[1]
					if nx < 0 || ny < 0 || nx >= g.wide || ny >= g.high {
						continue
					}
					n := ny*g.wide + nx
					switch {
					case g.of[n] != label:
						edge[g.of[n]]++
					case !seen[n]:
						seen[n] = true
						piece = append(piece, n)
					}
				}
			}
			if len(piece) >= least || label == 0 && len(piece) >= 4 {
				continue
			}
			to, most := label, 0
			for l, n := range edge {
				if l != 0 && (n > most || n == most && l < to) {
					to, most = l, n
				}
			}
			if most == 0 { // a speck in the open
				to = 0
			}
			if to != label {
				changed = true
				for _, n := range piece {
					g.of[n] = to
				}
			}
		}
		if !changed {
			return
		}
	}
}

type spot [2]float64

// arc is an edge between two labels: left is what lies to its left.
type arc struct {
	line        []spot
	left, right int
}

// arcs walks all edges between labels, from one meeting of three to the next,
// so that neighbours share the same line exactly.
func (g *grid) arcs() []arc {
	w := g.wide + 1
	corner := func(x, y int) int { return y*w + x }
	// the four edges at a corner: right, down, left, up, with the labels on both sides
	edges := func(x, y int) [4]bool {
		nw, ne, sw, se := g.at(x-1, y-1), g.at(x, y-1), g.at(x-1, y), g.at(x, y)
		return [4]bool{ne != se, sw != se, nw != sw, nw != ne}
	}
	step := [4][2]int{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}
	sides := func(x, y, d int) (left, right int) { // going d from (x, y), y grows down
		switch d {
		case 0:
			return g.at(x, y-1), g.at(x, y)
		case 1:
			return g.at(x, y), g.at(x-1, y)
		case 2:
			return g.at(x-1, y), g.at(x-1, y-1)
		}
		return g.at(x-1, y-1), g.at(x, y-1)
	}
	degree := func(e [4]bool) (n int) {
		for _, b := range e {
			if b {
				n++
			}
		}
		return n
	}
	used := map[[2]int]bool{} // corner and direction
	var out []arc
	walk := func(x, y, d int, loop bool) {
		a := arc{line: []spot{{float64(x), float64(y)}}}
		a.left, a.right = sides(x, y, d)
		x0, y0 := x, y
		for {
			used[[2]int{corner(x, y), d}] = true
			x, y = x+step[d][0], y+step[d][1]
			used[[2]int{corner(x, y), (d + 2) % 4}] = true
			a.line = append(a.line, spot{float64(x), float64(y)})
			e := edges(x, y)
			if degree(e) != 2 || loop && x == x0 && y == y0 {
				break
			}
			for k, is := range e {
				if is && k != (d+2)%4 {
					d = k
					break
				}
			}
		}
		out = append(out, a)
	}
	for pass := range 2 {
		for y := 0; y <= g.high; y++ {
			for x := 0; x <= g.wide; x++ {
				e := edges(x, y)
				n := degree(e)
				if n == 0 || (n > 2) != (pass == 0) {
					continue
				}
				for d, is := range e {
					if is && !used[[2]int{corner(x, y), d}] {
						walk(x, y, d, pass == 1)
					}
				}
			}
		}
	}
	return out
}

// soften rounds the stairs of pixels off; ends stay, loops go round.
func soften(line []spot, times int) []spot {
	loop := line[0] == line[len(line)-1]
	n := len(line)
	for range times {
		next := slices.Clone(line)
		for i := range line {
			a, b := i-1, i+1
			if loop {
				a, b = (i-1+n-1)%(n-1), (i+1)%(n-1)
			} else if i == 0 || i == n-1 {
				continue
			}
			next[i] = spot{line[a][0]/4 + line[i%n][0]/2 + line[b][0]/4, line[a][1]/4 + line[i][1]/2 + line[b][1]/4}
		}
		if loop {
			next[n-1] = next[0]
		}
		line = next
	}
	return line
}

// thin drops points that lie within e of the line (Douglas and Peucker 1973,
// doi 10.3138/FM57-6770-U75U-7727).
func thin(line []spot, e float64) []spot {
	if len(line) < 3 {
		return line
	}
	a, b := line[0], line[len(line)-1]
	if a == b { // cut a loop at its farthest point
		far, most := 0, -1.0
		for i, p := range line {
			if d := math.Hypot(p[0]-a[0], p[1]-a[1]); d > most {
				far, most = i, d
			}
		}
		return append(thin(line[:far+1], e), thin(line[far:], e)[1:]...)
	}
	far, most := 0, e
	l := math.Hypot(b[0]-a[0], b[1]-a[1])
	for i, p := range line {
		if d := math.Abs((b[0]-a[0])*(a[1]-p[1])-(a[0]-p[0])*(b[1]-a[1])) / l; d > most {
			far, most = i, d
		}
	}
	if far == 0 {
		return []spot{a, b}
	}
	return append(thin(line[:far+1], e), thin(line[far:], e)[1:]...)
}

// outlines gives the rings of every label, in picture units.
func (g *grid) outlines(scale float64, smooth int, e float64) map[int][][]spot {
	ends := map[int][]arc{} // arcs by the label on their left, both ways
	for _, a := range g.arcs() {
		line := thin(soften(a.line, smooth), e*scale)
		for i := range line {
			line[i] = spot{math.Round(line[i][0]/scale*10) / 10, math.Round(line[i][1]/scale*10) / 10}
		}
		line = slices.Compact(line)
		if len(line) < 2 {
			line = append(line, line[0])
		}
		back := slices.Clone(line)
		slices.Reverse(back)
		ends[a.left] = append(ends[a.left], arc{line: line})
		ends[a.right] = append(ends[a.right], arc{line: back})
	}
	out := map[int][][]spot{}
	for label, list := range ends {
		if label == 0 {
			continue
		}
		done := make([]bool, len(list))
		for i := range list {
			if done[i] {
				continue
			}
			done[i] = true
			ring := slices.Clone(list[i].line)
			for ring[0] != ring[len(ring)-1] {
				found := false
				for k := range list {
					if !done[k] && list[k].line[0] == ring[len(ring)-1] {
						done[k], found = true, true
						ring = append(ring, list[k].line[1:]...)
						break
					}
				}
				if !found {
					break
				}
			}
			if len(ring) > 3 {
				out[label] = append(out[label], ring[:len(ring)-1])
			}
		}
	}
	return out
}

// pathOf writes rings as SVG path data, relative and short.
func pathOf(rings [][]spot) string {
	var b []byte
	tenth := func(x float64) int { return int(math.Round(x * 10)) }
	write := func(n int, first bool) {
		if !first && n >= 0 {
			b = append(b, ' ')
		}
		if n < 0 {
			b = append(b, '-')
			n = -n
		}
		if n%10 == 0 {
			b = strconv.AppendInt(b, int64(n/10), 10)
			return
		}
		if n/10 > 0 {
			b = strconv.AppendInt(b, int64(n/10), 10)
		}
		b = append(b, '.', byte('0'+n%10))
	}
	for _, r := range rings {
		b = append(b, 'M')
		x, y := tenth(r[0][0]), tenth(r[0][1])
		write(x, true)
		write(y, false)
		b = append(b, 'l')
		for i, p := range r[1:] {
			nx, ny := tenth(p[0]), tenth(p[1])
			write(nx-x, i == 0)
			write(ny-y, false)
			x, y = nx, ny
		}
		b = append(b, 'z')
	}
	return string(b)
}
