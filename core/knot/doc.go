// Package knot is a small mechanistic model of one muscle knot: six slow
// states, everything faster than about ten minutes slaved by algebra.
//
// It is a hypothesis made computable (the "energy crisis" circle), never a
// reading of a real person's oxygen or chemistry. docs/model.md gives its
// evidence and its doubts. Time is in days, pressure in kPa where pain is
// pressed and in mmHg inside the muscle, as the sources have it.
//
// Start at Run in run.go. Pure, deterministic, without chance.
package knot
