//go:build !goexperiment.simd || !amd64

package knot

// step is Step for all lanes.
func (k *block) step(m *middle) { k.plainStep(m) }

func (k *block) relative(u *inputs, half float64) { k.plainRelative(u, half) }

func (k *block) prepare(u *inputs, dt float64) { k.plainPrepare(u, dt) }
