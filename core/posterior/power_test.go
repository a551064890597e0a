package posterior

import (
	"math"
	"testing"
)

func TestPowerIsThePower(t *testing.T) {
	for _, tau := range []float64{0.05, 0.45, 0.8, 1} {
		p := newPower(tau)
		for x := 1.0; x < 1e300; x *= 1.0173 {
			want := math.Pow(x, tau)
			if got := p.of(x); math.Abs(got-want) > 1e-12*want { // exp loses digits of large exponents
				t.Fatalf("%g^%g is %.17g, want %.17g", x, tau, got, want)
			}
		}
	}
}
