// Package plan chooses the few things that fit the muscles, the person and the
// phase, with dose, grade, reason and stop rule, and withholds what an
// interlock forbids.
//
// Build needs a triage.Cleared value, which only the gate can make: no plan
// exists for a case that did not pass it. Start at Build.
package plan
