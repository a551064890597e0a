// Package knowledge loads, checks and indexes the knowledge files: muscles,
// zones, danger signs, look-alikes, findings, treatments, interlocks, claims
// and sources.
//
// It may import the root package and knowledge/data, and nothing else of the
// project. Start at Load; every record struct lies in the file of its name.
package knowledge
