// Package cli is the command line: one file a verb. It translates flags into a
// case, calls care, and prints. Nothing but the answer goes to standard
// output.
package cli
