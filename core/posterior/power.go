package posterior

import "math"

// power raises numbers from 1 up to a fixed exponent by table: the exponent
// and the first seven bits of the mantissa are looked up, the rest is a
// binomial series. Good to about 1e-15, and the same on every processor.
type power struct {
	tau     float64
	inverse [128]float64 // 1 / middle of the stretch of mantissas
	stretch [128]float64 // middle^tau
	octave  [1000]float64
	series  [6]float64
}

func newPower(tau float64) *power {
	p := &power{tau: tau}
	for i := range p.inverse {
		p.inverse[i] = 1 / (1 + (float64(i)+0.5)/128)
		p.stretch[i] = exp(-tau * log(p.inverse[i]))
	}
	for k := range p.octave {
		p.octave[k] = exp(float64(tau*float64(k)) * math.Ln2)
	}
	c := 1.0
	for k := range p.series {
		c *= (tau - float64(k)) / float64(k+1)
		p.series[k] = c
	}
	return p
}

// of returns x^tau for x >= 1.
func (p *power) of(x float64) float64 {
	b := math.Float64bits(x)
	k := b>>52 - 1023
	if k >= uint64(len(p.octave)) {
		return exp(float64(p.tau * log(x)))
	}
	i := b >> 45 & 127
	r := float64(math.Float64frombits(b&(1<<52-1)|1023<<52)*p.inverse[i]) - 1
	r2 := float64(r * r)
	lo := p.series[0] + float64(r*p.series[1])
	mi := p.series[2] + float64(r*p.series[3])
	hi := p.series[4] + float64(r*p.series[5])
	y := 1 + float64(r*(lo+float64(r2*(mi+float64(r2*hi)))))
	return float64(p.octave[k]*p.stretch[i]) * y
}
