//go:build !goexperiment.simd || !amd64

package knot

// step is Step for all lanes.
func (k *block) step(dt float64) { k.plainStep(dt) }
