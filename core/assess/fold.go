package assess

import "math"

// mostPositives is how many positives the exact sum carries: 2^10 masks.
const mostPositives = 10

// fold merges positives until mostPositives are left: the two whose causes are
// most alike become one patch that is explained when either was. Neighbouring
// zones of a large painting have nearly the same causes, and are not
// independent witnesses anyway. The order of equals is the order of painting.
func fold(causes []weighted, leak []float64) ([]weighted, []float64) {
	if len(leak) <= mostPositives {
		return causes, leak
	}
	columns := make([][]float64, len(leak))
	for j := range leak {
		columns[j] = make([]float64, len(causes))
		for i := range causes {
			columns[j][i] = causes[i].fires[j]
		}
	}
	leak = append([]float64(nil), leak...)
	alike := likenesses(columns)
	for len(columns) > mostPositives {
		a, b := mostAlike(alike)
		for i := range columns[a] {
			columns[a][i] = max(columns[a][i], columns[b][i])
		}
		leak[a] = max(leak[a], leak[b])
		columns = append(columns[:b], columns[b+1:]...)
		leak = append(leak[:b], leak[b+1:]...)
		alike = append(alike[:b], alike[b+1:]...)
		for i := range alike {
			alike[i] = append(alike[i][:b], alike[i][b+1:]...)
		}
		for i := range columns {
			alike[a][i] = cosine(columns[a], columns[i])
			alike[i][a] = alike[a][i]
		}
	}
	out := make([]weighted, len(causes))
	for i, c := range causes {
		out[i] = weighted{active: c.active, latent: c.latent, fires: make([]float64, len(columns))}
		for j := range columns {
			out[i].fires[j] = columns[j][i]
		}
	}
	return out, leak
}

// likenesses holds the cosine of every pair of columns.
func likenesses(columns [][]float64) [][]float64 {
	alike := make([][]float64, len(columns))
	for i := range alike {
		alike[i] = make([]float64, len(columns))
		for j := range i {
			alike[i][j] = cosine(columns[i], columns[j])
			alike[j][i] = alike[i][j]
		}
	}
	return alike
}

// mostAlike finds the pair with the largest likeness, the first among equals.
func mostAlike(alike [][]float64) (a, b int) {
	b = 1
	best := math.Inf(-1)
	for i := range alike {
		for j := i + 1; j < len(alike); j++ {
			if c := alike[i][j]; c > best+1e-12 {
				best, a, b = c, i, j
			}
		}
	}
	return a, b
}

func cosine(x, y []float64) float64 {
	xy, xx, yy := 0.0, 0.0, 0.0
	for i := range x {
		xy += float64(x[i] * y[i])
		xx += float64(x[i] * x[i])
		yy += float64(y[i] * y[i])
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	return xy / math.Sqrt(xx*yy)
}
