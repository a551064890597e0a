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
	for len(columns) > mostPositives {
		a, b := mostAlike(columns)
		for i := range columns[a] {
			columns[a][i] = max(columns[a][i], columns[b][i])
		}
		leak[a] = max(leak[a], leak[b])
		columns = append(columns[:b], columns[b+1:]...)
		leak = append(leak[:b], leak[b+1:]...)
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

// mostAlike finds the pair of columns with the largest cosine.
func mostAlike(columns [][]float64) (a, b int) {
	b = 1
	best := math.Inf(-1)
	for i := range columns {
		for j := i + 1; j < len(columns); j++ {
			if c := cosine(columns[i], columns[j]); c > best+1e-12 {
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
