// Package bench judges the engine: by vignettes written from published cases,
// and by made-up drawings whose truth is known.
//
// A vignette is a short text that a clinician can write (vignettes/README.md).
// The cases under vignettes/report are what is reported and are never used to
// choose a number of the engine; those under vignettes/tune may be. Drawings
// come from a generator that is not the model (paint.go), because a model
// judged by its own drawings is judged too kindly.
//
// Start at Run in run.go.
package bench
