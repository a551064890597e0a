// Package triage turns answers about danger signs into a level of care, and
// is the only maker of the Cleared value without which no plan can be built.
//
// Levels only rise: rules name signs with any, all and at-least, never with
// "unless", so one more sign can never lower the answer.
package triage
