// Package assess weighs which muscles and which other causes fit a drawing and
// the answers, and says why.
//
// The model: every muscle part on either side may carry no point, a latent or
// an active one; every look-alike may be there or not. Each cause paints zones
// and makes findings positive by chance (leaky noisy-OR; Pearl 1988). The
// posterior comes from core/posterior, which finds the sets of causes that hold
// the mass: chart.go lays the network, weigh.go puts the evidence on it. It is
// pure and deterministic.
//
// Start at Infer in infer.go.
package assess
