// Package posterior weighs hidden causes against graded findings.
//
// A Network says which causes may lead to which findings (a leaky noisy-MAX
// network with two layers); a Case says what was observed; a Solver finds the
// sets of causes that hold the posterior mass and reads everything off that
// list: the chance of each cause, the best joint explanations, why, what to
// ask next and what an answer would change.
//
// The package knows nothing of muscles or people. It is pure: no clock, no
// input or output, no global state. The same network, case and options give
// the same bits on every machine (products are rounded before they are added,
// and exp and log are the package's own).
//
// docs/engine.md tells the model, the algorithm and what is guaranteed.
package posterior
