// Package fhir writes what unknot knows of an episode, and its knowledge, as
// HL7 FHIR R4 resources, and reads from foreign bundles what the interlocks
// need. The resources are structs of our own: only what we emit, in the names
// of the specification. Two independent validators judge them in the tests.
package fhir
