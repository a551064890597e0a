package num

import "math"

// Stream is a stream of chance. The same seed and branch give the same values
// for ever, on every processor. SplitMix64: Steele, Lea & Flood 2014,
// doi:10.1145/2660193.2660195.
type Stream struct {
	at    uint64
	spare float64
	has   bool
}

// NewStream starts a stream. Branches of one seed are independent: one per
// person, per particle set, per task.
func NewStream(seed, branch uint64) *Stream {
	return &Stream{at: mix(seed+0x9e3779b97f4a7c15) ^ mix(branch+0xd1b54a32d192ed03)}
}

func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Uint64 returns 64 random bits.
func (s *Stream) Uint64() uint64 {
	s.at += 0x9e3779b97f4a7c15
	return mix(s.at)
}

// Float returns a value in [0, 1).
func (s *Stream) Float() float64 { return float64(s.Uint64()>>11) * 0x1p-53 }

// Intn returns an integer in [0, n); n must be positive.
func (s *Stream) Intn(n int) int { return int(s.Float() * float64(n)) }

// Normal returns a standard normal value, by the polar method (Marsaglia & Bray
// 1964, doi:10.1137/1006063).
func (s *Stream) Normal() float64 {
	if s.has {
		s.has = false
		return s.spare
	}
	for {
		u, v := float64(2*s.Float())-1, float64(2*s.Float())-1
		q := float64(u*u) + float64(v*v)
		if q >= 1 || q == 0 {
			continue
		}
		f := math.Sqrt(float64(-2*Log(q)) / q)
		s.spare, s.has = float64(v*f), true
		return float64(u * f)
	}
}

// LogNormal returns a positive value with mean 1 and coefficient of variation cv.
func (s *Stream) LogNormal(cv float64) float64 {
	v := Log(1 + float64(cv*cv))
	return Exp(float64(math.Sqrt(v)*s.Normal()) - float64(0.5*v))
}

// Gamma returns a gamma value of shape k ≥ 1 and scale 1 (Marsaglia & Tsang
// 2000, doi:10.1145/358407.358414).
func (s *Stream) Gamma(k float64) float64 {
	d := k - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := s.Normal()
		v := 1 + float64(c*x)
		if v <= 0 {
			continue
		}
		v = v * v * v
		if Log(1-s.Float()) < float64(0.5*float64(x*x))+d-float64(d*v)+float64(d*Log(v)) {
			return float64(d * v)
		}
	}
}

// Beta returns a beta value; both shapes at least 1.
func (s *Stream) Beta(a, b float64) float64 {
	x := s.Gamma(a)
	return x / (x + s.Gamma(b))
}
