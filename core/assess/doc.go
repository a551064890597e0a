// Package assess weighs which muscles and which other causes fit a drawing and
// the answers, and says why.
//
// The model: every muscle part on either side may carry no point, a latent or
// an active one; every look-alike may be there or not. Each cause paints zones
// and makes findings positive by chance (leaky noisy-OR; Pearl 1988). The
// posterior is exact: see mask.go. It is pure and deterministic.
//
// Start at Infer in infer.go.
package assess
