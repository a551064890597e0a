// Package wire reads and writes the open formats: unknot.case/v1,
// unknot.assessment/v1 and unknot.plan/v1. It is strict: a case that is wrong
// is refused with the JSON path, the line, what was read and what is valid.
//
// The structs of the other rooms carry no JSON tags, so that the shape of the
// formats and the shape of the core can change apart from each other.
package wire
